#pragma once

#include "rdf/writer.hpp"

#include <string_view>

namespace byline::rdf {

/// The vocabularies of the data model: `by rdf rdfs owl xsd skos dct foaf prov doap org
/// schema nif sem itsrdf`.
Prefixes standard_prefixes();

/// Those, and `organization person place work occasion topic rule` below `base`.
Prefixes data_prefixes(std::string_view base);

}  // namespace byline::rdf
