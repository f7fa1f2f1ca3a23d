#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

/// Adds up rows of weights, for whatever instructions the function is made for that this
/// is inlined into: all give the same sums.
namespace byline::annotate {

/// Adds the `Weights` (a GCC and clang vector type, so that the sum does not hang on the
/// optimiser's mood) at each of `places` from `base` to the `wanted` numbers of `out`.
template <typename Weights, typename Sums, typename Number>
[[gnu::always_inline]] inline void add_rows(const Number* base,
                                            std::span<const std::uint32_t> places,
                                            std::int32_t* out,
                                            std::size_t wanted) {
  Sums sum = {};
  for (const std::uint32_t place : places) {
    Weights weights;
    std::memcpy(&weights, base + place, sizeof weights);
    sum += __builtin_convertvector(weights, Sums);
  }
  for (std::size_t lane = 0; lane < wanted; ++lane) {
    out[lane] += sum[lane];
  }
}

/// Whether this machine takes functions made for AVX2 and its contemporaries.
inline bool has_avx2() {
#ifdef __x86_64__
  static const bool has = __builtin_cpu_supports("avx2") != 0 &&
                          __builtin_cpu_supports("popcnt") != 0 &&
                          __builtin_cpu_supports("bmi2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace byline::annotate
