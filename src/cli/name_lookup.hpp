#pragma once

#include "rdf/term.hpp"
#include "store/store.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace byline::cli {

/// Hands out subject and object of every triple with the predicate (an IRI) in the
/// default graph, in any order: of a graph in memory or of a store far away.
using TripleSource = std::function<void(
    std::string_view predicate,
    const std::function<void(std::string_view subject, std::string_view object)>& take)>;

TripleSource triples_of(const store::Store& store);

/// What a user means by a thing's name: an absolute IRI (with or without `<>`), a
/// prefixed name, or a label in any language (skos:prefLabel, else skos:altLabel; case
/// does not matter). Several matches are listed, none suggests the nearest label: Error
/// (ExitCode::unusable).
rdf::Term find_entity(const TripleSource& source, const std::string& name);
rdf::Term find_entity(const store::Store& store, const std::string& name);

/// A property by IRI, prefixed name or local name ("governingBoardMember"), among those
/// that the graph's assertions use. Throws Error (ExitCode::unusable).
rdf::Term find_property(const TripleSource& source, const std::string& name);
rdf::Term find_property(const store::Store& store, const std::string& name);

/// An absolute IRI or a prefixed name of the standard vocabularies as IRI; empty if
/// `name` is neither.
std::string as_iri(std::string_view name);

}  // namespace byline::cli
