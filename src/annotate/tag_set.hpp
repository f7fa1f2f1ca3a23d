#pragma once

#include "model/sentence.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// The UD name of a tag ("NOUN"; "" for unknown), and back; unknown names give nothing.
std::string_view tag_name(Tag tag);
std::optional<Tag> tag_from_name(std::string_view name);

/// The tags that a model tells apart: a universal tag, finer where the training recipe
/// says so ("VERB VerbForm=Part"). Number 0 stands for "none".
class TagSet {
 public:
  TagSet();
  /// Adds a tag whose first word is a universal tag; returns its number. At most 95.
  std::uint8_t add(std::string_view name);
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::size_t number) const {
    return names_[number];
  }
  [[nodiscard]] Tag universal(std::size_t number) const { return universal_[number]; }

 private:
  std::vector<std::string> names_;
  std::vector<Tag> universal_;
};

}  // namespace byline::annotate
