#include "sparql/term_space.hpp"

namespace byline::sparql {

TermId TermSpace::intern(const rdf::TermView& term) {
  if (const auto known = store_.find(term))
    return *known;
  std::string key;
  rdf::append_ntriples(key, term);
  const auto next = static_cast<TermId>(store_terms_ + made_.size() + 1);
  const auto [entry, is_new] = ids_.emplace(std::move(key), next);
  if (is_new)
    made_.emplace_back(term);
  return entry->second;
}

std::optional<TermId> TermSpace::find(const rdf::TermView& term) const {
  if (const auto known = store_.find(term))
    return known;
  std::string key;
  rdf::append_ntriples(key, term);
  const auto made = ids_.find(key);
  if (made == ids_.end())
    return std::nullopt;
  return made->second;
}

rdf::TermView TermSpace::view(TermId id) const {
  return in_store(id) ? store_.term(id) : made_[id - store_terms_ - 1].view();
}

}  // namespace byline::sparql
