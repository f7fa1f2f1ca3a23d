#include "extract/anaphora.hpp"

#include "base/characters.hpp"
#include "extract/called_names.hpp"
#include "extract/earlier_mentions.hpp"
#include "extract/nominals.hpp"
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

struct PronounForm {
  char gender = 'c';  ///< m f n, c: any
  bool plural = false;
  std::string_view kind;  ///< subject object possessive reflexive
};

class Resolver {
 public:
  Resolver(const Annotation& annotation,
           const NameTables& tables,
           const std::vector<char>& genders,
           ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        learned_(genders),
        earlier_(annotation, tables, facts),
        called_(annotation, tables, facts),
        nominals_(annotation, tables, facts, earlier_, called_, learned_) {
    learned_.resize(facts_.entities.size());
    for (const Mention& mention : facts_.mentions) {
      if (const char gender = gender_of_article(mention); gender != 0) {
        article_genders_[mention.entity] = gender;
      }
    }
  }

  void run() {
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

  /// "o Kite", "a Acme": the gender that the article before the words tells; 0:
  /// no_mention.
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
      for (const std::size_t mention : earlier_.in(s)) {
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
        const double value = earlier_.score(mention, sentence);
        Antecedent& best = by_entity[candidate.entity];
        if (best.mention == no_mention || value >= best.score) {
          best = {mention, value};
        }
      }
    }
    std::pair<Antecedent, Antecedent> two;
    for (const auto& [entity, found] : by_entity) {
      if (two.first.mention == no_mention || found.score > two.first.score) {
        two.second = two.first;
        two.first = found;
      } else if (two.second.mention == no_mention || found.score > two.second.score) {
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
      if (const std::size_t found = nominals_.nominal_antecedent(sentence, i, said);
          found != no_mention) {
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
      if (const std::size_t found = parallel_object(sentence, i, form);
          found != no_mention) {
        add(sentence, {i, i + 1}, found, MentionForm::pronoun);
        return;
      }
    }
    const auto [best, second] = best_two(sentence, i, form);
    if (best.mention == no_mention || !is_clear(sentence, i, form, best, second)) {
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
    std::size_t found = no_mention;
    for (const std::size_t mention : earlier_.in(sentence)) {
      const Mention& candidate = facts_.mentions[mention];
      if (candidate.end_token > i || !fits(mention, form) ||
          !is_object_of_verb_before(
              tokens, {candidate.first_token, candidate.end_token}, i)) {
        continue;
      }
      if (found != no_mention) {
        return no_mention;
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
    const double lead = second.mention == no_mention ? 10 : best.score - second.score;
    const bool is_person = facts_.entities[found.entity].kind == EntityKind::person;
    if (is_person && (form.gender == 'm' || form.gender == 'f')) {
      const bool told = learned_[found.entity] == form.gender;
      return lead >= (told ? 0.9 : 1.3) && best.score >= 0.5;
    }
    if (form.plural) {
      return false;
    }
    // it, its: only the subject of this or of the sentence before, and only a clear one.
    if (sentence - found.sentence > 1 || !earlier_.is_subject(best.mention)) {
      return false;
    }
    const bool at_start =
        i <= 1 || std::ranges::none_of(earlier_.in(sentence), [&](std::size_t other) {
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
      for (const std::size_t mention : earlier_.in(s)) {
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
      if (called_.class_words_at(tokens, k, class_name) > k) {
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
      if (called_.class_words_at(tokens, k, class_name) > k) {
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

  void resolve_nominal(std::size_t sentence, std::size_t i) {
    if (const auto nominal = nominals_.find(sentence, i)) {
      name_class(facts_.mentions[nominal->mention].entity, nominal->class_name);
      add(sentence, nominal->tokens, nominal->mention, MentionForm::nominal);
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

  void add(std::size_t sentence,
           TokenRange range,
           std::size_t antecedent,
           MentionForm form) {
    const bool pronoun = form == MentionForm::pronoun;
    const Mention& found = facts_.mentions[antecedent];
    earlier_.add(sentence);
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
  std::vector<char> learned_;  ///< genders by entity
  EarlierMentions earlier_;
  CalledNames called_;
  NominalFinder nominals_;
  std::map<std::size_t, char> article_genders_;  ///< by entity, where articles tell one
};

}  // namespace

void resolve_anaphora(const Annotation& annotation,
                      const NameTables& tables,
                      const std::vector<char>& genders,
                      ArticleFacts& facts) {
  Resolver{annotation, tables, genders, facts}.run();
}

}  // namespace byline::extract
