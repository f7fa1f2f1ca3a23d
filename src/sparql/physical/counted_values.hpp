#pragma once

#include "sparql/algebra.hpp"
#include "sparql/term_space.hpp"
#include "sparql/value.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

/// Aggregates over groups of which only is known how often each value occurs.
namespace byline::sparql::physical {

/// (anything << 32 | id of a term) → solutions with that value.
using Counted = std::pair<std::uint64_t, std::uint64_t>;

/// The values of terms, each decoded once.
class Values {
 public:
  explicit Values(const TermSpace& terms) : terms_(terms) {}
  /// Of the term in the lower half; valid as long as this.
  const Value& of(std::uint64_t place);

 private:
  const TermSpace& terms_;
  std::unordered_map<TermId, Value> values_;
};

/// Ids of results. Counts mostly are few small numbers: each is interned once.
class ResultTerms {
 public:
  explicit ResultTerms(TermSpace& terms) : terms_(terms), small_(small, unbound) {}
  TermId id_of(const Value& value);
  TermId id_of(std::int64_t number);

 private:
  static constexpr std::int64_t small = 4096;

  TermSpace& terms_;
  std::vector<TermId> small_;  ///< [number]; `unbound`: not asked for yet
  std::unordered_map<std::int64_t, TermId> integers_;
};

/// Whether all are integers or decimals: their sum does not depend on the order.
bool are_exact(std::span<const Counted> counted, Values& values);

/// COUNT, SUM, AVG, MIN or MAX of a group with `rows` solutions; nothing is an error. For
/// SUM and AVG the values must be exact.
Result aggregate(const AggregateCall& call,
                 std::uint64_t rows,
                 std::span<const Counted> counted,
                 Values& values);

}  // namespace byline::sparql::physical
