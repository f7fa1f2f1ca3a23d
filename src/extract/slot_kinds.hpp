#pragma once

#include "knowledge/rules.hpp"

#include <cstdint>
#include <string>

namespace byline::extract {

/// The kinds of things that a slot takes, a bit each: its types are texts, and each token
/// is asked for each slot.
enum SlotKind : std::uint16_t {
  takes_mentions = 1U << 0U,  ///< of entities: "entity" or a class
  takes_others = 1U << 1U,    ///< anything else
  takes_topics = 1U << 2U,
  takes_numbers = 1U << 3U,  ///< percents and money, too
  takes_dates = 1U << 4U,
  takes_nations = 1U << 5U,
  takes_class_words = 1U << 6U,
  takes_acronyms = 1U << 7U,
  takes_phrases = 1U << 8U,
  takes_texts = 1U << 9U
};

/// What may begin where no mention does; where no number or date does, either.
inline constexpr unsigned takes_beside_figures = takes_topics | takes_nations |
                                                 takes_class_words | takes_acronyms |
                                                 takes_phrases | takes_texts;
inline constexpr unsigned takes_beside_units =
    takes_beside_figures | takes_numbers | takes_dates;

inline std::uint16_t kind_of_type(const std::string& type) {
  if (type == "entity" || type.find(':') != std::string::npos) {
    return takes_mentions;
  }
  if (type == "number" || type == "percent" || type == "money") {
    return takes_others | takes_numbers;
  }
  if (type == "date" || type == "period") {
    return takes_others | takes_dates;
  }
  const std::uint16_t other = type == "topic"     ? takes_topics
                              : type == "nation"  ? takes_nations
                              : type == "class"   ? takes_class_words
                              : type == "acronym" ? takes_acronyms
                              : type == "phrase"  ? takes_phrases
                              : type == "text"    ? takes_texts
                                                  : 0;
  return takes_others | other;
}

/// All bits of a slot's types; never 0 for a slot that has any.
inline std::uint16_t kinds_of(const knowledge::SlotSpec& slot) {
  std::uint16_t kinds = 0;
  for (const std::string& type : slot.types) {
    kinds |= kind_of_type(type);
  }
  return kinds;
}

}  // namespace byline::extract
