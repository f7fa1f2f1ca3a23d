#include "sparql/algebra_variables.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/join_rows.hpp"

#include <algorithm>
#include <set>

namespace byline::sparql {

// 18.6: GRAPH iri is empty unless the dataset has that graph; GRAPH ?v is the union over
// all named graphs, each joined with ?v as its name.
Table Evaluator::in_graph(Table seed, const Algebra& algebra, const Scope& scope) {
  const Place& place = std::get<InGraph>(algebra.operation).graph;
  const Algebra& pattern = algebra.inputs[0];
  Scope inner = scope;
  if (const auto* name = std::get_if<rdf::Term>(&place)) {
    const auto id = environment_.terms.find(name->view());
    if (!id || !environment_.dataset.is_named(*id))
      return Table::none();
    inner.graph.kind = ActiveGraph::Kind::one;
    inner.graph.graph = *id;
    return join(std::move(seed), pattern, inner);
  }
  const VariableId variable = std::get<VariableId>(place);
  if (environment_.optimise && graph_may_be_a_column(pattern, variable)) {
    inner.graph.kind = ActiveGraph::Kind::each;
    inner.graph.variable = variable;
    return join(std::move(seed), pattern, inner);
  }
  return in_each_graph(seed, variable, pattern, inner);
}

/// Graph by graph: those only that the seed names, if every row names one.
Table Evaluator::in_each_graph(const Table& seed,
                               VariableId variable,
                               const Algebra& pattern,
                               const Scope& scope) {
  const auto column = seed.column_of(variable);
  std::set<TermId> wanted;
  bool all = !column;
  for (std::size_t row = 0; column && row < seed.rows; ++row) {
    wanted.insert(seed.columns[*column][row]);
  }
  all = all || wanted.contains(unbound);
  Table out = Table::none();
  for (const TermId graph : environment_.dataset.named_graphs()) {
    if (!all && !wanted.contains(graph))
      continue;
    environment_.budget.tick();
    Scope inner = scope;
    inner.graph.kind = ActiveGraph::Kind::one;
    inner.graph.graph = graph;
    Table name;
    name.rows = 1;
    name.add_column(variable, {graph});
    if (scope.graph.substituted) {
      out.append(join(join_tables(seed, name, environment_.budget), pattern, inner));
    } else {
      const Table found = join(Table::unit(), pattern, inner);
      out.append(join_tables(found, name, environment_.budget));
    }
  }
  if (scope.graph.substituted)
    return out;
  return join_tables(seed, out, environment_.budget);
}

}  // namespace byline::sparql
