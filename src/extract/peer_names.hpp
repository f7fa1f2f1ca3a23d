#pragma once

#include "extract/entity_groups.hpp"

namespace byline::extract {

/// Names that the text sets beside another one: "Kite, an open alternative to Zeta".

/// Whether the words `name` stand behind a word for peers: "a rival of |Zeta|", "fork of
/// the |Zeta| database".
[[nodiscard]] bool is_compared(const std::vector<Token>& tokens,
                               TokenRange name,
                               const NameTables& tables);

/// What is called a peer of a thing or an organization is of its kind. To be called when
/// every candidate has voted for its group.
void vote_by_peers(Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const Annotation& annotation,
                   const NameTables& tables);

}  // namespace byline::extract
