#include "base/diagnostics.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/join_rows.hpp"
#include "sparql/print.hpp"

#include <algorithm>
#include <functional>
#include <map>

/// SPARQL 1.1 Federated Query, 2 and 4. An endpoint evaluates its pattern alone.
namespace byline::sparql {
namespace {

/// Bindings are told to the endpoint if there are no more than these; without them it
/// may have far more solutions than the join needs.
constexpr std::size_t most_told_rows = 100;

bool is_told(const TermSpace& terms, const std::vector<TermId>& column) {
  return std::ranges::all_of(column, [&](TermId id) {
    return id != unbound && terms.view(id).kind != rdf::TermKind::blank;
  });
}

/// The distinct values that the seed has for variables of the pattern, as VALUES: joining
/// with them does not change the join with the seed.
std::optional<InlineData> told_bindings(const Environment& environment,
                                        const Table& seed,
                                        const Service& service) {
  InlineData out;
  std::vector<std::size_t> columns;
  for (const VariableId variable : service.variables) {
    const auto column = seed.column_of(variable);
    if (column && is_told(environment.terms, seed.columns[*column])) {
      columns.push_back(*column);
      out.variables.push_back({environment.variables.name(variable)});
    }
  }
  if (columns.empty())
    return std::nullopt;
  const std::vector<RowIndex> rows = distinct_rows(seed, columns);
  if (rows.size() > most_told_rows)
    return std::nullopt;
  for (const RowIndex row : rows) {
    auto& values = out.rows.emplace_back();
    for (const std::size_t column : columns)
      values.emplace_back(rdf::Term(environment.terms.view(seed.columns[column][row])));
  }
  return out;
}

/// The endpoint's solutions; its blank nodes are not ours, whatever their labels.
Table table_of(Environment& environment, const RemoteResult& result) {
  Table out;
  for (const std::string& name : result.variables)
    out.add_column(environment.variables.id_of(name), {});
  out.rows = result.rows.size();
  std::map<std::string, TermId> blanks;
  CallContext& calls = environment.calls;
  const auto id_of = [&](const std::optional<rdf::Term>& term) {
    if (!term)
      return unbound;
    if (!term->is_blank())
      return environment.terms.intern(term->view());
    const auto [known, is_new] = blanks.emplace(term->value, unbound);
    if (is_new) {
      const auto made =
          rdf::Term::blank(calls.blank_prefix + std::to_string(calls.blank_count++));
      known->second = environment.terms.intern(made.view());
    }
    return known->second;
  };
  for (const auto& row : result.rows) {
    environment.budget.tick();
    for (std::size_t i = 0; i < row.size(); ++i)
      out.columns[i].push_back(id_of(row[i]));
  }
  return out;
}

Table ask(Environment& environment,
          const Table& seed,
          const Service& service,
          const std::string& endpoint) {
  if (!environment.ask_endpoint) {
    throw Error(ExitCode::unusable,
                {},
                "SERVICE <" + endpoint + "> is not allowed",
                "allow its origin with --allow-service");
  }
  Query query;
  query.star = true;
  query.where = *service.pattern;
  if (auto told = told_bindings(environment, seed, service))
    query.where.elements.push_back({std::move(*told), 0});
  return table_of(environment, environment.ask_endpoint(endpoint, to_string(query)));
}

bool has_variable_endpoint(const Algebra& algebra) {
  const auto* service = std::get_if<Service>(&algebra.operation);
  return service != nullptr && std::holds_alternative<VariableId>(service->endpoint);
}

void add_joined(const Algebra& algebra, std::vector<const Algebra*>& out) {
  if (!std::holds_alternative<Join>(algebra.operation)) {
    out.push_back(&algebra);
    return;
  }
  for (const Algebra& input : algebra.inputs)
    add_joined(input, out);
}

}  // namespace

Table Evaluator::service_at(const Table& seed,
                            const Service& service,
                            const rdf::TermView& endpoint) {
  try {
    if (endpoint.kind != rdf::TermKind::iri) {
      throw Error(ExitCode::unusable, {}, "the endpoint of a SERVICE is no IRI");
    }
    return join_tables(seed,
                       ask(environment_, seed, service, std::string(endpoint.value)),
                       environment_.budget);
  } catch (const Error& error) {
    if (!service.silent || error.exit_code() == ExitCode::limit ||
        error.exit_code() == ExitCode::interrupted)
      throw;
    if (environment_.warn)
      environment_.warn(error.diagnostic());
    return seed;
  }
}

/// A variable endpoint is asked once for each of its values in the seed.
Table Evaluator::service(const Table& seed, const Service& service) {
  if (const auto* endpoint = std::get_if<rdf::Term>(&service.endpoint))
    return service_at(seed, service, endpoint->view());
  const auto variable = std::get<VariableId>(service.endpoint);
  const auto column = seed.column_of(variable);
  std::map<TermId, std::vector<RowIndex>> rows_of;
  for (RowIndex row = 0; row < seed.rows; ++row)
    rows_of[seed.at(column, row)].push_back(row);
  if (rows_of.contains(unbound)) {
    throw Error(
        ExitCode::unusable,
        {},
        "SERVICE ?" + environment_.variables.name(variable) + " has no endpoint to ask",
        "bind the variable before, in the same group");
  }
  Table out = Table::none();
  for (const auto& [endpoint, rows] : rows_of) {
    out.append(service_at(seed.gather(rows), service, environment_.terms.view(endpoint)));
  }
  return out;
}

/// The inputs of nested joins, those last that need an endpoint from the others.
std::vector<const Algebra*> in_order_of_endpoints(const Algebra& algebra) {
  std::vector<const Algebra*> inputs;
  add_joined(algebra, inputs);
  const auto needs = [](const Algebra* input) { return has_variable_endpoint(*input); };
  if (std::ranges::any_of(inputs, needs)) {
    // clang 14 does not take the algorithm over ranges of this library.
    std::stable_partition(inputs.begin(), inputs.end(), std::not_fn(needs));
    return inputs;
  }
  inputs.clear();
  for (const Algebra& input : algebra.inputs)
    inputs.push_back(&input);
  return inputs;
}

}  // namespace byline::sparql
