#include "knowledge/gazetteers.hpp"

#include "base/characters.hpp"
#include "base/files.hpp"

#include <algorithm>
#include <vector>

namespace byline::knowledge {
namespace {

std::uint8_t list_named(std::string_view file_name, std::string_view type) {
  if (file_name.starts_with("first-names")) {
    return Gazetteers::first_name;
  }
  if (file_name.starts_with("last-names")) {
    return Gazetteers::last_name;
  }
  if (type == "PER") {
    return Gazetteers::person;
  }
  if (type == "LOC") {
    return Gazetteers::place;
  }
  return type == "ORG" ? Gazetteers::organization : Gazetteers::none;
}

}  // namespace

Gazetteers Gazetteers::load(const std::filesystem::path& folder) {
  Gazetteers all;
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) {
    return all;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  for (const auto& file : files) {
    const std::string content = read_file(file);
    std::string_view text = content;
    std::string type;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      const auto line = trim(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.starts_with("# type:")) {
        type = trim(line.substr(7));
      } else if (!line.empty() && !line.starts_with('#')) {
        all.lists_[fold(line)] |= list_named(file.filename().string(), type);
      }
    }
  }
  return all;
}

unsigned Gazetteers::lists_of(std::string_view folded) const {
  const auto found = lists_.find(folded);
  return found == lists_.end() ? 0U : found->second;
}

}  // namespace byline::knowledge
