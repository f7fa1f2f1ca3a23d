#pragma once

#include "sparql/value.hpp"

#include <compare>
#include <optional>

namespace byline::sparql {

/// SPARQL 1.1, 17.2.2: nothing is a type error. Ill-typed booleans and numbers are false.
std::optional<bool> effective_boolean_value(const Value& value);

/// `=`: by value where both values are known, true for the same term, nothing (an error)
/// where an unknown or ill-typed literal makes it undecidable (17.4.1.7). Values of two
/// known types without common values ("1" and 1) are false, which 17.3.1 allows. `!=` is
/// its negation.
std::optional<bool> equal(const Value& a, const Value& b);

/// `<`: nothing where the operator is not defined for the types, or dates are within 14
/// hours of each other with only one timezone. `>`: exchange; `<=`: less or equal.
std::optional<bool> less(const Value& a, const Value& b);
std::optional<bool> less_or_equal(const Value& a, const Value& b);

/// sameTerm: lexical forms, datatypes and language tags, character by character (RDF 1.1
/// Concepts, 3.3). `=` takes tags without regard to case.
bool same_term(const Value& a, const Value& b);

/// The total order of ORDER BY, MIN and MAX (SPARQL 1.1, 15.1 extended): unbound < blank
/// nodes < IRIs < literals; literals by kind (numbers, strings, booleans, dates, …,
/// unknown), inside by value; equal values by lexical form, datatype, language. Null is
/// unbound. Two values are equal only if they are the same term.
std::strong_ordering order(const Value* a, const Value* b);
std::strong_ordering order(const Value& a, const Value& b);

}  // namespace byline::sparql
