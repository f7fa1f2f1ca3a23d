#pragma once

#include "model/fact.hpp"

namespace byline::extract {

/// Several rules read one sentence: one finds who raised money from whom, another how
/// much. Events of one type and sentence, said with equal certainty, are one where all
/// that one of them tells the other tells as well, and neither time nor amount differ;
/// the one that tells less goes. Indexes of events stay; one without facts is none.
void join_events(ArticleFacts& facts);

}  // namespace byline::extract
