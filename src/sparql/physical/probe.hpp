#pragma once

#include "store/grouped.hpp"

#include <cstddef>
#include <cstdint>

namespace byline::sparql::physical {

/// Looks keys up one after the other. Keys that ascend cost a step or a gallop from the
/// last one (a merge join); any other key costs a search in its bucket (an index join).
class Probe {
 public:
  explicit Probe(const store::Grouped& grouped) : grouped_(grouped) {}

  store::RowRange find(std::uint32_t key) {
    if (is_cold()) {
      return grouped_.find(key);
    }
    const std::size_t position = seek(key);
    return position == none ? store::RowRange{} : grouped_.rows_at(position);
  }

  /// Position of the key, which is its row's too if each key has one; `none`: no such
  /// key.
  std::size_t position_of(std::uint32_t key) {
    if (is_cold()) {
      return grouped_.position_of(key).value_or(none);
    }
    return seek(key);
  }

  static constexpr std::size_t none = SIZE_MAX;

  [[nodiscard]] const store::Grouped& grouped() const { return grouped_; }

 private:
  /// A few look-ups check the pages that they touch; more of them check all at once.
  bool is_cold() {
    if (looked_up_ > few) {
      return false;
    }
    if (++looked_up_ > few) {
      grouped_.check();
      return false;
    }
    return true;
  }

  std::size_t seek(std::uint32_t key) {
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
    return position_ == size || keys[position_] != key ? none : position_;
  }

  /// Keys to walk over before a search is cheaper.
  static constexpr std::size_t walk = 6;
  static constexpr std::size_t few = 64;

  store::Grouped grouped_;
  std::size_t looked_up_ = 0;
  std::size_t position_ = 0;
  std::uint32_t last_key_ = 0;
};

}  // namespace byline::sparql::physical
