#include "sparql/graph_results.hpp"

#include "sparql/static_checks.hpp"

#include <algorithm>
#include <array>
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

namespace {

/// A place of a template: where its ids come from.
struct TemplatePlace {
  std::optional<std::size_t> column;
  TermId constant = unbound;
  std::string blank;  ///< label of a blank node; empty: none
};

/// The triples of a template's solutions by ids.
class IdTemplate {
 public:
  IdTemplate(Environment& environment,
             const std::vector<TriplePattern>& triples,
             const Table& table)
      : environment_(environment),
        table_(table) {
    for (const TriplePattern& triple : triples) {
      places_.push_back({place(triple.subject),
                         place(std::get<VariableOrTerm>(triple.predicate)),
                         place(triple.object)});
    }
  }

  std::vector<IdTriple> fill() {
    std::vector<IdTriple> out;
    for (std::size_t row = 0; row < table_.rows; ++row) {
      blanks_.clear();
      for (const auto& [subject, predicate, object] : places_) {
        environment_.budget.tick();
        const IdTriple triple{id(subject, row), id(predicate, row), id(object, row)};
        if (triple.subject != unbound && triple.predicate != unbound &&
            triple.object != unbound) {
          out.push_back(triple);
        }
      }
    }
    return out;
  }

 private:
  TemplatePlace place(const VariableOrTerm& in) {
    if (const auto* variable = std::get_if<Variable>(&in)) {
      return {
          table_.column_of(environment_.variables.id_of(variable->name)), unbound, {}};
    }
    const auto& constant = std::get<rdf::Term>(in);
    return constant.is_blank()
               ? TemplatePlace{std::nullopt, unbound, constant.value}
               : TemplatePlace{
                     std::nullopt, environment_.terms.intern(constant.view()), {}};
  }

  TermId id(const TemplatePlace& place, std::size_t row) {
    if (place.column) {
      return table_.columns[*place.column][row];
    }
    if (place.blank.empty()) {
      return place.constant;
    }
    const auto [known, is_new] = blanks_.try_emplace(place.blank, unbound);
    if (is_new) {
      CallContext& calls = environment_.calls;
      const auto made =
          rdf::Term::blank(calls.blank_prefix + std::to_string(calls.blank_count++));
      known->second = environment_.terms.intern(made.view());
    }
    return known->second;
  }

  Environment& environment_;
  const Table& table_;
  std::vector<std::array<TemplatePlace, 3>> places_;
  std::map<std::string, TermId> blanks_;  ///< of the row
};

void sort_unique(std::vector<IdTriple>& triples) {
  std::ranges::sort(triples);
  triples.erase(std::unique(triples.begin(), triples.end()), triples.end());
}

}  // namespace

std::optional<std::vector<VariableId>> template_variables(
    VariableTable& variables, const std::vector<TriplePattern>& triples) {
  std::set<VariableId> found;
  for (const TriplePattern& triple : triples) {
    for (const VariableOrTerm& place :
         {triple.subject, std::get<VariableOrTerm>(triple.predicate), triple.object}) {
      if (const auto* variable = std::get_if<Variable>(&place)) {
        found.insert(variables.id_of(variable->name));
      } else if (std::get<rdf::Term>(place).is_blank()) {
        return std::nullopt;
      }
    }
  }
  return std::vector(found.begin(), found.end());
}

std::vector<IdTriple> construct(Environment& environment,
                                const std::vector<TriplePattern>& triples,
                                const Table& table) {
  std::vector<IdTriple> out = IdTemplate(environment, triples, table).fill();
  sort_unique(out);
  const TermSpace& terms = environment.terms;
  // A place without a node of its kind makes no triple; neighbours share subjects.
  const auto kind = [&](TermId id) { return terms.view(id).kind; };
  std::erase_if(out, [&](const IdTriple& triple) {
    return kind(triple.subject) == rdf::TermKind::literal ||
           kind(triple.predicate) != rdf::TermKind::iri;
  });
  return out;
}

std::vector<IdTriple> describe(Environment& environment,
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
  std::vector<IdTriple> out;
  while (!pending.empty()) {
    store::Pattern pattern;
    pattern.subject = pending.back();
    pending.pop_back();
    environment.dataset.scan(pattern, ActiveGraph{}, [&](const store::Row& row) {
      environment.budget.tick();
      if (environment.terms.view(row.object).kind == rdf::TermKind::blank)
        want(row.object);
      out.push_back({row.subject, row.predicate, row.object});
      return true;
    });
  }
  sort_unique(out);
  return out;
}

}  // namespace byline::sparql
