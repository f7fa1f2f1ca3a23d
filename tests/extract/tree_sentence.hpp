#pragma once

#include "model/sentence.hpp"

#include <initializer_list>
#include <string>
#include <vector>

namespace byline::extract {

/// One word of a tree written down in a test.
struct TreeWord {
  const char* word;
  Tag tag;
  std::int32_t head;
  Relation relation;
};

inline std::vector<Token> tree_sentence(std::initializer_list<TreeWord> words) {
  std::vector<Token> tokens;
  for (const TreeWord& word : words) {
    Token token;
    token.word = word.word;
    token.folded = word.word;
    token.tag = word.tag;
    token.head = word.head;
    token.relation = word.relation;
    tokens.push_back(token);
  }
  return tokens;
}

}  // namespace byline::extract
