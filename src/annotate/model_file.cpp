#include "annotate/model_file.hpp"

#include "annotate/feature_hash.hpp"
#include "annotate/packed_row_reader.hpp"
#include "base/diagnostics.hpp"
#include "base/varint.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

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

/// Finds any change of one byte and nearly all others; about 2 GB/s.
std::uint64_t checksum(std::string_view bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32) {
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
      lanes[lane] = join(lanes[lane], load_eight(bytes.data() + i + 8 * lane));
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
  std::vector<std::int16_t> values(model.classes());
  for (std::size_t row = 0; row <= rows; ++row) {
    if (row == rows) {
      number(rows - next);
      break;
    }
    model.copy_row(row, values);
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
  PackedRowReader rows{static_cast<unsigned>(log2_rows), classes};
  const std::string_view left = bytes_.substr(place_);
  std::size_t taken = 0;
  if (left.size() > rows.longest_row()) {
    const char* const last = left.data() + left.size() - rows.longest_row();
    taken = static_cast<std::size_t>(rows.read(left.data(), last) - left.data());
  }
  if (rows.more()) {  // zeros behind the end: what they give is refused below
    std::string tail{left.substr(taken)};
    const std::size_t size = tail.size();
    tail.append(rows.longest_row(), '\0');
    taken += static_cast<std::size_t>(rows.read(tail.data(), tail.data() + size) -
                                      tail.data());
  }
  if (rows.more() || rows.damaged() || taken > left.size()) {
    damaged();
  }
  place_ += taken;
  return {static_cast<unsigned>(log2_rows), classes, rows.take()};
}

void ModelReader::finish() const {
  if (place_ != bytes_.size()) {
    damaged();
  }
}

}  // namespace byline::annotate
