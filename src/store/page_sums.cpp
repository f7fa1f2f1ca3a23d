#include "store/page_sums.hpp"

#include <array>
#include <cstring>

namespace byline::store {

namespace {

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15ULL;
constexpr std::size_t lanes = 4;
constexpr std::size_t word_bytes = sizeof(std::uint64_t);

std::uint64_t step(std::uint64_t state, std::uint64_t word) {
  state = (state ^ word) * multiplier;
  return state ^ (state >> 32U);
}

std::uint64_t word_at(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  std::array<std::uint64_t, lanes> state = {1, 2, 3, 4};
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= lanes * word_bytes; left -= lanes * word_bytes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      state[lane] = step(state[lane], word_at(at + lane * word_bytes, word_bytes));
    }
    at += lanes * word_bytes;
  }
  std::uint64_t sum = step(multiplier, bytes.size());
  for (const std::uint64_t lane : state) {
    sum = step(sum, lane);
  }
  for (; left >= word_bytes; left -= word_bytes) {
    sum = step(sum, word_at(at, word_bytes));
    at += word_bytes;
  }
  return left == 0 ? sum : step(sum, word_at(at, left));
}

}  // namespace byline::store
