#pragma once

#include "store/layout.hpp"
#include "store/store.hpp"
#include "store/term_table.hpp"

#include <string>
#include <vector>

namespace byline::store {

/// The sections "kinds" and "terms" and what the layout says of them.
struct WrittenTerms {
  std::string kinds;
  std::string terms;
  std::vector<TermId> ids;  ///< [number in the table]
};

/// Numbers the terms of `table` in value order and writes them; fills the parts of
/// `layout` that speak of terms. The bytes depend only on the set of terms.
WrittenTerms write_terms(const TermTable& table, Layout& layout);

}  // namespace byline::store
