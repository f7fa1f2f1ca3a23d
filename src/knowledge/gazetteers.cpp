#include "knowledge/gazetteers.hpp"

#include "base/characters.hpp"
#include "base/files.hpp"

#include <algorithm>

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
    const bool towns = file_name.starts_with("cities") || file_name.starts_with("towns");
    return towns ? Gazetteers::place : Gazetteers::place | Gazetteers::known_place;
  }
  return type == "ORG" ? Gazetteers::organization : Gazetteers::none;
}

}  // namespace

Gazetteers Gazetteers::load(const std::filesystem::path& folder) {
  Gazetteers all;
  all.lists_.reserve(std::size_t{1} << 16U);
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
    all.read(read_file(file), file.filename().string());
  }
  return all;
}

void Gazetteers::read(std::string_view text, std::string_view file_name) {
  std::uint8_t list = list_named(file_name, {});
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("# type:")) {
      list = list_named(file_name, trim(line.substr(7)));
    } else if (!line.empty() && !line.starts_with('#')) {
      lists_[fold(line)] |= list;
    }
  }
}

unsigned Gazetteers::lists_of(std::string_view folded) const {
  const auto found = lists_.find(folded);
  return found == lists_.end() ? 0U : found->second;
}

}  // namespace byline::knowledge
