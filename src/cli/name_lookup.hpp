#pragma once

#include "rdf/term.hpp"
#include "store/store.hpp"

#include <string>
#include <string_view>

namespace byline::cli {

/// What a user means by a thing's name: an absolute IRI (with or without `<>`), a
/// prefixed name, or a label in any language (skos:prefLabel, else skos:altLabel; case
/// does not matter). Several matches are listed, none suggests the nearest label: Error
/// (ExitCode::unusable).
rdf::Term find_entity(const store::Store& store, const std::string& name);

/// A property by IRI, prefixed name or local name ("governingBoardMember"), among those
/// that the graph's assertions use. Throws Error (ExitCode::unusable).
rdf::Term find_property(const store::Store& store, const std::string& name);

/// An absolute IRI or a prefixed name of the standard vocabularies as IRI; empty if
/// `name` is neither.
std::string as_iri(std::string_view name);

}  // namespace byline::cli
