#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace byline::annotate {

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere for the same seed,
/// which the standard library's distributions do not promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  /// A number in [0, bound).
  std::size_t below(std::size_t bound) {
    return static_cast<std::size_t>((next() >> 32U) * bound >> 32U);
  }

 private:
  std::uint64_t state_;
};

/// 0 … count-1 in random order.
inline std::vector<std::size_t> shuffled(std::size_t count, Random& random) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) {
    order[i] = i;
  }
  for (std::size_t i = count; i > 1; --i) {
    std::swap(order[i - 1], order[random.below(i)]);
  }
  return order;
}

/// WordFeatures::conventions while a sentence is learned once: half the times it does not
/// say whose it follows, so that the model can also take the middle.
inline std::uint8_t told_or_not(std::uint8_t conventions, Random& random) {
  return conventions != 0 && random.below(2) == 0 ? std::uint8_t{0} : conventions;
}

}  // namespace byline::annotate
