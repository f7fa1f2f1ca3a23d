#pragma once

#include "base/diagnostics.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::cli {

/// `byline.toml`: lines `key = "value"`, `#` comments. Known keys: graph, ontology,
/// lexicon, queries, base, identity; paths are relative to the file.
struct Config {
  std::filesystem::path file;  ///< empty: there is none
  std::map<std::string, std::string> values;
};

/// Parses the text of a `byline.toml`. Throws Error (ExitCode::unusable) with the place
/// of a line that is no setting, or an unknown key with what may be meant.
Config parse_config(std::string_view text, const std::filesystem::path& file);

/// The nearest `byline.toml` in `folder` or above it, else an empty one.
Config find_config(const std::filesystem::path& folder);

/// The setting `key` as a path; nothing if it is not set.
std::optional<std::filesystem::path> configured_path(const Config& config,
                                                     const std::string& key);

/// The files of `--data`, else the `graph` of `byline.toml`. Throws Error with a hint if
/// there is neither.
std::vector<std::filesystem::path> graph_files(const std::vector<std::string>& data);

/// The folder of the installed data: `--data-dir`, else `share/byline` beside the
/// program's folder, else the source folder of a build tree.
std::filesystem::path data_folder();
/// What `--data-dir` sets.
std::string& data_folder_option();

/// `--ontology`, else byline.toml, else `ontology` of the data folder.
std::filesystem::path ontology_folder(const std::string& option);
/// byline.toml, else `queries` of the data folder.
std::filesystem::path queries_folder();

}  // namespace byline::cli
