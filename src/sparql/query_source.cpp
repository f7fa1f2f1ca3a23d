#include "base/utf8.hpp"
#include "sparql/lexer.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace byline::sparql {
namespace {

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  std::uint32_t value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, status] = std::from_chars(digits.data(), end, value, 16);
  if (status != std::errc{} || stop != end)
    return std::nullopt;
  return value;
}

bool is_scalar_value(std::uint32_t code_point) {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

}  // namespace

QuerySource::QuerySource(std::string text, std::string file)
    : received_(std::move(text)),
      file_(std::move(file)) {
  if (const auto bad = find_invalid_utf8(received_)) {
    throw error(*bad, "invalid UTF-8");
  }
  if (received_.find('\\') == std::string::npos) {
    decoded_ = received_;
  } else {
    decode_escapes();
  }
}

// Section 19.2. A backslash and the character behind it stay together, so that the string
// "\\u0041" is a backslash and four digits.
void QuerySource::decode_escapes() {
  for (std::size_t at = 0; at < received_.size();) {
    if (received_[at] != '\\' || at + 1 == received_.size()) {
      decoded_ += received_[at++];
    } else if (received_[at + 1] == 'u' || received_[at + 1] == 'U') {
      at = decode_escape(at);
    } else {
      decoded_.append(received_, at, 2);
      at += 2;
    }
  }
}

std::size_t QuerySource::decode_escape(std::size_t at) {
  const std::size_t length = received_[at + 1] == 'u' ? 4 : 8;
  const std::string_view digits = std::string_view(received_).substr(at + 2, length);
  const auto code_point = hexadecimal(digits);
  if (digits.size() != length || !code_point) {
    throw error(at, "escape needs " + std::to_string(length) + " hexadecimal digits");
  }
  if (!is_scalar_value(*code_point))
    throw error(at, "escape is not a Unicode character");
  append_utf8(decoded_, static_cast<char32_t>(*code_point));
  at += 2 + length;
  // A backslash made by an escape does not begin another one: keep what follows as it is.
  if (*code_point == '\\' && at < received_.size())
    decoded_ += received_[at++];
  shifts_.emplace_back(decoded_.size(), at);
  return at;
}

std::size_t QuerySource::received_offset(std::size_t decoded_offset) const {
  const auto after = std::ranges::upper_bound(
      shifts_, decoded_offset, {}, &std::pair<std::size_t, std::size_t>::first);
  if (after == shifts_.begin())
    return decoded_offset;
  const auto& [decoded, received] = *std::prev(after);
  return received + (decoded_offset - decoded);
}

Error QuerySource::error(std::size_t offset,
                         std::string message,
                         std::string hint) const {
  return {ExitCode::unusable,
          diagnose(received_, offset, file_, std::move(message), std::move(hint))};
}

}  // namespace byline::sparql
