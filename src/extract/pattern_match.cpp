#include "extract/pattern_match.hpp"

#include "extract/far_predicates.hpp"
#include "extract/nested_subjects.hpp"
#include "extract/pattern_needs.hpp"
#include "extract/pattern_runner.hpp"

#include <algorithm>
#include <utility>

namespace byline::extract {

using knowledge::Binding;
using knowledge::Program;

const Capture* Match::find(const std::string& slot) const {
  const auto found = std::ranges::find(captures, slot, &Capture::slot);
  return found == captures.end() ? nullptr : &*found;
}

namespace {

/// "Acme opened in 1998 and has its seat in Cork": what a rule says of "Acme has its
/// seat" holds here, too.
void add_far_matches(const SentenceView& view,
                     const PatternNeeds& needs,
                     const Binding* binding,
                     PatternRunner& runner,
                     std::vector<Match>& matches) {
  for (const FarPredicate& far : far_predicates(view)) {
    const std::size_t begin = view.units()[far.subject].begin;
    // behind an owner's place a verb may stand for a noun ("Acme |supplies| chief")
    if (binding != nullptr && view.token(far.begin).tag != Tag::aux) {
      continue;
    }
    if (needs.may_begin(begin)) {
      if (auto match = runner.run(begin, &far); match && match->skipped.end > 0) {
        matches.push_back(std::move(*match));
      }
    }
  }
}

std::vector<Match> run_all(const SentenceView& view,
                           const Program& program,
                           const Binding* binding,
                           PartialMatch* partial) {
  std::vector<Match> matches;
  const PatternNeeds needs{view, program, binding};
  const std::size_t end = partial == nullptr ? needs.begin_limit() : view.size();
  if (end == 0) {
    return matches;
  }
  PatternRunner runner{view, program, binding, partial};
  for (std::size_t begin = 0; begin < end;) {
    if (partial == nullptr && !needs.may_begin(begin)) {
      ++begin;
      continue;
    }
    auto match = runner.run(begin);
    if (match && is_nested_in_subject(view, *match)) {
      ++begin;
    } else if (match && match->tokens.end > begin) {
      begin = std::max(
          begin + 1,
          match->trigger.empty() ? match->tokens.end : match->trigger.back() + 1);
      matches.push_back(std::move(*match));
    } else {
      ++begin;
    }
  }
  if (partial == nullptr) {
    add_far_matches(view, needs, binding, runner, matches);
  }
  return matches;
}

}  // namespace

std::vector<Match> match_all(const SentenceView& view,
                             const Program& program,
                             PartialMatch* partial) {
  return run_all(view, program, nullptr, partial);
}

std::vector<Match> match_all(const SentenceView& view,
                             const knowledge::BoundProgram& bound,
                             PartialMatch* partial) {
  return run_all(view, *bound.program, bound.binding.get(), partial);
}

std::optional<Match> match_at(const SentenceView& view,
                              const Program& program,
                              std::size_t begin) {
  return PatternRunner{view, program, nullptr, nullptr}.run(begin);
}

bool holds_at(const SentenceView& view,
              const knowledge::Program& program,
              std::size_t begin) {
  return is_one_group(program) || is_one_block(program)
             ? match_words(view, program, begin) > 0
             : match_at(view, program, begin).has_value();
}

std::size_t match_words(const SentenceView& view,
                        const Program& program,
                        std::size_t begin) {
  if (is_one_group(program)) {
    const std::size_t taken =
        begin < view.size()
            ? view.match_forms(begin, *program.groups.front(), program.code.front().mask)
            : 0;
    return taken == 0 ? 0 : begin + taken;
  }
  if (is_one_block(program)) {
    const auto& ends = known_ends(view, *program.sets.front(), begin);
    return ends.empty() ? 0 : ends.front().end;
  }
  const auto match = match_at(view, program, begin);
  return match ? match->tokens.end : 0;
}

const std::vector<BlockEnd>& known_ends(const SentenceView& view,
                                        const knowledge::WordBlock& block,
                                        std::size_t begin) {
  static const std::vector<BlockEnd> nothing;
  if (!view.may_begin(begin, *block.beginnings)) {
    return nothing;
  }
  if (auto& known = view.memo().block_ends(block.number, begin)) {
    return *known;
  }
  std::vector<BlockEnd> ends =
      PatternRunner{view, block.program, nullptr, nullptr}.ends(begin);
  auto& known = view.memo().block_ends(block.number, begin);
  known = std::move(ends);
  return *known;
}

}  // namespace byline::extract
