#include "rdf/blank_structure.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace byline::rdf {
namespace {

Colour hash_of(const Term& term) {
  std::string text;
  append_ntriples(text, term.view());
  Colour hash = 0;
  for (const char c : text) {
    hash = mix(hash, static_cast<unsigned char>(c));
  }
  return hash;
}

}  // namespace

Node BlankPart::node_of(const std::string& label) {
  const auto [at, is_new] = numbers_.emplace(label, labels_.size());
  if (is_new) {
    labels_.push_back(&at->first);
  }
  return at->second;
}

BlankPart::BlankPart(const std::vector<Quad>& quads) {
  for (const Quad& quad : quads) {
    Pattern pattern;
    bool has_blank = false;
    const auto set = [&](std::size_t position, const Term& term) {
      if (term.is_blank()) {
        pattern.nodes[position] = node_of(term.value);
        has_blank = true;
      } else {
        pattern.terms[position] = hash_of(term);
      }
    };
    set(0, quad.subject);
    set(1, quad.predicate);
    set(2, quad.object);
    if (quad.graph) {
      set(3, *quad.graph);
    }
    if (has_blank) {
      patterns_.push_back(pattern);
    }
  }
}

std::vector<std::vector<Pattern>> BlankPart::components() const {
  std::vector<Node> parent(labels_.size());
  std::iota(parent.begin(), parent.end(), Node{0});
  const auto find = [&](Node node) {
    while (parent[node] != node) {
      node = parent[node] = parent[parent[node]];
    }
    return node;
  };
  const auto first_node = [](const Pattern& pattern) {
    return *std::find_if(pattern.nodes.begin(), pattern.nodes.end(), [](Node node) {
      return node != no_node;
    });
  };
  for (const Pattern& pattern : patterns_) {
    for (const Node node : pattern.nodes) {
      if (node != no_node) {
        parent[find(node)] = find(first_node(pattern));
      }
    }
  }
  std::map<Node, std::vector<Pattern>> groups;
  for (const Pattern& pattern : patterns_) {
    groups[find(first_node(pattern))].push_back(pattern);
  }
  std::vector<std::vector<Pattern>> out;
  for (auto& [root, patterns] : groups) {
    out.push_back(std::move(patterns));
  }
  return out;
}

Colours refine_once(const std::vector<Pattern>& patterns, const Colours& old) {
  std::map<Node, std::vector<Colour>> views;
  for (const Pattern& pattern : patterns) {
    for (std::size_t own = 0; own < positions; ++own) {
      if (pattern.nodes[own] == no_node) {
        continue;
      }
      Colour view = own;
      for (std::size_t k = 0; k < positions; ++k) {
        const Node node = pattern.nodes[k];
        view = mix(view, node == no_node ? pattern.terms[k] : old.at(node));
        view = mix(view, node == pattern.nodes[own] ? 1 : 0);
      }
      views[pattern.nodes[own]].push_back(view);
    }
  }
  Colours colours;
  for (auto& [node, seen] : views) {
    std::sort(seen.begin(), seen.end());
    colours[node] = std::accumulate(seen.begin(), seen.end(), old.at(node), mix);
  }
  return colours;
}

namespace {

std::size_t class_count(const Colours& colours) {
  std::vector<Colour> values;
  for (const auto& [node, colour] : colours) {
    values.push_back(colour);
  }
  std::sort(values.begin(), values.end());
  return static_cast<std::size_t>(
      std::distance(values.begin(), std::unique(values.begin(), values.end())));
}

}  // namespace

Refined refine(const std::vector<Pattern>& patterns, Colours colours) {
  std::size_t classes = class_count(colours);
  for (std::size_t steps = 1;; ++steps) {
    colours = refine_once(patterns, colours);
    const std::size_t now = class_count(colours);
    if (now == classes) {
      return {std::move(colours), steps};
    }
    classes = now;
  }
}

Colours plain_colours(const std::vector<Pattern>& patterns) {
  Colours colours;
  for (const Pattern& pattern : patterns) {
    for (const Node node : pattern.nodes) {
      if (node != no_node) {
        colours[node] = 0;
      }
    }
  }
  return colours;
}

std::vector<Colour> sorted_values(const Colours& colours) {
  std::vector<Colour> values;
  for (const auto& [node, colour] : colours) {
    values.push_back(colour);
  }
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace byline::rdf
