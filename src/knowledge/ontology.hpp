#pragma once

/// Ontology, lexicon and rules, parsed and checked.
namespace byline::knowledge {}
