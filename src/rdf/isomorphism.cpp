#include "rdf/isomorphism.hpp"

#include "base/diagnostics.hpp"
#include "rdf/blank_structure.hpp"
#include "rdf/writer.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace byline::rdf {
namespace {

struct Component {
  std::vector<Pattern> patterns;
  Refined refined;
  Colour signature = 0;
};

Component examine(std::vector<Pattern> patterns) {
  Component component;
  component.refined = refine(patterns, plain_colours(patterns));
  const auto values = sorted_values(component.refined.colours);
  component.signature = std::accumulate(values.begin(), values.end(), Colour{7}, mix);
  component.signature =
      mix(component.signature, mix(patterns.size(), component.refined.steps));
  component.patterns = std::move(patterns);
  return component;
}

using Mapping = std::map<Node, Node>;  ///< second dataset → first dataset

/// Looks for a bijection between two components that maps quads onto quads.
class Matcher {
 public:
  Matcher(const std::vector<Pattern>& first, const std::vector<Pattern>& second)
      : first_(first),
        second_(second) {
    for (const Pattern& pattern : first) {
      wanted_.push_back(key(pattern, nullptr));
    }
    std::sort(wanted_.begin(), wanted_.end());
  }

  std::optional<Mapping> match(const Colours& first, const Colours& second);

 private:
  static constexpr std::size_t max_attempts = 100'000;
  using Key = std::array<Colour, 2 * positions>;

  static Key key(const Pattern& pattern, const Mapping* mapping);
  [[nodiscard]] bool fits(const Mapping& mapping) const;

  const std::vector<Pattern>& first_;
  const std::vector<Pattern>& second_;
  std::vector<Key> wanted_;
  std::size_t attempts_ = 0;
};

Matcher::Key Matcher::key(const Pattern& pattern, const Mapping* mapping) {
  Key out{};
  for (std::size_t k = 0; k < positions; ++k) {
    const Node node = pattern.nodes[k];
    out[2 * k] = node == no_node ? 0 : 1;
    out[2 * k + 1] = node == no_node      ? pattern.terms[k]
                     : mapping == nullptr ? node
                                          : mapping->at(node);
  }
  return out;
}

bool Matcher::fits(const Mapping& mapping) const {
  std::vector<Key> mapped;
  mapped.reserve(second_.size());
  for (const Pattern& pattern : second_) {
    mapped.push_back(key(pattern, &mapping));
  }
  std::sort(mapped.begin(), mapped.end());
  return mapped == wanted_;
}

std::optional<Mapping> Matcher::match(const Colours& first, const Colours& second) {
  if (++attempts_ > max_attempts) {
    throw Error(ExitCode::limit,
                {},
                "the blank nodes are too much alike to be matched",
                "give them IRIs, or compare sorted N-Quads");
  }
  const Colours left = refine(first_, first).colours;
  const Colours right = refine(second_, second).colours;
  if (sorted_values(left) != sorted_values(right)) {
    return std::nullopt;
  }
  std::map<Colour, std::pair<std::vector<Node>, std::vector<Node>>> classes;
  for (const auto& [node, colour] : left) {
    classes[colour].first.push_back(node);
  }
  for (const auto& [node, colour] : right) {
    classes[colour].second.push_back(node);
  }
  const auto ambiguous =
      std::find_if(classes.begin(), classes.end(), [](const auto& one) {
        return one.second.first.size() > 1;
      });
  if (ambiguous == classes.end()) {
    Mapping mapping;
    for (const auto& [colour, nodes] : classes) {
      mapping[nodes.second.front()] = nodes.first.front();
    }
    return fits(mapping) ? std::optional(mapping) : std::nullopt;
  }
  Colours chosen_left = left;
  chosen_left[ambiguous->second.first.front()] = mix(ambiguous->first, attempts_);
  const Colour chosen = chosen_left[ambiguous->second.first.front()];
  for (const Node candidate : ambiguous->second.second) {
    Colours chosen_right = right;
    chosen_right[candidate] = chosen;
    if (auto mapping = match(chosen_left, chosen_right)) {
      return mapping;
    }
  }
  return std::nullopt;
}

/// Names of the second dataset's blank nodes in the first.
class Matching {
 public:
  Matching(const std::vector<Quad>& first, const std::vector<Quad>& second)
      : first_(first),
        second_(second) {
    match_components();
    pair_leftovers();
  }

  /// A name of the second dataset as the first one calls it; unmatched nodes get a name
  /// that no document can hold.
  [[nodiscard]] std::string renamed(const std::string& label) const {
    const auto found = names_.find(label);
    return found == names_.end() ? " " + label : found->second;
  }

 private:
  void match_components();
  void pair_leftovers();
  bool pair_neighbours();
  void pair(Node second, Node first);
  bool try_pair(Component& left, const Component& right);

  BlankPart first_;
  BlankPart second_;
  std::vector<Component> left_first_;   ///< without an equal in the second
  std::vector<Component> left_second_;  ///< without an equal in the first
  std::map<Node, Node> pairs_;          ///< of nodes in components without an equal
  std::set<Node> taken_;  ///< nodes of the first dataset that are in `pairs_`
  std::map<std::string, std::string> names_;
};

bool Matching::try_pair(Component& left, const Component& right) {
  Matcher matcher(left.patterns, right.patterns);
  const auto mapping = matcher.match(left.refined.colours, right.refined.colours);
  if (!mapping) {
    return false;
  }
  for (const auto& [from, to] : *mapping) {
    names_.emplace(second_.label(from), first_.label(to));
  }
  return true;
}

void Matching::match_components() {
  std::map<Colour, std::vector<Component>> waiting;
  for (auto& patterns : first_.components()) {
    Component component = examine(std::move(patterns));
    waiting[component.signature].push_back(std::move(component));
  }
  for (auto& patterns : second_.components()) {
    Component component = examine(std::move(patterns));
    auto& candidates = waiting[component.signature];
    const auto equal =
        std::find_if(candidates.begin(), candidates.end(), [&](Component& candidate) {
          return try_pair(candidate, component);
        });
    if (equal == candidates.end()) {
      left_second_.push_back(std::move(component));
    } else {
      candidates.erase(equal);
    }
  }
  for (auto& [signature, components] : waiting) {
    std::move(components.begin(), components.end(), std::back_inserter(left_first_));
  }
}

/// Pairs nodes of unequal components that look alike, first from afar, then from near.
void Matching::pair_leftovers() {
  constexpr std::size_t farthest_steps = 4;
  for (std::size_t steps = farthest_steps; steps > 0; --steps) {
    std::map<Colour, std::vector<Node>> alike;
    const auto colours_of = [steps](const Component& component) {
      Colours colours = plain_colours(component.patterns);
      for (std::size_t k = 0; k < steps; ++k) {
        colours = refine_once(component.patterns, colours);
      }
      return colours;
    };
    for (const Component& component : left_first_) {
      for (const auto& [node, colour] : colours_of(component)) {
        if (!taken_.count(node)) {
          alike[colour].push_back(node);
        }
      }
    }
    for (const Component& component : left_second_) {
      for (const auto& [node, colour] : colours_of(component)) {
        auto& candidates = alike[colour];
        if (!pairs_.count(node) && !candidates.empty()) {
          pair(node, candidates.front());
          candidates.erase(candidates.begin());
        }
      }
    }
  }
  while (pair_neighbours()) {}
}

/// Pairs nodes that stand in the same place of a quad whose other terms are equal;
/// returns whether there were any.
bool Matching::pair_neighbours() {
  using Place = std::array<Colour, positions + 1>;
  const auto place_of = [](const Pattern& pattern, std::size_t own, const auto& name) {
    Place place{};
    for (std::size_t k = 0; k < positions; ++k) {
      place[k] = k == own                      ? 0
                 : pattern.nodes[k] == no_node ? pattern.terms[k]
                                               : name(pattern.nodes[k]);
    }
    place[positions] = own;
    return place;
  };
  const auto for_each_open = [&](const std::vector<Component>& components,
                                 const auto& is_open,
                                 const auto& action) {
    for (const Component& component : components) {
      for (const Pattern& pattern : component.patterns) {
        for (std::size_t own = 0; own < positions; ++own) {
          if (pattern.nodes[own] != no_node && is_open(pattern.nodes[own])) {
            action(pattern, own);
          }
        }
      }
    }
  };
  std::map<Place, Node> waiting;
  for_each_open(
      left_first_,
      [&](Node node) { return !taken_.count(node); },
      [&](const Pattern& pattern, std::size_t own) {
        const auto name = [&](Node node) { return taken_.count(node) ? node + 1 : 0; };
        waiting.emplace(place_of(pattern, own, name), pattern.nodes[own]);
      });
  bool any = false;
  for_each_open(
      left_second_,
      [&](Node node) { return !pairs_.count(node); },
      [&](const Pattern& pattern, std::size_t own) {
        const auto name = [&](Node node) {
          const auto found = pairs_.find(node);
          return found == pairs_.end() ? 0 : found->second + 1;
        };
        const auto found = waiting.find(place_of(pattern, own, name));
        if (found != waiting.end() && !taken_.count(found->second)) {
          pair(pattern.nodes[own], found->second);
          any = true;
        }
      });
  return any;
}

void Matching::pair(Node second, Node first) {
  pairs_.emplace(second, first);
  taken_.insert(first);
  names_.emplace(second_.label(second), first_.label(first));
}

void lower_tags(std::vector<Quad>& quads) {
  for (Quad& quad : quads) {
    for (char& c : quad.object.language) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
}

}  // namespace

Difference difference(std::vector<Quad> first, std::vector<Quad> second) {
  lower_tags(first);
  lower_tags(second);
  canonical_order(first);
  canonical_order(second);
  const Matching matching(first, second);
  std::vector<std::pair<Quad, std::size_t>> renamed;
  const auto rename = [&](Term& term) {
    if (term.is_blank()) {
      term.value = matching.renamed(term.value);
    }
  };
  for (std::size_t i = 0; i < second.size(); ++i) {
    Quad quad = second[i];
    rename(quad.subject);
    rename(quad.object);
    if (quad.graph) {
      rename(*quad.graph);
    }
    renamed.emplace_back(std::move(quad), i);
  }
  std::sort(renamed.begin(), renamed.end());
  std::vector<Quad> sorted_first = first;
  std::sort(sorted_first.begin(), sorted_first.end());
  Difference out;
  auto other = renamed.begin();
  for (const Quad& quad : sorted_first) {
    for (; other != renamed.end() && other->first < quad; ++other) {
      out.added.push_back(second[other->second]);
    }
    if (other != renamed.end() && other->first == quad) {
      ++other;
    } else {
      out.removed.push_back(quad);
    }
  }
  for (; other != renamed.end(); ++other) {
    out.added.push_back(second[other->second]);
  }
  canonical_order(out.removed);
  canonical_order(out.added);
  return out;
}

}  // namespace byline::rdf
