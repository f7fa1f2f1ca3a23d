#include "cli/shapes.hpp"

#include "base/diagnostics.hpp"
#include "knowledge/triples.hpp"
#include "rdf/vocabulary.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <charconv>
#include <regex>
#include <set>
#include <utility>

namespace byline::cli {

namespace {

using knowledge::Triples;

const std::string shacl = "http://www.w3.org/ns/shacl#";

/// `sh:` name of a term whose namespace may have any prefix in the file.
std::string shacl_name(const Triples& triples, const std::string& name) {
  for (const auto& [prefix, iri] : triples.prefixes()) {
    if (iri == shacl && name.starts_with(prefix + ":")) {
      return name.substr(prefix.size() + 1);
    }
  }
  return name.starts_with(shacl) ? name.substr(shacl.size()) : std::string();
}

std::string iri_of(const Triples& triples, const std::string& name) {
  const std::size_t colon = name.find(':');
  const auto prefix = triples.prefixes().find(name.substr(0, colon));
  return prefix == triples.prefixes().end() ? name
                                            : prefix->second + name.substr(colon + 1);
}

double number_of(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Sets the component `name` of a property shape; false if it is unknown.
bool set_component(PropertyShape& shape,
                   const std::string& name,
                   const rdf::Term& value,
                   const Triples& triples) {
  if (name == "path") {
    shape.path = value.value;
  } else if (name == "minCount") {
    shape.min_count = static_cast<std::size_t>(number_of(value.value));
  } else if (name == "maxCount") {
    shape.max_count = static_cast<std::size_t>(number_of(value.value));
  } else if (name == "datatype") {
    shape.datatype = value.value;
  } else if (name == "class") {
    shape.class_iri = value.value;
  } else if (name == "nodeKind") {
    shape.node_kind = value.value.substr(shacl.size());
  } else if (name == "pattern") {
    shape.pattern = value.value;
  } else if (name == "message") {
    shape.message = value.value;
  } else if (name == "minInclusive") {
    shape.min_inclusive = number_of(value.value);
  } else if (name == "maxInclusive") {
    shape.max_inclusive = number_of(value.value);
  } else if (name == "uniqueLang") {
    shape.unique_language = value.value == "true";
  } else if (name == "in") {
    for (const std::string& member : triples.members(value)) {
      shape.in.push_back(iri_of(triples, member));
    }
  } else {
    return name == "severity" || name == "name" || name == "description";
  }
  return true;
}

[[noreturn]] void unsupported(const std::string& file,
                              const std::string& subject,
                              const std::string& property) {
  throw Error(ExitCode::unusable,
              Location{file, 0, 0},
              "not supported yet: " + property + " of " + subject,
              "supported: path minCount maxCount datatype class nodeKind pattern in "
              "minInclusive maxInclusive uniqueLang, targetClass targetObjectsOf "
              "targetSubjectsOf");
}

PropertyShape read_property(const Triples& triples,
                            const std::string& subject,
                            const std::string& file) {
  PropertyShape shape;
  const auto found = triples.subjects().find(subject);
  if (found == triples.subjects().end()) {
    return shape;
  }
  for (const auto& [property, values] : found->second) {
    const std::string name = shacl_name(triples, property);
    if (name.empty()) {
      continue;
    }
    for (const rdf::Term& value : values) {
      if (!set_component(shape, name, value, triples)) {
        unsupported(file, subject, property);
      }
    }
  }
  return shape;
}

std::vector<std::string>* targets_of(NodeShape& shape, const std::string& name) {
  return name == "targetClass"        ? &shape.target_classes
         : name == "targetObjectsOf"  ? &shape.target_objects_of
         : name == "targetSubjectsOf" ? &shape.target_subjects_of
                                      : nullptr;
}

NodeShape read_node_shape(const Triples& triples,
                          const std::string& subject,
                          const std::string& file) {
  NodeShape shape;
  shape.name = subject;
  for (const auto& [property, values] : triples.subjects().at(subject)) {
    const std::string name = shacl_name(triples, property);
    std::vector<std::string>* targets = targets_of(shape, name);
    for (const rdf::Term& value : values) {
      if (targets != nullptr) {
        targets->push_back(value.value);
      } else if (name == "property") {
        shape.properties.push_back(read_property(triples, triples.name(value), file));
      } else if (!name.empty()) {
        unsupported(file, subject, property);
      }
    }
  }
  return shape;
}

/// Checks values of one property at one node.
class Checker {
 public:
  Checker(const store::Store& store, std::vector<Violation>& violations)
      : store_(store),
        violations_(violations),
        type_(id_of(rdf::vocabulary::rdf_type)) {}

  [[nodiscard]] store::TermId id_of(std::string_view iri) const {
    rdf::TermView view;
    view.value = iri;
    return store_.find(view).value_or(store::any);
  }

  void check(store::TermId node, const PropertyShape& shape) {
    std::vector<store::TermId> values;
    const store::TermId path = id_of(shape.path);
    if (path != store::any) {
      store_.scan({node, path, store::any, store::default_graph},
                  [&](const store::Row& row) {
                    values.push_back(row.object);
                    return true;
                  });
    }
    if (shape.min_count && values.size() < *shape.min_count) {
      report(node,
             shape,
             "has " + std::to_string(values.size()) + " values, needs " +
                 std::to_string(*shape.min_count));
    }
    if (shape.max_count && values.size() > *shape.max_count) {
      report(node,
             shape,
             "has " + std::to_string(values.size()) + " values, may have " +
                 std::to_string(*shape.max_count));
    }
    std::set<std::string> languages;
    for (const store::TermId value : values) {
      const rdf::TermView term = store_.term(value);
      check_value(node, shape, value, term);
      if (shape.unique_language && !term.language.empty() &&
          !languages.insert(std::string(term.language)).second) {
        report(node, shape, "has two values in language " + std::string(term.language));
      }
    }
  }

 private:
  void report(store::TermId node, const PropertyShape& shape, const std::string& text) {
    violations_.push_back({std::string(store_.term(node).value),
                           shape.path,
                           shape.message.empty() ? text : shape.message + ": " + text});
  }

  [[nodiscard]] bool has_class(store::TermId node, const std::string& class_iri) const {
    const store::TermId wanted = id_of(class_iri);
    return wanted != store::any && type_ != store::any &&
           store_.count({node, type_, wanted, store::default_graph}) > 0;
  }

  static bool kind_fits(const std::string& kind, const rdf::TermView& term) {
    const bool iri = term.kind == rdf::TermKind::iri;
    const bool literal = term.kind == rdf::TermKind::literal;
    return (kind == "IRI" && iri) || (kind == "Literal" && literal) ||
           (kind == "IRIOrLiteral" && (iri || literal)) ||
           (kind == "BlankNode" && !iri && !literal) ||
           (kind == "BlankNodeOrIRI" && !literal) ||
           (kind == "BlankNodeOrLiteral" && !iri);
  }

  void check_value(store::TermId node,
                   const PropertyShape& shape,
                   store::TermId value,
                   const rdf::TermView& term) {
    const std::string shown = "'" + std::string(term.value) + "'";
    if (!shape.datatype.empty() && term.datatype != shape.datatype) {
      report(node, shape, shown + " is not of type " + shape.datatype);
    }
    if (!shape.class_iri.empty() && !has_class(value, shape.class_iri)) {
      report(node, shape, shown + " is no " + shape.class_iri);
    }
    if (!shape.node_kind.empty() && !kind_fits(shape.node_kind, term)) {
      report(node, shape, shown + " is no " + shape.node_kind);
    }
    if (!shape.in.empty() && std::ranges::find(shape.in, term.value) == shape.in.end()) {
      report(node, shape, shown + " is none of the allowed values");
    }
    if (!shape.pattern.empty() &&
        !std::regex_search(std::string(term.value), std::regex(shape.pattern))) {
      report(node, shape, shown + " does not match " + shape.pattern);
    }
    const double number = number_of(std::string(term.value));
    if ((shape.min_inclusive && number < *shape.min_inclusive) ||
        (shape.max_inclusive && number > *shape.max_inclusive)) {
      report(node, shape, shown + " is out of range");
    }
  }

  const store::Store& store_;
  std::vector<Violation>& violations_;
  store::TermId type_;
};

/// The nodes that a shape is about.
std::set<store::TermId> targets(const store::Store& store,
                                const Checker& checker,
                                const NodeShape& shape) {
  std::set<store::TermId> nodes;
  const store::TermId type = checker.id_of(rdf::vocabulary::rdf_type);
  for (const std::string& name : shape.target_classes) {
    const store::TermId class_id = checker.id_of(name);
    if (class_id != store::any && type != store::any) {
      store.scan({store::any, type, class_id, store::default_graph},
                 [&](const store::Row& row) { return nodes.insert(row.subject), true; });
    }
  }
  const auto by_property = [&](const std::vector<std::string>& names, bool objects) {
    for (const std::string& name : names) {
      const store::TermId property = checker.id_of(name);
      if (property != store::any) {
        store.scan({store::any, property, store::any, store::default_graph},
                   [&](const store::Row& row) {
                     return nodes.insert(objects ? row.object : row.subject), true;
                   });
      }
    }
  };
  by_property(shape.target_objects_of, true);
  by_property(shape.target_subjects_of, false);
  return nodes;
}

}  // namespace

std::vector<NodeShape> parse_shapes(std::string_view turtle, const std::string& file) {
  const Triples triples = Triples::parse(turtle, file);
  std::vector<NodeShape> shapes;
  for (const auto& [subject, properties] : triples.subjects()) {
    const auto& types = triples.values(subject, "rdf:type");
    if (std::ranges::any_of(types, [](const rdf::Term& type) {
          return type.value == shacl + "NodeShape";
        })) {
      shapes.push_back(read_node_shape(triples, subject, file));
    }
  }
  return shapes;
}

std::vector<Violation> check_shapes(const store::Store& store,
                                    const std::vector<NodeShape>& shapes) {
  std::vector<Violation> violations;
  Checker checker(store, violations);
  for (const NodeShape& shape : shapes) {
    for (const store::TermId node : targets(store, checker, shape)) {
      for (const PropertyShape& property : shape.properties) {
        checker.check(node, property);
      }
    }
  }
  std::ranges::sort(violations);
  violations.erase(std::unique(violations.begin(), violations.end()), violations.end());
  return violations;
}

}  // namespace byline::cli
