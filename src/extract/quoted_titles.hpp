#pragma once

#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <vector>

namespace byline::extract {

/// Names of works between quotation marks: `o romance "O Vento"`, `the film “Salt Road”`.
///
/// One entry per sentence, each with the tokens between the marks, in order. A title is
/// short, begins with a capital and is no quotation: either all its longer words have a
/// capital, or the words before it tell that a work is named; no verb of saying follows.
std::vector<std::vector<TokenRange>> find_quoted_titles(const Annotation& annotation,
                                                        const NameTables& tables);

/// Whether the token opens or closes a quotation.
[[nodiscard]] bool is_quotation_mark(const Token& token);

}  // namespace byline::extract
