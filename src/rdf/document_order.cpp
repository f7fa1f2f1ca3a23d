#include "rdf/document_order.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string>

namespace byline::rdf {
namespace {

/// Order of predicates below a subject: type, labels, the rest.
int rank(const Quad& quad) {
  const std::string& predicate = quad.predicate.value;
  if (predicate == vocabulary::rdf_type) {
    return 0;
  }
  return predicate == vocabulary::skos_pref_label || predicate == vocabulary::rdfs_label
             ? 1
             : 2;
}

}  // namespace

Statements document_order(const std::vector<Quad>& quads) {
  Statements statements;
  statements.reserve(quads.size());
  for (const Quad& quad : quads) {
    statements.push_back(&quad);
  }
  const auto graph_order = [](const Quad* a, const Quad* b) {
    return a->graph < b->graph;
  };
  if (!std::is_sorted(statements.begin(), statements.end(), graph_order)) {
    std::stable_sort(statements.begin(), statements.end(), graph_order);
  }
  for (auto begin = statements.begin(); begin != statements.end();) {
    const auto end = std::find_if(begin, statements.end(), [&](const Quad* quad) {
      return quad->subject != (*begin)->subject || quad->graph != (*begin)->graph;
    });
    const auto rank_order = [](const Quad* a, const Quad* b) {
      return rank(*a) < rank(*b);
    };
    if (!std::is_sorted(begin, end, rank_order)) {
      std::stable_sort(begin, end, rank_order);
    }
    begin = end;
  }
  return statements;
}

}  // namespace byline::rdf
