#include "rdf/vocabulary.hpp"
#include "sparql/grammar.hpp"

namespace byline::sparql {

namespace vocabulary = rdf::vocabulary;

bool Grammar::at_triples() const {
  return at_kind(TokenKind::variable) || at_iri() || at_literal() ||
         at_kind(TokenKind::blank_label) || at("(") || at("[");
}

// [52] TriplesTemplate, [55] TriplesBlock
void Grammar::triples(Triples& out, const TripleRules& rules) {
  while (at_triples()) {
    triples_same_subject(out, rules);
    if (!accept("."))
      return;
  }
}

// [75] TriplesSameSubject, [81] TriplesSameSubjectPath
void Grammar::triples_same_subject(Triples& out, const TripleRules& rules) {
  const bool list = at("(") && !at(")", 1);
  const bool properties = at("[") && !at("]", 1);
  const VariableOrTerm subject = graph_node(out, rules);
  if ((list || properties) && !at_verb(rules))
    return;  // [76] PropertyList may be empty
  property_list(subject, out, rules);
}

bool Grammar::at_verb(const TripleRules& rules) const {
  if (at_kind(TokenKind::variable) || at_iri())
    return true;
  if (peek().kind == TokenKind::word && peek().text == "a")
    return true;
  return rules.paths && (at("^") || at("!") || at("("));
}

// [77] PropertyListNotEmpty, [83] PropertyListPathNotEmpty
void Grammar::property_list(const VariableOrTerm& subject,
                            Triples& out,
                            const TripleRules& rules) {
  if (!at_verb(rules))
    fail_expected("a property");
  while (true) {
    const auto predicate = verb(rules);
    object_list(subject, predicate, out, rules);
    if (!at(";"))
      return;
    while (accept(";")) {}
    if (!at_verb(rules))
      return;
  }
}

// [79] ObjectList, [86] ObjectListPath
void Grammar::object_list(const VariableOrTerm& subject,
                          const std::variant<VariableOrTerm, Path>& predicate,
                          Triples& out,
                          const TripleRules& rules) {
  do {
    const std::size_t where = offset();
    VariableOrTerm object = graph_node(out, rules);
    out.push_back({subject, predicate, std::move(object), where});
  } while (accept(","));
}

// [78] Verb, [84] VerbPath, [85] VerbSimple
std::variant<VariableOrTerm, Path> Grammar::verb(const TripleRules& rules) {
  if (at_kind(TokenKind::variable))
    return node(rules);
  const std::size_t where = offset();
  if (!rules.paths) {
    if (peek().kind == TokenKind::word && peek().text == "a") {
      take();
      return VariableOrTerm{rdf::Term::iri(std::string(vocabulary::rdf_type))};
    }
    VariableOrTerm predicate = rdf::Term::iri(iri());
    if (at("/") || at("|") || at("*") || at("+") || at("?") || at("^")) {
      fail(where, "a property path is not allowed " + std::string(rules.place));
    }
    return predicate;
  }
  Path found = path();
  if (found.kind != Path::Kind::link)
    return found;
  return VariableOrTerm{rdf::Term::iri(std::move(found.iri))};
}

// [104] GraphNode, [105] GraphNodePath, [98] TriplesNode
VariableOrTerm Grammar::graph_node(Triples& out, const TripleRules& rules) {
  if (at("(") && !at(")", 1))
    return collection(out, rules);
  if (at("[") && !at("]", 1))
    return blank_property_list(out, rules);
  return node(rules);
}

// [106] VarOrTerm, [109] GraphTerm, [138] BlankNode, [161] NIL
VariableOrTerm Grammar::node(const TripleRules& rules) {
  const std::size_t where = offset();
  if (at_kind(TokenKind::variable)) {
    if (!rules.variables) {
      fail(where, "variables are not allowed " + std::string(rules.place));
    }
    return variable();
  }
  if (at_iri())
    return rdf::Term::iri(iri());
  if (at_literal())
    return literal();
  if (accept("(")) {
    expect(")");
    return rdf::Term::iri(std::string(vocabulary::rdf_nil));
  }
  const bool blank = at_kind(TokenKind::blank_label) || at("[");
  if (!blank)
    fail_expected("a variable or an RDF term");
  if (!rules.blank_nodes) {
    fail(where, "blank nodes are not allowed " + std::string(rules.place));
  }
  if (at_kind(TokenKind::blank_label))
    return rdf::Term::blank(take().text);
  expect("[");
  expect("]");
  return fresh_blank();
}

// [102] Collection, [103] CollectionPath
VariableOrTerm Grammar::collection(Triples& out, const TripleRules& rules) {
  const Nesting nesting(*this);
  const std::size_t where = offset();
  if (!rules.blank_nodes) {
    fail(where, "lists are not allowed " + std::string(rules.place));
  }
  const auto property = [](std::string_view name) {
    return VariableOrTerm{rdf::Term::iri(std::string(name))};
  };
  expect("(");
  const VariableOrTerm head = fresh_blank();
  VariableOrTerm cell = head;
  while (true) {
    VariableOrTerm item = graph_node(out, rules);
    out.push_back({cell, property(vocabulary::rdf_first), std::move(item), where});
    if (accept(")"))
      break;
    VariableOrTerm rest = fresh_blank();
    out.push_back({cell, property(vocabulary::rdf_rest), rest, where});
    cell = std::move(rest);
  }
  out.push_back(
      {cell, property(vocabulary::rdf_rest), property(vocabulary::rdf_nil), where});
  return head;
}

// [99] BlankNodePropertyList, [101] BlankNodePropertyListPath
VariableOrTerm Grammar::blank_property_list(Triples& out, const TripleRules& rules) {
  const Nesting nesting(*this);
  if (!rules.blank_nodes) {
    fail(offset(), "blank nodes are not allowed " + std::string(rules.place));
  }
  expect("[");
  const VariableOrTerm subject = fresh_blank();
  property_list(subject, out, rules);
  expect("]");
  return subject;
}

}  // namespace byline::sparql
