#pragma once

#include "rdf/writer.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::rdf {

/// Appends `prefix:local` with the escapes that its local name needs.
void append_escaped_name(std::string& out, std::string_view name);

/// What a local name may be made of.
enum class NameStyle {
  turtle,  ///< what Serd writes as Turtle ([168s] PN_LOCAL)
  json,    ///< anything that does not begin with `//` (JSON-LD 1.1, compact IRIs)
};

/// Shortens IRIs to prefixed names and remembers which prefixes were used.
class PrefixedNames {
 public:
  explicit PrefixedNames(const Prefixes& prefixes);

  /// Puts `prefix:local`, not yet escaped, at `out` and returns true if the longest
  /// matching prefix leaves a local name that `style` admits.
  bool shorten(std::string_view iri,
               std::string& out,
               NameStyle style = NameStyle::turtle);

  /// Declares `iri` under `name`, or `name` with a number if that is taken, unless a
  /// prefix for it exists; marks it as used and returns its name.
  std::string require(std::string_view iri, std::string_view name);

  /// The prefixes in use.
  [[nodiscard]] Prefixes used() const;

 private:
  struct Entry {
    std::string iri;
    std::string name;
    bool used = false;
  };
  std::vector<Entry> entries_;  ///< sorted by IRI
};

}  // namespace byline::rdf
