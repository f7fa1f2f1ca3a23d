#include "sparql/physical/scan.hpp"

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
    for (std::size_t i = shape_.keys.begin; i < shape_.keys.end && next_.wants_more();
         ++i) {
      const store::RowRange rows = grouped_.rows_at(i);
      if (!shape_.value) {
        add(grouped_.keys()[i], 0, shape_.one_per_key ? 1 : rows.size());
        continue;
      }
      const std::uint32_t key = grouped_.keys()[i];
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        add(key, grouped_.column()[row], 0);
      }
    }
    flush();
  }

 private:
  void add(TermId key, TermId value, std::uint64_t weight) {
    if (shape_.key) {
      batch_.columns[*shape_.key].push_back(key);
    }
    if (shape_.value) {
      batch_.columns[*shape_.value].push_back(value);
    } else if (!shape_.one_per_key) {
      batch_.weights.push_back(weight);
    }
    if (++batch_.rows == batch_rows) {
      flush();
    }
  }

  void flush() {
    if (batch_.rows != 0) {
      next_.consume(batch_);
    }
    for (auto& column : batch_.columns) {
      column.clear();
    }
    batch_.weights.clear();
    batch_.rows = 0;
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
  grouped.check();
  Scan(grouped, shape, slots, next).run();
}

}  // namespace byline::sparql::physical
