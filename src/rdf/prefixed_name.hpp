#pragma once

#include "rdf/writer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::rdf {

/// Shortens IRIs to prefixed names and remembers which prefixes were used.
class PrefixedNames {
 public:
  explicit PrefixedNames(const Prefixes& prefixes);

  /// Appends the prefixed name of Turtle, escaped ([140s] PNAME_LN), and returns true if
  /// the longest matching prefix leaves a local name that is fit to read.
  bool append_turtle(std::string& out, std::string_view iri);

  /// Puts the compact IRI of JSON-LD 1.1 at `out` and returns true if there is one: what
  /// the longest matching prefix leaves must not begin with `//`.
  bool compact(std::string_view iri, std::string& out);

  /// The prefixes in use.
  [[nodiscard]] Prefixes used() const;

 private:
  struct Entry {
    std::string iri;
    std::string name;
    bool used = false;
    /// Place of the longest other IRI that begins this one; its own if there is none.
    std::size_t outer = 0;
  };
  /// The entry with the longest IRI that begins `iri`, or null.
  Entry* entry_of(std::string_view iri);

  std::vector<Entry> entries_;  ///< sorted by IRI
};

}  // namespace byline::rdf
