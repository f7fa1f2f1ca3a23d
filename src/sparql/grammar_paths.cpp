#include "rdf/vocabulary.hpp"
#include "sparql/grammar.hpp"

namespace byline::sparql {
namespace {

Path link(std::string iri) {
  return {Path::Kind::link, std::move(iri), {}};
}

Path around(Path::Kind kind, Path part) {
  Path out{kind, {}, {}};
  out.parts.push_back(std::move(part));
  return out;
}

}  // namespace

// [88] Path, [89] PathAlternative
Path Grammar::path() {
  const Nesting nesting(*this);
  Path first = path_sequence();
  if (!at("|"))
    return first;
  Path out = around(Path::Kind::alternative, std::move(first));
  while (accept("|"))
    out.parts.push_back(path_sequence());
  return out;
}

// [90] PathSequence
Path Grammar::path_sequence() {
  Path first = path_element_or_inverse();
  if (!at("/"))
    return first;
  Path out = around(Path::Kind::sequence, std::move(first));
  while (accept("/"))
    out.parts.push_back(path_element_or_inverse());
  return out;
}

// [91] PathElt, [92] PathEltOrInverse, [93] PathMod
Path Grammar::path_element_or_inverse() {
  const bool inverse = accept("^");
  Path out = path_primary();
  if (accept("?")) {
    out = around(Path::Kind::zero_or_one, std::move(out));
  } else if (accept("*")) {
    out = around(Path::Kind::zero_or_more, std::move(out));
  } else if (accept("+")) {
    out = around(Path::Kind::one_or_more, std::move(out));
  }
  return inverse ? around(Path::Kind::inverse, std::move(out)) : out;
}

// [94] PathPrimary
Path Grammar::path_primary() {
  if (accept("!"))
    return path_negated_set();
  if (accept("(")) {
    Path out = path();
    expect(")");
    return out;
  }
  if (peek().kind == TokenKind::word && peek().text == "a") {
    take();
    return link(std::string(rdf::vocabulary::rdf_type));
  }
  if (!at_iri())
    fail_expected("a property or a property path");
  return link(iri());
}

// [95] PathNegatedPropertySet
Path Grammar::path_negated_set() {
  Path out{Path::Kind::negated_set, {}, {}};
  if (!accept("(")) {
    out.parts.push_back(path_one_in_set());
    return out;
  }
  if (accept(")"))
    return out;
  do {
    out.parts.push_back(path_one_in_set());
  } while (accept("|"));
  expect(")");
  return out;
}

// [96] PathOneInPropertySet
Path Grammar::path_one_in_set() {
  const bool inverse = accept("^");
  Path out;
  if (peek().kind == TokenKind::word && peek().text == "a") {
    take();
    out = link(std::string(rdf::vocabulary::rdf_type));
  } else {
    out = link(iri());
  }
  return inverse ? around(Path::Kind::inverse, std::move(out)) : out;
}

}  // namespace byline::sparql
