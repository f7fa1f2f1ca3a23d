#include "knowledge/gazetteers.hpp"

#include "base/characters.hpp"
#include "base/files.hpp"

#include <algorithm>
#include <functional>

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
      add(line, list);
    }
  }
}

std::size_t Gazetteers::slot_of(std::string_view folded) const {
  std::size_t slot = std::hash<std::string_view>{}(folded) & (slots_.size() - 1);
  while (slots_[slot] != 0 && text_of(names_[slots_[slot] - 1]) != folded) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

void Gazetteers::add(std::string_view line, std::uint8_t list) {
  if (2 * names_.size() >= slots_.size()) {
    grow();
  }
  const std::string folded = fold(line);
  std::uint32_t& slot = slots_[slot_of(folded)];
  if (slot == 0) {
    names_.push_back({static_cast<std::uint32_t>(text_.size()),
                      static_cast<std::uint32_t>(folded.size()),
                      none});
    text_ += folded;
    slot = static_cast<std::uint32_t>(names_.size());
  }
  names_[slot - 1].lists |= list;
}

void Gazetteers::grow() {
  constexpr std::size_t smallest = 1U << 17U;
  slots_.assign(std::max(smallest, 2 * slots_.size()), 0);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    slots_[slot_of(text_of(names_[i]))] = static_cast<std::uint32_t>(i + 1);
  }
}

unsigned Gazetteers::lists_of(std::string_view folded) const {
  const std::uint32_t name = slots_.empty() ? 0 : slots_[slot_of(folded)];
  return name == 0 ? 0U : names_[name - 1].lists;
}

}  // namespace byline::knowledge
