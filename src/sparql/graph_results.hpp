#pragma once

#include "rdf/quad.hpp"
#include "sparql/environment.hpp"
#include "sparql/syntax.hpp"
#include "sparql/table.hpp"

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace byline::sparql {

/// Fills a template for one solution after the other (SPARQL 1.1, 16.2; 4.2 of Update).
/// Blank nodes of the template are new ones for each solution; triples with an unbound
/// place or a term where it may not stand are left out.
class TemplateFiller {
 public:
  TemplateFiller(Environment& environment, const Table& table)
      : environment_(environment),
        table_(table) {}

  /// Adds the quads of one row.
  void fill(const std::vector<TriplePattern>& triples,
            const std::optional<VariableOrTerm>& graph,
            std::size_t row,
            std::vector<rdf::Quad>& out);

 private:
  std::optional<rdf::Term> term(const VariableOrTerm& place, std::size_t row);
  rdf::Term blank(const std::string& label, std::size_t row);

  Environment& environment_;
  const Table& table_;
  std::map<std::string, rdf::Term> blanks_;  ///< of `blank_row_`
  std::size_t blank_row_ = 0;
};

/// A triple by ids of the query's terms.
struct IdTriple {
  TermId subject = unbound;
  TermId predicate = unbound;
  TermId object = unbound;
  auto operator<=>(const IdTriple&) const = default;
};

/// The variables of a CONSTRUCT's template if its graph depends on nothing but which
/// combinations of their values there are: it has no blank nodes.
std::optional<std::vector<VariableId>> template_variables(
    VariableTable& variables, const std::vector<TriplePattern>& triples);

/// The graph of a CONSTRUCT: sorted by ids, each triple once.
std::vector<IdTriple> construct(Environment& environment,
                                const std::vector<TriplePattern>& triples,
                                const Table& table);

/// The graph of a DESCRIBE, likewise: the concise bounded description of each resource:
/// all triples with it as subject, and the same for blank nodes that they lead to.
std::vector<IdTriple> describe(Environment& environment,
                               const Query& query,
                               const Table& table);

}  // namespace byline::sparql
