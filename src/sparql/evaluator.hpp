#pragma once

#include "sparql/environment.hpp"
#include "sparql/formula.hpp"
#include "sparql/pattern_matcher.hpp"
#include "sparql/table.hpp"

namespace byline::sparql {

/// Evaluates algebra (SPARQL 1.1, 18.6) over tables of term ids.
///
/// Every operator joins what it finds with a `seed`: evaluating a tree is joining it with
/// the unit table. The seed is handed down only where that gives the same rows as joining
/// afterwards (see `may_take_seed`); that keeps a selective left side from being joined
/// with all of the right one. Inside EXISTS it is handed down always: there the seed's
/// terms are substituted.
class Evaluator {
 public:
  explicit Evaluator(Environment& environment) : environment_(environment) {}

  /// At most `limit` rows are needed; more may come.
  Table evaluate(const Algebra& algebra, std::size_t limit = no_limit);

 private:
  struct Scope {
    ActiveGraph graph;
    std::size_t limit = no_limit;
  };

  // evaluator.cpp
  Table join(Table seed, const Algebra& algebra, const Scope& scope);
  Table dispatch(Table seed, const Algebra& algebra, const Scope& scope);
  Table separately(const Table& seed, const Algebra& algebra, const Scope& scope);
  [[nodiscard]] bool may_take_seed(const Table& seed, const Algebra& algebra) const;
  Table join_all(Table seed, const Algebra& algebra, const Scope& scope);
  Table join_union(const Table& seed, const Algebra& algebra, const Scope& scope);
  Table values_table(const ValuesTable& values);

  // evaluator_service.cpp
  Table service(const Table& seed, const Service& service);
  Table service_at(const Table& seed,
                   const Service& service,
                   const rdf::TermView& endpoint);

  // evaluator_filter.cpp
  Table filter(Table input, const std::vector<Formula>& conditions, const Scope& scope);
  Table join_filtered(Table seed,
                      const Algebra& algebra,
                      const std::vector<Formula>& conditions,
                      const Scope& scope);

  // evaluator_rows.cpp: operators on rows
  using RowBlanks = std::map<std::string, std::string>;
  Table extend(Table input,
               const Extend& extend,
               std::vector<RowBlanks>& blanks,
               const Scope& scope);
  Table extend_all(Table seed, const Algebra& algebra, const Scope& scope);
  Table left_join(Table seed, const Algebra& algebra, const Scope& scope);
  Table subtract(Table seed, const Algebra& algebra, const Scope& scope);
  Table modify(Table seed, const Algebra& algebra, const Scope& scope);
  ExistsAnswer exists_answer(const Scope& scope);
  std::vector<bool> exists(const Exists& exists, const Table& table, const Scope& scope);
  std::vector<bool> exists_for_each(const Algebra& pattern,
                                    const Table& table,
                                    const Scope& scope);

  // evaluator_graph.cpp
  Table in_graph(Table seed, const Algebra& algebra, const Scope& scope);
  Table in_each_graph(const Table& seed,
                      VariableId variable,
                      const Algebra& pattern,
                      const Scope& scope);

  Environment& environment_;
};

/// The inputs of a join in the order in which they are evaluated.
std::vector<const Algebra*> in_order_of_endpoints(const Algebra& algebra);

}  // namespace byline::sparql
