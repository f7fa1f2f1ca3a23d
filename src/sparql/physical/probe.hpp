#pragma once

#include "store/grouped.hpp"

#include <cstddef>

namespace byline::sparql::physical {

/// Looks keys up one after the other. Keys that ascend cost a step or a gallop from the
/// last one (a merge join); any other key costs a search in its bucket (an index join).
class Probe {
 public:
  explicit Probe(const store::Grouped& grouped) : grouped_(grouped) { grouped.check(); }

  store::RowRange find(std::uint32_t key) {
    const auto& keys = grouped_.keys();
    const std::size_t size = keys.size();
    if (key >= last_key_) {
      std::size_t steps = 0;
      while (position_ < size && keys[position_] < key) {
        if (++steps > walk) {
          position_ = grouped_.lower_bound(key);
          break;
        }
        ++position_;
      }
    } else {
      position_ = grouped_.lower_bound(key);
    }
    last_key_ = key;
    if (position_ == size || keys[position_] != key) {
      return {};
    }
    return grouped_.rows_at(position_);
  }

  [[nodiscard]] const store::Grouped& grouped() const { return grouped_; }

 private:
  /// Keys to walk over before a search is cheaper.
  static constexpr std::size_t walk = 6;

  store::Grouped grouped_;
  std::size_t position_ = 0;
  std::uint32_t last_key_ = 0;
};

}  // namespace byline::sparql::physical
