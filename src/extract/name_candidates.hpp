#pragma once

#include "extract/name_tables.hpp"
#include "model/article.hpp"
#include "model/sentence.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace byline::extract {

/// A stretch of tokens that may be a name.
struct NameCandidate {
  std::size_t sentence = 0;
  TokenRange tokens;
  Span span;
  std::string name;    ///< the characters of the text, white space made single
  std::string folded;  ///< folded `name`
  std::optional<std::size_t> entry;  ///< of the lexicon
  std::string type;             ///< the model's PER ORG LOC MISC; empty without a model
  bool opens_sentence = false;  ///< its capital may be the sentence's
  bool quoted = false;          ///< the title of a work between quotation marks
};

/// Names of the whole article, in text order, without overlaps: names of the lexicon
/// first, then the model's, then runs of words with capitals. Words that only open a
/// sentence count if the article writes them with a capital elsewhere or the model or a
/// gazetteer says so; in titles with capitals throughout only names known otherwise
/// count.
std::vector<NameCandidate> find_name_candidates(const Article& article,
                                                const Annotation& annotation,
                                                const NameTables& tables);

/// The words of the text under `span`, runs of white space made one space.
std::string plain_text(std::string_view text, Span span);

}  // namespace byline::extract
