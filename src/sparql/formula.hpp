#pragma once

#include "sparql/environment.hpp"
#include "sparql/table.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace byline::sparql {

/// Answers EXISTS for each row of a table.
using ExistsAnswer = std::function<std::vector<bool>(const Exists&, const Table&)>;

/// A formula prepared for the rows of one table, which must not change meanwhile.
/// Variables are columns, constants are decoded, EXISTS is answered for all rows at once.
class PreparedFormula {
 public:
  PreparedFormula(Environment& environment,
                  const Formula& formula,
                  const Table& table,
                  const ExistsAnswer& exists);

  /// Nothing is an error (SPARQL 1.1, 17.2).
  [[nodiscard]] Result value(std::size_t row) const;
  /// The effective boolean value; an error is false, as FILTER wants it.
  [[nodiscard]] bool holds(std::size_t row) const;
  /// The term's id; `unbound` is an error. Keeps lexical forms of variables and
  /// constants.
  [[nodiscard]] TermId term(std::size_t row) const;

 private:
  struct Node {
    std::variant<std::monostate, Operator, Builtin, std::string> head;
    std::optional<std::size_t> column;  ///< of a variable
    bool is_variable = false;
    Result constant;
    TermId constant_id = unbound;
    std::vector<bool> exists;  ///< [row]
    std::vector<Node> arguments;
  };

  Node prepare(const Formula& formula, const ExistsAnswer& exists);
  [[nodiscard]] Result evaluate(const Node& node, std::size_t row) const;
  [[nodiscard]] Result operation(const Node& node, Operator op, std::size_t row) const;
  [[nodiscard]] Result comparison(const Node& node, Operator op, std::size_t row) const;
  [[nodiscard]] Result membership(const Node& node, bool negated, std::size_t row) const;
  [[nodiscard]] Result call_function(const Node& node, std::size_t row) const;
  [[nodiscard]] std::optional<bool> condition(const Node& node, std::size_t row) const;
  [[nodiscard]] std::optional<bool> logical(const Node& node,
                                            bool deciding,
                                            std::size_t row) const;

  Environment& environment_;
  const Table& table_;
  Node root_;
};

/// Variables of the formula, those in patterns of EXISTS included.
std::set<VariableId> variables_of(const Formula& formula);
bool has_exists(const Formula& formula);
/// Whether two evaluations over equal rows may differ: RAND, UUID, STRUUID, BNODE.
bool is_volatile(const Formula& formula);
bool calls(const Formula& formula, Builtin builtin);

}  // namespace byline::sparql
