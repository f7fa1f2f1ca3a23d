#pragma once

#include "rdf/quad.hpp"
#include "rdf/writer.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// A small Turtle document in memory, grouped by subject. Names are prefixed names.
class Triples {
 public:
  using Values = std::vector<rdf::Term>;
  /// predicate (prefixed name) → objects in document order
  using Properties = std::map<std::string, Values>;

  /// Throws Error as rdf::read_text does. `file` is for messages.
  static Triples parse(std::string_view turtle, const std::string& file);

  /// Subjects: prefixed names, or `_:label` for blank nodes.
  [[nodiscard]] const std::map<std::string, Properties>& subjects() const {
    return subjects_;
  }
  [[nodiscard]] const rdf::Prefixes& prefixes() const { return prefixes_; }
  [[nodiscard]] std::string name(const rdf::Term& term) const;
  /// Objects of `subject` and `predicate`, empty if there are none.
  [[nodiscard]] const Values& values(const std::string& subject,
                                     const std::string& predicate) const;
  /// The names that `term` lists: the members of an RDF list, of an owl:unionOf, or it.
  [[nodiscard]] std::vector<std::string> members(const rdf::Term& term) const;

 private:
  std::map<std::string, Properties> subjects_;
  rdf::Prefixes prefixes_;
};

/// The prefixed name of an IRI by the longest namespace in `prefixes` that leaves a local
/// name without `/` and `#`; else the IRI itself.
std::string compact_iri(std::string_view iri, const rdf::Prefixes& prefixes);

}  // namespace byline::knowledge
