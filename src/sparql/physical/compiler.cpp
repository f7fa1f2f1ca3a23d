#include "sparql/physical/compiler.hpp"

#include "sparql/physical/formula_filter.hpp"
#include "sparql/physical/term_ranges.hpp"

#include <algorithm>

namespace byline::sparql::physical {

std::optional<SlotId> Compiler::slot(VariableId variable) const {
  const auto known = slots_.find(variable);
  return known == slots_.end() ? std::nullopt : std::optional(known->second);
}

SlotId Compiler::slot_for(VariableId variable) {
  const auto [known, is_new] =
      slots_.try_emplace(variable, static_cast<SlotId>(conjunction_.slots));
  if (is_new) {
    ++conjunction_.slots;
  }
  return known->second;
}

std::optional<End> Compiler::end_of(const Place& place, bool& known) {
  if (const auto* variable = std::get_if<VariableId>(&place)) {
    return End{true, slot_for(*variable), 0};
  }
  const auto id = environment_.terms.find_in_store(std::get<rdf::Term>(place).view());
  known = known && id.has_value();
  return End{false, 0, id.value_or(0)};
}

std::optional<PairPattern> Compiler::pair_of(const PatternTriple& triple, bool& known) {
  const auto* place = std::get_if<Place>(&triple.predicate);
  const auto* predicate = place == nullptr ? nullptr : std::get_if<rdf::Term>(place);
  if (predicate == nullptr || (std::holds_alternative<VariableId>(triple.subject) &&
                               triple.subject == triple.object)) {
    return std::nullopt;
  }
  PairPattern pattern;
  pattern.source = &triple;
  pattern.subject = *end_of(triple.subject, known);
  pattern.object = *end_of(triple.object, known);
  const auto id = index_.find(predicate->view());
  const auto rank = id ? index_.rank(*id) : std::nullopt;
  known = known && rank.has_value();
  pattern.rank = rank.value_or(0);
  return pattern;
}

bool Compiler::add_triples(const BasicPattern& pattern) {
  for (const PatternTriple& triple : pattern.triples) {
    bool known = true;
    const auto pair = pair_of(triple, known);
    if (!pair) {
      return false;
    }
    impossible_ = impossible_ || !known;
    conjunction_.required.push_back(*pair);
    for (const Place* place : {&triple.subject, &triple.object}) {
      if (const auto* variable = std::get_if<VariableId>(place)) {
        if (certain_.insert(*variable).second) {
          variables_.push_back(*variable);
        }
      }
    }
  }
  return !pattern.triples.empty();
}

/// Only the case in which a row's matches depend on one bound variable and give one new.
bool Compiler::add_left_join(const Algebra& algebra) {
  const auto& left_join = std::get<LeftJoin>(algebra.operation);
  const auto* right = std::get_if<BasicPattern>(&algebra.inputs[1].operation);
  if (!left_join.conditions.empty() || right == nullptr || right->triples.size() != 1 ||
      !add(algebra.inputs[0])) {
    return false;
  }
  const PatternTriple& triple = right->triples.front();
  const auto* subject = std::get_if<VariableId>(&triple.subject);
  const auto* object = std::get_if<VariableId>(&triple.object);
  if (subject == nullptr || object == nullptr ||
      certain_.contains(*subject) == certain_.contains(*object)) {
    return false;
  }
  const VariableId fresh = certain_.contains(*subject) ? *object : *subject;
  if (std::ranges::find(variables_, fresh) != variables_.end()) {
    return false;
  }
  bool known = true;
  const auto pair = pair_of(triple, known);
  if (!pair || !known) {
    return false;
  }
  variables_.push_back(fresh);
  conjunction_.optional.push_back(*pair);
  return true;
}

/// A pattern of one triple, at least one end of which is a certain variable; others are
/// constants or occur nowhere else.
bool Compiler::add_exists(const Exists& exists) {
  const auto* pattern = std::get_if<BasicPattern>(&exists.pattern->operation);
  if (pattern == nullptr || pattern->triples.size() != 1) {
    return false;
  }
  const PatternTriple& triple = pattern->triples.front();
  std::size_t certain = 0;
  for (const Place* place : {&triple.subject, &triple.object}) {
    if (const auto* variable = std::get_if<VariableId>(place)) {
      if (certain_.contains(*variable)) {
        ++certain;
      } else if (slots_.contains(*variable)) {
        return false;
      }
    }
  }
  bool known = true;
  if (certain == 0) {
    return false;
  }
  const auto pair = pair_of(triple, known);
  if (!pair || !known) {
    return false;
  }
  conjunction_.exists.push_back({*pair, exists.negated});
  return true;
}

bool Compiler::add_condition(const Formula& formula, const VariableSet& scope) {
  const auto* op = std::get_if<Operator>(&formula.head);
  if (op != nullptr && *op == Operator::logical_and) {
    return std::ranges::all_of(formula.arguments, [&](const Formula& part) {
      return add_condition(part, scope);
    });
  }
  if (const auto* exists = std::get_if<Exists>(&formula.head)) {
    if (add_exists(*exists)) {
      return true;
    }
  } else if (auto ranges = term_ranges(formula, index_, environment_.terms)) {
    const auto bound = slot(ranges->variable);
    if (bound && certain_.contains(ranges->variable)) {
      conjunction_.ranges.push_back({*bound, std::move(ranges->ranges)});
      return true;
    }
  }
  if (has_exists(formula)) {
    return false;  // asked for each batch it would find the same matches again and again
  }
  FilterCondition filter;
  filter.source = &formula;
  std::vector<SlotVariable> reads;
  for (const VariableId variable : variables_of(formula)) {
    const auto bound = slot(variable);
    if (scope.contains(variable) && bound) {
      filter.slots.push_back(*bound);
      reads.emplace_back(*bound, variable);
    } else {
      return false;
    }
  }
  filter.make = [this, &formula, reads](Output output) {
    return std::make_unique<FormulaFilter>(
        environment_, formula, exists_, reads, std::move(output));
  };
  conjunction_.filters.push_back(std::move(filter));
  return true;
}

bool Compiler::add(const Algebra& algebra) {
  if (const auto* pattern = std::get_if<BasicPattern>(&algebra.operation)) {
    return conjunction_.optional.empty() && add_triples(*pattern);
  }
  if (std::holds_alternative<Join>(algebra.operation)) {
    return std::ranges::all_of(algebra.inputs, [&](const Algebra& input) {
      return conjunction_.optional.empty() && add(input);
    });
  }
  if (const auto* filter = std::get_if<FilterRows>(&algebra.operation)) {
    if (!add(algebra.inputs[0])) {
      return false;
    }
    const VariableSet scope = possible_variables(algebra.inputs[0]);
    return std::ranges::all_of(filter->conditions, [&](const Formula& formula) {
      return add_condition(formula, scope);
    });
  }
  return std::holds_alternative<LeftJoin>(algebra.operation) && add_left_join(algebra);
}

}  // namespace byline::sparql::physical
