#include "sparql/group_rows.hpp"

#include "sparql/arithmetic.hpp"
#include "sparql/compare.hpp"

#include <algorithm>
#include <unordered_set>

namespace byline::sparql {
namespace {

/// One aggregate over the rows of one group.
class Accumulator {
 public:
  explicit Accumulator(const AggregateCall& call) : call_(call) {}

  void add(const Value& value);
  void add_error() { failed_ = true; }
  [[nodiscard]] Result result() const;

 private:
  [[nodiscard]] Result sum() const { return failed_ ? std::nullopt : sum_; }
  [[nodiscard]] Result average() const;

  const AggregateCall& call_;
  std::int64_t count_ = 0;
  bool failed_ = false;
  Result sum_ = Value::integer(std::int64_t{0});
  Result best_;  ///< MIN, MAX, SAMPLE
  std::string text_;
};

void Accumulator::add(const Value& value) {
  ++count_;
  switch (call_.function) {
    case Aggregate::count: return;
    case Aggregate::sum:
    case Aggregate::avg:
      if (sum_)
        sum_ = sparql::add(*sum_, value);
      return;
    case Aggregate::min:
      if (!best_ || order(value, *best_) < 0)
        best_ = value;
      return;
    case Aggregate::max:
      if (!best_ || order(value, *best_) > 0)
        best_ = value;
      return;
    case Aggregate::sample:
      if (!best_)
        best_ = value;
      return;
    case Aggregate::group_concat:
      if (!value.is_literal() && value.type != Type::iri) {
        failed_ = true;
        return;
      }
      if (count_ > 1)
        text_ += call_.separator;
      text_ += lexical_form(value);
      return;
  }
}

Result Accumulator::average() const {
  if (failed_ || !sum_)
    return std::nullopt;
  if (count_ == 0)
    return Value::integer(std::int64_t{0});
  return divide(*sum_, Value::integer(count_));
}

Result Accumulator::result() const {
  switch (call_.function) {
    case Aggregate::count: return Value::integer(count_);
    case Aggregate::sum: return sum();
    case Aggregate::avg: return average();
    case Aggregate::min:
    case Aggregate::max: return failed_ ? std::nullopt : best_;
    case Aggregate::sample: return best_;
    case Aggregate::group_concat:
      return failed_ ? std::nullopt : Result{Value::string(text_)};
  }
  return std::nullopt;
}

/// Rows by group: the rows of group g are rows[begin[g]] … rows[begin[g + 1] - 1], in
/// order.
struct Partition {
  std::vector<RowIndex> rows;
  std::vector<std::size_t> begin;
};

Partition partition(const std::vector<RowIndex>& group_of, std::size_t groups) {
  Partition out;
  out.begin.assign(groups + 1, 0);
  for (const RowIndex group : group_of)
    ++out.begin[group + 1];
  for (std::size_t i = 1; i <= groups; ++i)
    out.begin[i] += out.begin[i - 1];
  std::vector<std::size_t> next(out.begin.begin(), out.begin.end() - 1);
  out.rows.resize(group_of.size());
  for (RowIndex row = 0; row < group_of.size(); ++row)
    out.rows[next[group_of[row]]++] = row;
  return out;
}

class Grouping {
 public:
  Grouping(Environment& environment, const Table& input, const ExistsAnswer& exists)
      : environment_(environment),
        input_(input),
        exists_(exists) {}

  Table run(const Group& group);

 private:
  std::vector<TermId> column(const AggregateColumn& aggregate, const Partition& parts);
  TermId count_rows(const AggregateCall& call, std::span<const RowIndex> rows);
  TermId aggregate(const AggregateCall& call,
                   const PreparedFormula& argument,
                   std::span<const RowIndex> rows);

  Environment& environment_;
  const Table& input_;
  const ExistsAnswer& exists_;
};

/// COUNT(*): internal variables are no part of solutions.
TermId Grouping::count_rows(const AggregateCall& call, std::span<const RowIndex> rows) {
  std::size_t count = rows.size();
  if (call.distinct) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < input_.variables.size(); ++i) {
      if (!environment_.variables.is_internal(input_.variables[i]))
        columns.push_back(i);
    }
    count = distinct_rows(input_.gather(rows), columns).size();
  }
  return environment_.terms.intern(Value::integer(static_cast<std::int64_t>(count)));
}

TermId Grouping::aggregate(const AggregateCall& call,
                           const PreparedFormula& argument,
                           std::span<const RowIndex> rows) {
  Accumulator accumulator(call);
  std::unordered_set<TermId> seen;
  for (const RowIndex row : rows) {
    environment_.budget.tick();
    environment_.calls.start_row();
    if (call.distinct) {
      const TermId id = argument.term(row);
      if (id != unbound && !seen.insert(id).second)
        continue;
    }
    if (const Result value = argument.value(row)) {
      accumulator.add(*value);
    } else {
      accumulator.add_error();
    }
  }
  const Result result = accumulator.result();
  return result ? environment_.terms.intern(*result) : unbound;
}

std::vector<TermId> Grouping::column(const AggregateColumn& aggregate,
                                     const Partition& parts) {
  std::vector<TermId> out;
  std::optional<PreparedFormula> argument;
  if (aggregate.argument)
    argument.emplace(environment_, *aggregate.argument, input_, exists_);
  for (std::size_t group = 0; group + 1 < parts.begin.size(); ++group) {
    const std::span<const RowIndex> rows(parts.rows.data() + parts.begin[group],
                                         parts.begin[group + 1] - parts.begin[group]);
    out.push_back(argument ? this->aggregate(aggregate.call, *argument, rows)
                           : count_rows(aggregate.call, rows));
  }
  return out;
}

Table Grouping::run(const Group& group) {
  std::vector<std::size_t> columns;
  for (const VariableId key : group.keys) {
    if (const auto column = input_.column_of(key))
      columns.push_back(*column);
  }
  std::vector<RowIndex> group_of;
  std::vector<RowIndex> firsts = distinct_rows(input_, columns, &group_of);
  const bool one_empty_group = group.keys.empty() && firsts.empty();
  Table out = input_.gather(firsts).project(group.keys);
  if (one_empty_group)
    out = Table::unit();
  const Partition parts = partition(group_of, out.rows);
  for (const AggregateColumn& aggregate : group.aggregates) {
    out.add_column(aggregate.variable, column(aggregate, parts));
  }
  return out;
}

}  // namespace

Table group_rows(Environment& environment,
                 const Group& group,
                 const Table& input,
                 const ExistsAnswer& exists) {
  return Grouping(environment, input, exists).run(group);
}

}  // namespace byline::sparql
