#pragma once

#include "annotate/linear_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The bytes of a language model:
///
///     "BYLMODEL"  version (4 bytes)  checksum (8 bytes)  sections…
///
/// A section is a length (varint) and that many bytes; their order is fixed. Numbers are
/// little-endian or varints (7 bits a byte, lowest first). The checksum covers all that
/// follows it. Files are the same on every machine.
namespace byline::annotate {

inline constexpr std::uint32_t model_format_version = 5;

class ModelWriter {
 public:
  void number(std::uint64_t value);
  void fixed32(std::uint32_t value);
  void text(std::string_view value);
  void weights(const LinearModel& model);
  /// The whole file: head and everything written so far.
  [[nodiscard]] std::string finish() const;

 private:
  std::string bytes_;
};

/// Reads what ModelWriter wrote. Every read is checked: damaged, cut and newer files
/// throw Error(unusable) that says which of these it is.
class ModelReader {
 public:
  /// Checks the head. `bytes` must outlive the reader; `file` names it in messages.
  ModelReader(std::string_view bytes, std::string file);

  std::uint64_t number() {
    constexpr std::uint8_t one_byte = 0x80;
    if (place_ < bytes_.size() && static_cast<std::uint8_t>(bytes_[place_]) < one_byte) {
      return static_cast<std::uint8_t>(bytes_[place_++]);
    }
    return long_number();
  }
  /// A number of at most `largest`; more is damage.
  std::size_t count(std::size_t largest);
  std::uint32_t fixed32();
  std::string_view text();
  LinearModel weights();
  /// Throws unless everything was read.
  void finish() const;
  [[noreturn]] void damaged() const;

 private:
  std::uint64_t long_number();
  std::uint8_t byte() {
    if (place_ == bytes_.size()) {
      damaged();
    }
    return static_cast<std::uint8_t>(bytes_[place_++]);
  }

  std::string_view bytes_;
  std::string file_;
  std::size_t place_ = 0;
};

}  // namespace byline::annotate
