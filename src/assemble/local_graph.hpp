#pragma once

#include "model/fact.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What one article says, ready to be merged: names of the ontology are IRIs, positions
/// are code points, nothing points into the article's text any more. This is what a shard
/// holds (docs/pipeline.md).
namespace byline::assemble {

inline constexpr std::size_t nothing = SIZE_MAX;  ///< an index that is not set

/// Code points of the article's text, [begin, end), 0-based.
struct Offsets {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool empty() const { return begin == end; }
  auto operator<=>(const Offsets&) const = default;
};

/// A piece of the article's text and where it stands.
struct TextAt {
  Offsets at;
  std::string text;
  auto operator<=>(const TextAt&) const = default;
};

/// A name and its language tag (empty: none).
struct TaggedName {
  std::string text;
  std::string language;
  auto operator<=>(const TaggedName&) const = default;
};

/// What the lexicon says about an entity.
struct LexiconShare {
  bool known = false;
  std::string qualifier;
  std::vector<std::string> classes;  ///< IRIs, with superclasses
  std::vector<TaggedName> names;
  std::vector<std::string> same_as;
  auto operator<=>(const LexiconShare&) const = default;
};

struct LocalEntity {
  EntityKind kind = EntityKind::topic;
  std::string label;
  std::vector<std::string> names;    ///< spellings in the article, sorted
  std::vector<std::string> classes;  ///< IRIs, with superclasses, most special first
  bool class_from_text = false;
  bool is_value = false;  ///< made of a literal (a principle, a role): keeps its kind
  bool in_fact = false;   ///< a fact names it
  LexiconShare lexicon;
  /// The label without its class word, with the class: what a translated name shares
  /// ("Fundação Kubrix", "Kubrix Foundation"). Empty without a class word.
  std::string core;
  /// Values of properties that have one value at most (birth date): tells people apart.
  std::vector<std::pair<std::string, std::string>> traits;
  std::vector<std::string> other_names;  ///< aliases and former names that facts state
  auto operator<=>(const LocalEntity&) const = default;
};

/// Subject or object of a local fact. `iri` values are absolute.
struct LocalNode {
  NodeKind kind = NodeKind::literal;
  std::size_t index = nothing;
  std::string value;
  std::string datatype;  ///< IRI; empty for text in `language`
  std::string language;
  auto operator<=>(const LocalNode&) const = default;
};

struct LocalEvidence {
  std::size_t sentence = nothing;  ///< index into LocalGraph::sentences
  Offsets span;
  Offsets subject;
  Offsets object;
  std::string rule;
  std::string confidence;  ///< xsd:decimal with two digits
  Step step = Step::none;
  Offsets antecedent;
  bool negated = false;
  std::uint8_t modality = modality_none;
  std::size_t said_by = nothing;       ///< entity
  std::size_t in_quotation = nothing;  ///< quotation
  std::string valid_from;
  std::string valid_to;

  [[nodiscard]] bool plain() const { return !negated && modality == modality_none; }
  auto operator<=>(const LocalEvidence&) const = default;
};

struct LocalFact {
  LocalNode subject;
  std::string property;  ///< IRI
  LocalNode object;
  bool symmetric = false;  ///< the property is: written once, as first stated
  LocalEvidence evidence;
  auto operator<=>(const LocalFact&) const = default;
};

/// One role of the roles that name an event; a role for literals may be missing.
struct DefiningRole {
  std::string property;  ///< IRI
  bool optional = false;
  auto operator<=>(const DefiningRole&) const = default;
};

struct LocalEvent {
  std::string type;  ///< IRI
  Offsets trigger;
  std::vector<DefiningRole> roles;
  auto operator<=>(const LocalEvent&) const = default;
};

struct LocalStatistic {
  LocalNode of;
  std::size_t metric = nothing;  ///< entity of kind topic
  std::string value;
  bool is_integer = true;
  std::string unit;
  std::string comparator;  ///< IRI; empty if the text gives none
  std::string period_start;
  std::string period_end;
  auto operator<=>(const LocalStatistic&) const = default;
};

struct LocalQuotation {
  std::vector<TextAt> pieces;
  bool direct = true;
  std::size_t speaker = nothing;  ///< entity
  std::size_t sentence = nothing;
  auto operator<=>(const LocalQuotation&) const = default;
};

struct LocalMembership {
  std::size_t person = nothing;
  std::size_t organization = nothing;
  std::string role;
  auto operator<=>(const LocalMembership&) const = default;
};

struct LocalMention {
  TextAt text;
  std::size_t entity = nothing;
  MentionForm form = MentionForm::name;
  auto operator<=>(const LocalMention&) const = default;
};

/// Where a rule that found something stands.
struct RulePlace {
  std::string name;
  std::string file;
  std::size_t line = 0;
  auto operator<=>(const RulePlace&) const = default;
};

struct LocalGraph {
  std::string id;
  std::string language;
  std::string title;
  std::string url;
  std::string author;
  std::string publisher;
  std::string date;
  std::string content_hash;
  std::string text_hash;
  std::vector<LocalEntity> entities;
  std::vector<TextAt> sentences;
  std::vector<LocalEvent> events;
  std::vector<LocalStatistic> statistics;
  std::vector<LocalQuotation> quotations;
  std::vector<LocalMembership> memberships;
  std::vector<LocalFact> facts;
  std::vector<LocalMention> mentions;
  std::vector<RulePlace> rules;  ///< of `facts`, sorted
  auto operator<=>(const LocalGraph&) const = default;
};

}  // namespace byline::assemble
