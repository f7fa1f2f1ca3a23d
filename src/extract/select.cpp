#include "extract/select.hpp"

#include "base/characters.hpp"
#include "extract/pattern_needs.hpp"
#include "extract/tree_match.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <tuple>

namespace byline::extract {
namespace {

using knowledge::LanguageRules;
using knowledge::Rule;
using knowledge::RuleKind;

/// Everything that wants a word of the sentence; each list sorted.
knowledge::KeyUses candidates(const SentenceView& view) {
  knowledge::KeyUses found;
  const auto append = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (const knowledge::WordUses* uses : view.word_uses()) {
    append(uses->keys.key_groups, found.key_groups);
    append(uses->keys.trees, found.trees);
    append(uses->keys.frames, found.frames);
  }
  for (auto* list : {&found.key_groups, &found.trees, &found.frames}) {
    std::ranges::sort(*list);
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return found;
}

/// Whether some word of each of the groups stands in the sentence.
bool has_words(const SentenceView& view, std::span<const std::uint32_t> groups) {
  return std::ranges::all_of(
      groups, [&](std::uint32_t group) { return view.memo().forms().any(group); });
}

/// False: the elements of a pattern that are words do not stand in the sentence in its
/// order. Only what other patterns have asked already is known.
bool may_stand(const SentenceView& view, std::span<const std::uint32_t> tests) {
  const TokenSets& known = view.memo().tests();
  std::size_t end = view.size();
  for (const std::uint32_t test : tests) {
    if (!known.is_made(test)) {
      return true;
    }
    const std::size_t at = known.end_below(known.made(test), end);
    if (at == 0) {
      return false;
    }
    end = at - 1;
  }
  return true;
}

bool find_context(const SentenceView& view, std::size_t rule) {
  const auto found = view.context().language.contexts.find(rule);
  if (found == view.context().language.contexts.end()) {
    return true;
  }
  const knowledge::Program& words = found->second;
  if (is_one_group(words) && !view.memo().forms().any(words.groups.front()->number)) {
    return false;
  }
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (match_words(view, words, i) > 0) {
      return true;
    }
  }
  return false;
}

bool context_stands(const SentenceView& view, std::size_t rule) {
  if (view.memo().context(rule) > 1) {
    view.memo().context(rule) = find_context(view, rule) ? 1 : 0;
  }
  return view.memo().context(rule) == 1;
}

bool same_thing(const SentenceView& view, const Capture& a, const Capture& b) {
  const Filler& x = a.fillers.front();
  const Filler& y = b.fillers.front();
  if (x.kind != FillerKind::mention || y.kind != FillerKind::mention) {
    return false;
  }
  const auto& mentions = view.facts().mentions;
  return mentions[x.index].entity == mentions[y.index].entity;
}

bool holds(const SentenceView& view, const Rule& rule, RuleMatch& found) {
  return why_refused(view, rule, found) == nullptr;
}

std::size_t length(const RuleMatch& found) {
  return found.match.tokens.end - found.match.tokens.first;
}

/// Of the matches of one frame at one trigger: more parts, then the surer construction,
/// then the shorter way.
bool better(const RuleMatch& a, const RuleMatch& b) {
  const auto key = [](const RuleMatch& m) {
    std::size_t fillers = 0;
    for (const Capture& capture : m.match.captures) {
      fillers += capture.fillers.size();
    }
    return std::tuple{m.priority, m.match.captures.size(), m.confidence, fillers};
  };
  const auto left = key(a);
  const auto right = key(b);
  if (left != right) {
    return left > right;
  }
  return std::tuple{length(a), a.construction} < std::tuple{length(b), b.construction};
}

/// Whether both fill the same slots with the same mentions.
bool same_things(const SentenceView& view, const RuleMatch& a, const RuleMatch& b) {
  return std::ranges::all_of(a.match.captures, [&](const Capture& capture) {
    const Capture* other = b.match.find(capture.slot);
    return capture.fillers.front().kind != FillerKind::mention ||
           (other != nullptr && same_thing(view, capture, *other));
  });
}

/// The words that a match gives as text: a title.
TokenRange words_told(const RuleMatch& found) {
  for (const Capture& capture : found.match.captures) {
    if (capture.fillers.front().kind == FillerKind::text) {
      return capture.fillers.front().tokens;
    }
  }
  return {};
}

/// "o presidente |executivo| da Acme": a match that tells a part of another's title.
void drop_partial_titles(const SentenceView& view, std::vector<RuleMatch>& frames) {
  const auto is_part = [&](const RuleMatch& small, const RuleMatch& big) {
    const TokenRange a = words_told(small);
    const TokenRange b = words_told(big);
    return small.rule == big.rule && a.first < a.end && b.first <= a.first &&
           a.end <= b.end && a != b && same_things(view, small, big);
  };
  std::vector<bool> partial(frames.size(), false);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    partial[i] = std::ranges::any_of(
        frames, [&](const RuleMatch& big) { return is_part(frames[i], big); });
  }
  std::size_t at = 0;
  std::erase_if(frames, [&](const RuleMatch&) { return partial[at++]; });
}

std::vector<RuleMatch> best_of_frames(std::vector<RuleMatch> frames) {
  std::map<std::pair<std::size_t, std::size_t>, RuleMatch> best;
  for (RuleMatch& found : frames) {
    const std::size_t trigger = found.match.trigger.empty() ? found.match.tokens.first
                                                            : found.match.trigger.front();
    const auto [entry, fresh] = best.try_emplace({found.rule, trigger}, found);
    if (!fresh && better(found, entry->second)) {
      entry->second = std::move(found);
    }
  }
  std::vector<RuleMatch> result;
  for (auto& [key, found] : best) {
    result.push_back(std::move(found));
  }
  return result;
}

/// Whether one comma stands between tokens [begin, end), at `begin`.
bool only_opens_with_comma(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (view.token(i).folded == ",") {
      return false;
    }
  }
  return begin < end && view.token(begin).folded == ",";
}

/// "Acme, Zeta and Oriva, |a unit of Blue Harbor|", "Ana Lima and Omar Haddad, |who is
/// …|": one thing is told of the last alone; not so what a verb says behind it ("Acme and
/// Zeta, |a brewer|, sued Oriva").
void keep_apposed(const SentenceView& view, Match& match) {
  const std::size_t end =
      match.trigger.empty() ? match.tokens.end : match.trigger.front();
  for (Capture& capture : match.captures) {
    const std::size_t comma = capture.fillers.back().tokens.end;
    const bool single = view.in_set(comma + 1, "single_article") ||
                        (view.in_set(comma + 1, "relative_pronoun") &&
                         view.in_set(comma + 2, "single_verb"));
    if (capture.fillers.size() > 1 && only_opens_with_comma(view, comma, end) && single) {
      capture.fillers.erase(capture.fillers.begin(), capture.fillers.end() - 1);
    }
  }
}

/// "former Acme engineer Ana Lima and Omar Haddad": a noun that names one person is of
/// the first alone.
/// False: whose noun it is stands behind several ("chief Ana Lima and Professor Omar
/// Haddad of Acme"), and belongs to the last.
bool keep_titled(const SentenceView& view, const Rule& rule, Match& match) {
  if (rule.kind != RuleKind::role || !rule.subject || match.trigger.empty()) {
    return true;
  }
  const std::size_t noun = match.trigger.back();
  const bool single =
      view.token(noun).tag == Tag::noun && view.lemma(noun) == view.token(noun).folded;
  for (Capture& capture : match.captures) {
    // "Acme and Zeta, whose partner Ana Lima": the last one's
    const std::size_t end = capture.fillers.back().tokens.end;
    if (single && rule.object && capture.slot == rule.object->name &&
        capture.fillers.size() > 1 && end < noun &&
        view.in_set(view.token(end).folded == "," ? end + 1 : end, "clause_boundary")) {
      capture.fillers.erase(capture.fillers.begin(), capture.fillers.end() - 1);
    }
    // "by Ana Lima and Omar Haddad, the current chief": the last one
    const std::size_t behind = capture.fillers.back().tokens.end;
    if (single && capture.slot == rule.subject->name && capture.fillers.size() > 1 &&
        behind < noun && view.token(behind).folded == ",") {
      capture.fillers.erase(capture.fillers.begin(), capture.fillers.end() - 1);
    }
  }
  for (Capture& capture : match.captures) {
    if (single && capture.slot == rule.subject->name && capture.fillers.size() > 1 &&
        capture.fillers.front().tokens.first > noun) {
      const Capture* owner = rule.object ? match.find(rule.object->name) : nullptr;
      if (owner != nullptr &&
          owner->fillers.front().tokens.first > capture.fillers.back().tokens.first) {
        return false;
      }
      capture.fillers.resize(1);
    }
  }
  return true;
}

/// "Oxfam's |regional| director |for southern| Africa": ranks and nouns before a title
/// belong to it, a preposition whose name is cut off does not.
void widen_title(const SentenceView& view, const Rule& rule, Match& match) {
  for (Capture& capture : match.captures) {
    if (rule.title.empty() || capture.slot != rule.title) {
      continue;
    }
    TokenRange& tokens = capture.fillers.front().tokens;
    const auto belongs = [&](std::size_t i) {
      const bool noun =
          view.token(i).tag == Tag::noun && view.token(i).relation == Relation::compound;
      return view.unit_at(i) == nullptr && (noun || view.in_set(i, "rank"));
    };
    while (tokens.first > match.tokens.first && belongs(tokens.first - 1)) {
      --tokens.first;
    }
    std::size_t end = tokens.end;
    while (end > tokens.first + 1 && view.token(end - 1).tag == Tag::adj) {
      --end;
    }
    if (end > tokens.first + 1 && view.token(end - 1).tag == Tag::adp) {
      tokens.end = end - 1;
    }
    capture.fillers.front().span = view.span_of(tokens.first, tokens.end);
  }
}

/// The patterns of the groups, and those that want no word; ascending.
std::vector<std::size_t> wanted_patterns(const LanguageRules& language,
                                         const std::vector<std::size_t>& key_groups) {
  constexpr std::size_t bits = 64;
  std::vector<std::uint64_t> marks(language.patterns.size() / bits + 1);
  const auto mark = [&](const std::vector<std::size_t>& patterns) {
    for (const std::size_t pattern : patterns) {
      marks[pattern / bits] |= std::uint64_t{1} << pattern % bits;
    }
  };
  mark(language.without_key);
  for (const std::size_t group : key_groups) {
    mark(language.key_groups[group]);
  }
  std::vector<std::size_t> patterns;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    for (std::uint64_t left = marks[i]; left != 0; left &= left - 1) {
      patterns.push_back(i * bits + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }
  return patterns;
}

void match_patterns(const SentenceView& view,
                    const std::vector<std::size_t>& key_groups,
                    std::vector<RuleMatch>& plain,
                    std::vector<RuleMatch>& frames) {
  const LanguageRules& language = view.context().language;
  const std::vector<std::size_t> patterns = wanted_patterns(language, key_groups);
  for (const std::size_t index : patterns) {
    if (!has_words(view, language.needed.groups(index)) ||
        !may_stand(view, language.needed.tests(index))) {
      continue;
    }
    const knowledge::CompiledPattern& pattern = language.patterns[index];
    if (!view.context().wants(pattern.rule) || !context_stands(view, pattern.rule)) {
      continue;
    }
    const Rule& rule = view.context().rules.source.rules[pattern.rule];
    for (Match& match : match_all(view, pattern.program)) {
      keep_apposed(view, match);
      RuleMatch found{pattern.rule,
                      pattern.construction,
                      pattern.confidence,
                      rule.priority + pattern.priority,
                      false,
                      std::move(match)};
      if (rule.kind == RuleKind::rule) {
        plain.push_back(std::move(found));
        continue;
      }
      widen_title(view, rule, found.match);
      if (keep_titled(view, rule, found.match) && holds(view, rule, found)) {
        frames.push_back(std::move(found));
      }
    }
  }
}

/// The `tree` clauses of rules.
void match_tree_clauses(const SentenceView& view,
                        std::vector<std::size_t> trees,
                        std::vector<RuleMatch>& plain) {
  const LanguageRules& language = view.context().language;
  if (!view.has_tree() || language.trees.empty()) {
    return;
  }
  trees.insert(
      trees.end(), language.trees_without_key.begin(), language.trees_without_key.end());
  for (const std::size_t index : trees) {
    const knowledge::CompiledTree& tree = language.trees[index];
    if (!view.context().wants(tree.rule) || !context_stands(view, tree.rule)) {
      continue;
    }
    for (RuleMatch& found : match_tree(view, tree)) {
      found.priority = view.context().rules.source.rules[tree.rule].priority;
      plain.push_back(std::move(found));
    }
  }
}

void match_trees(const SentenceView& view,
                 const std::vector<std::size_t>& rules,
                 std::vector<RuleMatch>& frames) {
  const LanguageRules& language = view.context().language;
  for (const std::size_t index : rules) {
    if (!view.context().wants(index) || !context_stands(view, index)) {
      continue;
    }
    const Rule& rule = view.context().rules.source.rules[index];
    for (RuleMatch& found : match_frame_trees(view, language.frames.at(index))) {
      found.priority = rule.priority;
      const auto named = [&](const std::vector<std::string>& names) {
        return std::ranges::find(names, found.construction) != names.end();
      };
      if (named(rule.except) || (!rule.only.empty() && !named(rule.only))) {
        continue;
      }
      if (holds(view, rule, found)) {
        frames.push_back(std::move(found));
      }
    }
  }
}

}  // namespace

const char* why_refused(const SentenceView& view, const Rule& rule, RuleMatch& found) {
  const auto& frames = view.context().language.frames;
  const auto frame = frames.find(found.rule);
  if (frame == frames.end() || !arguments_are_whole(view, rule, found.match)) {
    return "a noun behind subject or object: it belongs to a longer phrase";
  }
  if (!add_obliques(view, frame->second, found.match)) {
    return "a part that 'with' requires is missing";
  }
  for (const auto& slot : {rule.subject, rule.object}) {
    if (slot && !slot->optional && found.match.find(slot->name) == nullptr) {
      return "subject or object is missing";
    }
  }
  for (std::size_t i = 0; i < found.match.captures.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (same_thing(view, found.match.captures[i], found.match.captures[j])) {
        return "two parts are the same thing";
      }
    }
  }
  return found.match.captures.empty() ? "nothing was captured" : nullptr;
}

std::vector<RuleMatch> find_matches(const SentenceView& view) {
  std::vector<RuleMatch> all;
  std::vector<RuleMatch> frames;
  knowledge::KeyUses wanted = candidates(view);
  match_patterns(view, wanted.key_groups, all, frames);
  match_tree_clauses(view, std::move(wanted.trees), all);
  match_trees(view, wanted.frames, frames);
  std::vector<RuleMatch> best = best_of_frames(std::move(frames));
  drop_partial_titles(view, best);
  for (RuleMatch& found : best) {
    all.push_back(std::move(found));
  }
  const auto& rules = view.context().rules.source.rules;
  std::ranges::stable_sort(all, [&](const RuleMatch& a, const RuleMatch& b) {
    const auto key = [&](const RuleMatch& m) {
      return std::tuple<std::size_t, int, const std::string&, std::size_t>{
          9999 - std::min<std::size_t>(length(m), 9999),
          -m.priority,
          rules[m.rule].name,
          m.match.tokens.first};
    };
    return key(a) < key(b);
  });
  return all;
}

}  // namespace byline::extract
