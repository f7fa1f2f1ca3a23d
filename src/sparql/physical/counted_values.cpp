#include "sparql/physical/counted_values.hpp"

#include "sparql/arithmetic.hpp"
#include "sparql/compare.hpp"
#include "sparql/numeric.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace byline::sparql::physical {

namespace {

/// SUM of values that come several times; nothing is an error. Only exact numbers: for
/// others the order of additions would show.
std::optional<Value> sum_of(std::span<const Counted> counted,
                            Values& values,
                            bool distinct) {
  std::optional<Decimal> sum = Decimal();
  bool whole = true;
  for (const auto& [place, count] : counted) {
    const Value& value = values.of(place);
    const auto times = Decimal::multiply(
        as_decimal(value), Decimal(distinct ? 1 : static_cast<std::int64_t>(count)));
    sum = times ? Decimal::add(*sum, *times) : std::nullopt;
    if (!sum) {
      return std::nullopt;
    }
    whole = whole && value.type == Type::integer;
  }
  return whole ? Value::integer(std::move(*sum)) : Value::decimal(std::move(*sum));
}

std::optional<Value> extreme_of(std::span<const Counted> counted,
                                Values& values,
                                bool greatest) {
  std::optional<Value> best;
  for (const auto& [place, count] : counted) {
    const Value& value = values.of(place);
    if (!best || (greatest ? order(value, *best) > 0 : order(value, *best) < 0)) {
      best = value;
    }
  }
  return best;
}

}  // namespace

const Value& Values::of(std::uint64_t place) {
  const auto id = static_cast<TermId>(place);
  const auto [entry, is_new] = values_.try_emplace(id);
  if (is_new) {
    entry->second = terms_.value(id);
  }
  return entry->second;
}

TermId ResultTerms::id_of(const Value& value) {
  return terms_.intern(value);
}

TermId ResultTerms::id_of(std::int64_t number) {
  const bool is_small = number >= 0 && number < small;
  TermId& id = is_small ? small_[static_cast<std::size_t>(number)]
                        : integers_.try_emplace(number, unbound).first->second;
  if (id == unbound) {
    id = terms_.intern(Value::integer(number));
  }
  return id;
}

bool are_exact(std::span<const Counted> counted, Values& values) {
  std::vector<TermId> ids;
  ids.reserve(counted.size());
  for (const auto& [place, count] : counted) {
    ids.push_back(static_cast<TermId>(place));
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return std::ranges::all_of(ids, [&](TermId id) {
    const Type type = values.of(id).type;
    return type == Type::integer || type == Type::decimal;
  });
}

Result aggregate(const AggregateCall& call,
                 std::uint64_t rows,
                 std::span<const Counted> counted,
                 Values& values) {
  switch (call.function) {
    case Aggregate::count:
      return Value::integer(
          static_cast<std::int64_t>(call.distinct ? counted.size() : rows));
    case Aggregate::sum: return sum_of(counted, values, call.distinct);
    case Aggregate::avg: {
      const std::uint64_t count = call.distinct ? counted.size() : rows;
      if (count == 0) {
        return Value::integer(std::int64_t{0});
      }
      const auto sum = sum_of(counted, values, call.distinct);
      return sum ? divide(*sum, Value::integer(static_cast<std::int64_t>(count)))
                 : std::nullopt;
    }
    case Aggregate::min: return extreme_of(counted, values, false);
    case Aggregate::max: return extreme_of(counted, values, true);
    default: return std::nullopt;
  }
}

}  // namespace byline::sparql::physical
