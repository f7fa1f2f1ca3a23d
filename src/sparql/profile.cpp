#include "sparql/profile.hpp"

#include "sparql/algebra_variables.hpp"

#include <algorithm>
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

std::string whole(double rows) {
  constexpr double largest = 1e18;
  return std::to_string(std::llround(std::min(rows, largest)));
}

/// Rows expected of an operator, from what the steps of patterns expected: conditions and
/// keys are taken to keep all, joins on a variable to keep the larger side.
class Estimator {
 public:
  explicit Estimator(const Profile& profile) : profile_(profile) {}

  [[nodiscard]] double rows(const Algebra& algebra) const {
    const auto found = profile_.entries.find(&algebra);
    const bool has_steps =
        found != profile_.entries.end() && !found->second.steps.empty();
    if (has_steps && !std::holds_alternative<Group>(algebra.operation))
      return found->second.steps.back().estimated;
    if (algebra.inputs.empty())
      return rows_of_leaf(algebra);
    if (std::holds_alternative<Join>(algebra.operation))
      return rows_of_join(algebra);
    if (std::holds_alternative<Union>(algebra.operation)) {
      double sum = 0;
      for (const Algebra& input : algebra.inputs)
        sum += rows(input);
      return sum;
    }
    const auto* group = std::get_if<Group>(&algebra.operation);
    if (group != nullptr && group->keys.empty())
      return 1;
    if (group != nullptr && has_steps)
      return found->second.steps.back().estimated;
    const double input = rows(algebra.inputs.front());
    const auto* slice = std::get_if<Slice>(&algebra.operation);
    if (slice == nullptr)
      return input;
    const double left = std::max(0.0, input - static_cast<double>(slice->offset));
    return slice->limit ? std::min(left, static_cast<double>(*slice->limit)) : left;
  }

 private:
  [[nodiscard]] static double rows_of_leaf(const Algebra& algebra) {
    const auto* values = std::get_if<ValuesTable>(&algebra.operation);
    return values == nullptr ? 1 : static_cast<double>(values->rows.size());
  }

  [[nodiscard]] double rows_of_join(const Algebra& algebra) const {
    double out = 1;
    VariableSet known;
    for (const Algebra& input : algebra.inputs) {
      const double more = rows(input);
      VariableSet variables = possible_variables(input);
      const bool shares = std::ranges::any_of(
          variables, [&](VariableId variable) { return known.contains(variable); });
      out = shares ? std::max(out, more) : out * more;
      known.merge(variables);
    }
    return out;
  }

  const Profile& profile_;
};

class Explanation {
 public:
  Explanation(const Profile& profile, const VariableTable& variables)
      : profile_(profile),
        variables_(variables),
        estimator_(profile) {}

  void append(std::string& out, const Algebra& algebra, std::size_t depth) const {
    const std::string indent(depth * 2, ' ');
    out += indent + headline(algebra, variables_);
    const auto found = profile_.entries.find(&algebra);
    if (found != profile_.entries.end())
      append_figures(out, algebra, found->second, indent);
    out += "\n";
    for (const Algebra& input : algebra.inputs)
      append(out, input, depth + 1);
  }

 private:
  void append_figures(std::string& out,
                      const Algebra& algebra,
                      const ProfileEntry& entry,
                      const std::string& indent) const {
    std::uint64_t below_ns = 0;
    for (const Algebra& input : algebra.inputs) {
      if (const auto found = profile_.entries.find(&input);
          found != profile_.entries.end())
        below_ns += found->second.time_ns;
    }
    out += "  -> estimated " + whole(estimator_.rows(algebra)) + ", actual " +
           std::to_string(entry.rows) + (entry.rows == 1 ? " row, " : " rows, ") +
           milliseconds(entry.time_ns - std::min(entry.time_ns, below_ns));
    if (below_ns > 0)
      out += " (" + milliseconds(entry.time_ns) + " with inputs)";
    if (entry.calls > 1)
      out += ", " + std::to_string(entry.calls) + " calls";
    for (const ProfileStep& step : entry.steps) {
      out += "\n" + indent + "  . " + step.text + "  -> estimated " +
             whole(step.estimated) + ", actual " + std::to_string(step.actual) + ", " +
             milliseconds(step.time_ns);
    }
  }

  const Profile& profile_;
  const VariableTable& variables_;
  Estimator estimator_;
};

}  // namespace

std::string to_string(const Profile& profile,
                      const Algebra& algebra,
                      const VariableTable& variables) {
  std::string out;
  Explanation(profile, variables).append(out, algebra, 0);
  return out;
}

}  // namespace byline::sparql
