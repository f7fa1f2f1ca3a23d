#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace byline::rdf {

/// RDF 1.1 terms; `triple` (RDF 1.2) may be added here later.
enum class TermKind : std::uint8_t { iri, blank, literal };

/// A borrowed term: valid as long as what it was made from. For the hot paths of readers.
struct TermView {
  TermKind kind = TermKind::iri;
  std::string_view value;  ///< IRI, blank-node label without `_:`, or lexical form
  std::string_view
      datatype;  ///< literals only: always filled, xsd:string and rdf:langString too
  std::string_view language;  ///< as written; empty if there is none
  auto operator<=>(const TermView&) const = default;
};

/// An RDF term. Lexical forms are kept as written ("01" is not "1"); equality is
/// sameTerm, except that language tags compare by their letters' case, too.
struct Term {
  TermKind kind = TermKind::iri;
  std::string value;  ///< IRI (absolute), blank-node label without `_:`, or lexical form
  std::string
      datatype;  ///< literals only: always filled, xsd:string and rdf:langString too
  std::string language;  ///< as written; empty if there is none

  Term() = default;
  Term(TermKind kind_of, std::string text, std::string type = {}, std::string tag = {});
  explicit Term(const TermView& view);

  static Term iri(std::string text);
  static Term blank(std::string label);
  static Term literal(std::string lexical);                           ///< xsd:string
  static Term typed(std::string lexical, std::string_view datatype);  ///< any datatype
  static Term tagged(std::string lexical, std::string language);      ///< rdf:langString
  static Term integer(std::int64_t value);

  [[nodiscard]] TermView view() const { return {kind, value, datatype, language}; }
  [[nodiscard]] bool is_iri() const { return kind == TermKind::iri; }
  [[nodiscard]] bool is_blank() const { return kind == TermKind::blank; }
  [[nodiscard]] bool is_literal() const { return kind == TermKind::literal; }
  auto operator<=>(const Term&) const = default;
};

/// Whether U+FFFE and U+FFFF are written as escapes.
enum class Noncharacters : std::uint8_t {
  escaped,  ///< as canonical N-Triples wants
  raw       ///< in Turtle and TriG: rapper gives up a file that escapes one
};

/// A string in quotes, with the escapes of canonical N-Triples (RDF 1.2 N-Triples,
/// section 5): \b \t \n \f \r \" \\ by letter, other controls and U+007F as \uXXXX, all
/// else as it is.
void append_string(std::string& out, std::string_view text, Noncharacters how);

/// The canonical N-Triples form (RDF 1.1 N-Triples section 4, escapes of RDF 1.2 C14N):
/// appended to `out`.
void append_ntriples(std::string& out, const TermView& term);
std::string to_ntriples(const Term& term);

}  // namespace byline::rdf
