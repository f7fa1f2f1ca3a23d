#pragma once

#include <compare>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// What the process answers to the shell.
enum class ExitCode {
  done = 0,
  findings = 1,  ///< finished and wrote its output, but skipped input or found something
  unusable = 2,  ///< nothing could be done: usage, syntax, or the only input is bad
  io = 3,        ///< input/output or network
  limit = 4,     ///< a limit (time, memory, size) was reached and said so
  interrupted = 130,
};

/// A place in a file. Line and column are 1-based, the column counts code points;
/// 0 means unknown. An empty file means that the message has no place.
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  auto operator<=>(const Location&) const = default;
};

enum class Severity { note, warning, error };

/// One message: what is wrong, where, and the way out.
struct Diagnostic {
  Severity severity = Severity::error;
  Location where;
  std::string text;         ///< lower case, no full stop
  std::string source_line;  ///< the line at `where`, shown with a caret; may be empty
  std::string hint;         ///< what to do about it; may be empty
};

/// `file:line:col: error: text`, then source line, caret and hint where there are any;
/// ends with a line break. Control characters of the source line are shown as `\u00XX`.
std::string render(const Diagnostic& diagnostic);

/// Collects messages about bad data (one article, one rule, one line); the run goes on.
class Diagnostics {
 public:
  void report(Diagnostic diagnostic);
  void error(Location where, std::string text, std::string hint = {});
  void warning(Location where, std::string text, std::string hint = {});

  [[nodiscard]] const std::vector<Diagnostic>& entries() const { return entries_; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  /// Appends the messages of `other`, in order.
  void append(const Diagnostics& other);

 private:
  std::vector<Diagnostic> entries_;
  std::size_t error_count_ = 0;
};

/// The run makes no sense (no ontology, bad query, store says no): thrown, caught by cli.
class Error : public std::runtime_error {
 public:
  Error(ExitCode exit_code, Diagnostic diagnostic);
  /// An error without a place in a file, or with one but no source line.
  Error(ExitCode exit_code,
        Location where,
        const std::string& text,
        std::string hint = {});

  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }
  [[nodiscard]] const Diagnostic& diagnostic() const { return diagnostic_; }

 private:
  ExitCode exit_code_;
  Diagnostic diagnostic_;
};

/// The place of byte `offset` of `text` (0-based; clamped to the text's end).
Location locate(std::string_view text, std::size_t offset, std::string file);

/// The line of `text` that holds byte `offset`, without its line break; cut to 200 code
/// points around the offset when longer (the caret column must then be taken from the
/// `Diagnostic` that `diagnose` makes).
std::string_view line_at(std::string_view text, std::size_t offset);

/// A diagnostic for byte `offset` of `text`, with location and source line filled in.
Diagnostic diagnose(std::string_view text,
                    std::size_t offset,
                    std::string file,
                    std::string message,
                    std::string hint = {});

/// The candidate nearest to `word` (edit distance, at most a third of its length), or an
/// empty string: the "did you mean" of an unknown name. Ties: the first candidate.
std::string closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace byline
