#pragma once

#include "knowledge/language_tables.hpp"

#include <string_view>
#include <vector>

namespace byline::extract {

/// How one spelling of a name can come from another one, by letters alone.

/// The stretches of `text` between spaces, views into it.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// "CNQX", "NeoConf": one short word with two capitals at least, the first among them.
[[nodiscard]] bool is_acronym(std::string_view name);

/// Whether the letters of `acronym` begin the words of `name`, in order; `links` may be
/// left out. Both folded.
[[nodiscard]] bool abbreviates(std::string_view acronym,
                               std::string_view name,
                               const knowledge::WordTable& links);

/// "Embrapa": whether `brief` is made of beginnings of the words of `name`, the first
/// among them, or begins as it does and ends with its last word. Both folded.
[[nodiscard]] bool is_blend(std::string_view brief, std::string_view name);

/// Whether at most two edits make one of the other. Both folded.
[[nodiscard]] bool is_respelling(std::string_view a, std::string_view b);

}  // namespace byline::extract
