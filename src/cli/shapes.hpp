#pragma once

#include "store/store.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::cli {

/// What a graph breaks: a shape's property at a node.
struct Violation {
  std::string node;
  std::string path;
  std::string text;  ///< what is wrong
  auto operator<=>(const Violation&) const = default;
};

/// One property shape: the SHACL core components that byline's shapes use.
struct PropertyShape {
  std::string path;
  std::optional<std::size_t> min_count;
  std::optional<std::size_t> max_count;
  std::string datatype;
  std::string class_iri;
  std::string node_kind;
  std::string pattern;
  std::string message;
  std::optional<double> min_inclusive;
  std::optional<double> max_inclusive;
  std::vector<std::string> in;
  bool unique_language = false;
};

struct NodeShape {
  std::string name;
  std::vector<std::string> target_classes;
  std::vector<std::string> target_objects_of;
  std::vector<std::string> target_subjects_of;
  std::vector<PropertyShape> properties;
};

/// Reads shapes from Turtle. A component that is not supported throws Error
/// (ExitCode::unusable) with its name: nothing is ignored silently.
std::vector<NodeShape> parse_shapes(std::string_view turtle, const std::string& file);

/// Checks the default graph: every violation, sorted.
std::vector<Violation> check_shapes(const store::Store& store,
                                    const std::vector<NodeShape>& shapes);

}  // namespace byline::cli
