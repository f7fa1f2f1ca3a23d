#include "sparql/dataset_view.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

void sort_unique(std::vector<TermId>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

DatasetView::DatasetView(const store::Store& store)
    : store_(store),
      named_(store.graphs().begin(), store.graphs().end()) {}

DatasetView::DatasetView(const store::Store& store, const DatasetClause& clause)
    : store_(store),
      all_named_(false) {
  const auto ids = [&](const std::vector<std::string>& names) {
    std::vector<TermId> out;
    for (const std::string& name : names) {
      const auto id = store.find(rdf::Term::iri(name).view());
      if (id && std::ranges::binary_search(store.graphs(), *id))
        out.push_back(*id);
    }
    sort_unique(out);
    return out;
  };
  default_ = ids(clause.default_graphs);
  named_ = ids(clause.named_graphs);
}

DatasetView DatasetView::with_union_default(const store::Store& store) {
  DatasetView out(store);
  out.default_.insert(out.default_.end(), out.named_.begin(), out.named_.end());
  return out;
}

DatasetView DatasetView::with_default(const store::Store& store,
                                      const std::string& graph) {
  DatasetView out(store, DatasetClause{{graph}, {}});
  out.named_.assign(store.graphs().begin(), store.graphs().end());
  out.all_named_ = true;
  return out;
}

bool DatasetView::is_named(TermId graph) const {
  return std::ranges::binary_search(named_, graph);
}

bool DatasetView::has(const store::Pattern& pattern) const {
  const std::size_t last = store_.term_count();
  const bool graph = pattern.graph == store::default_graph ||
                     pattern.graph == store::any || pattern.graph <= last;
  return pattern.subject <= last && pattern.predicate <= last && pattern.object <= last &&
         graph;
}

std::size_t DatasetView::count(store::Pattern pattern, const ActiveGraph& active) const {
  if (active.kind == ActiveGraph::Kind::one)
    pattern.graph = active.graph;
  if (active.kind != ActiveGraph::Kind::default_graph) {
    return has(pattern) ? store_.count(pattern) : 0;
  }
  std::size_t sum = 0;
  for (const TermId graph : default_) {
    pattern.graph = graph;
    sum += has(pattern) ? store_.count(pattern) : 0;
  }
  return sum;
}

void DatasetView::scan(store::Pattern pattern,
                       const ActiveGraph& active,
                       const std::function<bool(const store::Row&)>& row) const {
  switch (active.kind) {
    case ActiveGraph::Kind::one:
      pattern.graph = active.graph;
      if (has(pattern))
        store_.scan(pattern, row);
      return;
    case ActiveGraph::Kind::each:
      if (!has(pattern))
        return;
      if (all_named_)
        return store_.scan(pattern, row);
      return store_.scan(pattern, [&](const store::Row& found) {
        return !is_named(found.graph) || row(found);
      });
    case ActiveGraph::Kind::default_graph:
      pattern.graph = default_.empty() ? store::default_graph : default_.front();
      if (!has(pattern) || default_.empty())
        return;
      if (default_.size() == 1)
        return store_.scan(pattern, row);
      return scan_merge(pattern, row);
  }
}

/// A triple that several graphs hold is one triple of their merge.
void DatasetView::scan_merge(const store::Pattern& pattern,
                             const std::function<bool(const store::Row&)>& row) const {
  std::vector<store::Row> found;
  for (const TermId graph : default_) {
    store::Pattern part = pattern;
    part.graph = graph;
    store_.scan(part, [&](const store::Row& match) {
      found.push_back(
          {match.subject, match.predicate, match.object, store::default_graph});
      return true;
    });
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const store::Row& match : found) {
    if (!row(match))
      return;
  }
}

}  // namespace byline::sparql
