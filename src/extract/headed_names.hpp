#pragma once

#include "extract/name_ends.hpp"
#include "extract/name_words.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace byline::extract {

/// Names around a head word of organizations, sentence by sentence.
class HeadedNames {
 public:
  /// All must outlive this.
  HeadedNames(const NameWords& words, const NameEnds& ends, const NameTables& tables)
      : words_(words),
        ends_(ends),
        tables_(tables) {}

  /// "University of Porto", "Banco do Vale", "Imperial College Lisbon": names around a
  /// head word of organizations, with what a link joins to it.
  void find(const Sentence& sentence);
  /// Those of the sentence that `find` was asked for last.
  [[nodiscard]] const std::vector<TokenRange>& ranges() const { return headed_; }
  /// Whether a name of the lexicon is only a part of a longer name around a head word.
  [[nodiscard]] bool has_inside(const std::vector<Token>& tokens,
                                std::size_t begin,
                                std::size_t end) const;

 private:
  /// "St Brannock's Hospital" is "St Brannock's" later on.
  void learn_possessive(const std::vector<Token>& tokens, TokenRange range);
  void find_possessives(const std::vector<Token>& tokens);
  [[nodiscard]] std::size_t headed_begin(const Sentence& sentence,
                                         std::size_t head) const;
  /// "the | Competition and Markets Authority": where the words before "and" begin, if an
  /// article stands before them and none of them is the head of a name of its own.
  [[nodiscard]] std::size_t before_join(const Sentence& sentence,
                                        std::size_t at,
                                        std::size_t head) const;
  [[nodiscard]] std::size_t headed_end(const Sentence& sentence, std::size_t head) const;
  /// "School of Painting|, Sculpture and Architecture|": behind a list of fields that the
  /// name ends with, or `end`. The list must be closed by a joining word.
  [[nodiscard]] std::size_t behind_fields(const std::vector<Token>& tokens,
                                          std::size_t end) const;
  /// Behind the words of one field at `at` ("Human Services"), or `at`.
  [[nodiscard]] std::size_t behind_field(const std::vector<Token>& tokens,
                                         std::size_t at) const;

  const NameWords& words_;
  const NameEnds& ends_;
  const NameTables& tables_;
  std::vector<TokenRange> headed_;
  std::set<std::vector<std::string>> possessives_;  ///< short forms that own a head word
};

}  // namespace byline::extract
