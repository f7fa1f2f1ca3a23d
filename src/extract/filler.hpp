#pragma once

#include "base/span.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace byline::extract {

enum class FillerKind : std::uint8_t {
  mention,
  number,
  date,
  text,
  class_word,
  topic,
  nation  ///< "Brazilian": the country that it is of
};

/// What a slot captured: one member of a list, or all there is.
struct Filler {
  FillerKind kind = FillerKind::text;
  std::size_t index = 0;  ///< of the mention, number or date
  TokenRange tokens;      ///< the thing itself, without article and adjectives
  Span span;
  std::string class_name;  ///< of a class word; of a nation the label of its country
  double factor = 1.0;     ///< below 1: the entity's class is a guess
  std::string guess;  ///< class that the slot gives to a name whose class is not sure
  double guess_weight = 1.0;   ///< of this vote; 0: the slot takes other kinds as well
  bool against_class = false;  ///< the slot wants another kind than the entity seems
};

/// A way to fill a slot: the fillers and the token behind them.
struct SlotFill {
  std::vector<Filler> fillers;
  std::size_t end = 0;
};

}  // namespace byline::extract
