#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

namespace byline::extract {

/// "The first is …", "the latter …" behind a list of names of one kind: its first, its
/// last member. The list is the last of the sentence before. Adds mentions behind those
/// that are there; nothing where no such list stands or it is too short.
void add_ordinal_mentions(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts);

}  // namespace byline::extract
