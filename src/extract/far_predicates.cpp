#include "extract/far_predicates.hpp"

#include "extract/sentence_tree.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace byline::extract {
namespace {

constexpr int most_steps = 5;               ///< verbs joined to verbs
constexpr std::size_t farthest = 120;       ///< tokens between subject and predicate
constexpr std::size_t relative_reach = 60;  ///< tokens between two relative clauses

/// Reads from the tree whose predicate a word is.
class SubjectReader {
 public:
  explicit SubjectReader(const SentenceView& view) : view_(view), tree_(view) {}

  /// The predicate that stands at `token`, if its subject is a mention further left.
  [[nodiscard]] std::optional<FarPredicate> read(std::size_t token) const {
    if (!is_predicate(token)) {
      return std::nullopt;
    }
    const Unit* unit = unit_of(subject_of(token));
    if (unit == nullptr || unit->end > token || token > unit->end + farthest ||
        (has_own_subject(token) && hangs_on_preposition(*unit))) {
      return std::nullopt;
    }
    if (crosses_semicolon(unit->end, token)) {
      return std::nullopt;
    }
    const std::size_t begin = begin_of(token, unit->end);
    if (begin <= unit->long_end) {
      return std::nullopt;  // right behind its subject
    }
    return FarPredicate{static_cast<std::size_t>(unit - view_.units().data()), begin};
  }

 private:
  /// "Acme sells lamps; Zeta, its rival, |makes| them": one outside brackets.
  [[nodiscard]] bool crosses_semicolon(std::size_t begin, std::size_t end) const {
    int open = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string& word = view_.token(i).folded;
      open += word == "(" ? 1 : word == ")" ? -1 : 0;
      if (word == ";" && open <= 0) {
        return true;
      }
    }
    return false;
  }

  /// "According to Acme, companies have cut": what the tree may take for the subject.
  [[nodiscard]] bool hangs_on_preposition(const Unit& unit) const {
    return unit.begin > 0 && view_.token(unit.begin - 1).tag == Tag::adp;
  }

  /// Its subject is a word of its own clause and no relative pronoun.
  [[nodiscard]] bool has_own_subject(std::size_t verb) const {
    const std::size_t own = own_subject(verb);
    return own != no_token && !is_relative(own);
  }

  /// A verb, or what a copula says of the subject; "founded by Ana Lima" behind a noun
  /// has constructions of its own. A name is no verb, even if its word may be one
  /// ("adotou o programa |SEI").
  [[nodiscard]] bool is_predicate(std::size_t token) const {
    const bool copula = tree_.child(token, Relation::cop) != no_token;
    const bool verb = view_.token(token).tag == Tag::verb && unit_of(token) == nullptr;
    const bool helped = tree_.child(token, Relation::aux) != no_token;
    const bool participle = view_.token(token).relation == Relation::acl &&
                            own_subject(token) == no_token && !helped;
    return copula || (verb && !participle);
  }

  [[nodiscard]] std::size_t own_subject(std::size_t verb) const {
    const std::size_t active = tree_.child(verb, Relation::nsubj);
    const std::size_t own =
        active != no_token ? active : tree_.child(verb, Relation::passive_subject);
    return own != no_token && is_of_date(own) ? no_token : own;
  }

  /// "and last |year| had revenue of": a time is nobody who has something.
  [[nodiscard]] bool is_of_date(std::size_t token) const {
    const auto& dates = view_.sentence().dates;  // in text order, apart
    const auto behind = std::ranges::upper_bound(
        dates, token, {}, [](const DateExpression& date) { return date.tokens.first; });
    return behind != dates.begin() && token < std::prev(behind)->tokens.end;
  }

  [[nodiscard]] bool is_relative(std::size_t token) const {
    return view_.in_set(token, "relative_pronoun");
  }

  /// Follows coordination and relative pronouns to the noun that the predicate is about.
  [[nodiscard]] std::size_t subject_of(std::size_t verb) const {
    for (int steps = 0; steps < most_steps && verb != no_token; ++steps) {
      const std::size_t own = own_subject(verb);
      if (own != no_token && !is_relative(own)) {
        return own;
      }
      const Relation relation = view_.token(verb).relation;
      if (relation == Relation::acl) {
        return own != no_token ? antecedent(own, tree_.head(verb)) : no_token;
      }
      if (relation != Relation::conj) {
        verb = own == no_token ? listed_before(verb) : no_token;
        continue;
      }
      verb = own != no_token ? relative_clause_before(verb, own) : verb_above(verb);
    }
    return no_token;
  }

  /// "was founded in 1987, |employs| 380 people and has": the predicate before the comma,
  /// which the tree takes for what is said, or leaves apart.
  [[nodiscard]] std::size_t listed_before(std::size_t verb) const {
    if (verb == 0 || view_.token(verb - 1).folded != "," ||
        view_.token(verb).tag != Tag::verb || view_.in_set(verb, "speech_plain") ||
        view_.in_set(verb, "speech_presupposing")) {
      return no_token;
    }
    const std::size_t above = view_.token(verb).relation == Relation::parataxis
                                  ? tree_.head(verb)
                                  : tree_.child(verb, Relation::ccomp);
    return above != no_token && above < verb && is_predicate(above) ? above : no_token;
  }

  /// What a predicate without subject is joined to: the verb, too, where the tree joins
  /// it to the verb's object ("has 300 students and |is a member of").
  [[nodiscard]] std::size_t verb_above(std::size_t verb) const {
    std::size_t above = tree_.head(verb);
    for (int steps = 0; steps < 2 && above != no_token && !is_predicate(above); ++steps) {
      const Relation relation = view_.token(above).relation;
      const bool below = relation == Relation::obj || relation == Relation::obl ||
                         relation == Relation::nmod || relation == Relation::conj;
      above = below ? tree_.head(above) : no_token;
    }
    return above;
  }

  /// The noun that a relative pronoun stands for: the tree's, or if that is in no mention
  /// the one right before it ("a triumph for Tollgate|, which").
  [[nodiscard]] std::size_t antecedent(std::size_t pronoun, std::size_t noun) const {
    if (unit_of(noun) == nullptr) {
      const std::size_t end =
          pronoun > 0 && view_.token(pronoun - 1).folded == "," ? pronoun - 1 : pronoun;
      noun = end > 0 && view_.unit_at(end - 1) != nullptr ? end - 1 : noun;
    }
    return may_stand_for(view_, pronoun, noun) ? noun : no_token;
  }

  /// "a biologist who |joined … and who received": the verb of the last relative clause
  /// before `verb` that begins with the same word, whatever the tree joins it to.
  [[nodiscard]] std::size_t relative_clause_before(std::size_t verb,
                                                   std::size_t pronoun) const {
    for (std::size_t i = verb; i > 0 && verb - i < relative_reach; --i) {
      const std::size_t own = own_subject(i - 1);
      if (view_.token(i - 1).relation == Relation::acl && own != no_token &&
          view_.token(own).folded == view_.token(pronoun).folded) {
        return i - 1;
      }
    }
    return no_token;
  }

  /// The mention that a noun is or is explained by.
  [[nodiscard]] const Unit* unit_of(std::size_t noun) const {
    if (noun == no_token) {
      return nullptr;
    }
    if (const Unit* unit = view_.unit_at(noun); unit != nullptr) {
      return unit;
    }
    // "Kite, a toolkit which …"
    if (view_.token(noun).relation == Relation::appos) {
      return view_.unit_at(tree_.head(noun));
    }
    for (const std::size_t child : tree_.children(noun)) {
      const Relation relation = view_.token(child).relation;
      if (relation == Relation::appos || relation == Relation::flat) {
        if (const Unit* unit = view_.unit_at(child); unit != nullptr) {
          return unit;
        }
      }
    }
    return nullptr;
  }

  /// The first of the words that belong to the predicate: auxiliaries and adverbs.
  [[nodiscard]] std::size_t begin_of(std::size_t token, std::size_t behind) const {
    std::size_t begin = token;
    for (const std::size_t child : tree_.children(token)) {
      const Relation relation = view_.token(child).relation;
      const bool belongs = relation == Relation::aux || relation == Relation::cop ||
                           relation == Relation::advmod;
      if (belongs && child >= behind && !is_relative(child)) {
        begin = std::min(begin, child);
      }
    }
    return begin;
  }

  const SentenceView& view_;
  SentenceTree tree_;
};

}  // namespace

const std::vector<FarPredicate>& far_predicates(const SentenceView& view) {
  auto& known = view.memo().far_predicates();
  if (!known) {
    known.emplace();
    if (view.has_tree()) {
      const SubjectReader reader{view};
      for (std::size_t i = 0; i < view.size(); ++i) {
        if (const auto predicate = reader.read(i)) {
          known->push_back(*predicate);
        }
      }
    }
  }
  return *known;
}

}  // namespace byline::extract
