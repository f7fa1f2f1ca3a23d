#pragma once

#include "base/diagnostics.hpp"
#include "rdf/syntax.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::rdf {

/// What Serd may read: the document, changed where Serd 0.30 would misread it.
///
/// The pass is lexical. It refuses what Serd lets through (surrogates, deep nesting,
/// labels that end in two dots) and rewrites without change of meaning:
///   `123.` → `123 .` (Serd drops xsd:integer), `"""…"""` → `"…"` with escapes (Serd
///   misreads a quote before an escape), `"x" @en` → `"x"@en`, U+0000 in strings →
///   `\u0000`, `_:b1` → `_:nb1` (Serd renames labels like its own generated ones; `n`
///   marks the document's labels).
class GuardedText {
 public:
  /// `text` must outlive the object. Throws Error(ExitCode::unusable) at the first
  /// violation; `first_line` is the 1-based line at which `text` starts in its file.
  GuardedText(std::string_view text,
              Syntax syntax,
              std::string file_name,
              std::size_t first_line = 1);

  [[nodiscard]] std::string_view text() const {
    return edits_.empty() ? original_ : std::string_view(rewritten_);
  }

  /// An error at byte `offset` of `text()`, placed in the original document.
  [[nodiscard]] Error error_at(std::size_t offset,
                               const std::string& message,
                               const std::string& hint = {}) const;
  /// The same for byte `offset` of the original text.
  [[nodiscard]] Error error_in_original(std::size_t offset,
                                        const std::string& message,
                                        const std::string& hint = {}) const;

 private:
  /// From here on, rewritten offset minus original offset is constant.
  struct Edit {
    std::size_t rewritten = 0;
    std::size_t original = 0;
  };
  friend class TurtleScanner;

  /// Replaces original bytes [begin, end), which come after all earlier edits.
  void replace(std::size_t begin, std::size_t end, std::string_view by);

  std::string_view original_;
  std::string file_name_;
  std::size_t first_line_;
  std::string rewritten_;
  std::size_t copied_ = 0;  ///< original bytes that are in `rewritten_`
  std::vector<Edit> edits_;
};

}  // namespace byline::rdf
