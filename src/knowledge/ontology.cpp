#include "knowledge/ontology.hpp"

#include "knowledge/triples.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace byline::knowledge {

namespace {

constexpr std::array<std::pair<std::string_view, EntityKind>, 6> folders = {
    {{"organization", EntityKind::organization},
     {"person", EntityKind::person},
     {"place", EntityKind::place},
     {"work", EntityKind::work},
     {"occasion", EntityKind::occasion},
     {"topic", EntityKind::topic}}};

template <typename Map>
const typename Map::mapped_type* find_in(const Map& map, std::string_view name) {
  const auto found = map.find(std::string(name));
  return found == map.end() ? nullptr : &found->second;
}

/// `name` and everything above it, nearest first (breadth first, parents sorted).
template <typename Map>
std::vector<std::string> ancestry(const Map& map, std::string_view name) {
  std::vector<std::string> order = {std::string(name)};
  std::set<std::string> seen = {order.front()};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto* definition = find_in(map, order[i]);
    if (definition == nullptr) {
      continue;
    }
    for (const std::string& parent : definition->parents) {
      if (seen.insert(parent).second) {
        order.push_back(parent);
      }
    }
  }
  return order;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

std::string_view folder_of(EntityKind kind) {
  return std::ranges::find(folders, kind, [](const auto& entry) { return entry.second; })
      ->first;
}

std::optional<EntityKind> kind_named(std::string_view folder) {
  const auto* const found =
      std::ranges::find(folders, folder, [](const auto& entry) { return entry.first; });
  return found == folders.end() ? std::nullopt : std::optional(found->second);
}

const ClassDefinition* Ontology::find_class(std::string_view name) const {
  return find_in(classes_, name);
}

const PropertyDefinition* Ontology::find_property(std::string_view name) const {
  return find_in(properties_, name);
}

const EventType* Ontology::find_event_type(std::string_view name) const {
  return find_in(event_types_, name);
}

const std::map<std::string, ClassDefinition>& Ontology::classes() const {
  return classes_;
}

const std::map<std::string, PropertyDefinition>& Ontology::properties() const {
  return properties_;
}

const std::map<std::string, EventType>& Ontology::event_types() const {
  return event_types_;
}

const std::vector<std::string>& Ontology::names() const {
  return names_;
}

const rdf::Prefixes& Ontology::prefixes() const {
  return prefixes_;
}

void Ontology::find_ancestors() {
  ancestors_.clear();
  for (const auto& [name, definition] : classes_) {
    Ancestry all{ancestry(classes_, name), std::nullopt};
    for (const std::string& above : all.names) {
      const ClassDefinition* at = find_class(above);
      all.kind = all.kind || at == nullptr ? all.kind : at->kind;
    }
    ancestors_.emplace(name, std::move(all));
  }
}

bool Ontology::is_a(std::string_view name, std::string_view ancestor) const {
  if (ancestor == "owl:Thing" || name == ancestor) {
    return true;
  }
  const auto found = ancestors_.find(name);
  return found != ancestors_.end() && holds(found->second.names, ancestor);
}

bool Ontology::is_subproperty(std::string_view property,
                              std::string_view ancestor) const {
  return holds(ancestry(properties_, property), ancestor);
}

std::optional<EntityKind> Ontology::kind_of(std::string_view class_name) const {
  const auto found = ancestors_.find(class_name);
  return found == ancestors_.end() ? std::nullopt : found->second.kind;
}

std::vector<std::string> Ontology::written_classes(std::string_view class_name) const {
  std::vector<std::string> written = ancestry(classes_, class_name);
  std::erase_if(written, [this](const std::string& name) { return !kind_of(name); });
  return written;
}

bool Ontology::fits(const std::vector<std::string>& allowed,
                    std::string_view class_name) const {
  return allowed.empty() ||
         std::ranges::any_of(allowed, [this, class_name](const std::string& one) {
           return is_a(class_name, one);
         });
}

std::optional<std::string> Ontology::expand(std::string_view name) const {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) {
    return std::nullopt;
  }
  const auto prefix = prefixes_.find(std::string(name.substr(0, colon)));
  if (prefix == prefixes_.end()) {
    return std::nullopt;
  }
  return prefix->second + std::string(name.substr(colon + 1));
}

std::string Ontology::compact(std::string_view iri) const {
  return compact_iri(iri, prefixes_);
}

}  // namespace byline::knowledge
