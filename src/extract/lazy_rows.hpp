#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace byline::extract {

/// For things by number a row of values each, one a token; most are never asked for.
/// Values stay where they are.
template <typename Value>
class LazyRows {
 public:
  LazyRows(std::size_t numbers, std::size_t tokens) : tokens_(tokens), rows_(numbers) {}

  Value& at(std::size_t number, std::size_t token) {
    auto& row = rows_[number];
    if (row == nullptr) {
      row = std::make_unique<Value[]>(tokens_);  // NOLINT: as long as is known then
    }
    return row[token];
  }

 private:
  std::size_t tokens_;
  std::vector<std::unique_ptr<Value[]>> rows_;  // NOLINT
};

}  // namespace byline::extract
