#pragma once

#include "sparql/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The SPARQL algebra (SPARQL 1.1, section 18.2), over numbered variables. A tree of
/// values: nodes may be copied and rewritten freely.
namespace byline::sparql {

using VariableId = std::uint32_t;

/// Names of the variables of one query. Blank nodes of patterns and variables that
/// translation makes up are internal: their names begin with a character that no variable
/// has, and results never show them.
class VariableTable {
 public:
  VariableId id_of(std::string_view name);
  /// A new internal variable.
  VariableId fresh(std::string_view purpose);
  [[nodiscard]] const std::string& name(VariableId id) const { return names_[id]; }
  [[nodiscard]] bool is_internal(VariableId id) const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::map<std::string, VariableId, std::less<>> ids_;
};

/// A place of a pattern: a variable or a term that is no blank node.
using Place = std::variant<VariableId, rdf::Term>;

struct Algebra;

/// EXISTS or NOT EXISTS; the pattern never changes and is shared by copies.
struct Exists {
  bool negated = false;
  std::shared_ptr<const Algebra> pattern;
};

/// An expression over numbered variables, without aggregates.
struct Formula {
  std::variant<VariableId, rdf::Term, Operator, Builtin, FunctionCall, Exists> head;
  std::vector<Formula> arguments;
};

/// A triple pattern or property path pattern. Sequences, alternatives and inverses at the
/// top of a path are spelled out by translation (18.2.2.4); what arrives here as a path
/// is a closure or a negated set.
struct PatternTriple {
  Place subject;
  std::variant<Place, Path> predicate;
  Place object;
};

/// Basic graph pattern, with paths; the empty one is the unit table. No inputs.
struct BasicPattern {
  std::vector<PatternTriple> triples;
};
/// Any number of inputs.
struct Join {};
/// Inputs: left, right. `conditions` must all hold for a match.
struct LeftJoin {
  std::vector<Formula> conditions;
};
/// One input; all conditions must hold.
struct FilterRows {
  std::vector<Formula> conditions;
};
/// Any number of inputs.
struct Union {};
/// Inputs: left, right.
struct Minus {};
/// One input, evaluated with that graph, or each named graph, as the active one.
struct InGraph {
  Place graph;
};
/// One input.
struct Extend {
  VariableId variable = 0;
  Formula formula;
};
/// No inputs.
struct ValuesTable {
  std::vector<VariableId> variables;
  std::vector<std::vector<std::optional<rdf::Term>>> rows;
};
/// An aggregate and the internal variable that gets its result.
struct AggregateColumn {
  VariableId variable = 0;
  AggregateCall call;
  std::optional<Formula> argument;  ///< nothing for `*`
};
/// One input. Without keys there is one group, of no rows if there are none.
struct Group {
  std::vector<VariableId> keys;
  std::vector<AggregateColumn> aggregates;
};
struct SortKey {
  Formula formula;
  bool descending = false;
};
/// One input.
struct OrderBy {
  std::vector<SortKey> keys;
};
/// One input.
struct Project {
  std::vector<VariableId> variables;
};
/// One input.
struct Distinct {
  bool reduced = false;  ///< REDUCED: may, need not
};
/// One input.
struct Slice {
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
};
/// No inputs: the pattern is not ours to evaluate.
struct Service {
  Place endpoint;
  bool silent = false;
  std::shared_ptr<const GroupPattern> pattern;
  std::vector<VariableId> variables;  ///< in scope of the pattern
};

struct Algebra {
  std::variant<BasicPattern,
               Join,
               LeftJoin,
               FilterRows,
               Union,
               Minus,
               InGraph,
               Extend,
               ValuesTable,
               Group,
               OrderBy,
               Project,
               Distinct,
               Slice,
               Service>
      operation;
  std::vector<Algebra> inputs;
};

/// One operator a line, inputs two spaces deeper, in the notation of the specification.
std::string to_string(const Algebra& algebra, const VariableTable& variables);
std::string to_string(const Formula& formula, const VariableTable& variables);
std::string to_string(const Place& place, const VariableTable& variables);
std::string to_string(const PatternTriple& triple, const VariableTable& variables);
/// The operator alone, on one line.
std::string headline(const Algebra& algebra, const VariableTable& variables);

}  // namespace byline::sparql
