#pragma once

#include "rdf/term.hpp"
#include "sparql/builtin.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The syntax tree: what was written, with IRIs resolved, abbreviations of triples (`;`,
/// `,`, `[ ]`, `( )`) spelled out and blank nodes labelled. Offsets are bytes of the text
/// as received; they are for messages and not printed.
namespace byline::sparql {

struct Variable {
  std::string name;  ///< without `?`
  auto operator<=>(const Variable&) const = default;
};

/// A place of a triple pattern. Blank nodes are terms here; they act as variables.
using VariableOrTerm = std::variant<Variable, rdf::Term>;

/// Operators and functional forms whose arguments are expressions.
enum class Operator : std::uint8_t {
  logical_or,
  logical_and,
  equal,
  not_equal,
  less,
  greater,
  less_or_equal,
  greater_or_equal,
  add,
  subtract,
  multiply,
  divide,
  logical_not,
  plus,
  negate,
  in,      ///< first argument: what is looked for
  not_in,  ///< the same
  bound,
  if_else,
  coalesce,
};

enum class Aggregate : std::uint8_t { count, sum, min, max, avg, sample, group_concat };

struct GroupPattern;

/// [127] Aggregate; its argument, if it is not `*`, is the only argument.
struct AggregateCall {
  Aggregate function = Aggregate::count;
  bool distinct = false;
  bool star = false;
  std::string separator = " ";  ///< GROUP_CONCAT
};

/// [125] ExistsFunc, [126] NotExistsFunc. Trees are copied by value; the pattern, which
/// never changes, is shared between copies.
struct ExistsCall {
  bool negated = false;
  std::shared_ptr<const GroupPattern> pattern;
};

/// [128] iriOrFunction with arguments: a cast or an extension function.
struct FunctionCall {
  std::string iri;
  bool distinct = false;
};

/// [110] Expression
struct Expression {
  std::variant<Variable,
               rdf::Term,
               Operator,
               Builtin,
               FunctionCall,
               AggregateCall,
               ExistsCall>
      head;
  std::vector<Expression> arguments;
  std::size_t offset = 0;
};

/// [88] Path. `iri` is of a link; a negated set's parts are links and inverses of links.
struct Path {
  enum class Kind : std::uint8_t {
    link,
    inverse,
    sequence,
    alternative,
    zero_or_more,
    one_or_more,
    zero_or_one,
    negated_set,
  };
  Kind kind = Kind::link;
  std::string iri;
  std::vector<Path> parts;
};

/// [75] TriplesSameSubject, [81] TriplesSameSubjectPath: one triple of it.
struct TriplePattern {
  VariableOrTerm subject;
  std::variant<VariableOrTerm, Path> predicate;
  VariableOrTerm object;
  std::size_t offset = 0;
};

struct Element;

/// [53] GroupGraphPattern
struct GroupPattern {
  std::vector<Element> elements;
};

/// [62] InlineData, [61] DataBlock; no term is UNDEF.
struct InlineData {
  std::vector<Variable> variables;
  std::vector<std::vector<std::optional<rdf::Term>>> rows;
};

/// [9] SelectClause: one item of it
struct Projection {
  std::optional<Expression> expression;
  Variable variable;
  std::size_t offset = 0;
};

/// [20] GroupCondition
struct GroupCondition {
  Expression expression;
  std::optional<Variable> variable;  ///< `( expression AS variable )`
};

/// [24] OrderCondition
struct OrderCondition {
  Expression expression;
  bool descending = false;
};

/// [18] SolutionModifier
struct SolutionModifiers {
  std::vector<GroupCondition> group_by;
  std::vector<Expression> having;
  std::vector<OrderCondition> order_by;
  std::optional<std::uint64_t> limit;
  std::optional<std::uint64_t> offset;
};

/// [13] DatasetClause and, in updates, [44] UsingClause
struct DatasetClause {
  std::vector<std::string> default_graphs;
  std::vector<std::string> named_graphs;
  [[nodiscard]] bool empty() const {
    return default_graphs.empty() && named_graphs.empty();
  }
};

enum class QueryForm : std::uint8_t { select, construct, describe, ask };
enum class Duplicates : std::uint8_t { keep, distinct, reduced };

/// [2] Query and [8] SubSelect
struct Query {
  QueryForm form = QueryForm::select;
  Duplicates duplicates = Duplicates::keep;  ///< select
  bool star = false;                         ///< select, describe
  std::vector<Projection> projection;        ///< select
  std::vector<VariableOrTerm> described;     ///< describe
  std::vector<TriplePattern> construct;      ///< construct
  DatasetClause dataset;
  GroupPattern where;
  SolutionModifiers modifiers;
  std::optional<InlineData> values;
  std::map<std::string, std::string> prefixes;  ///< in the order of names; for results
  std::string base;                             ///< absolute, what IRI() resolves against
};

/// [55] TriplesBlock
struct TriplesBlock {
  std::vector<TriplePattern> triples;
};
/// [68] Filter
struct Filter {
  Expression condition;
};
/// [60] Bind
struct Bind {
  Expression expression;
  Variable variable;
};
/// [57] OptionalGraphPattern
struct OptionalPattern {
  GroupPattern pattern;
};
/// [66] MinusGraphPattern
struct MinusPattern {
  GroupPattern pattern;
};
/// [67] GroupOrUnionGraphPattern; one alternative is a nested group.
struct UnionPattern {
  std::vector<GroupPattern> alternatives;
};
/// [58] GraphGraphPattern
struct GraphPattern {
  VariableOrTerm name;
  GroupPattern pattern;
};
/// [59] ServiceGraphPattern
struct ServicePattern {
  VariableOrTerm endpoint;
  bool silent = false;
  GroupPattern pattern;
};
/// [8] SubSelect in braces
struct SubSelect {
  Query query;
};

/// [56] GraphPatternNotTriples, or triples
struct Element {
  std::variant<TriplesBlock,
               Filter,
               Bind,
               OptionalPattern,
               MinusPattern,
               UnionPattern,
               GraphPattern,
               ServicePattern,
               InlineData,
               SubSelect>
      kind;
  std::size_t offset = 0;
};

/// A graph that an update acts on.
struct GraphTarget {
  enum class Kind : std::uint8_t { default_graph, named, all_named, all };
  Kind kind = Kind::default_graph;
  std::string iri;
};

/// [52] QuadsNotTriples and triples: the triples of one graph.
struct QuadBlock {
  std::optional<VariableOrTerm> graph;
  std::vector<TriplePattern> triples;
};

/// [31] Load
struct LoadOperation {
  bool silent = false;
  std::string source;
  std::optional<std::string> graph;
};
/// [32] Clear, [33] Drop, [34] Create
struct GraphOperation {
  enum class Kind : std::uint8_t { clear, drop, create };
  Kind kind = Kind::clear;
  bool silent = false;
  GraphTarget target;
};
/// [35] Add, [36] Move, [37] Copy
struct TransferOperation {
  enum class Kind : std::uint8_t { add, move, copy };
  Kind kind = Kind::add;
  bool silent = false;
  GraphTarget from;
  GraphTarget to;
};
/// [38] InsertData, [39] DeleteData
struct DataOperation {
  bool insert = true;
  std::vector<QuadBlock> quads;
};
/// [40] DeleteWhere, [41] Modify
struct ModifyOperation {
  std::optional<std::string> with;
  std::vector<QuadBlock> remove;
  std::vector<QuadBlock> insert;
  DatasetClause using_graphs;
  GroupPattern where;
};

/// [30] Update1
struct UpdateOperation {
  std::variant<LoadOperation,
               GraphOperation,
               TransferOperation,
               DataOperation,
               ModifyOperation>
      kind;
  std::size_t offset = 0;
  std::string base;  ///< absolute, what IRI() resolves against
};

/// [29] Update
struct UpdateRequest {
  std::vector<UpdateOperation> operations;
  std::map<std::string, std::string> prefixes;
};

}  // namespace byline::sparql
