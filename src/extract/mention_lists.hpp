#pragma once

#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace byline::extract {

/// [sentence]: numbers of its mentions, ascending.
std::vector<std::vector<std::size_t>> mentions_by_sentence(const Annotation& annotation,
                                                           const ArticleFacts& facts);

/// The mentions that begin within `span`; `facts` must have them in text order.
std::span<const Mention> mentions_in(const ArticleFacts& facts, Span span);

}  // namespace byline::extract
