#include "annotate/model_file.hpp"

#include "annotate/feature_hash.hpp"
#include "base/diagnostics.hpp"
#include "base/varint.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::string_view magic = "BYLMODEL";
constexpr std::size_t head_bytes = 8 + 4 + 8;

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

void append_little_endian(std::string& out, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xFFU);
  }
}

/// The eight bytes at `offset`, little-endian; one load where the machine is so too.
std::uint64_t eight_bytes(std::string_view bytes, std::size_t offset) {
  if constexpr (std::endian::native == std::endian::little) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
  } else {
    return little_endian(bytes.substr(offset, sizeof(std::uint64_t)));
  }
}

/// Finds any change of one byte and nearly all others; about 2 GB/s.
std::uint64_t checksum(std::string_view bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32) {
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
      lanes[lane] = join(lanes[lane], eight_bytes(bytes, i + 8 * lane));
    }
  }
  std::uint64_t sum = join(bytes.size(), hash_bytes(bytes.substr(i)));
  for (const std::uint64_t lane : lanes) {
    sum = join(sum, mix(lane));
  }
  return sum;
}

constexpr std::uint64_t zigzag(std::int16_t value) {
  return value < 0 ? static_cast<std::uint64_t>(-2 * value - 1)
                   : static_cast<std::uint64_t>(2 * value);
}

/// Puts the rows of a file into a packed model.
class RowReader {
 public:
  explicit RowReader(LinearModel& model)
      : model_{model},
        rows_{std::size_t{1} << model.log2_rows()},
        mask_bytes_{(model.classes() + 7) / 8},
        no_class_{0xFFU & ~((1U << (model.classes() - 8 * (mask_bytes_ - 1))) - 1U)} {}

  /// Whether the end of the rows has not been read yet.
  [[nodiscard]] bool more() const { return !done_; }
  [[nodiscard]] bool damaged() const { return damaged_; }
  /// Bytes that read() may look at.
  [[nodiscard]] std::ptrdiff_t longest_row() const {
    constexpr std::size_t longest_number = 10;
    return static_cast<std::ptrdiff_t>(mask_bytes_ +
                                       (model_.classes() + 1) * longest_number);
  }

  /// Reads how far the next row is and, if there is one, it; returns the place behind.
  const char* read(const char* at) {
    const std::uint64_t distance = read_varint(at);
    if (distance >= rows_ - row_) {
      damaged_ = damaged_ || distance > rows_ - row_;
      done_ = true;
      return at;
    }
    row_ += distance;
    if ((static_cast<unsigned char>(at[mask_bytes_ - 1]) & no_class_) != 0) {
      damaged_ = true;
      done_ = true;
      return at;
    }
    std::int16_t* weights = model_.add_row(row_++);
    const char* mask = at;
    at += mask_bytes_;
    for (std::size_t i = 0; i < mask_bytes_; ++i, weights += 8) {
      for (unsigned set = static_cast<unsigned char>(mask[i]); set != 0; set &= set - 1) {
        const std::uint64_t value = read_varint(at);
        weights[std::countr_zero(set)] =
            static_cast<std::int16_t>((value >> 1U) ^ (~(value & 1U) + 1));
      }
    }
    return at;
  }

 private:
  LinearModel& model_;
  std::size_t rows_;
  std::size_t mask_bytes_;
  unsigned no_class_;    ///< bits of a row's last mask byte that stand for nothing
  std::size_t row_ = 0;  ///< the one behind the last one read
  bool done_ = false;
  bool damaged_ = false;
};

}  // namespace

void ModelWriter::number(std::uint64_t value) {
  append_varint(bytes_, value);
}

void ModelWriter::fixed32(std::uint32_t value) {
  append_little_endian(bytes_, value, 4);
}

void ModelWriter::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
}

void ModelWriter::weights(const LinearModel& model) {
  number(model.log2_rows());
  number(model.classes());
  const std::size_t rows = std::size_t{1} << model.log2_rows();
  std::size_t next = 0;  // the row after the last one written
  for (std::size_t row = 0; row <= rows; ++row) {
    if (row == rows) {
      number(rows - next);
      break;
    }
    const auto values = model.row(row);
    std::array<std::uint8_t, (LinearModel::max_classes + 7) / 8> mask{};
    bool any = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      mask[i / 8] |= static_cast<std::uint8_t>((values[i] != 0 ? 1U : 0U) << i % 8);
      any = any || values[i] != 0;
    }
    if (!any) {
      continue;
    }
    number(row - next);
    next = row + 1;
    bytes_.append(reinterpret_cast<const char*>(mask.data()), (values.size() + 7) / 8);
    for (const std::int16_t value : values) {
      if (value != 0) {
        number(zigzag(value));
      }
    }
  }
}

std::string ModelWriter::finish() const {
  std::string file{magic};
  append_little_endian(file, model_format_version, 4);
  append_little_endian(file, checksum(bytes_), 8);
  return file + bytes_;
}

ModelReader::ModelReader(std::string_view bytes, std::string file)
    : bytes_{bytes},
      file_{std::move(file)},
      place_{head_bytes} {
  if (!bytes.starts_with(magic) || bytes.size() < head_bytes) {
    throw Error{ExitCode::unusable,
                Location{file_, 0, 0},
                "this is not a language model",
                "`byline train` makes one"};
  }
  const std::uint64_t version = little_endian(bytes.substr(8, 4));
  if (version != model_format_version) {
    throw Error{ExitCode::unusable,
                Location{file_, 0, 0},
                "this language model has format " + std::to_string(version) +
                    ", this program reads format " + std::to_string(model_format_version),
                version > model_format_version ? "it was made by a newer byline: update"
                                               : "make it anew with `byline train`"};
  }
  if (little_endian(bytes.substr(12, 8)) != checksum(bytes.substr(head_bytes))) {
    damaged();
  }
}

void ModelReader::damaged() const {
  throw Error{ExitCode::unusable,
              Location{file_, 0, 0},
              "this language model is damaged",
              "install it again, or make it anew with `byline train`"};
}

std::uint64_t ModelReader::long_number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t part = byte();
    value |= static_cast<std::uint64_t>(part & 0x7FU) << shift;
    if (part < 0x80U) {
      return value;
    }
  }
  damaged();
}

std::size_t ModelReader::count(std::size_t largest) {
  const std::uint64_t value = number();
  if (value > largest) {
    damaged();
  }
  return static_cast<std::size_t>(value);
}

std::uint32_t ModelReader::fixed32() {
  if (bytes_.size() - place_ < 4) {
    damaged();
  }
  place_ += 4;
  return static_cast<std::uint32_t>(little_endian(bytes_.substr(place_ - 4, 4)));
}

std::string_view ModelReader::text() {
  const std::size_t size = count(bytes_.size() - place_);
  place_ += size;
  return bytes_.substr(place_ - size, size);
}

/// Nearly all of a model is this: the end is checked once for the bytes that a row may
/// take at most, not once for each byte.
LinearModel ModelReader::weights() {
  const std::size_t log2_rows = count(24);
  const std::size_t classes = count(LinearModel::max_classes);
  if (log2_rows < 4 || classes == 0) {
    damaged();
  }
  LinearModel model{
      static_cast<unsigned>(log2_rows), classes, LinearModel::Layout::packed};
  RowReader rows{model};
  const std::string_view left = bytes_.substr(place_);
  const char* at = left.data();
  const char* const end = at + left.size();
  while (rows.more() && end - at >= rows.longest_row()) {
    at = rows.read(at);
  }
  std::size_t taken = static_cast<std::size_t>(at - left.data());
  if (rows.more()) {  // zeros behind the end: what they give is refused below
    const std::string tail =
        std::string(left.substr(taken)) +
        std::string(static_cast<std::size_t>(rows.longest_row()), '\0');
    at = tail.data();
    while (rows.more() && at - tail.data() <= end - (left.data() + taken)) {
      at = rows.read(at);
    }
    taken += static_cast<std::size_t>(at - tail.data());
  }
  if (rows.more() || rows.damaged() || taken > left.size()) {
    damaged();
  }
  place_ += taken;
  return model;
}

void ModelReader::finish() const {
  if (place_ != bytes_.size()) {
    damaged();
  }
}

}  // namespace byline::annotate
