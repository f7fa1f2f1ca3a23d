#pragma once

#include "base/diagnostics.hpp"
#include "knowledge/ontology.hpp"
#include "model/fact.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

struct LexiconName {
  std::string text;
  std::string language;  ///< BCP 47; empty: every language
  auto operator<=>(const LexiconName&) const = default;
};

/// A known thing: names and classes, nothing else (data model, section 1).
struct LexiconEntry {
  EntityKind kind = EntityKind::topic;
  std::string label;      ///< the name of its IRI: skos:prefLabel in English or untagged
  std::string qualifier;  ///< tells it from another entry of its kind and label
  std::vector<LexiconName> names;    ///< every skos:prefLabel and skos:altLabel, sorted
  std::vector<std::string> classes;  ///< as stated, most special first: "by:Foundation"
  std::vector<std::string> same_as;  ///< IRIs, sorted
  Location where;                    ///< file only
};

/// Known names. Immutable; entries are sorted by kind, label, qualifier.
class Lexicon {
 public:
  Lexicon() = default;
  /// Reads Turtle files. Allowed of a subject: rdf:type (a class with a kind),
  /// skos:prefLabel (one a language), skos:altLabel, by:qualifier, and owl:sameAs in a
  /// file that records its source (`<> dct:source …`). Anything else — a relation, a
  /// date, a former name — and a class without a kind throw Error (ExitCode::unusable)
  /// that names the place; unreadable files ExitCode::io. Two subjects with one kind,
  /// label and qualifier in one or several files become one entry.
  static Lexicon load(const std::vector<std::filesystem::path>& files,
                      const Ontology& ontology);
  static Lexicon parse(std::string_view turtle,
                       const std::string& file,
                       const Ontology& ontology);

  [[nodiscard]] const std::vector<LexiconEntry>& entries() const { return entries_; }
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

 private:
  std::vector<LexiconEntry> entries_;
  std::string content_hash_;
};

/// The Turtle files directly in `folder`, sorted by name; a missing folder is empty.
std::vector<std::filesystem::path> turtle_files(const std::filesystem::path& folder);

}  // namespace byline::knowledge
