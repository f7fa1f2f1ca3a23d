#include "sparql/equality_join.hpp"

#include "sparql/algebra_variables.hpp"
#include "sparql/join_rows.hpp"
#include "sparql/numeric.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

namespace byline::sparql {
namespace {

void add_equalities(const Formula& formula, std::vector<Equality>& out) {
  const auto* op = std::get_if<Operator>(&formula.head);
  const auto* builtin = std::get_if<Builtin>(&formula.head);
  if (op != nullptr && *op == Operator::logical_and) {
    for (const Formula& part : formula.arguments)
      add_equalities(part, out);
    return;
  }
  const bool compares = (op != nullptr && *op == Operator::equal) ||
                        (builtin != nullptr && *builtin == Builtin::same_term);
  if (!compares || formula.arguments.size() != 2)
    return;
  const auto* left = std::get_if<VariableId>(&formula.arguments[0].head);
  const auto* right = std::get_if<VariableId>(&formula.arguments[1].head);
  if (left != nullptr && right != nullptr)
    out.push_back({*left, *right, &formula});
}

bool add_triples(const Algebra& algebra, std::vector<PatternTriple>& out) {
  if (const auto* pattern = std::get_if<BasicPattern>(&algebra.operation)) {
    out.insert(out.end(), pattern->triples.begin(), pattern->triples.end());
    return true;
  }
  return std::holds_alternative<Join>(algebra.operation) &&
         std::ranges::all_of(algebra.inputs, [&](const Algebra& input) {
           return add_triples(input, out);
         });
}

Algebra pattern_of(std::vector<PatternTriple> triples) {
  return {BasicPattern{std::move(triples)}, {}};
}

/// Numbers compare as float if one is a float, so all that round to one float are in one
/// class.
std::string number_class(const Value& value) {
  const float number =
      value.type == Type::real ? static_cast<float>(as_double(value)) : as_float(value);
  if (std::isnan(number))
    return "NaN";  // the same term as itself, if not equal
  return "n" + std::to_string(std::bit_cast<std::uint32_t>(number == 0 ? 0.0F : number));
}

/// Equal values (SPARQL 1.1, 17.4.1.7) and same terms have the same class.
std::string equality_class(const Value& value) {
  switch (value.type) {
    case Type::iri: return "i" + value.text;
    case Type::blank: return "b" + value.text;
    case Type::string: return "s" + value.text;
    case Type::lang_string: return "l" + value.text;
    case Type::boolean: return std::get<bool>(value.payload) ? "true" : "false";
    case Type::integer:
    case Type::decimal:
    case Type::single:
    case Type::real: return number_class(value);
    case Type::duration:
    case Type::day_time_duration:
    case Type::year_month_duration: {
      const auto& duration = std::get<Duration>(value.payload);
      return "d" + std::to_string(duration.months) + " " + duration.seconds.print();
    }
    case Type::other:
    case Type::ill_typed: return "o" + lexical_form(value);
    default:
      return "t" + seconds_on_time_line(std::get<DateTime>(value.payload), 0).print();
  }
}

/// Numbers the classes of terms, from 1; 0: unbound.
class Classes {
 public:
  explicit Classes(const TermSpace& terms) : terms_(terms) {}

  std::uint32_t of(TermId id) {
    if (id == unbound)
      return 0;
    const auto [known, is_new] = by_term_.try_emplace(id, 0U);
    if (is_new) {
      const auto next = static_cast<std::uint32_t>(by_text_.size() + 1);
      known->second =
          by_text_.try_emplace(equality_class(terms_.value(id)), next).first->second;
    }
    return known->second;
  }

 private:
  const TermSpace& terms_;
  std::unordered_map<TermId, std::uint32_t> by_term_;
  std::unordered_map<std::string, std::uint32_t> by_text_;
};

}  // namespace

std::vector<Equality> equalities(const std::vector<Formula>& conditions) {
  std::vector<Equality> out;
  for (const Formula& condition : conditions)
    add_equalities(condition, out);
  return out;
}

std::vector<Algebra> unconnected_parts(const Algebra& algebra) {
  std::vector<PatternTriple> triples;
  if (!add_triples(algebra, triples))
    return {};
  std::vector<std::pair<VariableSet, std::vector<PatternTriple>>> parts;
  for (PatternTriple& triple : triples) {
    VariableSet variables = mentioned_variables(pattern_of({triple}));
    std::vector<PatternTriple> connected;
    // Parts that the triple connects become one, in the order of the triples.
    std::erase_if(parts, [&](auto& part) {
      const bool shares = std::ranges::any_of(
          part.first, [&](VariableId variable) { return variables.contains(variable); });
      if (shares) {
        variables.insert(part.first.begin(), part.first.end());
        connected.insert(connected.end(), part.second.begin(), part.second.end());
      }
      return shares;
    });
    connected.push_back(std::move(triple));
    parts.emplace_back(std::move(variables), std::move(connected));
  }
  std::vector<Algebra> out;
  for (auto& [variables, connected] : parts)
    out.push_back(pattern_of(std::move(connected)));
  return out;
}

Table join_by_value(const Table& left,
                    VariableId left_variable,
                    const Table& right,
                    VariableId right_variable,
                    Environment& environment) {
  Classes classes(environment.terms);
  const auto classes_of = [&](const Table& table, VariableId variable) {
    const auto column = table.column_of(variable);
    std::vector<std::uint32_t> out(table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
      environment.budget.tick();
      out[row] = classes.of(table.at(column, row));
    }
    return out;
  };
  const std::vector<std::uint32_t> left_classes = classes_of(left, left_variable);
  const std::vector<std::uint32_t> right_classes = classes_of(right, right_variable);
  std::vector<RowIndex> sorted(right.rows);
  std::iota(sorted.begin(), sorted.end(), RowIndex{0});
  std::ranges::stable_sort(sorted, {}, [&](RowIndex row) { return right_classes[row]; });
  RowPairs pairs;
  for (RowIndex row = 0; row < left.rows; ++row) {
    environment.budget.tick();
    const std::uint32_t wanted = left_classes[row];
    if (wanted == 0)
      continue;
    auto match = std::ranges::lower_bound(
        sorted, wanted, {}, [&](RowIndex other) { return right_classes[other]; });
    for (; match != sorted.end() && right_classes[*match] == wanted; ++match) {
      environment.budget.tick();
      pairs.left.push_back(row);
      pairs.right.push_back(*match);
    }
  }
  return merge_pairs(left, right, pairs);
}

}  // namespace byline::sparql
