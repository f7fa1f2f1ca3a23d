#include "annotate/packed_row_reader.hpp"

#include "annotate/linear_model.hpp"
#include "annotate/row_adder.hpp"
#include "base/varint.hpp"

#include <algorithm>
#include <array>

#ifdef __x86_64__
#  include <immintrin.h>
#endif

namespace byline::annotate {

namespace {

constexpr std::size_t longest_number = 10;
constexpr std::uint64_t low_bits = 0x0101010101010101ULL;
constexpr std::uint64_t top_bits = low_bits << 7U;

/// Of a mask of classes how many are set: without an instruction for it, which not all
/// machines of this kind have, counting is a call.
constexpr std::array<std::uint8_t, 256> counts = [] {
  std::array<std::uint8_t, 256> result{};
  for (unsigned mask = 0; mask < result.size(); ++mask) {
    result[mask] = static_cast<std::uint8_t>(std::popcount(mask));
  }
  return result;
}();

constexpr std::int16_t unzigzag(std::uint64_t value) {
  return static_cast<std::int16_t>((value >> 1U) ^ (~(value & 1U) + 1));
}

/// Eight numbers of one byte each, below 128, at once.
constexpr std::uint64_t unzigzag_bytes(std::uint64_t values) {
  const std::uint64_t signs = (values & low_bits) * 0xFFU;
  return (values >> 1U & ~top_bits) ^ signs;
}

/// The lowest byte of `bytes` as byte number `place`; 8: nowhere.
constexpr std::uint64_t at_byte(std::uint64_t bytes, unsigned place) {
  return (bytes & 0xFFU) << 4 * place << 4 * place;
}

/// The bytes of `values` in turn to the places of the bits that are set. Most masks have
/// one or two, or none: these take no branch.
std::uint64_t spread_bytes(std::uint64_t values, unsigned char bits) {
  unsigned mask = bits;
  constexpr unsigned stop = 0x100;
  std::uint64_t row = at_byte(values, std::countr_zero(mask | stop));
  mask &= mask - 1;
  row |= at_byte(values >> 8U, std::countr_zero(mask | stop));
  for (mask &= mask - 1; mask != 0; mask &= mask - 1) {
    values >>= 8U;
    row |= at_byte(values >> 8U, std::countr_zero(mask));
  }
  return row;
}

#ifdef __x86_64__
/// The same for the instruction that moves bytes: for each place the number of its byte,
/// 128 for zero.
constexpr std::array<std::array<std::uint8_t, 8>, 256> shuffles = [] {
  std::array<std::array<std::uint8_t, 8>, 256> result{};
  for (unsigned mask = 0; mask < result.size(); ++mask) {
    std::uint8_t next = 0;
    for (unsigned place = 0; place < 8; ++place) {
      result[mask][place] = (mask >> place & 1U) != 0 ? next++ : 128;
    }
  }
  return result;
}();

struct ShuffleBytes {
  [[gnu::target("avx2")]] std::uint64_t operator()(std::uint64_t values,
                                                   unsigned char mask) const {
    const __m128i places =
        _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&shuffles[mask]));
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(
        _mm_shuffle_epi8(_mm_cvtsi64_si128(static_cast<long long>(values)), places)));
  }
};
#endif

void store_eight(std::uint64_t value, std::int8_t* at) {
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(at, &value, sizeof value);
  } else {
    for (std::size_t i = 0; i < sizeof value; ++i) {
      at[i] = static_cast<std::int8_t>(value >> 8 * i & 0xFFU);
    }
  }
}

}  // namespace

PackedRowReader::PackedRowReader(unsigned log2_rows, std::size_t classes)
    : classes_{classes},
      rows_{std::size_t{1} << log2_rows},
      mask_bytes_{(classes + 7) / 8},
      no_class_{0xFFU & ~((1U << (classes - 8 * (mask_bytes_ - 1))) - 1U)},
      packed_{log2_rows, classes} {}

std::size_t PackedRowReader::longest_row() const {
  return mask_bytes_ + (classes_ + 1) * longest_number;
}

/// Reads how far the next row is; false: there is none.
[[gnu::always_inline]] inline bool PackedRowReader::begin_row(const char*& at) {
  const std::uint64_t distance = read_varint(at);
  if (distance >= rows_ - row_) {
    damaged_ = damaged_ || distance > rows_ - row_;
    done_ = true;
    return false;
  }
  row_ += distance;
  done_ = damaged_ = (static_cast<unsigned char>(at[mask_bytes_ - 1]) & no_class_) != 0;
  return !done_;
}

/// Nearly all rows have at most eight weights, each of one byte: they are read at once.
template <typename Spread>
[[gnu::always_inline]] inline const char* PackedRowReader::read_with(
    const char* at, const char* last, const Spread& spread) {
  constexpr std::size_t at_once = sizeof(std::uint64_t);
  while (at <= last && begin_row(at)) {
    const char* const mask = at;
    std::int8_t* weights = packed_.add_row(row_++);
    at += mask_bytes_;
    const std::uint64_t read = load_eight(at);
    std::uint64_t values = unzigzag_bytes(read);
    std::size_t count = 0;
    for (std::size_t i = 0; i < mask_bytes_; ++i) {
      const auto bits = static_cast<unsigned char>(mask[i]);
      // a row of few classes is shorter than eight bytes: what is stored behind it is
      // zero, and the next row's place
      store_eight(spread(values, bits), weights + 8 * i);
      values = values >> 4U * counts[bits] >> 4U * counts[bits];
      count += counts[bits];
    }
    const std::uint64_t longer = read & top_bits;  // goes on behind its first byte
    const bool fits =
        count <= at_once && longer << 4 * (at_once - count) << 4 * (at_once - count) == 0;
    at = fits ? at + count : read_slowly(mask);
  }
  return at;
}

#ifdef __x86_64__
[[gnu::target("avx2")]] const char* PackedRowReader::read_avx2(const char* at,
                                                               const char* last) {
  return read_with(at, last, ShuffleBytes{});
}
#endif

const char* PackedRowReader::read(const char* at, const char* last) {
#ifdef __x86_64__
  if (has_avx2()) {
    return read_avx2(at, last);
  }
#endif
  return read_with(at, last, &spread_bytes);
}

/// Reads the row that was added last again, from its mask: some of its weights take
/// several bytes.
const char* PackedRowReader::read_slowly(const char* mask) {
  std::array<std::int16_t, LinearModel::max_classes> row{};
  const char* at = mask + mask_bytes_;
  int size = 0;
  for (std::size_t i = 0; i < mask_bytes_; ++i) {
    for (unsigned set = static_cast<unsigned char>(mask[i]); set != 0; set &= set - 1) {
      const std::int16_t weight = unzigzag(read_varint(at));
      row[8 * i + static_cast<std::size_t>(std::countr_zero(set))] = weight;
      size = std::max<int>(size, weight < 0 ? -weight : weight);
    }
  }
  packed_.set_last_row({row.data(), classes_}, size <= PackedRows::largest);
  return at;
}

}  // namespace byline::annotate
