#include "annotate/antecedent_features.hpp"

#include "annotate/class_features.hpp"
#include "annotate/feature_hash.hpp"

#include <algorithm>
#include <initializer_list>

namespace byline::annotate {

namespace {

constexpr std::size_t deepest = 12;  ///< heads that are followed: trees may be wrong

/// Kinds of features. They are part of the model format, as the hashes are.
enum Kind : std::uint64_t {
  by_distance,
  by_number,
  by_role_at_distance,
  by_word_at_distance,
  by_determiner,
  by_rank,
  by_roles,
  by_determiner_and_role,
  by_same_role,
  by_pronouns,
  by_pronoun_groups,
  by_clash,
  by_seen,
  by_seen_and_determiner,
  by_name,
  by_lemma,
  by_class,
  by_classes_of_both = by_class + 3,
  by_clause = by_classes_of_both + 2,
  by_same_verb,
  by_words_between,
  by_command,
  by_nouns_between,
  by_verbs_between,
  by_root_argument,
  by_first,
  by_clauses,
  by_place,
  by_verb_lemma,
  by_phrase_around,
  by_agreement,
  by_agreement_and_roles,
  by_agreement_and_determiner,
  by_name_type,
  by_name_type_and_role,
  none_by_word,
  none_by_role,
  none_by_head,
  none_by_next,
  none_by_next_two,
  none_by_tag,
  none_by_last,
  none_by_clause,
  none_by_condition
};

std::uint64_t joined(std::initializer_list<std::uint64_t> values) {
  std::uint64_t hash = 0;
  for (const std::uint64_t value : values) {
    hash = join(hash, value + 1);
  }
  return hash;
}

std::uint64_t capped(std::size_t value, std::size_t most) {
  return std::min(value, most);
}

/// Adds the features of one pair.
class PairFeatures {
 public:
  PairFeatures(const PronounContext& context,
               const NounPhrase& pronoun,
               const NounPhrase& phrase,
               FeatureVector& features)
      : context_(context),
        pronoun_(pronoun),
        phrase_(phrase),
        group_(pronoun.plural_pronoun ? 1 : 0),
        distance_(pronoun.place.sentence - phrase.place.sentence),
        features_(features) {}

  void add_place(PhraseRank rank) {
    constexpr std::size_t far = 12;
    const bool same = phrase_.role == pronoun_.role;
    add(by_distance, {distance_});
    add(by_role_at_distance, {group_, distance_, phrase_.role});
    add(by_word_at_distance, {pronoun_.word, distance_});
    add(by_rank, {capped(rank.nearer, far), group_});
    add(by_roles, {phrase_.role, pronoun_.role});
    add(by_same_role, {same ? 1U : 0U, distance_});
    if (phrase_.role_above != 0) {
      add(by_phrase_around, {group_, phrase_.role_above});
    }
    if (phrase_.verb_lemma != 0 && phrase_.verb_lemma == pronoun_.verb_lemma) {
      add(by_verb_lemma, {same ? 1U : 0U});
    }
    distance_ == 0 ? add_inside() : add_before();
  }

  void add_agreement(PhraseRank rank) {
    if (!agrees(pronoun_, phrase_)) {
      add(by_agreement, {group_});
      return;
    }
    const std::size_t nearer = rank.agreeing_nearer;
    add(by_agreement, {group_, capped(nearer, 4), distance_});
    add(by_agreement_and_roles, {group_, capped(nearer, 2), phrase_.role, pronoun_.role});
    add(by_agreement_and_determiner, {capped(nearer, 3), distance_, phrase_.determiner});
  }

  void add_words() {
    const auto number = static_cast<std::uint64_t>(phrase_.number);
    add(by_number, {group_, number});
    add(by_determiner, {phrase_.determiner, group_});
    add(by_determiner_and_role, {phrase_.determiner, phrase_.role});
    phrase_.number == PhraseNumber::pronoun ? add_pronoun() : add_noun();
  }

 private:
  void add(std::uint64_t kind, std::initializer_list<std::uint64_t> values) {
    features_.add_to(kind, joined(values));
  }

  void add_pronoun() {
    const bool same = phrase_.plural_pronoun == pronoun_.plural_pronoun;
    add(by_pronouns, {phrase_.word, pronoun_.word});
    add(by_pronoun_groups,
        {same ? 1U : 0U, distance_, phrase_.role == pronoun_.role ? 1U : 0U});
    if (!same) {
      add(by_clash, {});
    }
  }

  void add_noun() {
    const std::uint64_t seen = capped(phrase_.seen, 5);
    add(by_seen, {seen, group_});
    add(by_seen_and_determiner, {seen, phrase_.determiner});
    add(by_name, {phrase_.number == PhraseNumber::name ? 1U : 0U, group_});
    add(by_lemma, {phrase_.lemma, group_});
    add(by_name_type, {phrase_.name_type, group_});
    add(by_name_type_and_role, {phrase_.name_type, group_, distance_, phrase_.role});
    if (phrase_.word_class == 0) {
      return;
    }
    std::uint64_t kind = by_class;
    for (const unsigned steps : {4U, 7U, 11U}) {
      add(kind++, {first_steps(phrase_.word_class, steps), group_});
    }
    const std::uint32_t head_class = class_above_pronoun();
    kind = by_classes_of_both;
    for (const unsigned steps : {5U, 9U}) {
      add(kind++,
          {first_steps(phrase_.word_class, steps),
           first_steps(head_class, steps),
           pronoun_.role});
    }
  }

  [[nodiscard]] std::uint32_t class_above_pronoun() const {
    const Token& token = context_.sentence().tokens[pronoun_.place.token];
    const auto head = static_cast<std::size_t>(token.head);
    return token.head >= 0 && head < context_.words().size()
               ? context_.words()[head].word_class
               : 0;
  }

  /// The phrase stands in the sentence of the pronoun.
  void add_inside() {
    const auto& tokens = context_.sentence().tokens;
    const std::size_t i = pronoun_.place.token;
    const std::size_t k = phrase_.place.token;
    add(by_clause,
        {phrase_.verb == pronoun_.verb ? 1U : 0U, pronoun_.role, phrase_.role});
    if (tokens[i].head == tokens[k].head && tokens[i].relation != Relation::nmod) {
      add(by_same_verb, {pronoun_.word});
    }
    add(by_words_between, {capped((i - k) / 3, 8), group_});
    add(by_command, {pronoun_.role, steps_up_to_phrase()});
    add(by_nouns_between,
        {capped(pronoun_.nouns_before - phrase_.nouns_before - 1, 4),
         pronoun_.role,
         phrase_.role});
    add(by_verbs_between,
        {capped(pronoun_.verbs_before - phrase_.verbs_before, 4),
         pronoun_.role,
         phrase_.role});
  }

  /// How many heads above the pronoun the phrase is (at most 3); 9: it is not above it.
  [[nodiscard]] std::uint64_t steps_up_to_phrase() const {
    constexpr std::uint64_t not_above = 9;
    const auto& tokens = context_.sentence().tokens;
    std::int32_t at = tokens[pronoun_.place.token].head;
    for (std::size_t steps = 0; at >= 0 && steps < deepest; ++steps) {
      if (static_cast<std::size_t>(at) == phrase_.place.token) {
        return capped(steps, 3);
      }
      at = tokens[static_cast<std::size_t>(at)].head;
    }
    return not_above;
  }

  /// The phrase stands in a sentence before.
  void add_before() {
    const std::uint64_t argument = phrase_.of_root && phrase_.on_verb ? 1 : 0;
    const std::uint64_t root = phrase_.of_root ? 1 : 0;
    add(by_root_argument, {argument, phrase_.role, distance_, group_});
    add(by_first, {phrase_.first ? 1U : 0U, distance_, phrase_.role});
    add(by_clauses,
        {pronoun_.role, pronoun_.of_root ? 1U : 0U, phrase_.role, root, distance_});
    add(by_place, {capped(pronoun_.place.token, 3), phrase_.role, distance_});
  }

  const PronounContext& context_;
  const NounPhrase& pronoun_;
  const NounPhrase& phrase_;
  std::uint64_t group_;
  std::uint64_t distance_;
  FeatureVector& features_;
};

}  // namespace

bool agrees(const NounPhrase& pronoun, const NounPhrase& phrase) {
  static const std::uint64_t person = hash_bytes("PER");
  switch (phrase.number) {
    case PhraseNumber::pronoun: return phrase.plural_pronoun == pronoun.plural_pronoun;
    case PhraseNumber::form:
    case PhraseNumber::joined: return pronoun.plural_pronoun;
    case PhraseNumber::collective: return true;
    default: return !pronoun.plural_pronoun && phrase.name_type != person;
  }
}

void add_antecedent_features(const PronounContext& context,
                             const NounPhrase& pronoun,
                             const NounPhrase& phrase,
                             PhraseRank rank,
                             FeatureVector& features) {
  PairFeatures pair{context, pronoun, phrase, features};
  pair.add_place(rank);
  pair.add_words();
  pair.add_agreement(rank);
}

void add_no_antecedent_features(const PronounContext& context,
                                const NounPhrase& pronoun,
                                FeatureVector& features) {
  const auto& tokens = context.sentence().tokens;
  const auto& words = context.words();
  const std::size_t i = pronoun.place.token;
  const auto word_at = [&](std::size_t k) {
    return k < words.size() ? words[k].lower : 0;
  };
  const auto add = [&](std::uint64_t kind, std::initializer_list<std::uint64_t> values) {
    features.add_to(kind, join(joined(values), pronoun.word));
  };
  const bool has_head =
      tokens[i].head >= 0 && static_cast<std::size_t>(tokens[i].head) < tokens.size();
  const std::size_t head = has_head ? static_cast<std::size_t>(tokens[i].head) : i;
  const auto tag = static_cast<std::uint64_t>(tokens[head].tag);
  add(none_by_word, {});
  add(none_by_role, {pronoun.role});
  add(none_by_head, {pronoun.verb_lemma});
  add(none_by_next, {word_at(i + 1)});
  add(none_by_next_two, {word_at(i + 1), word_at(i + 2)});
  add(none_by_tag, {tag, pronoun.role});
  add(none_by_last, {i == 0 ? 0 : words[i - 1].lower});
  bool clause = false;
  bool copula = false;
  bool condition = false;
  constexpr std::size_t near = 40;
  const std::size_t end = std::min(tokens.size(), head + near);
  for (std::size_t k = head - std::min(head, near); k < end; ++k) {
    if (tokens[k].head != static_cast<std::int32_t>(head)) {
      continue;
    }
    const Relation relation = tokens[k].relation;
    clause |= relation == Relation::csubj || relation == Relation::ccomp;
    copula |= relation == Relation::cop;
    condition |= relation == Relation::advcl;
  }
  add(none_by_clause, {clause ? 1U : 0U, copula ? 1U : 0U, tag});
  add(none_by_condition, {condition ? 1U : 0U, tag});
}

}  // namespace byline::annotate
