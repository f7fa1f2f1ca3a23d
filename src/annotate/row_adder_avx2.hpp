#pragma once

#ifdef __x86_64__

#  include <cstddef>
#  include <cstdint>
#  include <cstring>
#  include <immintrin.h>
#  include <span>

/// The sums of row_adder.hpp for machines that have AVX2. Where numbers grow wider, gcc
/// 12 makes six instructions of what is one, and takes vectors apart to store them:
/// written out, adding takes less than half of them.
namespace byline::annotate {

// NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): what these instructions take

/// Four sums of bytes at each of `places` from `base`.
[[gnu::target("avx2"), gnu::always_inline]] inline void add_four_bytes_avx2(
    const std::int8_t* base, std::span<const std::uint32_t> places, std::int32_t* out) {
  __m128i sum = _mm_setzero_si128();
  for (const std::uint32_t place : places) {
    std::int32_t row = 0;
    std::memcpy(&row, base + place, sizeof row);
    sum = _mm_add_epi32(sum, _mm_cvtepi8_epi32(_mm_cvtsi32_si128(row)));
  }
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), sum);
}

[[gnu::target("avx2"), gnu::always_inline]] inline void add_eight_bytes_avx2(
    const std::int8_t* base, std::span<const std::uint32_t> places, std::int32_t* out) {
  __m128i sum = _mm_setzero_si128();
  for (const std::uint32_t place : places) {
    const __m128i row = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(base + place));
    sum = _mm_add_epi16(sum, _mm_cvtepi8_epi16(row));
  }
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_cvtepi16_epi32(sum));
}

/// `parts` times sixteen sums in one pass over the rows.
template <std::size_t parts>
[[gnu::target("avx2"), gnu::always_inline]] inline void add_bytes_avx2(
    const std::int8_t* base, std::span<const std::uint32_t> places, std::int32_t* out) {
  __m256i sums[parts] = {};  // NOLINT(modernize-avoid-c-arrays): of registers
  for (const std::uint32_t place : places) {
    const auto* row = reinterpret_cast<const __m128i*>(base + place);
    for (std::size_t i = 0; i < parts; ++i) {
      sums[i] = _mm256_add_epi16(sums[i], _mm256_cvtepi8_epi16(_mm_loadu_si128(row + i)));
    }
  }
  auto* to = reinterpret_cast<__m256i*>(out);
  for (std::size_t i = 0; i < parts; ++i) {
    _mm256_storeu_si256(to + 2 * i,
                        _mm256_cvtepi16_epi32(_mm256_castsi256_si128(sums[i])));
    _mm256_storeu_si256(to + 2 * i + 1,
                        _mm256_cvtepi16_epi32(_mm256_extracti128_si256(sums[i], 1)));
  }
}

/// Writes `stride` (4, or eights) sums of rows of bytes.
[[gnu::target("avx2"), gnu::always_inline]] inline void sum_bytes_avx2(
    const std::int8_t* base,
    std::size_t stride,
    std::span<const std::uint32_t> places,
    std::int32_t* out) {
  constexpr std::size_t part = 16;
  if (stride < part / 2) {
    add_four_bytes_avx2(base, places, out);
    return;
  }
  std::size_t first = 0;
  for (; first + 4 * part <= stride; first += 4 * part) {
    add_bytes_avx2<4>(base + first, places, out + first);
  }
  switch ((stride - first) / part) {
    case 3: add_bytes_avx2<3>(base + first, places, out + first); break;
    case 2: add_bytes_avx2<2>(base + first, places, out + first); break;
    case 1: add_bytes_avx2<1>(base + first, places, out + first); break;
    default: break;
  }
  if (stride % part != 0) {
    first = stride - stride % part;
    add_eight_bytes_avx2(base + first, places, out + first);
  }
}

/// Adds a row of `stride` wider weights to `out`.
[[gnu::target("avx2"), gnu::always_inline]] inline void add_wide_avx2(
    const std::int16_t* row, std::size_t stride, std::int32_t* out) {
  constexpr std::size_t part = 8;
  if (stride < part) {
    auto* to = reinterpret_cast<__m128i*>(out);
    const auto* from = reinterpret_cast<const __m128i*>(row);
    _mm_storeu_si128(
        to,
        _mm_add_epi32(_mm_loadu_si128(to), _mm_cvtepi16_epi32(_mm_loadl_epi64(from))));
    return;
  }
  for (std::size_t first = 0; first < stride; first += part) {
    auto* to = reinterpret_cast<__m256i*>(out + first);
    const auto* from = reinterpret_cast<const __m128i*>(row + first);
    _mm256_storeu_si256(to,
                        _mm256_add_epi32(_mm256_loadu_si256(to),
                                         _mm256_cvtepi16_epi32(_mm_loadu_si128(from))));
  }
}

// NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)

}  // namespace byline::annotate

#endif
