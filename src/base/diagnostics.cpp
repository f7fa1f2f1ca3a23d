#include "base/diagnostics.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace byline {
namespace {

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

std::string place(const Location& where) {
  std::string text = where.file;
  if (where.line > 0) {
    text += ":" + std::to_string(where.line);
    if (where.column > 0) {
      text += ":" + std::to_string(where.column);
    }
  }
  return text;
}

/// Control characters would move the caret or run on the terminal: shown as escapes.
std::string printable(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\t') {
      out += ' ';
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out;
}

/// A long line is shown as a window around the caret.
struct Window {
  std::string text;
  std::size_t column;
};

Window window_around(std::string_view line, std::size_t column) {
  constexpr std::size_t width_code_points = 120;
  const std::size_t length = count_code_points(line);
  if (length <= width_code_points) {
    return {std::string(line), column};
  }
  const std::size_t first =
      column > width_code_points / 2 ? column - width_code_points / 2 : 0;
  const std::size_t from = byte_offset_of(line, std::min(first, length));
  const std::size_t to =
      byte_offset_of(line, std::min(first + width_code_points, length));
  return {std::string(line.substr(from, to - from)), column - std::min(first, column)};
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  std::string out = place(diagnostic.where);
  out += out.empty() ? "" : ": ";
  out += std::string(name_of(diagnostic.severity)) + ": " + printable(diagnostic.text) +
         "\n";
  if (!diagnostic.source_line.empty() && diagnostic.where.column > 0) {
    const Window window = window_around(diagnostic.source_line, diagnostic.where.column);
    const std::size_t before =
        byte_offset_of(window.text, window.column > 0 ? window.column - 1 : 0);
    const std::string lead = printable(std::string_view(window.text).substr(0, before));
    out += "  " + printable(window.text) + "\n";
    out += "  " + std::string(count_code_points(lead), ' ') + "^\n";
  }
  if (!diagnostic.hint.empty()) {
    out += "  hint: " + diagnostic.hint + "\n";
  }
  return out;
}

void Diagnostics::report(Diagnostic diagnostic) {
  error_count_ += diagnostic.severity == Severity::error ? 1 : 0;
  entries_.push_back(std::move(diagnostic));
}

void Diagnostics::error(Location where, std::string text, std::string hint) {
  report({Severity::error, std::move(where), std::move(text), {}, std::move(hint)});
}

void Diagnostics::warning(Location where, std::string text, std::string hint) {
  report({Severity::warning, std::move(where), std::move(text), {}, std::move(hint)});
}

void Diagnostics::append(const Diagnostics& other) {
  entries_.insert(entries_.end(), other.entries_.begin(), other.entries_.end());
  error_count_ += other.error_count_;
}

Error::Error(ExitCode exit_code, Diagnostic diagnostic)
    : std::runtime_error(diagnostic.text),
      exit_code_(exit_code),
      diagnostic_(std::move(diagnostic)) {}

Error::Error(ExitCode exit_code,
             Location where,
             const std::string& text,
             std::string hint)
    : Error(exit_code,
            Diagnostic{Severity::error, std::move(where), text, {}, std::move(hint)}) {}

Location locate(std::string_view text, std::size_t offset, std::string file) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto lines =
      static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return {std::move(file), lines + 1, count_code_points(before.substr(line_begin)) + 1};
}

std::string_view line_at(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t begin = text.substr(0, offset).rfind('\n') + 1;
  std::string_view line = text.substr(begin, text.find('\n', offset) - begin);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

Diagnostic diagnose(std::string_view text,
                    std::size_t offset,
                    std::string file,
                    std::string message,
                    std::string hint) {
  return {Severity::error,
          locate(text, offset, std::move(file)),
          std::move(message),
          std::string(line_at(text, offset)),
          std::move(hint)};
}

namespace {

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`
/// (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_up(b.size() + 1);
  std::vector<std::size_t> up(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(two_up, up);
    std::swap(up, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = up[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({up[j] + 1, row[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], two_up[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::string closest(std::string_view word, const std::vector<std::string>& candidates) {
  std::size_t best = std::max<std::size_t>(word.size() / 3, 1) + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

}  // namespace byline
