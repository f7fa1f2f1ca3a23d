#include "sparql/physical/scan.hpp"

#include <algorithm>

namespace byline::sparql::physical {

namespace {

class Scan {
 public:
  Scan(const store::Grouped& grouped,
       const ScanShape& shape,
       std::size_t slots,
       BatchSink& next)
      : grouped_(grouped),
        shape_(shape),
        next_(next) {
    batch_.columns.resize(slots);
  }

  void run() {
    const auto [begin, end] = shape_.keys;
    if (grouped_.is_single()) {
      by_stretches(begin, end);
    } else if (shape_.value) {
      by_rows(begin, end);
    } else {
      by_keys(begin, end);
    }
  }

 private:
  /// Keys and rows have the same positions: columns are unpacked, not looked at.
  void by_stretches(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end && next_.wants_more(); at += batch_rows) {
      const std::size_t stop = std::min(at + batch_rows, end);
      unpack(grouped_.keys(), shape_.key, at, stop);
      unpack(grouped_.column(), shape_.value, at, stop);
      for (const AlignedColumn& column : shape_.aligned) {
        unpack(column.grouped.column(), column.slot, at, stop);
      }
      batch_.rows = stop - at;
      next_.consume(batch_);
    }
  }

  void unpack(const store::PackedArray& from,
              std::optional<SlotId> slot,
              std::size_t begin,
              std::size_t end) {
    if (slot) {
      auto& column = batch_.columns[*slot];
      column.resize(end - begin);
      from.decode(begin, end, column.data());
    }
  }

  /// One row a value; the values of all keys stand one behind the other.
  void by_rows(std::size_t begin, std::size_t end) {
    if (begin == end) {
      return;
    }
    std::size_t key = begin;
    std::size_t key_end = grouped_.rows_at(key).end;
    const std::size_t last = grouped_.rows_at(end - 1).end;
    for (std::size_t at = grouped_.rows_at(begin).begin; at < last && next_.wants_more();
         at += batch_rows) {
      const std::size_t stop = std::min(at + batch_rows, last);
      unpack(grouped_.column(), shape_.value, at, stop);
      if (shape_.key) {
        auto& keys = batch_.columns[*shape_.key];
        keys.clear();
        while (keys.size() < stop - at) {
          while (key_end <= at + keys.size()) {
            key_end = grouped_.rows_at(++key).end;
          }
          keys.resize(std::min(key_end, stop) - at, grouped_.keys()[key]);
        }
      }
      batch_.rows = stop - at;
      next_.consume(batch_);
    }
  }

  /// One row a key.
  void by_keys(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end && next_.wants_more(); at += batch_rows) {
      const std::size_t stop = std::min(at + batch_rows, end);
      unpack(grouped_.keys(), shape_.key, at, stop);
      if (!shape_.one_per_key) {
        batch_.weights.clear();
        for (std::size_t i = at; i < stop; ++i) {
          batch_.weights.push_back(grouped_.rows_at(i).size());
        }
      }
      batch_.rows = stop - at;
      next_.consume(batch_);
    }
  }

  const store::Grouped& grouped_;
  const ScanShape& shape_;
  BatchSink& next_;
  Batch batch_;
};

}  // namespace

void scan(const store::Grouped& grouped,
          const ScanShape& shape,
          std::size_t slots,
          BatchSink& next) {
  if (shape.keys.empty()) {
    return;
  }
  grouped.check_keys(shape.keys);
  for (const AlignedColumn& column : shape.aligned) {
    column.grouped.check(shape.keys);
  }
  Scan(grouped, shape, slots, next).run();
}

}  // namespace byline::sparql::physical
