#include "extract/post_words.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/class_names.hpp"

#include <string>

namespace byline::extract {
namespace {

/// Beside the class in the table of owned nouns.
constexpr std::string_view as_object = " object";

/// At the start of a clause: a board that somebody has or joins is told otherwise.
bool may_begin_after(const Token& before) {
  return before.tag == Tag::punct || before.tag == Tag::sconj ||
         before.tag == Tag::cconj || before.tag == Tag::adv ||
         !is_letter(first_code_point(before.word));
}

}  // namespace

std::size_t PostWords::behind_posts(const std::vector<Token>& tokens,
                                    std::size_t at) const {
  std::size_t end = behind(tokens, at, tables_.bare_posts);
  while (end > at && end + 1 < tokens.size() && tokens[end].tag == Tag::cconj) {
    const std::size_t next = behind(tokens, end + 1, tables_.bare_posts);
    if (next == end + 1) {
      break;
    }
    end = next;
  }
  return end;
}

bool PostWords::names_organization(const std::vector<Token>& tokens,
                                   std::size_t begin,
                                   std::size_t end) const {
  const auto kind =
      tables_.ontology.kind_of(value_of(tokens, begin, end, tables_.class_words));
  return kind && *kind == EntityKind::organization;
}

bool PostWords::ends_phrase(const std::vector<Token>& tokens, std::size_t end) {
  if (end >= tokens.size()) {
    return true;
  }
  const Tag tag = tokens[end].tag;
  return tag == Tag::punct ? tokens[end].folded != "-"
                           : tag == Tag::cconj || tag == Tag::verb || tag == Tag::aux ||
                                 tag == Tag::adv || tag == Tag::sconj;
}

bool PostWords::may_describe(const Token& token) {
  return token.tag == Tag::adj || token.tag == Tag::adv || token.folded == "-" ||
         (token.tag == Tag::verb && token.relation == Relation::amod);
}

bool PostWords::stands_before_post(const std::vector<Token>& tokens,
                                   std::size_t at) const {
  return !tables_.heads_come_first && at > 0 &&
         (tokens[at - 1].tag == Tag::pron || tokens[at - 1].tag == Tag::verb ||
          tokens[at - 1].tag == Tag::adp);
}

bool PostWords::opens_phrase(const std::vector<Token>& tokens, std::size_t at) {
  constexpr std::size_t farthest = 4;
  if (at < 2 || at > farthest || tokens[at - 1].tag != Tag::adp) {
    return false;
  }
  bool noun = false;
  for (std::size_t i = 0; i + 1 < at; ++i) {
    noun = noun || tokens[i].tag == Tag::noun;
    if (tokens[i].tag != Tag::det && tokens[i].tag != Tag::noun &&
        tokens[i].tag != Tag::adj) {
      return false;
    }
  }
  return noun;
}

bool PostWords::may_begin(const std::vector<Token>& tokens, std::size_t at) const {
  // "Entre |os| primeiros investidores está", "Participaram de |a| rodada": first, but
  // for a preposition and a verb
  const bool first =
      at == 0 || (at == 1 && tokens[0].tag == Tag::adp) ||
      (at == 2 && tokens[0].tag == Tag::verb && tokens[1].tag == Tag::adp) ||
      opens_phrase(tokens, at);
  return first || may_begin_after(tokens[at - 1]) ||
         tables_.say_verbs.has(tokens[at - 1].folded) ||
         (at > 1 &&
          tables_.say_verbs.has(tokens[at - 2].folded + "-" + tokens[at - 1].folded));
}

bool PostWords::may_be_object(const std::vector<Token>& tokens,
                              std::size_t at,
                              std::size_t noun,
                              std::size_t end) const {
  return at > 0 && tables_.definite_words.has(tokens[at].folded) &&
         (tokens[at - 1].tag == Tag::verb || tokens[at - 1].tag == Tag::adp) &&
         value_of(tokens, noun, end, tables_.owned_nouns).ends_with(as_object);
}

std::size_t PostWords::behind_noun(const std::vector<Token>& tokens,
                                   std::size_t at) const {
  return behind(tokens, at, tables_.owned_nouns);
}

std::size_t PostWords::behind(const std::vector<Token>& tokens,
                              std::size_t at,
                              const knowledge::WordTable& nouns) {
  constexpr std::size_t longest = 7;  // "presidente de o conselho de administração"
  std::string phrase;
  std::size_t end = at;
  if (at >= tokens.size() || !nouns.may_begin(tokens[at].folded)) {
    return at;
  }
  for (std::size_t i = at; i < tokens.size() && i < at + longest; ++i) {
    phrase += (i == at ? "" : " ") + tokens[i].folded;
    end = nouns.has(phrase) ? i + 1 : end;
  }
  return end;
}

SpokenOf::Owner PostWords::owner_of(std::string_view class_name) {
  if (class_name == company_class) {
    return SpokenOf::Owner::company;
  }
  if (class_name == project_class) {
    return SpokenOf::Owner::work;
  }
  return class_name.empty() || class_name == organization_class ? SpokenOf::Owner::any
                                                                : SpokenOf::Owner::body;
}

std::string_view PostWords::class_of(const std::vector<Token>& tokens,
                                     std::size_t begin,
                                     std::size_t end) const {
  const std::string_view value = value_of(tokens, begin, end, tables_.owned_nouns);
  return value.substr(0, value.find(' '));
}

std::string_view PostWords::value_of(const std::vector<Token>& tokens,
                                     std::size_t begin,
                                     std::size_t end,
                                     const knowledge::WordTable& nouns) {
  std::string phrase;
  for (std::size_t i = begin; i < end; ++i) {
    phrase += (i == begin ? "" : " ") + tokens[i].folded;
  }
  return nouns.value(phrase);
}

}  // namespace byline::extract
