#pragma once

#include "rdf/term.hpp"
#include "sparql/value.hpp"
#include "store/store.hpp"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace byline::sparql {

using store::TermId;

/// In solution tables: no term. The same number as `store::any`.
inline constexpr TermId unbound = 0;

/// The terms of one query: those of the store, and above their ids those that the query
/// makes (constants that no data has, results of expressions). One term has one id.
class TermSpace {
 public:
  /// The store must outlive this.
  explicit TermSpace(const store::Store& store)
      : store_(store),
        store_terms_(static_cast<TermId>(store.term_count())) {}

  [[nodiscard]] const store::Store& store() const { return store_; }
  TermId intern(const rdf::TermView& term);
  TermId intern(const Value& value) { return intern(to_term(value).view()); }
  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const;
  /// A term of the store that is the same, language tags compared without case (RDF 1.1,
  /// 3.3): as written if it is there, else the first by tag.
  [[nodiscard]] std::optional<TermId> find_in_store(const rdf::TermView& term);
  /// Valid as long as this. `id` must not be `unbound`.
  [[nodiscard]] rdf::TermView view(TermId id) const;
  [[nodiscard]] Value value(TermId id) const { return decode(view(id)); }
  [[nodiscard]] bool in_store(TermId id) const { return id <= store_terms_; }

 private:
  const store::Store& store_;
  TermId store_terms_;
  std::deque<rdf::Term> made_;  ///< [id - store_terms_ - 1]; a deque keeps views valid
  std::unordered_map<std::string, TermId> ids_;            ///< by N-Triples text
  std::optional<std::vector<std::string>> language_tags_;  ///< of the store, ascending
};

/// A prefix that no blank-node label of the store begins with: for new labels.
std::string unused_blank_prefix(const store::Store& store);

}  // namespace byline::sparql
