#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace byline::rdf {

/// Whether `text` begins with a scheme (RFC 3986, 3.1: `ALPHA *(ALPHA / DIGIT / + - .)
/// :`).
bool is_absolute_iri(std::string_view text);

/// Offset of the first byte that no IRI of RDF may hold (production IRIREF of N-Triples:
/// controls, space and `<>"{}|^` with grave accent and backslash), or nothing.
/// Expects valid UTF-8.
std::optional<std::size_t> find_bad_iri_byte(std::string_view text);

/// Whether `label` (without `_:`) is a blank-node label ([141s] BLANK_NODE_LABEL).
bool is_blank_label(std::string_view label);

/// Resolves `reference` against the absolute IRI `base` (RFC 3986, 5.2.2 strict and
/// 5.2.4). A reference that has a scheme is returned as it is: RDF compares IRIs letter
/// by letter, and N-Quads would not change it either.
std::string resolve_iri(std::string_view reference, std::string_view base);

}  // namespace byline::rdf
