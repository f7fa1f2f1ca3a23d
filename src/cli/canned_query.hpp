#pragma once

#include "cli/name_lookup.hpp"
#include "cli/select_rows.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::cli {

/// `# param: NAME TYPE[?] DESCRIPTION`; `?` after the type: it may be left out. Types:
/// entity (a label in any language or an IRI), string, integer, date, iri.
struct QueryParameter {
  std::string name;
  std::string type;
  bool optional = false;
  std::string description;
};

/// A query file with a header: `# title:`, `# question:`, `# param:`, `# columns:`.
struct CannedQuery {
  std::string name;
  std::string title;
  std::string question;
  std::vector<QueryParameter> parameters;
  std::vector<std::string> columns;
  std::filesystem::path file;
  std::string text;
};

CannedQuery parse_canned_query(std::string text, const std::filesystem::path& file);

/// The queries of `folder`, sorted by name. A missing folder has none.
std::vector<CannedQuery> canned_queries(const std::filesystem::path& folder);

/// Whether the argument of `query` is a name, not a file: no `/`, no `.rq`, no such file.
bool is_canned_name(const std::string& argument);

/// The query of that name. Throws Error (ExitCode::unusable) that suggests the nearest.
CannedQuery find_canned_query(const std::filesystem::path& folder,
                              const std::string& name);

/// What `--param NAME=VALUE`… binds, checked against the header. Throws Error
/// (ExitCode::unusable): unknown or missing parameter, a value not of its type.
Bindings bind_parameters(const CannedQuery& query,
                         const std::vector<std::string>& settings,
                         const TripleSource& source);

}  // namespace byline::cli
