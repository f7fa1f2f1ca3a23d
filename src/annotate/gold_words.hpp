#pragma once

#include "annotate/treebank.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace byline::annotate {

/// A sentence of these words, a blank between them, nothing else known.
inline Sentence sentence_of(const std::vector<std::string>& words) {
  Sentence sentence;
  std::size_t offset = 0;
  for (const std::string& word : words) {
    Token& token = sentence.tokens.emplace_back();
    token.word = word;
    token.span = {offset, offset + word.size()};
    offset += word.size() + 1;
  }
  sentence.span = {0, offset};
  return sentence;
}

/// The words of a treebank's sentences, without what the treebank says of them.
inline std::vector<Sentence> untagged(std::span<const TreeSentence> treebank) {
  std::vector<Sentence> article;
  for (const TreeSentence& gold : treebank) {
    std::vector<std::string> words;
    for (const TreeWord& word : gold.words) {
      words.push_back(word.form);
    }
    article.push_back(sentence_of(words));
  }
  return article;
}

/// Calls `use` with the numbers [first, end) of each document's sentences.
template <typename Sentences, typename Use>
void for_each_document(const Sentences& sentences, Use use) {
  for (std::size_t first = 0; first < sentences.size();) {
    std::size_t end = first + 1;
    while (end < sentences.size() &&
           sentences[end].document == sentences[first].document) {
      ++end;
    }
    use(first, end);
    first = end;
  }
}

}  // namespace byline::annotate
