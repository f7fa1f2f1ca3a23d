#include "extract/pronoun_structure.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t deepest = 64;  ///< heads that are followed: trees may be wrong

std::size_t head_of(const std::vector<Token>& tokens, std::size_t i) {
  const auto head = tokens[i].head;
  return head < 0 || static_cast<std::size_t>(head) >= tokens.size()
             ? i
             : static_cast<std::size_t>(head);
}

/// The token of `range` that hangs on one outside it.
std::size_t head_of(const std::vector<Token>& tokens, TokenRange range) {
  for (std::size_t i = range.first; i < range.end; ++i) {
    const std::size_t head = head_of(tokens, i);
    if (head < range.first || head >= range.end) {
      return i;
    }
  }
  return range.first;
}

/// "his father, |Johann|": the noun that the name explains; the name itself if it
/// explains none.
std::size_t explained_by(const std::vector<Token>& tokens, std::size_t name) {
  const std::size_t noun = head_of(tokens, name);
  return tokens[name].relation == Relation::appos && noun < name ? noun : name;
}

bool is_argument(Relation relation) {
  return is_subject(relation) || relation == Relation::obj ||
         relation == Relation::iobj || relation == Relation::obl;
}

}  // namespace

bool is_empty_subject(const std::vector<Token>& tokens, std::size_t i) {
  const Token& pronoun = tokens[i];
  if (pronoun.relation == Relation::expl) {
    return true;
  }
  if (!is_subject(pronoun.relation)) {
    return false;
  }
  const auto verb = static_cast<std::int32_t>(head_of(tokens, i));
  const bool plain_verb =
      tokens[head_of(tokens, i)].tag == Tag::verb && pronoun.relation == Relation::nsubj;
  return std::ranges::any_of(tokens, [&](const Token& other) {
    return other.head == verb && (other.relation == Relation::csubj ||
                                  (!plain_verb && other.relation == Relation::ccomp));
  });
}

bool is_verb_object(const std::vector<Token>& tokens, std::size_t i) {
  return tokens[i].relation == Relation::obj || tokens[i].relation == Relation::iobj;
}

bool is_object_of_verb_before(const std::vector<Token>& tokens,
                              TokenRange range,
                              std::size_t i) {
  if (tokens[i].relation != Relation::obj) {
    return false;
  }
  const std::size_t verb = head_of(tokens, i);
  const std::size_t before = head_of(tokens, verb);
  const std::size_t name = head_of(tokens, range);
  if (tokens[verb].relation != Relation::conj || before >= verb ||
      head_of(tokens, name) != before) {
    return false;
  }
  const auto is_object = [](Relation relation) {
    return relation == Relation::obj || relation == Relation::obl;
  };
  const auto objects = std::ranges::count_if(tokens, [&](const Token& other) {
    return other.head == static_cast<std::int32_t>(before) && is_object(other.relation);
  });
  return is_object(tokens[name].relation) && objects == 1;
}

bool is_bound_apart(const std::vector<Token>& tokens, TokenRange range, std::size_t i) {
  if (tokens[i].relation == Relation::unknown) {
    return false;
  }
  const std::size_t name = explained_by(tokens, head_of(tokens, range));
  const bool same_verb = tokens[i].head >= 0 && tokens[name].head == tokens[i].head &&
                         is_argument(tokens[i].relation) &&
                         is_argument(tokens[name].relation);
  if (same_verb) {
    return true;
  }
  std::size_t at = i;
  for (std::size_t steps = 0; steps < deepest; ++steps) {
    const std::size_t up = head_of(tokens, at);
    if (up == at) {
      return false;
    }
    if (up == name) {
      // In a clause about the name ("Acme, which says it …") it may well be meant.
      return tokens[at].relation == Relation::appos ||
             tokens[at].relation == Relation::nmod;
    }
    at = up;
  }
  return false;
}

bool is_told_of_list_with(const std::vector<Token>& tokens,
                          TokenRange range,
                          std::size_t i) {
  const std::size_t name = head_of(tokens, range);
  std::size_t at = i;
  for (std::size_t steps = 0; steps < deepest; ++steps) {
    const std::size_t up = head_of(tokens, at);
    if (up == at) {
      return false;
    }
    if (tokens[at].relation == Relation::acl) {
      return (tokens[up].relation == Relation::conj && head_of(tokens, up) == name) ||
             (tokens[name].relation == Relation::conj &&
              (head_of(tokens, name) == up ||
               (name == up && head_of(tokens, name) < name)));
    }
    at = up;
  }
  return false;
}

bool is_name_of(const std::vector<Token>& tokens, TokenRange range, std::size_t token) {
  constexpr std::size_t furthest = 4;
  const std::size_t name = head_of(tokens, range);
  if (range.first <= token || range.first > token + furthest ||
      head_of(tokens, name) != token) {
    return false;
  }
  switch (tokens[name].relation) {
    case Relation::appos:
    case Relation::flat:
    case Relation::compound: return true;
    case Relation::nmod:  // without a preposition: "o regulador |Anatel|"
      return tokens[range.first - 1].tag != Tag::adp;
    default: return false;
  }
}

bool is_joined(const std::vector<Token>& tokens, std::size_t token, std::size_t end) {
  constexpr std::size_t furthest = 60;
  for (std::size_t k = token + 1; k < std::min(end, token + furthest); ++k) {
    if (tokens[k].relation == Relation::conj && head_of(tokens, k) == token &&
        (tokens[k].tag == Tag::noun || tokens[k].tag == Tag::propn)) {
      return true;
    }
  }
  return false;
}

}  // namespace byline::extract
