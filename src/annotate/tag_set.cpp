#include "annotate/tag_set.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace byline::annotate {

namespace {

/// In the order of `Tag`.
constexpr std::array<std::string_view, 18> tag_names = {"",
                                                        "ADJ",
                                                        "ADP",
                                                        "ADV",
                                                        "AUX",
                                                        "CCONJ",
                                                        "DET",
                                                        "INTJ",
                                                        "NOUN",
                                                        "NUM",
                                                        "PART",
                                                        "PRON",
                                                        "PROPN",
                                                        "PUNCT",
                                                        "SCONJ",
                                                        "SYM",
                                                        "VERB",
                                                        "X"};

}  // namespace

std::string_view tag_name(Tag tag) {
  return tag_names[static_cast<std::size_t>(tag)];
}

std::optional<Tag> tag_from_name(std::string_view name) {
  const auto* found = std::find(tag_names.begin(), tag_names.end(), name);
  if (name.empty() || found == tag_names.end()) {
    return std::nullopt;
  }
  return static_cast<Tag>(found - tag_names.begin());
}

TagSet::TagSet() : names_{""}, universal_{Tag::unknown} {}

std::uint8_t TagSet::add(std::string_view name) {
  names_.emplace_back(name);
  universal_.push_back(tag_from_name(name.substr(0, name.find(' '))).value_or(Tag::x));
  return static_cast<std::uint8_t>(names_.size() - 1);
}

}  // namespace byline::annotate
