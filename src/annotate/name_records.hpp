#pragma once

#include "annotate/name_corpus.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// DocRED, written as JSON: an array of documents with their sentences ("sents") and
/// entities ("vertexSet": mentions with "sent_id", "pos" and "type"). Leading words in
/// small letters are no part of a name. Only the documents that `format` keeps. What is
/// no such corpus is an error, thrown as Error(unusable) with the file.
std::vector<NameSentence> names_of_documents(std::string_view text,
                                             const std::string& file,
                                             const NameFormat& format);

}  // namespace byline::annotate
