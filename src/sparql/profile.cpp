#include "sparql/profile.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace byline::sparql {
namespace {

std::string milliseconds(std::uint64_t nanoseconds) {
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%.3f ms", static_cast<double>(nanoseconds) / 1e6);
  return {text.data(), static_cast<std::size_t>(length)};
}

void append(std::string& out,
            const Profile& profile,
            const Algebra& algebra,
            const VariableTable& variables,
            std::size_t depth) {
  const std::string indent(depth * 2, ' ');
  out += indent + headline(algebra, variables);
  const auto found = profile.entries.find(&algebra);
  if (found != profile.entries.end()) {
    const ProfileEntry& entry = found->second;
    out += "  -> " + std::to_string(entry.rows) + " rows, " + milliseconds(entry.time_ns);
    if (entry.calls > 1)
      out += ", " + std::to_string(entry.calls) + " calls";
    for (const ProfileStep& step : entry.steps) {
      out += "\n" + indent + "  . " + step.text + "  estimated " +
             std::to_string(std::llround(step.estimated)) + ", actual " +
             std::to_string(step.actual) + " rows, " + milliseconds(step.time_ns);
    }
  }
  out += "\n";
  for (const Algebra& input : algebra.inputs) {
    append(out, profile, input, variables, depth + 1);
  }
}

}  // namespace

std::string to_string(const Profile& profile,
                      const Algebra& algebra,
                      const VariableTable& variables) {
  std::string out;
  append(out, profile, algebra, variables, 0);
  return out;
}

}  // namespace byline::sparql
