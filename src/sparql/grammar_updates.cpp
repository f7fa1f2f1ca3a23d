#include "sparql/grammar.hpp"

namespace byline::sparql {
namespace {

/// The pattern that DELETE WHERE matches: its own quads.
GroupPattern pattern_of(const std::vector<QuadBlock>& quads, std::size_t offset) {
  GroupPattern out;
  for (const QuadBlock& block : quads) {
    Element element{TriplesBlock{block.triples}, offset};
    if (block.graph) {
      GroupPattern inner;
      inner.elements.push_back(std::move(element));
      element = {GraphPattern{*block.graph, std::move(inner)}, offset};
    }
    out.elements.push_back(std::move(element));
  }
  return out;
}

}  // namespace

// [3] UpdateUnit, [29] Update
UpdateRequest Grammar::update_unit() {
  UpdateRequest request;
  do {
    prologue();
    if (at_kind(TokenKind::end))
      break;
    parts_ = 0;
    request.operations.push_back(update_operation());
    request.operations.back().base = base_;
  } while (accept(";"));
  if (!at_kind(TokenKind::end))
    fail_expected("';' or the end of the request");
  request.prefixes = prefixes_;
  return request;
}

// [30] Update1
UpdateOperation Grammar::update_operation() {
  const std::size_t where = offset();
  const auto operation = [&](auto kind) {
    return UpdateOperation{std::move(kind), where, {}};
  };
  if (accept_word("LOAD"))
    return operation(load());
  if (accept_word("CLEAR"))
    return operation(graph_operation(GraphOperation::Kind::clear));
  if (accept_word("DROP"))
    return operation(graph_operation(GraphOperation::Kind::drop));
  if (accept_word("CREATE")) {
    return operation(graph_operation(GraphOperation::Kind::create));
  }
  if (accept_word("ADD"))
    return operation(transfer(TransferOperation::Kind::add));
  if (accept_word("MOVE"))
    return operation(transfer(TransferOperation::Kind::move));
  if (accept_word("COPY"))
    return operation(transfer(TransferOperation::Kind::copy));
  const bool insert = at_word("INSERT");
  if ((insert || at_word("DELETE")) && at_word("DATA", 1)) {
    return operation(data_operation(insert));
  }
  if (at_word("DELETE") && at_word("WHERE", 1))
    return operation(delete_where());
  if (accept_word("WITH"))
    return operation(modify(iri()));
  if (insert || at_word("DELETE"))
    return operation(modify(std::nullopt));
  const bool is_query =
      at_word("SELECT") || at_word("CONSTRUCT") || at_word("DESCRIBE") || at_word("ASK");
  fail_expected("an update operation",
                is_query ? "this is a query: see byline query" : "");
}

// [31] Load
LoadOperation Grammar::load() {
  LoadOperation out;
  out.silent = accept_word("SILENT");
  out.source = iri();
  if (accept_word("INTO")) {
    expect_word("GRAPH");
    out.graph = iri();
  }
  return out;
}

// [32] Clear, [33] Drop, [34] Create
GraphOperation Grammar::graph_operation(GraphOperation::Kind kind) {
  GraphOperation out;
  out.kind = kind;
  out.silent = accept_word("SILENT");
  out.target = graph_target(kind != GraphOperation::Kind::create);
  return out;
}

// [46] GraphRef, [47] GraphRefAll
GraphTarget Grammar::graph_target(bool all_allowed) {
  if (accept_word("GRAPH"))
    return {GraphTarget::Kind::named, iri()};
  if (!all_allowed)
    fail_expected("GRAPH");
  if (accept_word("DEFAULT"))
    return {GraphTarget::Kind::default_graph, {}};
  if (accept_word("NAMED"))
    return {GraphTarget::Kind::all_named, {}};
  if (accept_word("ALL"))
    return {GraphTarget::Kind::all, {}};
  fail_expected("GRAPH, DEFAULT, NAMED or ALL");
}

// [35] Add, [36] Move, [37] Copy
TransferOperation Grammar::transfer(TransferOperation::Kind kind) {
  TransferOperation out;
  out.kind = kind;
  out.silent = accept_word("SILENT");
  out.from = graph_or_default();
  expect_word("TO");
  out.to = graph_or_default();
  return out;
}

// [45] GraphOrDefault
GraphTarget Grammar::graph_or_default() {
  if (accept_word("DEFAULT"))
    return {GraphTarget::Kind::default_graph, {}};
  accept_word("GRAPH");
  return {GraphTarget::Kind::named, iri()};
}

// [48] QuadPattern, [49] QuadData, [50] Quads, [51] QuadsNotTriples
std::vector<QuadBlock> Grammar::quads(const TripleRules& rules) {
  std::vector<QuadBlock> out;
  expect("{");
  while (!accept("}")) {
    QuadBlock block;
    if (accept_word("GRAPH")) {
      const std::size_t where = offset();
      block.graph = variable_or_iri();
      if (!rules.variables && std::holds_alternative<Variable>(*block.graph)) {
        fail(where, "variables are not allowed " + std::string(rules.place));
      }
      expect("{");
      triples(block.triples, rules);
      expect("}");
      accept(".");
    } else if (at_triples()) {
      triples(block.triples, rules);
      if (at_triples())
        fail_expected("'.' between triples");
    } else {
      fail_expected("a triple, GRAPH or '}'");
    }
    out.push_back(std::move(block));
  }
  return out;
}

// [38] InsertData, [39] DeleteData
DataOperation Grammar::data_operation(bool insert) {
  take();
  take();
  if (insert)
    return {true, quads({false, false, true, "in INSERT DATA"})};
  return {false, quads({false, false, false, "in DELETE DATA"})};
}

// [40] DeleteWhere
ModifyOperation Grammar::delete_where() {
  const std::size_t where = take().offset;
  take();
  ModifyOperation out;
  out.remove = quads({false, true, false, "in DELETE WHERE"});
  out.where = pattern_of(out.remove, where);
  return out;
}

// [41] Modify, [42] DeleteClause, [43] InsertClause
ModifyOperation Grammar::modify(std::optional<std::string> with) {
  ModifyOperation out;
  out.with = std::move(with);
  const bool removes = accept_word("DELETE");
  if (removes)
    out.remove = quads({false, true, false, "in DELETE"});
  if (accept_word("INSERT")) {
    out.insert = quads({false, true, true, "in INSERT"});
  } else if (!removes) {
    fail_expected("DELETE or INSERT");
  }
  dataset_clauses(out.using_graphs, "USING");
  expect_word("WHERE");
  out.where = group_pattern();
  return out;
}

}  // namespace byline::sparql
