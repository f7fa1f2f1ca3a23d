#include "cli/config.hpp"

#include "base/files.hpp"

#include <algorithm>
#include <system_error>

namespace byline::cli {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> known_keys = {
    "base", "graph", "identity", "lexicon", "ontology", "queries"};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

/// The text between the quotation marks of a TOML string without escapes, with at most a
/// comment behind it.
std::optional<std::string_view> quoted(std::string_view value) {
  if (value.size() < 2 || (value.front() != '"' && value.front() != '\'')) {
    return std::nullopt;
  }
  const std::size_t end = value.find(value.front(), 1);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view rest = trimmed(value.substr(end + 1));
  if (!rest.empty() && rest.front() != '#') {
    return std::nullopt;
  }
  return value.substr(1, end - 1);
}

}  // namespace

Config parse_config(std::string_view text, const fs::path& file) {
  Config config;
  config.file = file;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    if (!line.empty() && line.front() != '#') {
      const std::size_t equals = line.find('=');
      const std::optional<std::string_view> value =
          equals == std::string_view::npos ? std::nullopt
                                           : quoted(trimmed(line.substr(equals + 1)));
      if (!value) {
        throw Error(
            ExitCode::unusable,
            diagnose(
                text, begin, file.string(), "not a setting", "write key = \"value\""));
      }
      const std::string key(trimmed(line.substr(0, equals)));
      if (std::ranges::find(known_keys, key) == known_keys.end()) {
        const std::string nearest = closest(key, known_keys);
        throw Error(ExitCode::unusable,
                    diagnose(text,
                             begin,
                             file.string(),
                             "unknown setting '" + key + "'",
                             nearest.empty() ? "known are base, graph, identity, "
                                               "lexicon, ontology, queries"
                                             : "did you mean '" + nearest + "'?"));
      }
      config.values.insert_or_assign(key, std::string(*value));
    }
    begin = end + 1;
  }
  return config;
}

Config find_config(const fs::path& folder) {
  std::error_code error;
  for (fs::path at = fs::absolute(folder, error); !at.empty(); at = at.parent_path()) {
    const fs::path file = at / "byline.toml";
    if (fs::is_regular_file(file, error)) {
      return parse_config(read_file(file), file);
    }
    if (at == at.root_path()) {
      break;
    }
  }
  return {};
}

std::optional<fs::path> configured_path(const Config& config, const std::string& key) {
  const auto found = config.values.find(key);
  if (found == config.values.end()) {
    return std::nullopt;
  }
  return config.file.parent_path() / found->second;
}

std::vector<fs::path> graph_files(const std::vector<std::string>& data) {
  if (!data.empty()) {
    return {data.begin(), data.end()};
  }
  if (const std::optional<fs::path> graph =
          configured_path(find_config(fs::current_path()), "graph")) {
    return {*graph};
  }
  throw Error(ExitCode::unusable,
              Location{},
              "no graph given",
              "give --data FILE, or write graph = \"FILE\" into byline.toml");
}

std::string& data_folder_option() {
  static std::string option;
  return option;
}

fs::path data_folder() {
  if (!data_folder_option().empty()) {
    return data_folder_option();
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path installed = program.parent_path().parent_path() / "share" / "byline";
  if (!error && fs::is_directory(installed / "ontology", error)) {
    return installed;
  }
  return BYLINE_SOURCE_FOLDER;
}

fs::path ontology_folder(const std::string& option) {
  if (!option.empty()) {
    return option;
  }
  return configured_path(find_config(fs::current_path()), "ontology")
      .value_or(data_folder() / "ontology");
}

fs::path queries_folder() {
  return configured_path(find_config(fs::current_path()), "queries")
      .value_or(data_folder() / "queries");
}

}  // namespace byline::cli
