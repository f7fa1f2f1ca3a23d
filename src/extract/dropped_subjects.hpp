#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

namespace byline::extract {

/// "Emprega 300 pessoas.", "Em 2019 comprou a Zeta.": in languages that leave a subject
/// out, a sentence whose main verb has none speaks of the subject of the sentence before.
/// Adds a mention without words before the verb (`Step::heading`; it is none of the
/// graph), for the rules to read as "it employs"; nothing where that subject is not the
/// only one or where the verb never has one. Wants trees and every other mention in
/// place; keeps mentions in text order. Linear in the article.
void add_dropped_subjects(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts);

}  // namespace byline::extract
