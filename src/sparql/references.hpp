#pragma once

#include "sparql/syntax.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace byline::sparql {

/// Something that a query names and that is not in its data.
struct Reference {
  std::string iri;
  std::size_t offset = 0;  ///< byte of the text as received
  bool silent = false;     ///< its failure is no error
};

/// Endpoints of SERVICE that are named by an IRI, and documents of LOAD, in the order of
/// the text. What stands inside a SERVICE is the endpoint's business.
std::vector<Reference> outside_references(const Query& query);
std::vector<Reference> outside_references(const UpdateRequest& request);

/// Functions called by an IRI that byline does not have: such a call is legal and an
/// error when it is evaluated (SPARQL 1.1, 17.6).
std::vector<Reference> unknown_functions(const Query& query);
std::vector<Reference> unknown_functions(const UpdateRequest& request);

/// Whether the query has a pattern that only data can match.
bool asks_data(const Query& query);

/// What the author of a call of an unknown function may have meant; empty: no idea.
std::string meant_instead_of(const std::string& function);

}  // namespace byline::sparql
