#pragma once

#include "sparql/algebra.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace byline::sparql {

/// One step of a basic graph pattern, in the order in which they were done.
struct ProfileStep {
  std::string text;  ///< the triple and how it was matched
  double estimated = 0;
  std::size_t actual = 0;
  std::uint64_t time_ns = 0;
};

/// What one operator did; several calls (of EXISTS, of GRAPH) add up.
struct ProfileEntry {
  std::size_t calls = 0;
  std::size_t rows = 0;
  std::uint64_t time_ns = 0;  ///< inputs included
  std::vector<ProfileStep> steps;
};

/// Figures by node of the algebra that was evaluated.
struct Profile {
  std::map<const Algebra*, ProfileEntry> entries;
};

/// The tree, an operator a line: rows expected and found, its own time and that with its
/// inputs; below it the steps of the plan, in their order. Operators without figures were
/// done by the steps above them.
std::string to_string(const Profile& profile,
                      const Algebra& algebra,
                      const VariableTable& variables);

}  // namespace byline::sparql
