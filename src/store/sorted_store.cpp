#include "store/sorted_store.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace byline::store {

namespace {

using Place = TermId Row::*;
using Places = std::array<Place, 4>;

constexpr Place s = &Row::subject;
constexpr Place p = &Row::predicate;
constexpr Place o = &Row::object;
constexpr Place g = &Row::graph;
constexpr std::array<Places, 6> orders = {Places{s, p, o, g},
                                          Places{p, o, s, g},
                                          Places{o, s, p, g},
                                          Places{g, s, p, o},
                                          Places{g, p, o, s},
                                          Places{g, o, s, p}};

/// Whether the bound places of `pattern` come first in `places`.
bool serves(const Places& places, const Row& pattern) {
  const auto first_free =
      std::ranges::find_if(places, [&](Place place) { return pattern.*place == any; });
  return std::all_of(
      first_free, places.end(), [&](Place place) { return pattern.*place == any; });
}

struct ByPrefix {
  const Places& places;
  std::size_t length;
  bool operator()(const Row& a, const Row& b) const {
    for (std::size_t i = 0; i < length; ++i) {
      if (a.*places[i] != b.*places[i]) {
        return a.*places[i] < b.*places[i];
      }
    }
    return false;
  }
};

}  // namespace

SortedStore::SortedStore(TermTable terms,
                         std::vector<Row> quads,
                         std::vector<std::uint32_t> graphs)
    : terms_(std::move(terms)),
      order_(terms_.size()) {
  std::vector<ValueKey> keys(terms_.size());
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    keys[i] = value_key(terms_.term(i));
  }
  std::iota(order_.begin(), order_.end(), 0U);
  std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
    return compare_terms(terms_.term(a), keys[a], terms_.term(b), keys[b]) < 0;
  });
  std::vector<TermId> ids(terms_.size());
  for (std::uint32_t i = 0; i < order_.size(); ++i) {
    ids[order_[i]] = i + 1;
    keys_.push_back(keys[order_[i]]);
  }
  for (Row& row : quads) {
    row = {ids[row.subject],
           ids[row.predicate],
           ids[row.object],
           row.graph == default_graph ? default_graph : ids[row.graph]};
    if (row.graph == default_graph) {
      default_rows_[0].push_back(row);
    } else {
      named_rows_[0].push_back(row);
      graphs_.push_back(row.graph);
    }
  }
  for (const std::uint32_t graph : graphs) {
    graphs_.push_back(ids[graph]);
  }
  std::ranges::sort(graphs_);
  graphs_.erase(std::unique(graphs_.begin(), graphs_.end()), graphs_.end());
  const auto sort_all = [](auto& tables) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
      tables[i] = tables[0];
      std::ranges::sort(tables[i], ByPrefix{orders[i], 4});
      tables[i].erase(std::unique(tables[i].begin(), tables[i].end()), tables[i].end());
    }
  };
  sort_all(default_rows_);
  sort_all(named_rows_);
}

std::optional<TermId> SortedStore::find(const rdf::TermView& term) const {
  const ValueKey key = value_key(term);
  std::size_t low = 0;
  std::size_t high = order_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const auto found =
        compare_terms(terms_.term(order_[middle]), keys_[middle], term, key);
    if (found == 0) {
      return static_cast<TermId>(middle + 1);
    }
    (found < 0 ? low : high) = found < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

rdf::TermView SortedStore::term(TermId id) const {
  return terms_.term(order_[id - 1]);
}

std::span<const Row> SortedStore::matches(const Pattern& pattern) const {
  const Row wanted{pattern.subject, pattern.predicate, pattern.object, pattern.graph};
  const bool in_default = pattern.graph == default_graph;
  const Row bound =
      in_default ? Row{wanted.subject, wanted.predicate, wanted.object, any} : wanted;
  const std::span<const std::vector<Row>> tables =
      in_default ? std::span<const std::vector<Row>>(default_rows_)
                 : std::span<const std::vector<Row>>(named_rows_);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (serves(orders[i], bound)) {
      const auto length = static_cast<std::size_t>(std::ranges::count_if(
          orders[i], [&](Place place) { return bound.*place != any; }));
      const auto range = std::equal_range(
          tables[i].begin(), tables[i].end(), wanted, ByPrefix{orders[i], length});
      return {range.first, range.second};
    }
  }
  return {};
}

std::size_t SortedStore::count(const Pattern& pattern) const {
  return matches(pattern).size();
}

void SortedStore::scan(const Pattern& pattern,
                       const std::function<bool(const Row&)>& row) const {
  for (const Row& match : matches(pattern)) {
    if (!row(match)) {
      return;
    }
  }
}

}  // namespace byline::store
