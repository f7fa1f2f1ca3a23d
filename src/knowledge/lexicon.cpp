#include "knowledge/lexicon.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "knowledge/triples.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>
#include <tuple>
#include <utility>

namespace byline::knowledge {

namespace {

const std::string pref_label = "skos:prefLabel";
const std::string alt_label = "skos:altLabel";
const std::string same_as_name = "owl:sameAs";
const std::string qualifier_name = "by:qualifier";
const std::string type_name = "rdf:type";
const std::string source_name = "dct:source";

/// One lexicon file while it is read.
struct Document {
  std::string_view turtle;
  const std::string& file;
  Triples triples;
  const Ontology& ontology;
};

[[noreturn]] void fail(const Document& document,
                       const std::string& subject,
                       std::string_view near,
                       const std::string& text,
                       std::string hint = {}) {
  // The reader gives no places of triples: the first `near` behind the subject is it.
  const std::size_t start = document.turtle.find(subject);
  const std::size_t from = start == std::string_view::npos ? 0 : start;
  const std::size_t found = document.turtle.find(near, from);
  const std::size_t offset = found == std::string_view::npos ? from : found;
  throw Error(ExitCode::unusable,
              diagnose(document.turtle, offset, document.file, text, std::move(hint)));
}

void check_property(const Document& document,
                    const std::string& subject,
                    const std::string& property) {
  static const std::array<std::string, 5> allowed = {
      type_name, pref_label, alt_label, same_as_name, qualifier_name};
  if (std::ranges::find(allowed, property) == allowed.end()) {
    fail(
        document,
        subject,
        property,
        property + " of " + subject + " does not belong in the lexicon",
        "the lexicon holds classes, labels, aliases and owl:sameAs; relations, dates and "
        "former names come from articles");
  }
  if (property == same_as_name &&
      document.triples.values("file:///" + document.file, source_name).empty()) {
    fail(document,
         subject,
         property,
         "owl:sameAs in a file without a recorded source",
         "say where the links come from: <> dct:source <…>");
  }
}

void read_classes(const Document& document,
                  const std::string& subject,
                  LexiconEntry& entry) {
  const Ontology& ontology = document.ontology;
  std::vector<std::string> names;
  for (const rdf::Term& term : document.triples.values(subject, type_name)) {
    names.push_back(document.triples.name(term));
    if (!ontology.kind_of(names.back())) {
      std::vector<std::string> known;
      for (const auto& [name, definition] : ontology.classes()) {
        known.push_back(name);
      }
      const std::string nearest = closest(names.back(), known);
      fail(document,
           subject,
           names.back(),
           "unknown class '" + names.back() + "'",
           nearest.empty() ? "" : "did you mean '" + nearest + "'?");
    }
  }
  if (names.empty()) {
    fail(document, subject, subject, subject + " has no class");
  }
  // Most special first: a class with more ancestors lies lower.
  std::ranges::sort(names, [&](const std::string& a, const std::string& b) {
    return std::pair(-std::ssize(ontology.written_classes(a)), a) <
           std::pair(-std::ssize(ontology.written_classes(b)), b);
  });
  entry.kind = *ontology.kind_of(names.front());
  for (const std::string& name : names) {
    if (ontology.kind_of(name) != entry.kind) {
      fail(document,
           subject,
           name,
           subject + " has classes of two kinds: " + names.front() + " and " + name);
    }
  }
  entry.classes = std::move(names);
}

void read_labels(const Document& document,
                 const std::string& subject,
                 LexiconEntry& entry) {
  std::string untagged;
  std::string english;
  std::string first;
  std::vector<std::string> languages;
  for (const rdf::Term& term : document.triples.values(subject, pref_label)) {
    if (std::ranges::find(languages, term.language) != languages.end()) {
      fail(document,
           subject,
           pref_label,
           subject + " has two preferred labels in one language",
           "make all but one skos:altLabel");
    }
    languages.push_back(term.language);
    entry.names.push_back({term.value, term.language});
    (term.language.empty()   ? untagged
     : term.language == "en" ? english
                             : first) = term.value;
  }
  for (const rdf::Term& term : document.triples.values(subject, alt_label)) {
    entry.names.push_back({term.value, term.language});
  }
  entry.label = !english.empty() ? english : !untagged.empty() ? untagged : first;
  if (entry.label.empty()) {
    fail(document, subject, subject, subject + " has no skos:prefLabel");
  }
}

LexiconEntry read_entry(const Document& document, const std::string& subject) {
  LexiconEntry entry;
  for (const auto& [property, values] : document.triples.subjects().at(subject)) {
    check_property(document, subject, property);
  }
  read_classes(document, subject, entry);
  read_labels(document, subject, entry);
  for (const rdf::Term& term : document.triples.values(subject, qualifier_name)) {
    entry.qualifier = term.value;
  }
  for (const rdf::Term& term : document.triples.values(subject, same_as_name)) {
    entry.same_as.push_back(term.value);
  }
  entry.where.file = document.file;
  return entry;
}

void read_document(std::string_view turtle,
                   const std::string& file,
                   const Ontology& ontology,
                   std::vector<LexiconEntry>& entries) {
  const Document document{turtle, file, Triples::parse(turtle, file), ontology};
  const std::string self = "file:///" + file;
  for (const auto& [subject, properties] : document.triples.subjects()) {
    if (subject != self) {
      entries.push_back(read_entry(document, subject));
    }
  }
}

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

auto key(const LexiconEntry& entry) {
  return std::tie(entry.kind, entry.label, entry.qualifier);
}

/// Sorts, and makes one entry of those with one key.
std::vector<LexiconEntry> merged(std::vector<LexiconEntry> entries) {
  std::ranges::stable_sort(entries,
                           [](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<LexiconEntry> result;
  for (LexiconEntry& entry : entries) {
    if (result.empty() || key(result.back()) != key(entry)) {
      result.push_back(std::move(entry));
      continue;
    }
    LexiconEntry& known = result.back();
    std::ranges::move(entry.names, std::back_inserter(known.names));
    std::ranges::move(entry.same_as, std::back_inserter(known.same_as));
    for (std::string& name : entry.classes) {
      if (std::ranges::find(known.classes, name) == known.classes.end()) {
        known.classes.push_back(std::move(name));
      }
    }
  }
  for (LexiconEntry& entry : result) {
    sort_unique(entry.names);
    sort_unique(entry.same_as);
  }
  return result;
}

}  // namespace

Lexicon Lexicon::parse(std::string_view turtle,
                       const std::string& file,
                       const Ontology& ontology) {
  Lexicon lexicon;
  std::vector<LexiconEntry> entries;
  read_document(turtle, file, ontology, entries);
  lexicon.entries_ = merged(std::move(entries));
  lexicon.content_hash_ = sha256_hex(turtle);
  return lexicon;
}

Lexicon Lexicon::load(const std::vector<std::filesystem::path>& files,
                      const Ontology& ontology) {
  Lexicon lexicon;
  std::vector<LexiconEntry> entries;
  std::string hashes;
  for (const std::filesystem::path& file : files) {
    const std::string text = read_file(file);
    read_document(text, file.string(), ontology, entries);
    hashes += sha256_hex(text);
  }
  lexicon.entries_ = merged(std::move(entries));
  lexicon.content_hash_ = sha256_hex(hashes);
  return lexicon;
}

std::vector<std::filesystem::path> turtle_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".ttl") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace byline::knowledge
