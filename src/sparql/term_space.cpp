#include "sparql/term_space.hpp"

#include "store/term_order.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

/// The first id in [from, term_count] for which `behind` holds, else term_count + 1. Ids
/// are in value order, so `behind` is false, then true.
template <typename Behind>
TermId first_id(const store::Store& store, TermId from, Behind behind) {
  TermId low = from;
  TermId high = static_cast<TermId>(store.term_count()) + 1;
  while (low < high) {
    const TermId middle = low + (high - low) / 2;
    if (behind(store.term(middle))) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

std::vector<std::string> language_tags(const store::Store& store) {
  using store::ValueGroup;
  std::vector<std::string> out;
  const auto group = [](const rdf::TermView& term) {
    return store::value_key(term).group;
  };
  TermId id = first_id(store, 1, [&](const rdf::TermView& term) {
    return group(term) >= ValueGroup::tagged;
  });
  while (id <= store.term_count() && group(store.term(id)) == ValueGroup::tagged) {
    out.emplace_back(store.term(id).language);
    id = first_id(store, id, [&](const rdf::TermView& term) {
      return group(term) != ValueGroup::tagged || term.language > out.back();
    });
  }
  return out;
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

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

std::optional<TermId> TermSpace::find_in_store(const rdf::TermView& term) {
  const auto exact = store_.find(term);
  if (exact || term.language.empty())
    return exact;
  if (!language_tags_)
    language_tags_ = language_tags(store_);
  for (const std::string& tag : *language_tags_) {
    if (!std::ranges::equal(tag, term.language, {}, lower, lower))
      continue;
    rdf::TermView variant = term;
    variant.language = tag;
    if (const auto found = store_.find(variant))
      return found;
  }
  return std::nullopt;
}

rdf::TermView TermSpace::view(TermId id) const {
  return in_store(id) ? store_.term(id) : made_[id - store_terms_ - 1].view();
}

std::string unused_blank_prefix(const store::Store& store) {
  std::string prefix = "f";
  while (true) {
    const TermId id = first_id(store, 1, [&](const rdf::TermView& term) {
      return term.kind != rdf::TermKind::blank || term.value >= prefix;
    });
    const bool used = id <= store.term_count() &&
                      store.term(id).kind == rdf::TermKind::blank &&
                      store.term(id).value.starts_with(prefix);
    if (!used)
      return prefix;
    prefix += '_';
  }
}

}  // namespace byline::sparql
