#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::extract {

/// For the tests that rules put to the tokens of one sentence, by number: the tokens that
/// pass. A set is made when it is first asked for, a bit a token; most tests of a
/// language are never put to a sentence.
class TokenSets {
 public:
  TokenSets(std::size_t tests, std::size_t tokens)
      : tokens_(tokens),
        words_((tokens + bits - 1) / bits),
        place_of_(tests, absent),
        sets_(words_) {}

  /// The place of the set of `test`. If it is not there, it is made with `passes(token)`;
  /// with `any()` false, no token passes.
  template <typename Any, typename Passes>
  std::size_t place(std::uint32_t test, const Any& any, const Passes& passes) {
    if (place_of_[test] != absent) {
      return place_of_[test];
    }
    place_of_[test] = empty_set;
    if (any()) {
      // `passes` may ask for other sets, behind this one: it may move meanwhile
      const std::size_t place = sets_.size();
      sets_.resize(place + words_);
      for (std::size_t i = 0; i < tokens_; ++i) {
        const std::uint64_t bit = passes(i) ? 1U : 0U;
        sets_[place + i / bits] |= bit << i % bits;
      }
      place_of_[test] = static_cast<std::uint32_t>(place);
    }
    return place_of_[test];
  }

  /// Whether the set of `test` is there, and where.
  [[nodiscard]] bool is_made(std::uint32_t test) const {
    return place_of_[test] != absent;
  }
  [[nodiscard]] std::size_t made(std::uint32_t test) const { return place_of_[test]; }

  /// Whether the set at `place` holds `token`.
  [[nodiscard]] bool has(std::size_t place, std::size_t token) const {
    return (sets_[place + token / bits] >> token % bits & 1U) != 0;
  }

  /// One more than the last token below `end` in the set at `place`; 0: there is none.
  [[nodiscard]] std::size_t end_below(std::size_t place, std::size_t end) const {
    if (end == 0) {
      return 0;
    }
    std::size_t word = (end - 1) / bits;
    std::uint64_t left = sets_[place + word] << (bits - 1 - (end - 1) % bits) >>
                         (bits - 1 - (end - 1) % bits);
    while (left == 0 && word > 0) {
      left = sets_[place + --word];
    }
    return left == 0 ? 0 : word * bits + static_cast<std::size_t>(std::bit_width(left));
  }

 private:
  static constexpr std::size_t bits = 64;
  static constexpr std::uint32_t absent = UINT32_MAX;
  static constexpr std::uint32_t empty_set = 0;  ///< its place

  std::size_t tokens_;
  std::size_t words_;                    ///< of 64 tokens
  std::vector<std::uint32_t> place_of_;  ///< by test
  std::vector<std::uint64_t> sets_;
};

}  // namespace byline::extract
