#include "extract/nominals.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/peer_names.hpp"
#include "extract/post_words.hpp"
#include "extract/pronoun_structure.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

/// "the Centre |d'entreprises|": a small word that a letter and an apostrophe join to
/// what stands before it.
bool is_elided(std::string_view folded) {
  return folded.size() > 2 && folded[1] == '\'';
}

}  // namespace

std::optional<Nominal> NominalFinder::find(std::size_t sentence, std::size_t i) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  return is_definite(tokens, i) && has_gender_of_class(tokens, i) ? find_noun(sentence, i)
                                                                  : std::nullopt;
}

std::optional<Nominal> NominalFinder::find_owned(std::size_t sentence,
                                                 std::size_t i) const {
  std::string_view class_name;
  const auto& tokens = annotation_.sentences[sentence].tokens;
  const bool company = called_.class_words_at(tokens, i, class_name) == i + 1 &&
                       class_name == company_class;
  return company ? find_noun(sentence, i) : std::nullopt;
}

std::optional<Nominal> NominalFinder::find_noun(std::size_t sentence,
                                                std::size_t i) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  std::string_view class_name;
  std::size_t end = called_.class_words_at(tokens, i, class_name);
  const bool is_post = tables_.roles.has(tokens[i].folded);
  end = end == i && is_post ? i + 1 : end;
  if (end == i && called_.is_in_names(tokens[i].folded)) {
    class_name = tables_.heads.value(tokens[i].folded);
    end = i + 1;
  }
  if (end == i || is_named(sentence, i, end) || is_owned(tokens, i, end)) {
    return std::nullopt;
  }
  // "pelo grupo luxemburguês |Zeta|": the noun and its adjectives go with the name
  std::size_t behind = end;
  while (behind < tokens.size() && behind < end + 3 &&
         (tokens[behind].tag == Tag::adj || tokens[behind].tag == Tag::noun) &&
         is_lower(first_code_point(tokens[behind].word))) {
    ++behind;
  }
  if (behind > end && earlier_.begins_name(sentence, behind)) {
    return std::nullopt;
  }
  if (const auto described = described_by_name(sentence, i, end)) {
    return described;
  }
  std::size_t named = apposed_name(sentence, i, class_name);
  named = named == no_mention ? named_last(sentence, i, class_name) : named;
  if (named != no_mention) {
    return Nominal{{i, end}, named, class_name};
  }
  // "the company of the year", "the company that": another one.
  const bool tells_seat =
      class_name == company_class && stands_before_place(sentence, end);
  if (end < tokens.size() &&
      ((tables_.links.has(tokens[end].folded) && !tells_seat &&
        !tables_.copulas.has(tokens[end].folded)) ||
       is_elided(tokens[end].folded) || is_upper(first_code_point(tokens[end].word)) ||
       tables_.class_words.has(tokens[end].folded))) {
    return std::nullopt;
  }
  // "queixou-se o coordenador, |Ana Lima|": named at once
  const bool named_behind = is_post && end + 1 < tokens.size() &&
                            tokens[end].folded == "," &&
                            earlier_.begins_name(sentence, end + 1);
  if (const std::size_t name = name_behind(sentence, {i, end}, class_name);
      name != no_mention) {
    return Nominal{{i, end}, name, class_name};
  }
  if (named_behind || names_itself(tokens, end)) {
    return std::nullopt;
  }
  if (!is_post && is_done_to(sentence, i, end)) {
    const std::size_t object = object_before(sentence, class_name);
    return object == no_mention ? std::nullopt
                                : std::optional{Nominal{{i, end}, object, class_name}};
  }
  std::size_t found = no_mention;
  const bool is_named_new =
      !is_post && is_new(tokens, i) &&
      tables_.ontology.kind_of(class_name) == EntityKind::organization;
  if (is_named_new) {
    found = newest(sentence, i, class_name, true);
    found = found != no_mention ? found : newest(sentence, i, class_name, false);
  }
  if (found == no_mention && !is_post && !is_named_new) {
    found = new_before(sentence, i);
  }
  if (found == no_mention && !(is_named_new && class_name == company_class)) {
    found =
        is_post ? person_meant(sentence, i) : nominal_antecedent(sentence, i, class_name);
  }
  if (found == no_mention) {
    return std::nullopt;
  }
  return Nominal{{i, end}, found, class_name};
}

std::size_t NominalFinder::apposed_name(std::size_t sentence,
                                        std::size_t i,
                                        std::string_view class_name) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  const Token& noun = tokens[i];
  std::size_t head = no_mention;
  if (noun.relation == Relation::appos && noun.head >= 0) {
    head = static_cast<std::size_t>(noun.head);
  } else if (i + 1 < tokens.size() && tokens[i + 1].tag == Tag::pron) {
    // "of |Acme|, the Cork-based body that", whatever the tree makes of it
    std::size_t at = i;
    while (at > 0 && i - at < 5 && !tables_.definite_words.has(tokens[at].folded)) {
      --at;
    }
    head = at > 1 && tokens[at - 1].folded == "," ? at - 2 : no_mention;
  }
  if (head == no_mention) {
    return no_mention;
  }
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& other = facts_.mentions[mention];
    if (other.first_token <= head && head < other.end_token && other.end_token <= i &&
        other.form == MentionForm::name &&
        facts_.entities[other.entity].kind == tables_.ontology.kind_of(class_name)) {
      return mention;
    }
  }
  return no_mention;
}

std::size_t NominalFinder::named_last(std::size_t sentence,
                                      std::size_t i,
                                      std::string_view class_name) const {
  constexpr std::size_t modifiers = 3;
  const auto& tokens = annotation_.sentences[sentence].tokens;
  std::size_t at = i;
  while (at > 0 && i - at < modifiers && !tables_.near_words.has(tokens[at - 1].folded) &&
         modifies(tokens, at - 1, i)) {
    --at;
  }
  if (at == 0 || !tables_.near_words.has(tokens[at - 1].folded)) {
    return no_mention;
  }
  std::size_t last = no_mention;
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& other = facts_.mentions[mention];
    // "A, B and C are applications of this framework": none of the subjects
    const Relation relation = tokens[other.end_token - 1].relation;
    const bool object = relation == Relation::obj || relation == Relation::obl ||
                        relation == Relation::nmod;
    if (other.end_token < at && object && other.form == MentionForm::name &&
        has_class(facts_.entities[other.entity], class_name, false) &&
        (last == no_mention || facts_.mentions[last].end_token < other.end_token)) {
      last = mention;
    }
  }
  return last;
}

bool NominalFinder::names_itself(const std::vector<Token>& tokens,
                                 std::size_t end) const {
  constexpr std::size_t reach = 4;
  for (std::size_t i = end; i < tokens.size() && i < end + reach; ++i) {
    if (tables_.naming_words.has(tokens[i].folded)) {
      return true;
    }
    if (i > end && !tables_.function_words.has(tokens[i].folded)) {
      return false;
    }
  }
  return false;
}

bool NominalFinder::is_done_to(std::size_t sentence,
                               std::size_t i,
                               std::size_t end) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  std::size_t first = i;
  while (first > 0 && i - first < 3 && tokens[first - 1].tag != Tag::adp) {
    --first;
  }
  if (tokens[i].relation != Relation::nmod || end >= tokens.size() ||
      tokens[end].tag != Tag::adp || first == 0 ||
      !tables_.links.has(tokens[first - 1].folded)) {
    return false;
  }
  std::size_t at = end + 1;
  while (at < tokens.size() && tokens[at].tag == Tag::det) {
    ++at;
  }
  return std::ranges::any_of(earlier_.in(sentence), [&](std::size_t mention) {
    const Mention& other = facts_.mentions[mention];
    return other.first_token <= at && at < other.end_token && end < other.end_token &&
           i < other.first_token && other.form == MentionForm::name &&
           facts_.entities[other.entity].kind == EntityKind::organization;
  });
}

std::size_t NominalFinder::object_before(std::size_t sentence,
                                         std::string_view class_name) const {
  constexpr std::size_t reach = 2;
  for (std::size_t s = sentence; s > 0 && sentence - s < reach; --s) {
    const auto& tokens = annotation_.sentences[s - 1].tokens;
    std::size_t found = no_mention;
    for (const std::size_t mention : earlier_.in(s - 1)) {
      const Mention& named = facts_.mentions[mention];
      const bool done_to =
          std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(named.first_token),
                      tokens.begin() + static_cast<std::ptrdiff_t>(named.end_token),
                      [](const Token& token) {
                        return token.relation == Relation::obj ||
                               token.relation == Relation::passive_subject;
                      });
      if (!done_to || !has_class(facts_.entities[named.entity], class_name, false)) {
        continue;
      }
      if (found != no_mention && facts_.mentions[found].entity != named.entity) {
        return no_mention;
      }
      found = mention;
    }
    if (found != no_mention) {
      return found;
    }
  }
  return no_mention;
}

bool NominalFinder::stands_before_place(std::size_t sentence, std::size_t link) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  std::size_t at = link;
  while (at < tokens.size() && at < link + 2 && tables_.links.has(tokens[at].folded)) {
    ++at;
  }
  return tables_.heads_come_first && at > link &&
         std::ranges::any_of(earlier_.in(sentence), [&](std::size_t mention) {
           const Mention& other = facts_.mentions[mention];
           return other.first_token == at && other.form == MentionForm::name &&
                  facts_.entities[other.entity].kind == EntityKind::place;
         });
}

bool NominalFinder::is_definite(const std::vector<Token>& tokens, std::size_t i) const {
  constexpr std::size_t modifiers = 4;
  constexpr std::size_t most_of_seat = 4;  // "the |Armonk, New York|-based company"
  bool in_seat = false;
  bool joined = false;
  std::size_t of_seat = 0;
  for (std::size_t k = i; k > 0 && i - k <= modifiers + of_seat; --k) {
    const Token& before = tokens[k - 1];
    if (tables_.definite_words.has(before.folded)) {
      return true;
    }
    const bool in_name = is_upper(first_code_point(before.word));
    const bool between_names = before.folded == "," && k > 1 &&
                               is_upper(first_code_point(tokens[k].word)) &&
                               is_upper(first_code_point(tokens[k - 2].word));
    if (in_seat && of_seat < most_of_seat && (in_name || between_names)) {
      ++of_seat;
      continue;
    }
    // "the data |and| AI company"
    const bool names =
        before.tag == Tag::noun || before.tag == Tag::propn || before.tag == Tag::adj;
    if ((joined && names) ||
        (before.tag == Tag::cconj && k < i && modifies(tokens, k, i))) {
      joined = true;
      continue;
    }
    in_seat = in_seat || before.folded == "-";
    if (!modifies(tokens, k - 1, i) && before.folded != "-") {
      return false;
    }
  }
  return false;
}

bool NominalFinder::modifies(const std::vector<Token>& tokens,
                             std::size_t k,
                             std::size_t i) {
  constexpr int steps = 3;
  std::size_t at = k;
  for (int step = 0; step < steps; ++step) {
    const std::int32_t head = tokens[at].head;
    if (head < 0) {
      return false;
    }
    at = static_cast<std::size_t>(head);
    if (at == i) {
      return tokens[k].tag == Tag::adj || tokens[k].tag == Tag::noun ||
             tokens[k].tag == Tag::propn || tokens[k].tag == Tag::verb ||
             tokens[k].tag == Tag::num;
    }
    // "San |Francisco|": the second half of a name hangs on its first
    if (at > i || (at < k && tokens[k].relation != Relation::flat)) {
      return false;
    }
  }
  return false;
}

bool NominalFinder::is_owned(const std::vector<Token>& tokens,
                             std::size_t i,
                             std::size_t end) const {
  std::string phrase;
  for (std::size_t k = i; k < end; ++k) {
    phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
  }
  // "the |company| behind Kubrix"
  return tables_.owned_nouns.has(phrase) ||
         PostWords::behind(tokens, i, tables_.owned_nouns) > end ||
         (i > 0 && tables_.owned_nouns.has(tokens[i - 1].folded + " " + phrase));
}

std::size_t NominalFinder::only_so_called(std::size_t sentence,
                                          std::size_t i,
                                          const std::string& head,
                                          std::string_view class_name) const {
  const auto is_before = [&](const Mention& mention) {
    return mention.sentence < sentence ||
           (mention.sentence == sentence && mention.end_token <= i);
  };
  // "a Unicamp disse que a universidade": what is named so by its full name is nearer
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& here = facts_.mentions[mention];
    if (here.end_token <= i && here.form == MentionForm::name &&
        facts_.entities[here.entity].kind == tables_.ontology.kind_of(class_name) &&
        called_.has_head(here.entity, head)) {
      return no_mention;
    }
  }
  std::optional<std::size_t> only;
  for (const std::size_t entity : called_.called_so(head, class_name)) {
    if (const std::size_t first = earlier_.first(entity);
        first != no_mention && is_before(facts_.mentions[first])) {
      if (only) {
        return no_mention;
      }
      only = entity;
    }
  }
  if (!only) {
    return no_mention;
  }
  for (std::size_t s = sentence + 1; s > 0; --s) {
    const auto& here = earlier_.in(s - 1);
    for (auto at = here.rbegin(); at != here.rend(); ++at) {
      const std::size_t mention = *at;
      if (facts_.mentions[mention].entity == *only &&
          is_before(facts_.mentions[mention])) {
        return mention;
      }
    }
  }
  return no_mention;
}

bool NominalFinder::is_named(std::size_t sentence,
                             std::size_t begin,
                             std::size_t end) const {
  return std::ranges::any_of(earlier_.in(sentence), [&](std::size_t mention) {
    const Mention& other = facts_.mentions[mention];
    const bool tells_where = other.end_token == begin &&
                             other.form == MentionForm::name &&
                             facts_.entities[other.entity].kind == EntityKind::place;
    return other.first_token <= end && begin <= other.end_token && !tells_where;
  });
}

}  // namespace byline::extract
