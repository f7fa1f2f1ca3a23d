#include "sparql/physical/term_ranges.hpp"

#include "sparql/compare.hpp"
#include "store/term_order.hpp"

#include <cmath>
#include <limits>

namespace byline::sparql::physical {

namespace {

using store::IdRange;
using store::Index;
using store::ValueGroup;
using store::ValueKey;

/// Dates this near each other are incomparable if one alone has a time zone.
constexpr double zone_seconds = 14.0 * 3600;
/// With more terms to compare one by one the usual way is as good.
constexpr TermId most_compared = 100'000;

bool is_comparison(Operator op) {
  return op == Operator::less || op == Operator::greater ||
         op == Operator::less_or_equal || op == Operator::greater_or_equal ||
         op == Operator::equal;
}

Operator exchanged(Operator op) {
  switch (op) {
    case Operator::less: return Operator::greater;
    case Operator::greater: return Operator::less;
    case Operator::less_or_equal: return Operator::greater_or_equal;
    case Operator::greater_or_equal: return Operator::less_or_equal;
    default: return op;
  }
}

bool holds(Operator op, const Value& left, const Value& right) {
  switch (op) {
    case Operator::less: return less(left, right).value_or(false);
    case Operator::greater: return less(right, left).value_or(false);
    case Operator::less_or_equal: return less_or_equal(left, right).value_or(false);
    case Operator::greater_or_equal: return less_or_equal(right, left).value_or(false);
    default: return equal(left, right).value_or(false);
  }
}

void add(std::vector<IdRange>& ranges, IdRange range) {
  if (range.empty()) {
    return;
  }
  if (!ranges.empty() && ranges.back().last == range.first) {
    ranges.back().last = range.last;
  } else {
    ranges.push_back(range);
  }
}

/// What is surely below, what must be compared, what is surely above.
struct Split {
  IdRange below;
  IdRange near;
  IdRange above;
};

Split split(const Index& index, const ValueKey& key) {
  const IdRange all = index.dictionary().group(key.group);
  ValueKey least = key;
  ValueKey most = key;
  if (key.group == ValueGroup::number) {
    most.value = std::nextafter(key.value, std::numeric_limits<double>::infinity());
    // Mixed floats and decimals may compare as float: six digits.
    least.value = std::nextafter(key.value, -std::numeric_limits<double>::infinity());
  } else {
    least.value -= zone_seconds + 1;
    most.value += zone_seconds + 1;
  }
  const TermId first = index.dictionary().lower_bound(least);
  const TermId last =
      std::isinf(key.value) ? all.last : index.dictionary().lower_bound(most);
  return {{all.first, first},
          {first, std::max(first, last)},
          {std::max(first, last), all.last}};
}

std::optional<TermRanges> comparison(Operator op,
                                     VariableId variable,
                                     const rdf::Term& constant,
                                     const Index& index,
                                     const TermSpace& terms) {
  const ValueKey key = store::value_key(constant.view());
  const bool is_float = constant.datatype.ends_with("#float");
  if ((key.group != ValueGroup::number && key.group != ValueGroup::date &&
       key.group != ValueGroup::date_time) ||
      is_float) {
    return std::nullopt;
  }
  const Split parts = split(index, key);
  if (parts.near.last - parts.near.first > most_compared) {
    return std::nullopt;
  }
  TermRanges found{variable, {}};
  if (op == Operator::less || op == Operator::less_or_equal) {
    add(found.ranges, parts.below);
  }
  const Value bound = decode(constant.view());
  for (TermId id = parts.near.first; id < parts.near.last; ++id) {
    if (holds(op, terms.value(id), bound)) {
      add(found.ranges, {id, id + 1});
    }
  }
  if (op == Operator::greater || op == Operator::greater_or_equal) {
    add(found.ranges, parts.above);
  }
  return found;
}

/// `lang(?v)` of a formula's side.
std::optional<VariableId> language_of(const Formula& formula) {
  const auto* builtin = std::get_if<Builtin>(&formula.head);
  if (builtin == nullptr || *builtin != Builtin::lang || formula.arguments.size() != 1) {
    return std::nullopt;
  }
  const auto* variable = std::get_if<VariableId>(&formula.arguments[0].head);
  return variable != nullptr ? std::optional(*variable) : std::nullopt;
}

/// First id of the tagged group whose language is not before (or, `behind`, is behind)
/// it.
TermId language_bound(const Index& index, std::string_view language, bool behind) {
  IdRange ids = index.dictionary().group(ValueGroup::tagged);
  while (ids.first < ids.last) {
    const TermId middle = ids.first + (ids.last - ids.first) / 2;
    const auto order = index.term(middle).language <=> language;
    if (order < 0 || (behind && order == 0)) {
      ids.first = middle + 1;
    } else {
      ids.last = middle;
    }
  }
  return ids.first;
}

std::optional<TermRanges> language_test(VariableId variable,
                                        const rdf::Term& constant,
                                        const Index& index) {
  if (store::value_key(constant.view()).group != ValueGroup::string ||
      constant.value.empty()) {
    return std::nullopt;
  }
  TermRanges found{variable, {}};
  add(found.ranges,
      {language_bound(index, constant.value, false),
       language_bound(index, constant.value, true)});
  return found;
}

}  // namespace

std::optional<TermRanges> term_ranges(const Formula& formula,
                                      const Index& index,
                                      const TermSpace& terms) {
  const auto* op = std::get_if<Operator>(&formula.head);
  if (op == nullptr || !is_comparison(*op) || formula.arguments.size() != 2) {
    return std::nullopt;
  }
  const bool constant_left = std::holds_alternative<rdf::Term>(formula.arguments[0].head);
  const Formula& side = formula.arguments[constant_left ? 1 : 0];
  const auto* constant =
      std::get_if<rdf::Term>(&formula.arguments[constant_left ? 0 : 1].head);
  if (constant == nullptr) {
    return std::nullopt;
  }
  if (const auto* variable = std::get_if<VariableId>(&side.head)) {
    return comparison(
        constant_left ? exchanged(*op) : *op, *variable, *constant, index, terms);
  }
  const auto tagged = language_of(side);
  return tagged && *op == Operator::equal ? language_test(*tagged, *constant, index)
                                          : std::nullopt;
}

}  // namespace byline::sparql::physical
