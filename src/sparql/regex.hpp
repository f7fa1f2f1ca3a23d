#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace byline::sparql {

/// A pattern of XPath and XQuery Functions and Operators 3.1, section 5.6, compiled. Time
/// is linear in the text, except for patterns with back-references, whose steps are
/// limited (then there is no answer).
class Regex {
 public:
  /// `flags`: any of s m i x q. Nothing if pattern or flags are not valid.
  static std::optional<Regex> compile(std::string_view pattern, std::string_view flags);
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  /// Whether the pattern matches somewhere in `text`; nothing if the step limit is
  /// reached.
  [[nodiscard]] std::optional<bool> search(std::string_view text) const;
  /// fn:replace: every match from left to right. `$0` … `$N` stand for groups, `\$` and
  /// `\\` for themselves (with flag q: everything for itself). Nothing for an invalid
  /// replacement, a pattern that matches the empty string, or at the step limit.
  [[nodiscard]] std::optional<std::string> replace(std::string_view text,
                                                   std::string_view replacement) const;

 private:
  struct Program;
  explicit Regex(std::unique_ptr<Program> program);
  std::unique_ptr<Program> program_;
};

/// Compiled patterns of one query, the invalid ones too. At most `capacity` are kept.
class RegexCache {
 public:
  static constexpr std::size_t capacity = 256;
  /// Null if it is not valid. The pointer holds until the next call.
  const Regex* find(std::string_view pattern, std::string_view flags);

 private:
  std::map<std::pair<std::string, std::string>, std::optional<Regex>, std::less<>> known_;
};

}  // namespace byline::sparql
