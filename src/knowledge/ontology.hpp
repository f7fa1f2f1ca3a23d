#pragma once

#include "base/diagnostics.hpp"
#include "base/text_hash.hpp"
#include "model/fact.hpp"
#include "rdf/quad.hpp"
#include "rdf/writer.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the program knows about the world: all of it is read from `ontology/`.
/// Names of terms are prefixed names ("by:Foundation") wherever they are held or passed.
namespace byline::knowledge {

/// Text by language tag; "" is untagged.
using Labels = std::map<std::string, std::string>;

struct ClassDefinition {
  std::string name;
  std::vector<std::string> parents;  ///< direct superclasses, sorted
  std::optional<EntityKind> kind;    ///< its own `by:kind`; see Ontology::kind_of
  Labels labels;
};

struct PropertyDefinition {
  std::string name;
  /// Any one of these classes; empty: anything. "owl:Thing" is any entity, event or node.
  std::vector<std::string> domains;
  /// Any one of these classes, or of these datatypes when `is_literal`; empty: anything.
  std::vector<std::string> ranges;
  std::vector<std::string> parents;  ///< direct super-properties, sorted
  bool is_literal = false;           ///< owl:DatatypeProperty
  bool symmetric = false;
  bool functional = false;  ///< one value at most, in truth: tells people apart
  std::string inverse;      ///< owl:inverseOf; empty if there is none
  Labels labels;
};

struct EventType {
  std::string name;
  std::vector<std::string> defining_roles;  ///< in the order of `by:definingRole`
  Labels labels;
};

/// Classes, properties and event types of one or more Turtle files. Immutable.
class Ontology {
 public:
  /// Reads every file in the order given. A file that cannot be read or parsed, an
  /// unknown `by:kind`, a property without a type, an event type without defining roles
  /// or two IRIs for one prefix throw Error (ExitCode::io or unusable) with the place.
  static Ontology load(const std::vector<std::filesystem::path>& files);
  /// The same from one text; `file` is for messages.
  static Ontology parse(std::string_view turtle, const std::string& file);

  [[nodiscard]] const ClassDefinition* find_class(std::string_view name) const;
  [[nodiscard]] const PropertyDefinition* find_property(std::string_view name) const;
  [[nodiscard]] const EventType* find_event_type(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, ClassDefinition>& classes() const;
  [[nodiscard]] const std::map<std::string, PropertyDefinition>& properties() const;
  [[nodiscard]] const std::map<std::string, EventType>& event_types() const;
  /// Everything declared with a type, by name: also by:gt, by:alias … ; sorted.
  [[nodiscard]] const std::vector<std::string>& names() const;

  /// Whether `name` is `ancestor` or lies below it; everything lies below owl:Thing.
  [[nodiscard]] bool is_a(std::string_view name, std::string_view ancestor) const;
  /// The folder of an entity of this class: its own or the nearest superclass's.
  [[nodiscard]] std::optional<EntityKind> kind_of(std::string_view class_name) const;
  /// What is written for an entity of this class: it and its superclasses that have a
  /// kind, most special first ("by:Foundation", "org:FormalOrganization",
  /// "org:Organization").
  [[nodiscard]] std::vector<std::string> written_classes(
      std::string_view class_name) const;
  /// Whether a thing of class `class_name` may stand there (data model, section 6).
  [[nodiscard]] bool fits(const std::vector<std::string>& allowed,
                          std::string_view class_name) const;
  /// Whether `property` is `ancestor` or lies below it.
  [[nodiscard]] bool is_subproperty(std::string_view property,
                                    std::string_view ancestor) const;

  /// Prefix without colon → IRI, as the files declare them.
  [[nodiscard]] const rdf::Prefixes& prefixes() const;
  /// The IRI of a prefixed name; nothing if the prefix is unknown or there is no colon.
  [[nodiscard]] std::optional<std::string> expand(std::string_view name) const;
  /// The prefixed name of an IRI by the longest namespace that fits; else the IRI itself.
  [[nodiscard]] std::string compact(std::string_view iri) const;
  /// SHA-256 of the files' texts in order: part of the name of a run.
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

 private:
  void read(std::string_view turtle, const std::string& file);
  void find_ancestors();

  std::map<std::string, ClassDefinition> classes_;
  std::map<std::string, PropertyDefinition> properties_;
  std::map<std::string, EventType> event_types_;
  /// What matching asks of classes all the time.
  struct Ancestry {
    std::vector<std::string> names;  ///< the class and all above it, nearest first
    std::optional<EntityKind> kind;  ///< of the nearest that has one
  };
  std::unordered_map<std::string, Ancestry, TextHash, std::equal_to<>> ancestors_;
  std::vector<std::string> names_;
  rdf::Prefixes prefixes_;
  std::string content_hash_;
};

/// "organization" and so on: the folder of a kind's IRIs.
std::string_view folder_of(EntityKind kind);
std::optional<EntityKind> kind_named(std::string_view folder);

}  // namespace byline::knowledge
