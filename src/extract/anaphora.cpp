#include "extract/anaphora.hpp"

#include "base/characters.hpp"
#include "extract/apposed_posts.hpp"
#include "extract/called_names.hpp"
#include "extract/earlier_mentions.hpp"
#include "extract/leading_entity.hpp"
#include "extract/learned_antecedents.hpp"
#include "extract/nominals.hpp"
#include "extract/pronoun_binding.hpp"
#include "extract/pronoun_fit.hpp"
#include "extract/pronoun_structure.hpp"
#include "extract/pronoun_words.hpp"
#include "extract/quoted_speakers.hpp"
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
constexpr double usual_confidence = 0.85;   ///< in what a pronoun means
constexpr double doubtful_confidence = 0.7;
constexpr double nominal_confidence = 0.8;  ///< in what "the company" means

class Resolver {
 public:
  Resolver(const Annotation& annotation,
           const NameTables& tables,
           const std::vector<char>& genders,
           ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        earlier_(annotation, tables, facts),
        learned_(annotation, facts, earlier_),
        speakers_(annotation, facts),
        fit_(annotation, tables, facts, earlier_, genders),
        called_(annotation, tables, facts),
        leading_(annotation, facts, earlier_),
        words_(tables, called_),
        posts_(annotation, facts, earlier_, fit_, words_),
        nominals_(
            annotation, tables, facts, earlier_, called_, leading_, fit_.genders()) {}

  void run() {
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const auto& tokens = annotation_.sentences[s].tokens;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto form = fit_.form_of(tokens[i])) {
          if (form->kind != "possessive" || !resolve_own_company(s, i)) {
            resolve_pronoun(s, i, *form);
          }
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
  [[nodiscard]] const std::vector<Token>& tokens_of(std::size_t sentence) const {
    return annotation_.sentences[sentence].tokens;
  }

  [[nodiscard]] const Entity& entity_of(std::size_t mention) const {
    return facts_.entities[facts_.mentions[mention].entity];
  }

  /// "left the |San Francisco| company": a place before what is called by its class.
  [[nodiscard]] bool describes_nominal(std::size_t sentence,
                                       const Mention& mention) const {
    if (facts_.entities[mention.entity].kind != EntityKind::place) {
      return false;
    }
    const auto& here = earlier_.in(sentence);
    return std::ranges::any_of(here, [&](std::size_t number) {
      const Mention& other = facts_.mentions[number];
      return other.form == MentionForm::nominal && other.first_token == mention.end_token;
    });
  }

  /// Best and second best entity (of different entities) before token `i`.
  [[nodiscard]] std::pair<Antecedent, Antecedent> best_two(
      std::size_t sentence, std::size_t i, const PronounForm& form) const {
    std::map<std::size_t, Antecedent> by_entity;
    const bool people_only = form.of_person() && has_person_before(sentence, i, form);
    const bool owned_by_body =
        form.kind == "possessive" && words_.is_owned_by_body(tokens_of(sentence), i);
    // A thing is meant only by the sentence before; people are remembered longer.
    const std::size_t reach = form.gender == 'n' ? 1 : reach_sentences;
    const std::size_t first = sentence > reach ? sentence - reach : 0;
    const auto speaker = speakers_.at(tokens_of(sentence)[i].span.begin);
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : earlier_.in(s)) {
        const Mention& candidate = facts_.mentions[mention];
        if (candidate.entity == speaker || (s == sentence && candidate.end_token > i) ||
            !fit_.fits(mention, form) || describes_nominal(s, candidate) ||
            (owned_by_body && entity_of(mention).kind != EntityKind::organization) ||
            (people_only && entity_of(mention).kind != EntityKind::person)) {
          continue;
        }
        if (s == sentence && form.kind != "reflexive" &&
            is_bound_apart(annotation_.sentences[s].tokens,
                           {candidate.first_token, candidate.end_token},
                           i)) {
          continue;
        }
        if (s < sentence && form.gender == 'n' && leading_.shares_subject(mention)) {
          continue;  // "Both Acme and Zeta sit on …. Its": neither
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
    std::string_view said = words_.predicate_class(tokens_of(sentence), i);
    said = said.empty() ? words_.fronted_class(tokens_of(sentence), i) : said;
    const bool thing =
        !said.empty() && tables_.ontology.kind_of(said) != EntityKind::person;
    if (thing && (!form.of_person() || tables_.heads_come_first)) {
      // "It is a framework": of that class, wherever it stood.
      if (const std::size_t found = nominals_.nominal_antecedent(sentence, i, said);
          found != no_mention) {
        add(sentence, {i, i + 1}, found, MentionForm::pronoun);
        return;
      }
    }
    if (form.kind == "reflexive" && i > 0 &&
        (tokens_of(sentence)[i - 1].tag == Tag::noun ||
         tokens_of(sentence)[i - 1].tag == Tag::propn)) {
      return;  // "the train itself": only stress
    }
    if (form.gender == 'n' && form.kind == "subject" &&
        (words_.is_expletive(tokens_of(sentence), i) ||
         is_empty_subject(tokens_of(sentence), i))) {
      return;
    }
    if (form.gender == 'n' && form.kind == "subject") {
      if (const std::size_t found = parallel_object(sentence, i, form);
          found != no_mention) {
        add(sentence, {i, i + 1}, found, MentionForm::pronoun);
        return;
      }
    }
    if (const std::size_t found = posts_.owner(sentence, i, form); found != no_mention) {
      add(sentence, {i, i + 1}, found, MentionForm::pronoun);
      return;
    }
    if (!form.of_person() && (is_settled_by_tree(sentence, i, form) ||
                              is_settled_by_ranking(sentence, i, form))) {
      return;
    }
    const auto [best, second] = best_two(sentence, i, form);
    if (best.mention == no_mention || !is_clear(sentence, i, form, best, second)) {
      if (form.of_person()) {
        is_settled_by_tree(sentence, i, form);  // which of two people
      } else {
        resolve_to_leading(sentence, i, form);
      }
      return;
    }
    const std::size_t entity = facts_.mentions[best.mention].entity;
    fit_.learn(entity, form);
    add(sentence, {i, i + 1}, best.mention, MentionForm::pronoun);
  }

  /// "They started Acme, after leaving Zeta. Today |it| has": what the article is about.
  void resolve_to_leading(std::size_t sentence, std::size_t i, const PronounForm& form) {
    if (form.gender != 'n' || form.plural ||
        (form.kind != "subject" && form.kind != "possessive") ||
        is_verb_object(tokens_of(sentence), i)) {
      return;
    }
    const std::size_t found = leading_.meant_by_pronoun(sentence, i);
    if (found != no_mention && fit_.fits(found, form)) {
      add(sentence, {i, i + 1}, found, MentionForm::pronoun);
    }
  }

  /// Resolves a pronoun whose antecedent is sure by what has been learned; true also
  /// where that is something that is no entity: nothing else is meant then.
  bool is_settled_by_ranking(std::size_t sentence,
                             std::size_t i,
                             const PronounForm& form) {
    const PronounReading* reading = learned_.reading_of(sentence, i);
    if (reading == nullptr) {
      return false;
    }
    const std::size_t found = learned_.sure_mention(*reading);
    if (found != no_mention && fit_.fits(found, form)) {
      add(sentence, {i, i + 1}, found, MentionForm::pronoun);
      return true;
    }
    return reading->is_sure();
  }

  /// How sure it is that the pronoun means the mention's entity: less where what has been
  /// learned is not sure of it, too.
  [[nodiscard]] double confidence(std::size_t sentence,
                                  std::size_t i,
                                  std::size_t mention) const {
    const PronounReading* reading = learned_.reading_of(sentence, i);
    const bool doubtful = reading != nullptr &&
                          learned_.share_of(*reading, facts_.mentions[mention].entity) <
                              PronounReading::sure;
    return doubtful ? doubtful_confidence : usual_confidence;
  }

  /// Resolves a pronoun that the tree binds to a subject; true also where it binds it to
  /// something that is no entity: nothing else is meant then.
  bool is_settled_by_tree(std::size_t sentence, std::size_t i, const PronounForm& form) {
    const auto& tokens = tokens_of(sentence);
    const BindingWords words{
        [&](std::size_t token) { return fit_.reading(sentence, token, i, form).first; },
        [&](std::size_t token) { return tables_.as_words.has(tokens[token].folded); },
        [&](std::size_t token) {
          return tables_.thing_relatives.has(tokens[token].folded);
        }};
    std::optional<Binding> bound;
    if (form.kind == "possessive") {
      bound = bound_owner(tokens, i, words);
    } else if (form.kind == "subject" && form.gender == 'n') {
      bound = bound_subject(tokens, i, words);
      bound = bound ? bound : bound_object(tokens, i, words);
    }
    if (!bound || (form.of_person() && bound->reading != Reading::entity)) {
      return false;
    }
    if (bound->reading == Reading::entity) {
      const std::size_t found = fit_.reading(sentence, bound->token, i, form).second;
      add(sentence, {i, i + 1}, found, MentionForm::pronoun);
    }
    return true;
  }

  /// "will invest in Kite and use |it|": the object of the verb before, if it is the only
  /// one.
  [[nodiscard]] std::size_t parallel_object(std::size_t sentence,
                                            std::size_t i,
                                            const PronounForm& form) const {
    const auto& tokens = tokens_of(sentence);
    std::size_t found = no_mention;
    for (const std::size_t mention : earlier_.in(sentence)) {
      const Mention& candidate = facts_.mentions[mention];
      if (candidate.end_token > i || !fit_.fits(mention, form) ||
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
    if (is_person && form.of_person()) {
      const bool told = fit_.genders()[found.entity] == form.gender;
      // "…, led by Ana Lima. |She| …": nobody else is there
      const bool only = i == 0 && told && second.mention == no_mention;
      return lead >= (told ? 0.9 : 1.3) && best.score >= (only ? 0.1 : 0.5);
    }
    if (form.plural) {
      return false;
    }
    // it, its: only the subject of this or of the sentence before, and only a clear one.
    // "|Seus| sócios são a Acme e a Zeta. |Seu| presidente …"
    const bool opens = tables_.heads_come_first && form.kind == "possessive" &&
                       found.form == MentionForm::pronoun && found.first_token == 0;
    if (i == 0 && form.kind == "subject" && found.sentence + 1 == sentence &&
        second.mention == no_mention && only_people_act(found.sentence) &&
        facts_.entities[found.entity].kind == EntityKind::organization) {
      return true;  // "Ana Lima left the company last year. |It| has …"
    }
    if (sentence - found.sentence > 1 || !(opens || earlier_.is_subject(best.mention))) {
      return false;
    }
    const bool at_start =
        i <= 1 || std::ranges::none_of(earlier_.in(sentence), [&](std::size_t other) {
          return facts_.mentions[other].first_token < i;
        });
    if (is_verb_object(tokens_of(sentence), i)) {
      return false;
    }
    if (found.sentence == sentence && form.kind == "subject" && lead >= 0.5 &&
        (found.form == MentionForm::pronoun ||
         PronounWords::opens_clause(tokens_of(sentence), i))) {
      return true;  // "it is …: it was …", "Acme said that it …", "…, but it …"
    }
    if (found.sentence == sentence) {
      return form.kind != "object" && lead >= 1.0 &&
             !PronounWords::has_noun_between(tokens_of(sentence), found.end_token, i);
    }
    return at_start && lead >= 0.8;
  }

  /// Whether the subjects named in sentence `s` are people.
  [[nodiscard]] bool only_people_act(std::size_t s) const {
    bool person = false;
    for (const std::size_t mention : earlier_.in(s)) {
      if (earlier_.is_subject(mention)) {
        if (entity_of(mention).kind != EntityKind::person) {
          return false;
        }
        person = true;
      }
    }
    return person;
  }

  /// Whether a person may be meant: "ela" is rather she than the company, unless a thing
  /// has been the subject since.
  [[nodiscard]] bool has_person_before(std::size_t sentence,
                                       std::size_t i,
                                       const PronounForm& form) const {
    const std::size_t first = sentence > reach_sentences ? sentence - reach_sentences : 0;
    for (std::size_t s = first; s <= sentence; ++s) {
      for (const std::size_t mention : earlier_.in(s)) {
        if (entity_of(mention).kind == EntityKind::person && fit_.fits(mention, form) &&
            (s < sentence || facts_.mentions[mention].end_token <= i) &&
            !(s + 1 < sentence && thing_since(sentence - 1, form))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether the subject of sentence `s` is a thing that the pronoun may mean.
  [[nodiscard]] bool thing_since(std::size_t s, const PronounForm& form) const {
    return std::ranges::any_of(earlier_.in(s), [&](std::size_t mention) {
      return entity_of(mention).kind != EntityKind::person && fit_.fits(mention, form) &&
             earlier_.is_subject(mention);
    });
  }

  void resolve_nominal(std::size_t sentence, std::size_t i) {
    if (const auto nominal = nominals_.find(sentence, i)) {
      name_class(facts_.mentions[nominal->mention].entity, nominal->class_name);
      add(sentence, nominal->tokens, nominal->mention, MentionForm::nominal);
    }
  }

  /// "disse que |sua empresa| cresceu": the company that the speaker is at, as if "the
  /// company" stood there.
  bool resolve_own_company(std::size_t sentence, std::size_t i) {
    if (i + 1 >= tokens_of(sentence).size()) {
      return false;
    }
    const auto nominal = nominals_.find_owned(sentence, i + 1);
    if (nominal) {
      add(sentence, nominal->tokens, nominal->mention, MentionForm::nominal);
    }
    return nominal.has_value();
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
    const Resolution origin =
        form == MentionForm::pronoun
            ? Resolution{form,
                         Step::pronoun,
                         confidence(sentence, range.first, antecedent)}
            : Resolution{form, Step::alias, nominal_confidence};
    earlier_.add(sentence, range);
    facts_.mentions.push_back(resolved_mention(
        annotation_, sentence, range, facts_.mentions[antecedent], origin));
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
  EarlierMentions earlier_;
  LearnedAntecedents learned_;
  QuotedSpeakers speakers_;
  PronounFit fit_;
  CalledNames called_;
  LeadingEntity leading_;
  PronounWords words_;
  ApposedPosts posts_;
  NominalFinder nominals_;
};

}  // namespace

void resolve_anaphora(const Annotation& annotation,
                      const NameTables& tables,
                      const std::vector<char>& genders,
                      ArticleFacts& facts) {
  Resolver{annotation, tables, genders, facts}.run();
}

}  // namespace byline::extract
