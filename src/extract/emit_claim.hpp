#pragma once

#include "extract/emit.hpp"

#include <optional>
#include <string>

namespace byline::extract {

/// A match with all that its facts share.
struct Emitter::Claim {
  const SentenceView& view;
  const knowledge::Rule& rule;
  const Match& match;
  const Certainty& certainty;
  double confidence = 0;
  Span trigger;
};

/// The name of the slot that gives a role; empty if there is none.
const std::string& slot_of(const knowledge::Emission& emission, const std::string& role);

/// The last day, month or year of a period; nothing else has one.
std::optional<Node> end_of(const SentenceView& view, const Filler& filler);

/// What a filler is as subject or object; `as_text`: the words, also of an entity.
Node node_of(const SentenceView& view, const Filler& filler, bool as_text);

}  // namespace byline::extract
