#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace byline::extract {

/// For things by number a row of values each, one a token; most are never asked for.
/// Values stay where they are.
template <typename Value>
class LazyRows {
 public:
  LazyRows(std::size_t numbers, std::size_t tokens) : tokens_(tokens), row_of_(numbers) {}

  Value& at(std::size_t number, std::size_t token) {
    std::uint32_t& row = row_of_[number];
    if (row == 0) {
      rows_.push_back(std::make_unique<Value[]>(tokens_));  // NOLINT: of known length
      row = static_cast<std::uint32_t>(rows_.size());
    }
    return rows_[row - 1][token];
  }

 private:
  std::size_t tokens_;
  std::vector<std::uint32_t> row_of_;           ///< by number, counted from 1; 0: none
  std::vector<std::unique_ptr<Value[]>> rows_;  // NOLINT
};

}  // namespace byline::extract
