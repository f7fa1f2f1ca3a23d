#pragma once

#include "annotate/lemmatizer.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace byline::annotate {

struct LemmaExample {
  std::string word;
  std::string lemma;
  std::uint8_t tag = 0;  ///< number in the TagSet
  bool first = false;    ///< begins its sentence
};

/// Learns the smallest set of ending rules that gives each ending its commonest script,
/// and whole words where no ending rule is right.
Lemmatizer train_lemmatizer(std::span<const LemmaExample> examples);

}  // namespace byline::annotate
