#include "extract/claim_words.hpp"

#include <algorithm>
#include <array>

namespace byline::extract {
namespace {

constexpr std::size_t group_tokens = 9;  ///< words of a verb group before its verb

}  // namespace

bool is_taken(const Match& match, std::size_t token) {
  return std::ranges::any_of(match.captures, [&](const Capture& capture) {
    return std::ranges::any_of(capture.fillers, [&](const Filler& filler) {
      return token >= filler.tokens.first && token < filler.tokens.end;
    });
  });
}

ClaimWords::ClaimWords(const SentenceView& view, const RuleMatch& found)
    : view_(view),
      match_(found.match) {
  trigger_ = match_.trigger.empty() ? match_.tokens.first : match_.trigger.front();
  const std::size_t last =
      match_.trigger.empty() ? match_.tokens.first : match_.trigger.back();
  add_verb_group(trigger_);
  for (std::size_t i = match_.tokens.first; i <= last && !found.from_tree; ++i) {
    const bool own =
        found.construction.empty() && std::ranges::binary_search(match_.trigger, i);
    // a rule's own words say what it finds, but "not" is "not" in any rule
    if ((!own || view_.in_set(i, "negation")) && !is_taken(match_, i) && !in_aside(i) &&
        !in_date(i) && !is_skipped(i)) {
      words_.push_back(i);
    }
  }
  if (!found.construction.empty()) {
    words_.push_back(trigger_);
  }
  if (found.from_tree) {
    add_tree_group(trigger_);
  }
}

bool ClaimWords::any(const SetName& set) const {
  return std::ranges::any_of(words_, [&](std::size_t i) { return view_.in_set(i, set); });
}

std::size_t ClaimWords::first() const {
  return std::min(words_.empty() ? trigger_ : std::ranges::min(words_),
                  match_.tokens.first);
}

void ClaimWords::add_verb_group(std::size_t trigger) {
  static constexpr std::array<SetName, 10> sets{"auxiliary",
                                                "negation",
                                                "hedge",
                                                "future_auxiliary",
                                                "future_verb",
                                                "denial_verb",
                                                "infinitive_mark",
                                                "former_word",
                                                "clitic",
                                                "article"};
  std::size_t i = trigger;
  while (i > 0 && trigger - i < group_tokens) {
    const bool belongs =
        view_.is_adverb(i - 1) || std::ranges::any_of(sets, [&](const SetName& set) {
          return view_.in_set(i - 1, set);
        });
    const bool hyphen =
        view_.token(i - 1).folded == "-" && i > 1 && view_.in_set(i - 2, "former_word");
    if ((!belongs && !hyphen) || is_taken(match_, i - 1)) {
      break;
    }
    words_.push_back(--i);
  }
  add_negating_phrase(i, trigger);
  group_begin_ = i;
}

void ClaimWords::add_negating_phrase(std::size_t group, std::size_t trigger) {
  constexpr std::size_t longest = 3;
  for (std::size_t words = 1; words <= longest && words <= group; ++words) {
    const std::size_t begin = group - words;
    const std::size_t end = view_.match_set(begin, "negation");
    if (end > begin + 1 && end >= group && end <= trigger) {
      words_.push_back(begin);
    }
  }
}

void ClaimWords::add_tree_group(std::size_t trigger) {
  add_modifiers(trigger);
  // "will continue to fund", "will leave in May to run Zeta": what governs the verb
  // counts, too
  const auto governed = [&](std::size_t verb) {
    const Relation relation = view_.token(verb).relation;
    const bool aim = relation == Relation::advcl && verb > 1 &&
                     view_.in_set(verb - 1, "infinitive_mark") &&
                     !view_.is_adverb(verb - 2) && view_.token(verb - 2).tag != Tag::adp;
    return relation == Relation::xcomp || aim;
  };
  std::size_t verb = trigger;
  for (int steps = 0; steps < 3 && governed(verb); ++steps) {
    const std::int32_t head = view_.token(verb).head;
    if (head < 0 || static_cast<std::size_t>(head) >= view_.size()) {
      return;
    }
    verb = static_cast<std::size_t>(head);
    words_.push_back(verb);
    add_modifiers(verb);
  }
}

void ClaimWords::add_modifiers(std::size_t trigger) {
  for (std::size_t i = 0; i < view_.size(); ++i) {
    const Token& token = view_.token(i);
    const bool modifies = token.relation == Relation::aux ||
                          token.relation == Relation::advmod ||
                          token.relation == Relation::cop;
    if (modifies && token.head >= 0 && static_cast<std::size_t>(token.head) == trigger) {
      words_.push_back(i);
    }
  }
}

bool ClaimWords::in_date(std::size_t token) const {
  return std::ranges::any_of(view_.sentence().dates, [&](const DateExpression& date) {
    return token >= date.tokens.first && token < date.tokens.end;
  });
}

bool ClaimWords::is_skipped(std::size_t token) const {
  return token >= match_.skipped.first && token < match_.skipped.end;
}

bool ClaimWords::in_aside(std::size_t token) const {
  std::size_t open = 0;
  bool inside = false;
  for (std::size_t i = std::max(match_.tokens.first, match_.skipped.end); i < trigger_;
       ++i) {
    const std::string& word = view_.token(i).folded;
    if (word == "," || word == "(" || word == ")") {
      if (inside && token > open && token < i) {
        return true;
      }
      inside = word != ")" && (!inside || word == "(");
      open = i;
    }
  }
  return false;
}

}  // namespace byline::extract
