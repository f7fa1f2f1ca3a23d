#include "extract/pronoun_binding.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t deepest = 16;  ///< clauses that are climbed: trees may be wrong
constexpr std::size_t reach = 100;   ///< how far words are looked for: endless sentences

bool is_object(Relation relation) {
  return relation == Relation::obj || relation == Relation::iobj;
}

/// Relations by which a phrase hangs on the verb of its clause.
bool is_argument(Relation relation) {
  return is_subject(relation) || is_object(relation) || relation == Relation::obl ||
         relation == Relation::agent || relation == Relation::advmod;
}

/// Relations by which a clause or phrase hangs on one that may have the subject.
bool leads_up(Relation relation) {
  switch (relation) {
    case Relation::conj:
    case Relation::xcomp:
    case Relation::advcl:
    case Relation::ccomp:
    case Relation::parataxis:
    case Relation::csubj:
    case Relation::appos:
    case Relation::nmod:
    case Relation::acl:
    case Relation::dep: return true;
    default: return is_argument(relation);
  }
}

class Binder {
 public:
  Binder(const std::vector<Token>& tokens, std::size_t pronoun, const BindingWords& words)
      : tokens_(tokens),
        pronoun_(pronoun),
        words_(words) {}

  /// Climbs from the predicate `at`; the subject of `own`, of which the pronoun's noun is
  /// told ("is its head"), is passed over.
  [[nodiscard]] std::optional<Binding> climb(std::size_t at, std::size_t own) const {
    for (std::size_t steps = 0; steps < deepest; ++steps) {
      if (at != own) {
        if (const auto found = subject_at(at)) {
          return found;
        }
      }
      const std::size_t up = head(at);
      if (up == no_token || !leads_up(tokens_[at].relation)) {
        return std::nullopt;
      }
      if (const auto found = controller(at, up)) {
        return found;
      }
      at = up;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t head(std::size_t i) const {
    const auto up = tokens_[i].head;
    return up < 0 || static_cast<std::size_t>(up) >= tokens_.size()
               ? no_token
               : static_cast<std::size_t>(up);
  }

  /// The predicate of the clause that `i` is part of, and the phrase of it that holds it.
  [[nodiscard]] std::pair<std::size_t, std::size_t> clause_of(std::size_t i) const {
    std::size_t at = i;
    for (std::size_t steps = 0; steps < deepest; ++steps) {
      const std::size_t up = head(at);
      if (up == no_token) {
        return {at, at};
      }
      const Relation relation = tokens_[at].relation;
      if (is_argument(relation) || tokens_[up].tag == Tag::verb ||
          relation == Relation::xcomp || relation == Relation::ccomp ||
          relation == Relation::advcl || relation == Relation::parataxis) {
        return {up, at};
      }
      at = up;
    }
    return {at, at};
  }

  [[nodiscard]] bool has_child(std::size_t i, Relation relation) const {
    return child(i, [relation](Relation found) { return found == relation; }) != no_token;
  }

  /// "|which| bought": whether the subject of the verb is such a word before it.
  [[nodiscard]] bool has_relative_subject(std::size_t verb) const {
    const std::size_t subject = child(verb, is_subject);
    return subject != no_token && subject < verb && words_.is_relative(subject);
  }

  /// Whether the verb `predicate` has an object that may be meant before word `end`.
  [[nodiscard]] bool has_object_between(std::size_t predicate, std::size_t end) const {
    for (std::size_t k = std::max(predicate + 1, first_near(end)); k < end; ++k) {
      if (head(k) == predicate && is_object(tokens_[k].relation) &&
          words_.reading(k) != Reading::passed) {
        return true;
      }
    }
    return false;
  }

  /// Whether a word of "as" stands before the phrase of `i`.
  [[nodiscard]] bool is_as_phrase(std::size_t i) const {
    for (std::size_t k = first_near(i); k < i; ++k) {
      if (tokens_[k].head == static_cast<std::int32_t>(i) && words_.is_as(k)) {
        return true;
      }
    }
    return false;
  }

  static constexpr std::size_t no_token = static_cast<std::size_t>(-1);

 private:
  [[nodiscard]] bool holds_pronoun(std::size_t i) const {
    std::size_t at = pronoun_;
    for (std::size_t steps = 0; steps < deepest && at != no_token; ++steps) {
      if (at == i) {
        return true;
      }
      at = head(at);
    }
    return false;
  }

  [[nodiscard]] static std::size_t first_near(std::size_t i) {
    return i - std::min(i, reach);
  }

  template <typename Fits>
  [[nodiscard]] std::size_t child(std::size_t i, Fits fits) const {
    const std::size_t end = std::min(tokens_.size(), i + reach);
    for (std::size_t k = first_near(i); k < end; ++k) {
      if (tokens_[k].head == static_cast<std::int32_t>(i) && fits(tokens_[k].relation)) {
        return k;
      }
    }
    return no_token;
  }

  /// What the subject of the predicate at `at` is to the pronoun; nothing: go on above.
  [[nodiscard]] std::optional<Binding> subject_at(std::size_t at) const {
    std::size_t subject = child(at, is_subject);
    const bool in_noun_clause = tokens_[at].relation == Relation::acl;
    if (subject == no_token || holds_pronoun(subject)) {
      // "the company |founded| by its …": the noun that the participle hangs on.
      subject = in_noun_clause && subject == no_token ? head(at) : no_token;
    } else if (in_noun_clause && tokens_[subject].tag == Tag::pron) {
      subject = head(at);  // "Acme, |which| sold its …"
    }
    if (subject == no_token || subject >= pronoun_) {
      return std::nullopt;
    }
    if (has_child(subject, Relation::cop)) {
      // "Acme is a firm |created| in Lisbon, but it …": the firm is Acme.
      const std::size_t named = child(subject, is_subject);
      subject = named < subject ? named : subject;
    }
    if (has_child(at, Relation::expl)) {
      return Binding{subject, Reading::passed};  // "there is a need for its …"
    }
    const Reading reading = words_.reading(subject);
    return reading == Reading::passed ? std::nullopt
                                      : std::optional{Binding{subject, reading}};
  }

  /// The object of the verb `up` that the clause at `at` is about: "asked Kite to |sell|
  /// its unit"; open where an entity stands between that only may be.
  [[nodiscard]] std::optional<Binding> controller(std::size_t at, std::size_t up) const {
    const Relation relation = tokens_[at].relation;
    if (relation != Relation::xcomp && relation != Relation::advcl) {
      return std::nullopt;
    }
    for (std::size_t k = std::max(up + 1, first_near(at)); k < at; ++k) {
      const bool object = is_object(tokens_[k].relation);
      if (head(k) != up || (!object && tokens_[k].relation != Relation::obl) ||
          words_.reading(k) != Reading::entity) {
        continue;
      }
      return Binding{
          k, object && relation == Relation::xcomp ? Reading::entity : Reading::passed};
    }
    return std::nullopt;
  }

  const std::vector<Token>& tokens_;
  std::size_t pronoun_;
  const BindingWords& words_;
};

}  // namespace

std::optional<Binding> bound_owner(const std::vector<Token>& tokens,
                                   std::size_t i,
                                   const BindingWords& words) {
  const Binder binder{tokens, i, words};
  const std::size_t owned = binder.head(i);
  if (owned == Binder::no_token || tokens[i].relation == Relation::unknown) {
    return std::nullopt;
  }
  const bool is_predicate =
      binder.has_child(owned, Relation::cop) || binder.head(owned) == Binder::no_token;
  if (is_predicate) {
    return binder.climb(owned, owned);  // "is its chief scientist"
  }
  const auto [predicate, phrase] = binder.clause_of(owned);
  if (phrase == owned && tokens[owned].relation == Relation::obl &&
      binder.has_object_between(predicate, owned)) {
    return Binding{predicate, Reading::passed};  // "bought Kite from its founders"
  }
  const bool told_of_subject =
      phrase == owned &&
      (tokens[owned].relation == Relation::xcomp ||
       (binder.is_as_phrase(owned) && !binder.has_child(predicate, Relation::obj)));
  return binder.climb(predicate, told_of_subject ? predicate : Binder::no_token);
}

std::optional<Binding> bound_subject(const std::vector<Token>& tokens,
                                     std::size_t i,
                                     const BindingWords& words) {
  if (!is_subject(tokens[i].relation)) {
    return std::nullopt;
  }
  const Binder binder{tokens, i, words};
  const std::size_t verb = binder.head(i);
  if (verb == Binder::no_token || binder.head(verb) == Binder::no_token ||
      tokens[verb].relation == Relation::acl || !leads_up(tokens[verb].relation)) {
    return std::nullopt;
  }
  return binder.climb(binder.head(verb), Binder::no_token);
}

std::optional<Binding> bound_object(const std::vector<Token>& tokens,
                                    std::size_t i,
                                    const BindingWords& words) {
  const Binder binder{tokens, i, words};
  const std::size_t verb = binder.head(i);
  if (tokens[i].relation != Relation::obj || verb == Binder::no_token ||
      binder.head(verb) == Binder::no_token || !binder.has_relative_subject(verb)) {
    return std::nullopt;
  }
  // a clause that the tree joins to the main verb is one of a noun before it, too
  const bool of_noun = tokens[verb].relation == Relation::acl;
  if (!of_noun && tokens[verb].relation != Relation::conj) {
    return std::nullopt;
  }
  const std::size_t noun = binder.head(verb);
  const auto bound =
      binder.climb(of_noun ? binder.clause_of(noun).first : noun, Binder::no_token);
  return bound && bound->token != noun ? bound : std::nullopt;
}

}  // namespace byline::extract
