#include "sparql/grammar.hpp"

namespace byline::sparql {
namespace {

std::string counted(std::size_t number, std::string_view what) {
  return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

}  // namespace

// [53] GroupGraphPattern, [54] GroupGraphPatternSub
GroupPattern Grammar::group_pattern() {
  const Nesting nesting(*this);
  GroupPattern group;
  expect("{");
  if (at_word("SELECT")) {
    const std::size_t where = offset();
    group.elements.push_back({SubSelect{sub_select()}, where});
    expect("}");
    return group;
  }
  const TripleRules rules{true, true, true, "here"};
  while (!at("}")) {
    const std::size_t where = offset();
    if (at_triples()) {
      TriplesBlock block;
      triples(block.triples, rules);
      group.elements.push_back({std::move(block), where});
      if (at_triples())
        fail_expected("'.' between triples");
    } else if (auto element = pattern_not_triples()) {
      count_part();
      element->offset = where;
      group.elements.push_back(std::move(*element));
      accept(".");
    } else {
      fail_expected("a triple, a pattern or '}'");
    }
  }
  take();
  return group;
}

// [56] GraphPatternNotTriples, [57] OptionalGraphPattern, [58] GraphGraphPattern, [66]
// MinusGraphPattern, [68] Filter
std::optional<Element> Grammar::pattern_not_triples() {
  const auto element = [](auto kind) { return Element{std::move(kind), 0}; };
  if (at("{"))
    return element(group_or_union());
  if (accept_word("OPTIONAL"))
    return element(OptionalPattern{group_pattern()});
  if (accept_word("MINUS"))
    return element(MinusPattern{group_pattern()});
  if (accept_word("FILTER"))
    return element(Filter{constraint()});
  if (at_word("BIND"))
    return element(bind());
  if (at_word("SERVICE"))
    return element(service());
  if (accept_word("VALUES"))
    return element(data_block());
  if (!accept_word("GRAPH"))
    return std::nullopt;
  VariableOrTerm name = variable_or_iri();
  return element(GraphPattern{std::move(name), group_pattern()});
}

// [67] GroupOrUnionGraphPattern
UnionPattern Grammar::group_or_union() {
  UnionPattern out;
  do {
    out.alternatives.push_back(group_pattern());
  } while (accept_word("UNION"));
  return out;
}

// [60] Bind
Bind Grammar::bind() {
  take();
  expect("(");
  Expression value = expression();
  expect_word("AS");
  Bind out{std::move(value), variable()};
  expect(")");
  return out;
}

// [59] ServiceGraphPattern
ServicePattern Grammar::service() {
  take();
  const bool silent = accept_word("SILENT");
  VariableOrTerm endpoint = variable_or_iri();
  return {std::move(endpoint), silent, group_pattern()};
}

// [62] DataBlock, [63] InlineDataOneVar, [64] InlineDataFull
InlineData Grammar::data_block() {
  InlineData out;
  const bool single = at_kind(TokenKind::variable);
  if (single) {
    out.variables.push_back(variable());
  } else {
    expect("(");
    while (!at(")")) {
      const std::size_t where = offset();
      out.variables.push_back(variable());
      for (std::size_t i = 0; i + 1 < out.variables.size(); ++i) {
        if (out.variables[i] == out.variables.back()) {
          fail(where, "variable ?" + out.variables[i].name + " is twice in VALUES");
        }
      }
    }
    take();
  }
  expect("{");
  while (!accept("}")) {
    std::vector<std::optional<rdf::Term>> row;
    const std::size_t where = offset();
    if (single) {
      row.push_back(data_value());
    } else {
      expect("(");
      while (!accept(")"))
        row.push_back(data_value());
    }
    if (row.size() != out.variables.size()) {
      fail(where,
           "VALUES has " + counted(out.variables.size(), "variable") + ", this row has " +
               counted(row.size(), "term"));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

// [65] DataBlockValue
std::optional<rdf::Term> Grammar::data_value() {
  if (accept_word("UNDEF"))
    return std::nullopt;
  if (at_iri())
    return rdf::Term::iri(iri());
  if (at_literal())
    return literal();
  fail_expected("an IRI, a literal or UNDEF");
}

}  // namespace byline::sparql
