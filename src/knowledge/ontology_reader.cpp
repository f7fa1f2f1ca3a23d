#include "base/files.hpp"
#include "base/hash.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/triples.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace byline::knowledge {

namespace {

/// One file of an ontology while it is read.
struct Document {
  std::string_view turtle;
  const std::string& file;
  Triples triples;
};

[[noreturn]] void fail(const Document& document,
                       const std::string& subject,
                       const std::string& text,
                       std::string hint = {}) {
  // A subject stands at the start of a line; the reader gives no places of triples.
  const std::size_t line = document.turtle.find("\n" + subject + " ");
  const std::size_t offset =
      line == std::string_view::npos ? document.turtle.find(subject) : line + 1;
  if (offset == std::string_view::npos) {
    throw Error(ExitCode::unusable, Location{document.file, 0, 0}, text, std::move(hint));
  }
  throw Error(ExitCode::unusable,
              diagnose(document.turtle, offset, document.file, text, std::move(hint)));
}

bool has_type(const Triples& triples,
              const std::string& subject,
              const std::string& type) {
  return std::ranges::any_of(
      triples.values(subject, "rdf:type"),
      [&](const rdf::Term& term) { return triples.name(term) == type; });
}

std::vector<std::string> sorted_names(const Triples& triples,
                                      const std::string& subject,
                                      const std::string& predicate) {
  std::vector<std::string> names;
  for (const rdf::Term& term : triples.values(subject, predicate)) {
    names.push_back(triples.name(term));
  }
  std::ranges::sort(names);
  return names;
}

/// Members of the unions and lists that both predicates give, in document order.
std::vector<std::string> class_list(const Triples& triples,
                                    const std::string& subject,
                                    const std::string& strict,
                                    const std::string& loose) {
  std::vector<std::string> names;
  for (const std::string& predicate : {strict, loose}) {
    for (const rdf::Term& term : triples.values(subject, predicate)) {
      std::ranges::move(triples.members(term), std::back_inserter(names));
    }
  }
  return names;
}

Labels labels_of(const Triples& triples, const std::string& subject) {
  Labels labels;
  for (const rdf::Term& term : triples.values(subject, "rdfs:label")) {
    labels.emplace(term.language, term.value);
  }
  return labels;
}

ClassDefinition read_class(const Document& document, const std::string& subject) {
  const Triples& triples = document.triples;
  ClassDefinition definition;
  definition.name = subject;
  definition.parents = sorted_names(triples, subject, "rdfs:subClassOf");
  definition.labels = labels_of(triples, subject);
  for (const rdf::Term& term : triples.values(subject, "by:kind")) {
    definition.kind = kind_named(term.value);
    if (!definition.kind) {
      fail(document,
           subject,
           "unknown kind \"" + term.value + "\" of class " + subject,
           "kinds are organization, person, place, work, occasion and topic");
    }
  }
  return definition;
}

PropertyDefinition read_property(const Triples& triples, const std::string& subject) {
  PropertyDefinition definition;
  definition.name = subject;
  definition.is_literal = has_type(triples, subject, "owl:DatatypeProperty");
  definition.domains =
      class_list(triples, subject, "rdfs:domain", "schema:domainIncludes");
  definition.ranges = class_list(triples, subject, "rdfs:range", "schema:rangeIncludes");
  definition.parents = sorted_names(triples, subject, "rdfs:subPropertyOf");
  definition.symmetric = has_type(triples, subject, "owl:SymmetricProperty");
  definition.functional = has_type(triples, subject, "owl:FunctionalProperty");
  definition.labels = labels_of(triples, subject);
  for (const rdf::Term& term : triples.values(subject, "owl:inverseOf")) {
    definition.inverse = triples.name(term);
  }
  return definition;
}

EventType read_event_type(const Document& document, const std::string& subject) {
  EventType type;
  type.name = subject;
  type.labels = labels_of(document.triples, subject);
  for (const rdf::Term& term : document.triples.values(subject, "by:definingRole")) {
    type.defining_roles = document.triples.members(term);
  }
  if (type.defining_roles.empty()) {
    fail(document,
         subject,
         "event type " + subject + " has no by:definingRole",
         "say which roles make two events the same: by:definingRole ( by:theme )");
  }
  return type;
}

}  // namespace

Ontology Ontology::parse(std::string_view turtle, const std::string& file) {
  Ontology ontology;
  ontology.read(turtle, file);
  ontology.content_hash_ = sha256_hex(turtle);
  return ontology;
}

Ontology Ontology::load(const std::vector<std::filesystem::path>& files) {
  Ontology ontology;
  std::string hashes;
  for (const std::filesystem::path& file : files) {
    const std::string text = read_file(file);
    ontology.read(text, file.string());
    hashes += sha256_hex(text);
  }
  ontology.content_hash_ = sha256_hex(hashes);
  return ontology;
}

void Ontology::read(std::string_view turtle, const std::string& file) {
  const Document document{turtle, file, Triples::parse(turtle, file)};
  const Triples& triples = document.triples;
  for (const auto& [prefix, iri] : triples.prefixes()) {
    const auto [known, is_new] = prefixes_.emplace(prefix, iri);
    if (!is_new && known->second != iri) {
      fail(document,
           "@prefix " + prefix + ":",
           "prefix '" + prefix + ":' means <" + known->second + "> in an earlier file");
    }
  }
  for (const auto& [subject, properties] : triples.subjects()) {
    if (subject.starts_with("_:") || !properties.contains("rdf:type")) {
      continue;
    }
    names_.push_back(subject);
    if (has_type(triples, subject, "owl:Class")) {
      classes_.insert_or_assign(subject, read_class(document, subject));
    }
    if (has_type(triples, subject, "owl:DatatypeProperty") ||
        has_type(triples, subject, "owl:ObjectProperty") ||
        has_type(triples, subject, "owl:AnnotationProperty")) {
      properties_.insert_or_assign(subject, read_property(triples, subject));
    }
    if (has_type(triples, subject, "by:EventType")) {
      event_types_.insert_or_assign(subject, read_event_type(document, subject));
    }
  }
  std::ranges::sort(names_);
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  find_ancestors();
}

}  // namespace byline::knowledge
