#include "sparql/grammar.hpp"

#include <algorithm>
#include <array>

namespace byline::sparql {
namespace {

constexpr std::array<std::string_view, 10> update_words{
    "INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"};

}  // namespace

// [1] QueryUnit, [2] Query, [7] SelectQuery, [12] AskQuery
Query Grammar::query_unit() {
  prologue();
  Query query;
  if (at_word("SELECT")) {
    select_clause(query);
    dataset_clauses(query.dataset, "FROM");
    where_clause(query);
    solution_modifiers(query.modifiers);
  } else if (accept_word("CONSTRUCT")) {
    construct_query(query);
  } else if (accept_word("DESCRIBE")) {
    describe_query(query);
  } else if (accept_word("ASK")) {
    query.form = QueryForm::ask;
    dataset_clauses(query.dataset, "FROM");
    where_clause(query);
    solution_modifiers(query.modifiers);
  } else {
    const bool is_update = std::ranges::any_of(
        update_words, [this](std::string_view word) { return at_word(word); });
    fail_expected("SELECT, CONSTRUCT, DESCRIBE or ASK",
                  is_update ? "this is an update request: see byline update" : "");
  }
  values_clause(query);
  if (!at_kind(TokenKind::end))
    fail_expected("the end of the query");
  query.prefixes = prefixes_;
  query.base = base_;
  return query;
}

// [9] SelectClause
void Grammar::select_clause(Query& query) {
  expect_word("SELECT");
  if (accept_word("DISTINCT")) {
    query.duplicates = Duplicates::distinct;
  } else if (accept_word("REDUCED")) {
    query.duplicates = Duplicates::reduced;
  }
  if (accept("*")) {
    query.star = true;
    return;
  }
  while (true) {
    const std::size_t where = offset();
    if (at_kind(TokenKind::variable)) {
      query.projection.push_back({std::nullopt, variable(), where});
    } else if (accept("(")) {
      Expression value = expression();
      expect_word("AS");
      const std::size_t name = offset();
      query.projection.push_back({std::move(value), variable(), name});
      expect(")");
    } else if (query.projection.empty()) {
      fail_expected("'*' or a variable");
    } else {
      return;
    }
  }
}

// [8] SubSelect
Query Grammar::sub_select() {
  const Nesting nesting(*this);
  Query query;
  select_clause(query);
  where_clause(query);
  solution_modifiers(query.modifiers);
  values_clause(query);
  query.base = base_;
  return query;
}

// [10] ConstructQuery, [73] ConstructTemplate, [74] ConstructTriples
void Grammar::construct_query(Query& query) {
  query.form = QueryForm::construct;
  const TripleRules rules{false, true, true, "in CONSTRUCT"};
  const bool short_form = !at("{");
  if (!short_form) {
    take();
    triples(query.construct, rules);
    expect("}");
  }
  dataset_clauses(query.dataset, "FROM");
  if (short_form) {
    expect_word("WHERE");
    expect("{");
    const std::size_t where = offset();
    triples(query.construct, {false, true, true, "in CONSTRUCT WHERE"});
    expect("}");
    query.where.elements.push_back({TriplesBlock{query.construct}, where});
  } else {
    where_clause(query);
  }
  solution_modifiers(query.modifiers);
}

// [11] DescribeQuery
void Grammar::describe_query(Query& query) {
  query.form = QueryForm::describe;
  if (accept("*")) {
    query.star = true;
  } else {
    do {
      query.described.push_back(variable_or_iri());
    } while (at_kind(TokenKind::variable) || at_iri());
  }
  dataset_clauses(query.dataset, "FROM");
  if (at_word("WHERE") || at("{"))
    where_clause(query);
  solution_modifiers(query.modifiers);
}

// [13] DatasetClause, [14] DefaultGraphClause, [15] NamedGraphClause, [44] UsingClause
void Grammar::dataset_clauses(DatasetClause& dataset, std::string_view keyword) {
  while (accept_word(keyword)) {
    if (accept_word("NAMED")) {
      dataset.named_graphs.push_back(iri());
    } else {
      dataset.default_graphs.push_back(iri());
    }
  }
}

// [17] WhereClause
void Grammar::where_clause(Query& query) {
  accept_word("WHERE");
  query.where = group_pattern();
}

// [18] SolutionModifier, [19] GroupClause, [21] HavingClause, [23] OrderClause
void Grammar::solution_modifiers(SolutionModifiers& modifiers) {
  if (accept_word("GROUP")) {
    expect_word("BY");
    do {
      modifiers.group_by.push_back(group_condition());
    } while (at_constraint() || at_kind(TokenKind::variable));
  }
  if (accept_word("HAVING")) {
    do {
      modifiers.having.push_back(constraint());
    } while (at_constraint());
  }
  if (accept_word("ORDER")) {
    expect_word("BY");
    do {
      modifiers.order_by.push_back(order_condition());
    } while (at_constraint() || at_kind(TokenKind::variable) || at_word("ASC") ||
             at_word("DESC"));
  }
  limit_offset(modifiers);
}

// [20] GroupCondition
GroupCondition Grammar::group_condition() {
  const std::size_t where = offset();
  if (at_kind(TokenKind::variable))
    return {{variable(), {}, where}, std::nullopt};
  if (!accept("("))
    return {call(), std::nullopt};
  GroupCondition out{expression(), std::nullopt};
  if (accept_word("AS"))
    out.variable = variable();
  expect(")");
  return out;
}

// [24] OrderCondition
OrderCondition Grammar::order_condition() {
  const std::size_t where = offset();
  if (accept_word("ASC"))
    return {bracketed_expression(), false};
  if (accept_word("DESC"))
    return {bracketed_expression(), true};
  if (at_kind(TokenKind::variable))
    return {{variable(), {}, where}, false};
  return {constraint(), false};
}

// [25] LimitOffsetClauses, [26] LimitClause, [27] OffsetClause
void Grammar::limit_offset(SolutionModifiers& modifiers) {
  for (int clause = 0; clause < 2; ++clause) {
    if (!modifiers.limit && accept_word("LIMIT")) {
      modifiers.limit = integer();
    } else if (!modifiers.offset && accept_word("OFFSET")) {
      modifiers.offset = integer();
    }
  }
}

// [28] ValuesClause
void Grammar::values_clause(Query& query) {
  if (accept_word("VALUES"))
    query.values = data_block();
}

}  // namespace byline::sparql
