#include "extract/anaphora.hpp"

#include "base/characters.hpp"
#include "extract/pronoun_structure.hpp"
#include "extract/resolved_mention.hpp"
#include "extract/short_forms.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace byline::extract {
namespace {

constexpr std::size_t reach_sentences = 2;  ///< how far back a pronoun looks
constexpr std::size_t reach_nominal = 4;
constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr double clear_lead = 0.9;  ///< of the thing that a nominal means
constexpr std::string_view organization_class = "org:Organization";
constexpr std::string_view company_class = "by:Company";

struct PronounForm {
  char gender = 'c';  ///< m f n, c: any
  bool plural = false;
  std::string_view kind;  ///< subject object possessive reflexive
};

/// An earlier mention and how well it fits.
struct Antecedent {
  std::size_t mention = none;
  double score = 0;
};

class Resolver {
 public:
  Resolver(const Annotation& annotation,
           const NameTables& tables,
           const std::vector<char>& genders,
           ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts) {
    by_sentence_.resize(annotation.sentences.size());
    for (std::size_t i = 0; i < facts_.mentions.size(); ++i) {
      by_sentence_[facts_.mentions[i].sentence].push_back(i);
    }
    for (std::size_t i = 0; i < facts_.entities.size(); ++i) {
      learned_.push_back(i < genders.size() ? genders[i] : 0);
      counts_.push_back(0);
    }
    for (const Mention& mention : facts_.mentions) {
      ++counts_[mention.entity];
      if (const char gender = gender_of_article(mention); gender != 0) {
        article_genders_[mention.entity] = gender;
      }
    }
  }

  void run() {
    collect_descriptors();
    collect_words_of_names();
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const auto& tokens = annotation_.sentences[s].tokens;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto form = pronoun_at(tokens, i)) {
          resolve_pronoun(s, i, *form);
        } else {
          resolve_nominal(s, i);
        }
      }
    }
    std::ranges::stable_sort(facts_.mentions, {}, [](const Mention& mention) {
      return std::pair(mention.span.begin, mention.first_token);
    });
  }

 private:
  [[nodiscard]] std::optional<PronounForm> pronoun_at(const std::vector<Token>& tokens,
                                                      std::size_t i) const {
    const auto* row = tables_.pronouns.find(tokens[i].folded);
    if (row == nullptr || row->values.size() < 3 || row->values[2] == "speaker") {
      return std::nullopt;
    }
    return PronounForm{row->values[0].empty() ? 'c' : row->values[0].front(),
                       row->values[1] == "pl",
                       row->values[2]};
  }

  [[nodiscard]] const Entity& entity_of(std::size_t mention) const {
    return facts_.entities[facts_.mentions[mention].entity];
  }

  /// "o Kite", "a Acme": the gender that the article before the words tells; 0: none.
  [[nodiscard]] char gender_of_article(const Mention& mention) const {
    if (mention.first_token == 0) {
      return 0;
    }
    const auto& tokens = annotation_.sentences[mention.sentence].tokens;
    const auto value =
        tables_.definite_words.value(tokens[mention.first_token - 1].folded);
    return value.empty() ? '\0' : value.front();
  }

  /// Where things have a gender, "he" may be one: the article tells.
  [[nodiscard]] bool is_thing_of(const Mention& mention, char gender) const {
    const EntityKind kind = facts_.entities[mention.entity].kind;
    if (kind != EntityKind::organization && kind != EntityKind::work) {
      return false;
    }
    if (const char own = gender_of_article(mention); own != 0) {
      return own == gender;
    }
    const auto known = article_genders_.find(mention.entity);
    return known != article_genders_.end() && known->second == gender;
  }

  [[nodiscard]] bool fits(std::size_t mention, const PronounForm& form) const {
    const Mention& candidate = facts_.mentions[mention];
    const Entity& entity = facts_.entities[candidate.entity];
    const char gender = learned_[candidate.entity];
    const bool is_person = entity.kind == EntityKind::person;
    if (form.plural) {
      return entity.kind == EntityKind::organization;
    }
    switch (form.gender) {
      case 'm':
      case 'f':
        return is_person ? gender == 0 || gender == form.gender
                         : is_thing_of(candidate, form.gender);
      case 'n':
        return entity.kind == EntityKind::organization ||
               entity.kind == EntityKind::work ||
               (entity.classes.empty() && !entity.in_lexicon);
      default:
        return is_person || entity.kind == EntityKind::organization ||
               entity.kind == EntityKind::work;
    }
  }

  /// Whether the mention is the subject: by the tree, else the first name before a verb.
  [[nodiscard]] bool is_subject(std::size_t mention) const {
    const Mention& candidate = facts_.mentions[mention];
    const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
    bool has_tree = false;
    for (std::size_t i = candidate.first_token; i < candidate.end_token; ++i) {
      has_tree = has_tree || tokens[i].relation != Relation::unknown;
      if (tokens[i].relation == Relation::nsubj ||
          tokens[i].relation == Relation::passive_subject) {
        return true;
      }
    }
    if (has_tree) {
      return false;
    }
    return !in_phrase(mention) &&
           std::ranges::none_of(by_sentence_[candidate.sentence], [&](std::size_t other) {
             return facts_.mentions[other].first_token < candidate.first_token;
           });
  }

  /// Whether a preposition stands before the mention: "with Ana Lima", "of the Acme".
  [[nodiscard]] bool in_phrase(std::size_t mention) const {
    const Mention& candidate = facts_.mentions[mention];
    const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
    std::size_t at = candidate.first_token;
    while (at > 0 && tables_.definite_words.has(tokens[at - 1].folded)) {
      --at;
    }
    if (at == 0) {
      return false;
    }
    const Token& before = tokens[at - 1];
    return before.tag == Tag::unknown ? tables_.links.has(before.folded)
                                      : before.tag == Tag::adp;
  }

  [[nodiscard]] double score(std::size_t mention, std::size_t sentence) const {
    const Mention& candidate = facts_.mentions[mention];
    const double distance = static_cast<double>(sentence - candidate.sentence);
    double value = 2.0 - 1.0 * distance;
    value += is_subject(mention) ? 1.5 : 0;
    value -= in_phrase(mention) ? 1.0 : 0;
    value += candidate.form == MentionForm::pronoun ? 0.4 : 0;
    value += std::min<double>(0.15 * static_cast<double>(counts_[candidate.entity]), 1.2);
    return value;
  }

  /// Best and second best entity (of different entities) before token `i`.
  [[nodiscard]] std::pair<Antecedent, Antecedent> best_two(
      std::size_t sentence, std::size_t i, const PronounForm& form) const {
    std::map<std::size_t, Antecedent> by_entity;
    const bool people_only = (form.gender == 'm' || form.gender == 'f') &&
                             has_person_before(sentence, i, form);
    // A thing is meant only by the sentence before; people are remembered longer.
    const std::size_t reach = form.gender == 'n' ? 1 : reach_sentences;
    const std::size_t first = sentence > reach ? sentence - reach : 0;
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : by_sentence_[s]) {
        const Mention& candidate = facts_.mentions[mention];
        if ((s == sentence && candidate.end_token > i) || !fits(mention, form) ||
            (people_only && entity_of(mention).kind != EntityKind::person)) {
          continue;
        }
        if (s == sentence && form.kind != "reflexive" &&
            is_bound_apart(annotation_.sentences[s].tokens,
                           {candidate.first_token, candidate.end_token},
                           i)) {
          continue;
        }
        const double value = score(mention, sentence);
        Antecedent& best = by_entity[candidate.entity];
        if (best.mention == none || value >= best.score) {
          best = {mention, value};
        }
      }
    }
    std::pair<Antecedent, Antecedent> two;
    for (const auto& [entity, found] : by_entity) {
      if (two.first.mention == none || found.score > two.first.score) {
        two.second = two.first;
        two.first = found;
      } else if (two.second.mention == none || found.score > two.second.score) {
        two.second = found;
      }
    }
    return two;
  }

  void resolve_pronoun(std::size_t sentence, std::size_t i, const PronounForm& form) {
    std::string_view said = predicate_class(sentence, i);
    said = said.empty() ? fronted_class(sentence, i) : said;
    if (!said.empty() && form.gender != 'm' && form.gender != 'f') {
      // "It is a framework": of that class, wherever it stood.
      if (const std::size_t found = nominal_antecedent(sentence, i, said);
          found != none) {
        add(sentence, {i, i + 1}, found, MentionForm::pronoun);
        return;
      }
    }
    if (form.gender == 'n' && form.kind == "subject" &&
        (is_expletive(sentence, i) ||
         is_empty_subject(annotation_.sentences[sentence].tokens, i))) {
      return;
    }
    if (form.gender == 'n' && form.kind == "subject") {
      if (const std::size_t found = parallel_object(sentence, i, form); found != none) {
        add(sentence, {i, i + 1}, found, MentionForm::pronoun);
        return;
      }
    }
    const auto [best, second] = best_two(sentence, i, form);
    if (best.mention == none || !is_clear(sentence, i, form, best, second)) {
      return;
    }
    const std::size_t entity = facts_.mentions[best.mention].entity;
    if ((form.gender == 'm' || form.gender == 'f') && learned_[entity] == 0 &&
        facts_.entities[entity].kind == EntityKind::person) {
      learned_[entity] = form.gender;
    }
    add(sentence, {i, i + 1}, best.mention, MentionForm::pronoun);
  }

  /// "will invest in Kite and use |it|": the object of the verb before, if it is the only
  /// one.
  [[nodiscard]] std::size_t parallel_object(std::size_t sentence,
                                            std::size_t i,
                                            const PronounForm& form) const {
    const auto& tokens = annotation_.sentences[sentence].tokens;
    std::size_t found = none;
    for (const std::size_t mention : by_sentence_[sentence]) {
      const Mention& candidate = facts_.mentions[mention];
      if (candidate.end_token > i || !fits(mention, form) ||
          !is_object_of_verb_before(
              tokens, {candidate.first_token, candidate.end_token}, i)) {
        continue;
      }
      if (found != none) {
        return none;
      }
      found = mention;
    }
    return found;
  }

  [[nodiscard]] bool is_clear(std::size_t sentence,
                              std::size_t i,
                              const PronounForm& form,
                              const Antecedent& best,
                              const Antecedent& second) const {
    const Mention& found = facts_.mentions[best.mention];
    const double lead = second.mention == none ? 10 : best.score - second.score;
    const bool is_person = facts_.entities[found.entity].kind == EntityKind::person;
    if (is_person && (form.gender == 'm' || form.gender == 'f')) {
      const bool told = learned_[found.entity] == form.gender;
      return lead >= (told ? 0.9 : 1.3) && best.score >= 0.5;
    }
    if (form.plural) {
      return false;
    }
    // it, its: only the subject of this or of the sentence before, and only a clear one.
    if (sentence - found.sentence > 1 || !is_subject(best.mention)) {
      return false;
    }
    const bool at_start =
        i <= 1 || std::ranges::none_of(by_sentence_[sentence], [&](std::size_t other) {
          return facts_.mentions[other].first_token < i;
        });
    if (is_verb_object(annotation_.sentences[sentence].tokens, i)) {
      return false;
    }
    if (found.sentence == sentence && form.kind == "subject" && lead >= 0.5 &&
        (found.form == MentionForm::pronoun || opens_clause(sentence, i))) {
      return true;  // "it is …: it was …", "Acme said that it …", "…, but it …"
    }
    if (found.sentence == sentence) {
      return form.kind != "object" && lead >= 1.0 &&
             !has_noun_between(sentence, found.end_token, i);
    }
    return at_start && lead >= 0.8;
  }

  /// Whether a person may be meant: "ela" is rather she than the company.
  [[nodiscard]] bool has_person_before(std::size_t sentence,
                                       std::size_t i,
                                       const PronounForm& form) const {
    const std::size_t first = sentence > reach_sentences ? sentence - reach_sentences : 0;
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : by_sentence_[s]) {
        if (entity_of(mention).kind == EntityKind::person && fits(mention, form) &&
            (s < sentence || facts_.mentions[mention].end_token <= i)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether token `i` is the first of a clause: "that it", "but it", "said it".
  [[nodiscard]] bool opens_clause(std::size_t sentence, std::size_t i) const {
    const auto& tokens = annotation_.sentences[sentence].tokens;
    return i > 0 && (tokens[i - 1].tag == Tag::sconj || tokens[i - 1].tag == Tag::cconj ||
                     tokens[i - 1].tag == Tag::verb);
  }

  /// The class that the words behind `i` give ("is a … framework"), or nothing.
  [[nodiscard]] std::string_view predicate_class(std::size_t sentence,
                                                 std::size_t i) const {
    constexpr std::size_t reach_tokens = 8;
    const auto& tokens = annotation_.sentences[sentence].tokens;
    if (i + 2 >= tokens.size() || !tables_.copulas.has(tokens[i + 1].folded)) {
      return {};
    }
    for (std::size_t k = i + 2; k < tokens.size() && k < i + 2 + reach_tokens; ++k) {
      if (tables_.links.has(tokens[k].folded) || tokens[k].tag == Tag::punct) {
        return {};
      }
      std::string_view class_name;
      if (class_words_at(tokens, k, class_name) > k) {
        return class_name;
      }
    }
    return {};
  }

  /// "As a foundation, |it| …": the class that the words before the pronoun give, or
  /// nothing.
  [[nodiscard]] std::string_view fronted_class(std::size_t sentence,
                                               std::size_t i) const {
    constexpr std::size_t most = 7;
    const auto& tokens = annotation_.sentences[sentence].tokens;
    if (i < 3 || i > most || tokens[i - 1].folded != "," ||
        !tables_.as_words.has(tokens[0].folded) ||
        !tables_.indefinite_words.has(tokens[1].folded)) {
      return {};
    }
    for (std::size_t k = 2; k + 1 < i; ++k) {
      std::string_view class_name;
      if (class_words_at(tokens, k, class_name) > k) {
        return class_name;
      }
    }
    return {};
  }

  /// A common noun between a subject and "its" may be meant as well: only that of the
  /// verb's object right before it is passed over.
  [[nodiscard]] bool has_noun_between(std::size_t sentence,
                                      std::size_t begin,
                                      std::size_t end) const {
    const auto& tokens = annotation_.sentences[sentence].tokens;
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens[i].tag == Tag::noun || tokens[i].tag == Tag::propn) {
        return true;
      }
    }
    return false;
  }

  /// "it is clear that": nothing is meant.
  [[nodiscard]] bool is_expletive(std::size_t sentence, std::size_t i) const {
    const auto& tokens = annotation_.sentences[sentence].tokens;
    std::string phrase;
    for (std::size_t k = i + 1; k < tokens.size() && k < i + 4; ++k) {
      phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
      if (tables_.expletives.has(phrase)) {
        return true;
      }
    }
    return false;
  }

  /// The words of a class ("company", "operating system") at token `i`.
  [[nodiscard]] std::size_t class_words_at(const std::vector<Token>& tokens,
                                           std::size_t i,
                                           std::string_view& class_name) const {
    std::string phrase;
    std::size_t end = i;
    for (std::size_t k = i; k < tokens.size() && k < i + 3; ++k) {
      const bool joined = k > i && tokens[k - 1].span.end == tokens[k].span.begin;
      phrase += (phrase.empty() || joined ? "" : " ") + tokens[k].folded;  // "start-up"
      if (const auto name = tables_.class_words.value(phrase); !name.empty()) {
        class_name = name;
        end = k + 1;
      }
    }
    return end;
  }

  /// Behind a definite word, with at most three words that modify it between:
  /// "the Lisbon-based battery company".
  [[nodiscard]] bool is_definite(const std::vector<Token>& tokens, std::size_t i) const {
    constexpr std::size_t modifiers = 4;
    for (std::size_t k = i; k > 0 && i - k <= modifiers; --k) {
      const Token& before = tokens[k - 1];
      if (tables_.definite_words.has(before.folded)) {
        return true;
      }
      if (!modifies(tokens, k - 1, i) && before.folded != "-") {
        return false;
      }
    }
    return false;
  }

  /// Whether word `k` modifies the noun at `i`, by itself or as a part of what does: both
  /// halves of "Lisbon-based".
  [[nodiscard]] static bool modifies(const std::vector<Token>& tokens,
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
      if (at < k || at > i) {
        return false;
      }
    }
    return false;
  }

  /// "the governing body": of somebody, and nothing that was named.
  [[nodiscard]] bool is_owned(const std::vector<Token>& tokens,
                              std::size_t i,
                              std::size_t end) const {
    std::string phrase;
    for (std::size_t k = i; k < end; ++k) {
      phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
    }
    return tables_.owned_nouns.has(phrase) ||
           (i > 0 && tables_.owned_nouns.has(tokens[i - 1].folded + " " + phrase));
  }

  /// "the company", "a empresa": the class noun right behind a definite word.
  void resolve_nominal(std::size_t sentence, std::size_t i) {
    const auto& tokens = annotation_.sentences[sentence].tokens;
    if (!is_definite(tokens, i)) {
      return;
    }
    std::string_view class_name;
    std::size_t end = class_words_at(tokens, i, class_name);
    const bool is_post = tables_.roles.has(tokens[i].folded);
    end = end == i && is_post ? i + 1 : end;
    const auto so_named = named_so_.find(tokens[i].folded);
    if (end == i && so_named != named_so_.end()) {
      class_name = tables_.heads.value(tokens[i].folded);
      end = i + 1;
    }
    if (end == i || is_named(sentence, i, end) || is_owned(tokens, i, end)) {
      return;
    }
    // "pelo grupo luxemburguês |Zeta|": the noun and its adjectives go with the name
    std::size_t behind = end;
    while (behind < tokens.size() && behind < end + 3 && tokens[behind].tag == Tag::adj &&
           is_lower(first_code_point(tokens[behind].word))) {
      ++behind;
    }
    if (behind > end && begins_name(sentence, behind)) {
      return;
    }
    // "the company of the year", "the company that": another one.
    if (end < tokens.size() && ((tables_.links.has(tokens[end].folded) &&
                                 !tables_.copulas.has(tokens[end].folded)) ||
                                is_upper(first_code_point(tokens[end].word)) ||
                                tables_.class_words.has(tokens[end].folded))) {
      return;
    }
    const std::size_t found =
        is_post ? person_meant(sentence, i) : nominal_antecedent(sentence, i, class_name);
    if (found != none) {
      name_class(facts_.mentions[found].entity, class_name);
      add(sentence, {i, end}, found, MentionForm::nominal);
    }
  }

  /// "A empresa" says of an organization of which nothing else is known that it is one.
  void name_class(std::size_t number, std::string_view class_name) {
    Entity& entity = facts_.entities[number];
    if (!entity.in_lexicon &&
        entity.classes == std::vector{std::string{organization_class}} &&
        class_name == company_class) {
      entity.classes = {std::string{class_name}};
    }
  }

  /// Class words that the article gives a name: "the Kite framework", "Kite is a
  /// framework".
  void collect_descriptors() {
    for (const Mention& mention : facts_.mentions) {
      collect_posts(mention);
      if (mention.form != MentionForm::name) {
        continue;
      }
      const auto& tokens = annotation_.sentences[mention.sentence].tokens;
      std::size_t at = mention.end_token;
      std::size_t last = at;
      const bool apposed = is_apposed(tokens, at);
      if (apposed || (at < tokens.size() && tables_.copulas.has(tokens[at].folded))) {
        last = std::min(at + 8, tokens.size() - 1);
      }
      if (tables_.heads_come_first && mention.form == MentionForm::name) {
        collect_before(mention);
      }
      for (; at <= last && at < tokens.size(); ++at) {
        if (apposed && at > mention.end_token + 1 &&
            (tokens[at].tag == Tag::adp || tokens[at].tag == Tag::punct) &&
            tokens[at].folded != "-") {
          break;  // ", a maker of batteries"
        }
        // ", the airline," describes; ", the airline said" goes on
        if (!apposed ||
            !tables_.definite_words.has(tokens[mention.end_token + 1].folded) ||
            (at + 1 < tokens.size() && tokens[at + 1].tag == Tag::punct)) {
          describe(mention.entity, tokens, at);
        }
      }
      // "the shipping group Kite"
      const std::size_t begin = mention.first_token;
      if (begin > 0 && is_lower(first_code_point(tokens[begin - 1].word))) {
        describe(mention.entity, tokens, begin - 1);
      }
      const Entity& entity = facts_.entities[mention.entity];
      if (mention.step == Step::none && entity.kind != EntityKind::person &&
          entity.kind != EntityKind::topic) {
        for (std::size_t i = begin; i < mention.end_token; ++i) {
          if (tables_.heads.has(tokens[i].folded) &&
              tables_.heads.value(tokens[i].folded, 1) != "suffix") {
            named_so_[tokens[i].folded].insert(mention.entity);
          }
        }
      }
    }
  }

  /// "a operadora espanhola |Zeta|", "|Zeta|, operadora de": where class words come
  /// first.
  void collect_before(const Mention& mention) {
    const auto& tokens = annotation_.sentences[mention.sentence].tokens;
    const auto take = [&](std::size_t i) {
      if (tables_.class_words.has(tokens[i].folded) &&
          is_lower(first_code_point(tokens[i].word))) {
        descriptors_[mention.entity].insert(tokens[i].folded);
      }
      return tokens[i].tag == Tag::adj;
    };
    for (std::size_t i = mention.first_token;
         i > 0 && mention.first_token - i < 3 && take(i - 1);
         --i) {}
    const std::size_t end = mention.end_token;
    if (end + 1 < tokens.size() && tokens[end].folded == ",") {
      take(end + 1);
    }
  }

  /// Posts and trades that stand beside a person's name: "a realizadora angolana |Isabel
  /// Kiala|", "|Ana Lima|, the actor".
  void collect_posts(const Mention& mention) {
    constexpr std::size_t reach = 3;
    if (facts_.entities[mention.entity].kind != EntityKind::person ||
        mention.form != MentionForm::name) {
      return;
    }
    const auto& tokens = annotation_.sentences[mention.sentence].tokens;
    const auto take = [&](std::size_t i) {
      if (tables_.roles.has(tokens[i].folded) &&
          tables_.roles.value(tokens[i].folded) != "kin") {
        descriptors_[mention.entity].insert(tokens[i].folded);
      }
      return tokens[i].tag != Tag::punct && is_lower(first_code_point(tokens[i].word));
    };
    const std::size_t begin = mention.first_token;
    for (std::size_t i = begin; i > 0 && begin - i < reach && take(i - 1); --i) {}
    const std::size_t end = mention.end_token;
    if (end < tokens.size() && tokens[end].folded == ",") {
      for (std::size_t i = end + 1; i < tokens.size() && i <= end + reach && take(i);
           ++i) {}
    }
  }

  void collect_words_of_names() {
    words_of_names_.resize(facts_.entities.size());
    for (std::size_t i = 0; i < facts_.entities.size(); ++i) {
      if (facts_.entities[i].kind == EntityKind::organization) {
        const std::string name = fold(facts_.entities[i].label);
        for (const auto word : words_of(name)) {
          words_of_names_[i].emplace(word);
        }
      }
    }
    for (const Mention& mention : facts_.mentions) {
      if (facts_.entities[mention.entity].kind != EntityKind::organization) {
        continue;
      }
      for (const auto& word : words_of_names_[mention.entity]) {
        named_since_.try_emplace(word, mention.sentence);
      }
      if (const auto called = descriptors_.find(mention.entity);
          called != descriptors_.end()) {
        for (const std::string& word : called->second) {
          named_since_.try_emplace(word, mention.sentence);
        }
      }
    }
  }

  [[nodiscard]] bool is_called(std::size_t entity, const std::string& head) const {
    const auto found = descriptors_.find(entity);
    return found != descriptors_.end() && found->second.contains(head);
  }

  void describe(std::size_t entity, const std::vector<Token>& tokens, std::size_t at) {
    std::string_view class_name;
    if (class_words_at(tokens, at, class_name) > at) {
      descriptors_[entity].insert(tokens[at].folded);
    }
  }

  /// "Kite, a …", "Kite, the …"
  [[nodiscard]] bool is_apposed(const std::vector<Token>& tokens, std::size_t at) const {
    return at + 1 < tokens.size() && tokens[at].folded == "," &&
           (tables_.indefinite_words.has(tokens[at + 1].folded) ||
            tables_.definite_words.has(tokens[at + 1].folded));
  }

  /// Whether the article calls the entity by the word, which names things of this class.
  [[nodiscard]] bool is_called(std::size_t entity,
                               const std::string& head,
                               std::string_view class_name) const {
    if (tables_.ontology.kind_of(class_name) != facts_.entities[entity].kind) {
      return false;
    }
    const auto found = descriptors_.find(entity);
    const auto named = named_so_.find(head);
    return (found != descriptors_.end() && found->second.contains(head)) ||
           (named != named_so_.end() && named->second.contains(entity));
  }

  /// "the museum": the only thing so far that has the word in its name or is told to be
  /// one, however far back; its last mention before token `i`.
  [[nodiscard]] std::size_t only_so_called(std::size_t sentence,
                                           std::size_t i,
                                           const std::string& head,
                                           std::string_view class_name) const {
    std::size_t found = none;
    for (std::size_t s = 0; s <= sentence; ++s) {
      for (const std::size_t mention : by_sentence_[s]) {
        const Mention& candidate = facts_.mentions[mention];
        if ((s == sentence && candidate.end_token > i) ||
            !is_called(candidate.entity, head, class_name)) {
          continue;
        }
        if (found != none && facts_.mentions[found].entity != candidate.entity) {
          return none;
        }
        found = mention;
      }
    }
    return found;
  }

  /// A name stands in or right beside the words. A place before them only tells where:
  /// "the Lisbon company".
  [[nodiscard]] bool is_named(std::size_t sentence,
                              std::size_t begin,
                              std::size_t end) const {
    return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t mention) {
      const Mention& other = facts_.mentions[mention];
      const bool tells_where = other.end_token == begin &&
                               other.form == MentionForm::name &&
                               facts_.entities[other.entity].kind == EntityKind::place;
      return other.first_token <= end && begin <= other.end_token && !tells_where;
    });
  }

  [[nodiscard]] bool begins_name(std::size_t sentence, std::size_t token) const {
    return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t mention) {
      return facts_.mentions[mention].first_token == token &&
             facts_.mentions[mention].form == MentionForm::name;
    });
  }

  [[nodiscard]] bool has_class(const Entity& entity,
                               std::string_view class_name,
                               bool names_own_kind) const {
    const auto kind = tables_.ontology.kind_of(class_name);
    if (!kind || entity.kind != *kind || entity.kind == EntityKind::person ||
        entity.kind == EntityKind::topic) {
      return false;
    }
    const std::string_view named = named_kind(entity);
    const bool company = class_name == company_class && named != organization_class &&
                         !is_called_otherwise(entity);
    return std::ranges::any_of(entity.classes, [&](const std::string& own) {
      // "the foundation" is one by class; "the company" may be any organization that its
      // name does not call a court or a museum.
      return tables_.ontology.is_a(own, class_name) ||
             ((class_name == company_class ? company : !names_own_kind) &&
              tables_.ontology.is_a(class_name, own));
    });
  }

  /// "a agência Zeta": called a head word of organizations that are no companies.
  [[nodiscard]] bool is_called_otherwise(const Entity& entity) const {
    const auto number = static_cast<std::size_t>(&entity - facts_.entities.data());
    const auto called = descriptors_.find(number);
    return called != descriptors_.end() &&
           std::ranges::any_of(called->second, [&](const std::string& word) {
             return tables_.heads.value(word) == organization_class &&
                    tables_.heads.value(word, 1) != "suffix";
           });
  }

  /// The class that the head word of a name gives, or nothing.
  [[nodiscard]] std::string_view named_kind(const Entity& entity) const {
    const std::string name = fold(entity.label);
    const auto end = tables_.heads_come_first ? name.find(' ') : name.find_last_of(' ');
    if (end == std::string::npos) {
      return {};
    }
    return tables_.heads.value(tables_.heads_come_first ? name.substr(0, end)
                                                        : name.substr(end + 1));
  }

  /// Whether the name has the word, or the article calls the thing so.
  [[nodiscard]] bool has_head(std::size_t entity, const std::string& head) const {
    return is_called(entity, head) || words_of_names_[entity].contains(head);
  }

  /// "the leader": the one person who is called so, else the one person of this sentence
  /// and the few before it.
  [[nodiscard]] std::size_t person_meant(std::size_t sentence, std::size_t i) const {
    constexpr std::size_t reach_called = 8;
    const auto& tokens = annotation_.sentences[sentence].tokens;
    const std::string& head = tokens[i].folded;
    bool several = false;
    const std::size_t called =
        only_person(sentence, i, reach_called, several, [&](std::size_t entity) {
          return is_called(entity, head);
        });
    if (called != none || several) {
      return called;
    }
    const auto article =
        i > 0 ? tables_.definite_words.value(tokens[i - 1].folded) : std::string_view{};
    const char gender = article.empty() ? '\0' : article.front();
    return only_person(sentence, i, reach_nominal, several, [&](std::size_t entity) {
      return gender == 0 || learned_[entity] == 0 || learned_[entity] == gender;
    });
  }

  template <typename Test>
  [[nodiscard]] std::size_t only_person(std::size_t sentence,
                                        std::size_t i,
                                        std::size_t reach,
                                        bool& several,
                                        const Test& may_be) const {
    std::size_t found = none;
    const std::size_t first = sentence > reach ? sentence - reach : 0;
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : by_sentence_[s]) {
        const Mention& candidate = facts_.mentions[mention];
        if (facts_.entities[candidate.entity].kind != EntityKind::person ||
            (s == sentence && candidate.end_token > i) || !may_be(candidate.entity)) {
          continue;
        }
        if (found != none && facts_.mentions[found].entity != candidate.entity) {
          several = true;
          return none;
        }
        found = mention;
      }
    }
    return found;
  }

  /// "o comitê" is no university that is named in passing; what the article speaks of may
  /// be called by other words than its name has.
  [[nodiscard]] bool is_of_other_kind(std::size_t entity, const std::string& head) const {
    constexpr std::size_t in_passing = 2;
    return counts_[entity] <= in_passing && !has_head(entity, head) &&
           named_kind(facts_.entities[entity]) == organization_class;
  }

  /// Whether an organization named before has `head` in its name or is called so.
  [[nodiscard]] bool is_named_before(std::size_t sentence,
                                     const std::string& head) const {
    const auto found = named_since_.find(head);
    return found != named_since_.end() && found->second <= sentence;
  }

  [[nodiscard]] std::size_t nominal_antecedent(std::size_t sentence,
                                               std::size_t i,
                                               std::string_view class_name) const {
    const std::string& head = annotation_.sentences[sentence].tokens[i].folded;
    const bool names_own_kind =
        tables_.heads.has(head) && tables_.heads.value(head, 1) != "suffix";
    if (const std::size_t found = only_so_called(sentence, i, head, class_name);
        found != none) {
      return found;
    }
    std::map<std::size_t, Antecedent> by_entity;
    // "the court": if something before is named one, that
    const bool own_name = tables_.heads.has(head) && class_name == organization_class &&
                          is_named_before(sentence, head);
    const std::size_t first = sentence > reach_nominal ? sentence - reach_nominal : 0;
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : by_sentence_[s]) {
        const Mention& candidate = facts_.mentions[mention];
        const bool called = is_called(candidate.entity, head, class_name);
        if ((s == sentence && candidate.end_token > i) ||
            (own_name && !has_head(candidate.entity, head)) ||
            (names_own_kind && class_name == organization_class &&
             is_of_other_kind(candidate.entity, head)) ||
            !(called ||
              has_class(facts_.entities[candidate.entity], class_name, names_own_kind))) {
          continue;
        }
        const double value = score(mention, sentence) + (called ? 2.0 : 0);
        Antecedent& best = by_entity[candidate.entity];
        if (best.mention == none || value >= best.score) {
          best = {mention, value};
        }
      }
    }
    Antecedent best;
    Antecedent second;
    for (const auto& [entity, found] : by_entity) {
      if (best.mention == none || found.score > best.score) {
        second = best;
        best = found;
      } else if (second.mention == none || found.score > second.score) {
        second = found;
      }
    }
    const bool clear = second.mention == none || best.score - second.score >= clear_lead;
    return clear ? best.mention : none;
  }

  void add(std::size_t sentence,
           TokenRange range,
           std::size_t antecedent,
           MentionForm form) {
    const bool pronoun = form == MentionForm::pronoun;
    const Mention& found = facts_.mentions[antecedent];
    by_sentence_[sentence].push_back(facts_.mentions.size());
    facts_.mentions.push_back(resolved_mention(
        annotation_,
        sentence,
        range,
        found,
        {form, pronoun ? Step::pronoun : Step::alias, pronoun ? 0.85 : 0.8}));
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
  std::vector<std::vector<std::size_t>> by_sentence_;
  std::vector<char> learned_;
  std::vector<std::size_t> counts_;
  std::map<std::size_t, char> article_genders_;  ///< by entity, where articles tell one
  std::map<std::size_t, std::set<std::string>> descriptors_;        ///< by entity
  std::vector<std::set<std::string, std::less<>>> words_of_names_;  ///< by entity, folded
  std::map<std::string, std::size_t>
      named_since_;  ///< word of an organization → sentence
  std::map<std::string, std::set<std::size_t>> named_so_;  ///< head word → entities
};

}  // namespace

void resolve_anaphora(const Annotation& annotation,
                      const NameTables& tables,
                      const std::vector<char>& genders,
                      ArticleFacts& facts) {
  Resolver{annotation, tables, genders, facts}.run();
}

}  // namespace byline::extract
