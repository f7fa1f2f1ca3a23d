#pragma once

#include "base/diagnostics.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::sparql {

/// SPARQL 1.1 grammar, section 19.8, terminals [139]–[173].
enum class TokenKind : std::uint8_t {
  end,
  iri,            ///< text between `<` and `>`
  prefixed_name,  ///< as written, with its escapes: `p:a\,b`
  blank_label,    ///< without `_:`
  variable,       ///< without `?` or `$`
  language_tag,   ///< without `@`
  integer,        ///< with its sign, if one stands right before it
  decimal,        ///< the same
  double_number,  ///< the same
  string,         ///< content, escapes resolved
  word,           ///< keyword or function name, as written
  punctuation,    ///< `{ } ( ) [ ] ; , . * / | ^ ^^ ! = != < > <= >= && || + - ?`
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t offset = 0;  ///< byte of the query as received
  std::string text;
};

/// The text of a query or update request and where it comes from, for messages.
class QuerySource {
 public:
  /// Checks UTF-8 and decodes `\uXXXX` and `\UXXXXXXXX` (section 19.2: everywhere, before
  /// parsing; what an escape yields is not looked at again). Throws Error(unusable).
  QuerySource(std::string text, std::string file);

  /// After decoding.
  [[nodiscard]] std::string_view decoded() const { return decoded_; }
  [[nodiscard]] std::string_view received() const { return received_; }
  /// Byte of the received text for a byte of the decoded text.
  [[nodiscard]] std::size_t received_offset(std::size_t decoded_offset) const;
  /// An error at a byte of the received text.
  [[nodiscard]] Error error(std::size_t offset,
                            std::string message,
                            std::string hint = {}) const;

 private:
  void decode_escapes();
  std::size_t decode_escape(std::size_t at);

  std::string received_;
  std::string file_;
  std::string decoded_;
  /// (decoded offset, received offset) behind each decoded escape, ascending.
  std::vector<std::pair<std::size_t, std::size_t>> shifts_;
};

/// All tokens in order, the last one `end`. White space and comments separate tokens and
/// vanish. Longest match, so `?x<?a&&?b>?y` holds an IRI. Throws Error(unusable).
std::vector<Token> tokenize(const QuerySource& source);

}  // namespace byline::sparql
