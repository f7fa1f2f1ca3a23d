#pragma once

#include "sparql/physical/batch.hpp"
#include "sparql/physical/id_numbers.hpp"
#include "sparql/physical/probe.hpp"

#include <vector>

namespace byline::sparql::physical {

/// Keeps rows whose two columns are a pair of a predicate (or, negated, are none).
class CheckPair final : public BatchSink {
 public:
  CheckPair(const store::Grouped& grouped,
            SlotId key,
            SlotId value,
            bool negated,
            Output output);
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  Probe probe_;
  SlotId key_;
  SlotId value_;
  bool negated_;
  Output output_;
};

/// Keeps rows whose column is among the ascending values of one key (or, negated, is
/// not):
/// `?a by:publisher <p>` with ?a bound.
class CheckMember final : public BatchSink {
 public:
  CheckMember(const store::Grouped& grouped,
              store::RowRange members,
              SlotId column,
              bool negated,
              Output output);
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  bool is_member(TermId id);

  store::Grouped grouped_;
  store::RowRange members_;
  std::size_t position_;
  TermId last_ = 0;
  SlotId column_;
  bool negated_;
  Output output_;
};

/// Keeps the first row with each value of a column: when all else that a row holds is
/// needed no more and only sets of solutions count.
class CheckFirst final : public BatchSink {
 public:
  CheckFirst(SlotId column, Output output);
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  IdNumbers seen_;
  SlotId column_;
  Output output_;
};

/// Keeps rows whose column lies in one of some ranges of ids.
class CheckRange final : public BatchSink {
 public:
  CheckRange(std::vector<store::IdRange> ranges, SlotId column, Output output);
  void consume(const Batch& batch) override;
  [[nodiscard]] bool wants_more() const override { return output_.wants_more(); }

 private:
  std::vector<store::IdRange> ranges_;
  SlotId column_;
  Output output_;
};

}  // namespace byline::sparql::physical
