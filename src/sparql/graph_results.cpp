#include "sparql/graph_results.hpp"

#include "rdf/writer.hpp"
#include "sparql/static_checks.hpp"

#include <algorithm>
#include <set>

namespace byline::sparql {

rdf::Term TemplateFiller::blank(const std::string& label, std::size_t row) {
  if (row != blank_row_)
    blanks_.clear();
  blank_row_ = row;
  const auto known = blanks_.find(label);
  if (known != blanks_.end())
    return known->second;
  CallContext& calls = environment_.calls;
  rdf::Term made =
      rdf::Term::blank(calls.blank_prefix + std::to_string(calls.blank_count++));
  return blanks_.emplace(label, std::move(made)).first->second;
}

std::optional<rdf::Term> TemplateFiller::term(const VariableOrTerm& place,
                                              std::size_t row) {
  if (const auto* variable = std::get_if<Variable>(&place)) {
    const auto column = table_.column_of(environment_.variables.id_of(variable->name));
    const TermId id = table_.at(column, row);
    if (id == unbound)
      return std::nullopt;
    return rdf::Term(environment_.terms.view(id));
  }
  const auto& constant = std::get<rdf::Term>(place);
  return constant.is_blank() ? blank(constant.value, row) : constant;
}

void TemplateFiller::fill(const std::vector<TriplePattern>& triples,
                          const std::optional<VariableOrTerm>& graph,
                          std::size_t row,
                          std::vector<rdf::Quad>& out) {
  std::optional<rdf::Term> name;
  if (graph) {
    name = term(*graph, row);
    if (!name || !name->is_iri())
      return;
  }
  for (const TriplePattern& triple : triples) {
    environment_.budget.tick();
    auto subject = term(triple.subject, row);
    auto predicate = term(std::get<VariableOrTerm>(triple.predicate), row);
    auto object = term(triple.object, row);
    if (!subject || !predicate || !object)
      continue;
    if (subject->is_literal() || !predicate->is_iri())
      continue;
    out.push_back({std::move(*subject), std::move(*predicate), std::move(*object), name});
  }
}

std::vector<rdf::Quad> construct(Environment& environment,
                                 const std::vector<TriplePattern>& triples,
                                 const Table& table) {
  std::vector<rdf::Quad> out;
  TemplateFiller filler(environment, table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    filler.fill(triples, std::nullopt, row, out);
  }
  rdf::canonical_order(out);
  return out;
}

std::vector<rdf::Quad> describe(Environment& environment,
                                const Query& query,
                                const Table& table) {
  std::vector<TermId> pending;
  std::set<TermId> seen;
  const auto want = [&](TermId id) {
    if (id != unbound && seen.insert(id).second)
      pending.push_back(id);
  };
  std::vector<VariableOrTerm> targets = query.described;
  if (query.star) {
    for (Variable& variable : variables_in_scope(query.where)) {
      targets.emplace_back(std::move(variable));
    }
  }
  for (const VariableOrTerm& target : targets) {
    if (const auto* variable = std::get_if<Variable>(&target)) {
      const auto column = table.column_of(environment.variables.id_of(variable->name));
      for (std::size_t row = 0; row < table.rows; ++row)
        want(table.at(column, row));
    } else {
      want(environment.terms.intern(std::get<rdf::Term>(target).view()));
    }
  }
  std::vector<rdf::Quad> out;
  while (!pending.empty()) {
    store::Pattern pattern;
    pattern.subject = pending.back();
    pending.pop_back();
    environment.dataset.scan(pattern, ActiveGraph{}, [&](const store::Row& row) {
      environment.budget.tick();
      const rdf::TermView object = environment.terms.view(row.object);
      if (object.kind == rdf::TermKind::blank)
        want(row.object);
      out.push_back({rdf::Term(environment.terms.view(row.subject)),
                     rdf::Term(environment.terms.view(row.predicate)),
                     rdf::Term(object),
                     std::nullopt});
      return true;
    });
  }
  rdf::canonical_order(out);
  return out;
}

}  // namespace byline::sparql
