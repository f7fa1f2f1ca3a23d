#pragma once

#include "sparql/algebra_variables.hpp"
#include "sparql/formula.hpp"
#include "sparql/physical/conjunction.hpp"

#include <map>
#include <optional>
#include <vector>

namespace byline::sparql::physical {

/// Turns algebra into a Conjunction where it is one: basic graph patterns with constant
/// predicates, joins and filters of them, and OPTIONALs of a single triple. The tree and
/// what is referred to here must outlive the conjunction.
class Compiler {
 public:
  Compiler(Environment& environment,
           const store::Index& index,
           const ExistsAnswer& exists)
      : environment_(environment),
        index_(index),
        exists_(exists) {}

  /// False if the tree is something else; nothing of this is of use then.
  bool add(const Algebra& algebra);

  [[nodiscard]] const Conjunction& conjunction() const { return conjunction_; }
  /// A required triple has a term that the data does not have.
  [[nodiscard]] bool is_impossible() const { return impossible_; }
  /// Variables that solutions may bind; those of OPTIONAL may be without a slot.
  [[nodiscard]] const std::vector<VariableId>& variables() const { return variables_; }
  [[nodiscard]] std::optional<SlotId> slot(VariableId variable) const;
  /// Bound in every solution.
  [[nodiscard]] bool is_certain(VariableId variable) const {
    return certain_.contains(variable);
  }

 private:
  bool add_triples(const BasicPattern& pattern);
  bool add_left_join(const Algebra& algebra);
  bool add_condition(const Formula& formula, const VariableSet& scope);
  bool add_exists(const Exists& exists);
  /// Nothing if the triple is not for these plans; `known` is false if a term is missing.
  std::optional<PairPattern> pair_of(const PatternTriple& triple, bool& known);
  std::optional<End> end_of(const Place& place, bool& known);
  SlotId slot_for(VariableId variable);

  Environment& environment_;
  const store::Index& index_;
  const ExistsAnswer& exists_;
  Conjunction conjunction_;
  bool impossible_ = false;
  std::map<VariableId, SlotId> slots_;
  std::vector<VariableId> variables_;
  VariableSet certain_;
};

}  // namespace byline::sparql::physical
