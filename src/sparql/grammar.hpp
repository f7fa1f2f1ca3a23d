#pragma once

#include "sparql/lexer.hpp"
#include "sparql/parser.hpp"
#include "sparql/syntax.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Internal to the parser: one function a production of SPARQL 1.1 section 19.8, with the
/// production's number above its definition. Recursive descent, one token ahead (two in
/// four places).
namespace byline::sparql {

class Grammar {
 public:
  Grammar(const QuerySource& source, const ParseOptions& options);

  Query query_unit();
  UpdateRequest update_unit();

 private:
  /// What triples may hold in the place where they stand.
  struct TripleRules {
    bool paths = false;
    bool variables = true;
    bool blank_nodes = true;
    std::string_view place = "here";  ///< for messages: "in DELETE DATA"
  };
  using Triples = std::vector<TriplePattern>;

  /// Counts one more level of nesting as long as it lives.
  class Nesting {
   public:
    explicit Nesting(Grammar& grammar);
    ~Nesting() { --grammar_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    Nesting(Nesting&&) = delete;
    Nesting& operator=(Nesting&&) = delete;

   private:
    Grammar& grammar_;
  };

  // grammar.cpp: tokens
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  [[nodiscard]] std::size_t offset() const { return peek().offset; }
  Token take();
  [[nodiscard]] bool at(std::string_view punctuation, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_word(std::string_view keyword, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_kind(TokenKind kind) const { return peek().kind == kind; }
  bool accept(std::string_view punctuation);
  bool accept_word(std::string_view keyword);
  void expect(std::string_view punctuation);
  void expect_word(std::string_view keyword);
  [[noreturn]] void fail(std::size_t offset,
                         std::string message,
                         std::string hint = {}) const;
  void count_part();
  [[noreturn]] void fail_expected(std::string_view what, std::string hint = {}) const;

  // grammar_terms.cpp
  void prologue();
  [[nodiscard]] bool at_iri() const;
  std::string iri();
  [[nodiscard]] std::string resolve(const Token& token) const;
  [[nodiscard]] std::string expand(const Token& token) const;
  Variable variable();
  [[nodiscard]] bool at_literal() const;
  rdf::Term literal();
  rdf::Term string_literal();
  VariableOrTerm variable_or_iri();
  rdf::Term fresh_blank();
  std::uint64_t integer();

  // grammar_triples.cpp
  [[nodiscard]] bool at_triples() const;
  void triples(Triples& out, const TripleRules& rules);
  void triples_same_subject(Triples& out, const TripleRules& rules);
  void property_list(const VariableOrTerm& subject,
                     Triples& out,
                     const TripleRules& rules);
  void object_list(const VariableOrTerm& subject,
                   const std::variant<VariableOrTerm, Path>& predicate,
                   Triples& out,
                   const TripleRules& rules);
  [[nodiscard]] bool at_verb(const TripleRules& rules) const;
  std::variant<VariableOrTerm, Path> verb(const TripleRules& rules);
  VariableOrTerm graph_node(Triples& out, const TripleRules& rules);
  VariableOrTerm node(const TripleRules& rules);
  VariableOrTerm collection(Triples& out, const TripleRules& rules);
  VariableOrTerm blank_property_list(Triples& out, const TripleRules& rules);

  // grammar_paths.cpp
  Path path();
  Path path_sequence();
  Path path_element_or_inverse();
  Path path_primary();
  Path path_negated_set();
  Path path_one_in_set();

  // grammar_expressions.cpp
  Expression expression();
  Expression and_expression();
  Expression relational_expression();
  Expression additive_expression();
  Expression signed_product(Expression first);
  Expression multiplicative_expression();
  Expression unary_expression();
  Expression primary_expression();
  Expression bracketed_expression();
  [[nodiscard]] bool at_constraint() const;
  Expression constraint();
  Expression call();
  Expression builtin_call();
  [[noreturn]] void fail_unknown_function(const Token& word) const;
  Expression functional_form(const Token& word);
  Expression aggregate(Aggregate function);
  Expression iri_or_function();
  Expression exists(bool negated);
  std::vector<Expression> expression_list();

  // grammar_patterns.cpp
  GroupPattern group_pattern();
  std::optional<Element> pattern_not_triples();
  UnionPattern group_or_union();
  InlineData data_block();
  std::optional<rdf::Term> data_value();
  Bind bind();
  ServicePattern service();

  // grammar_queries.cpp
  void select_clause(Query& query);
  Query sub_select();
  void construct_query(Query& query);
  void describe_query(Query& query);
  void dataset_clauses(DatasetClause& dataset, std::string_view keyword);
  void where_clause(Query& query);
  void solution_modifiers(SolutionModifiers& modifiers);
  GroupCondition group_condition();
  OrderCondition order_condition();
  void limit_offset(SolutionModifiers& modifiers);
  void values_clause(Query& query);

  // grammar_updates.cpp
  UpdateOperation update_operation();
  LoadOperation load();
  GraphOperation graph_operation(GraphOperation::Kind kind);
  TransferOperation transfer(TransferOperation::Kind kind);
  GraphTarget graph_target(bool all_allowed);
  GraphTarget graph_or_default();
  std::vector<QuadBlock> quads(const TripleRules& rules);
  DataOperation data_operation(bool insert);
  ModifyOperation delete_where();
  ModifyOperation modify(std::optional<std::string> with);

  const QuerySource& source_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  std::size_t parts_ = 0;  ///< patterns and chained operators so far
  std::string base_;
  std::map<std::string, std::string> prefixes_;
  std::string fresh_prefix_ = "anon";  ///< no label of the text begins with it
  std::size_t fresh_count_ = 0;
};

}  // namespace byline::sparql
