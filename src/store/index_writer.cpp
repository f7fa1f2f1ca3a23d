#include "store/index_writer.hpp"

#include "store/dictionary_writer.hpp"
#include "store/grouped_writer.hpp"
#include "store/layout.hpp"
#include "store/orders.hpp"
#include "store/parallel.hpp"
#include "store/predicate_sets.hpp"
#include "store/radix_sort.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace byline::store {

namespace {

using Numbers = std::vector<std::uint32_t>;
/// Subject in the upper half, object in the lower.
using Pairs = std::vector<std::uint64_t>;

std::uint32_t upper(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair >> 32U);
}

std::uint32_t lower(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair);
}

/// [number of a term]: its rank among the predicates, if it is one.
struct Predicates {
  Numbers ids;
  Numbers rank_of_id;
};

Predicates find_predicates(const Collected& collected, const Numbers& ids) {
  std::vector<bool> used(ids.size() + 1);
  collected.default_triples.for_each(
      [&](const Triple& triple) { used[ids[triple.predicate]] = true; });
  collected.named_quads.for_each(
      [&](const Row& row) { used[ids[row.predicate]] = true; });
  Predicates predicates;
  predicates.rank_of_id.resize(used.size());
  for (TermId id = 1; id < used.size(); ++id) {
    if (used[id]) {
      predicates.rank_of_id[id] = static_cast<std::uint32_t>(predicates.ids.size());
      predicates.ids.push_back(id);
    }
  }
  return predicates;
}

/// Packs sorted pairs, grouped by their upper halves.
WrittenGroup write_pairs(const Pairs& pairs) {
  Numbers keys(pairs.size());
  std::array<Numbers, 1> columns = {Numbers(pairs.size())};
  std::ranges::transform(pairs, keys.begin(), upper);
  std::ranges::transform(pairs, columns[0].begin(), lower);
  return write_grouped(keys, columns);
}

struct WrittenPredicate {
  WrittenGroup by_subject;
  WrittenGroup by_object;
  std::size_t triples = 0;
};

WrittenPredicate write_predicate(Pairs pairs) {
  WrittenPredicate written;
  Pairs spare;
  radix_sort(pairs, spare, lower);
  radix_sort(pairs, spare, upper);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  written.triples = pairs.size();
  written.by_subject = write_pairs(pairs);
  for (std::uint64_t& pair : pairs) {
    pair = std::uint64_t{lower(pair)} << 32U | upper(pair);
  }
  radix_sort(pairs, spare, upper);
  written.by_object = write_pairs(pairs);
  return written;
}

/// Builds the sections one after the other.
class ImageWriter {
 public:
  explicit ImageWriter(Collected collected) : collected_(std::move(collected)) {}

  std::unique_ptr<Image> write() {
    WrittenTerms terms = write_terms(collected_.terms, layout_);
    ids_ = std::move(terms.ids);
    sections_[static_cast<std::size_t>(Section::kinds)] = std::move(terms.kinds);
    sections_[static_cast<std::size_t>(Section::terms)] = std::move(terms.terms);
    collected_.terms = {};
    predicates_ = find_predicates(collected_, ids_);
    for (const std::uint32_t graph : collected_.graphs) {
      graphs_.push_back(ids_[graph]);
    }
    write_default_graph();
    write_named_graphs();
    write_layout();
    return Image::assemble(std::move(sections_));
  }

 private:
  std::vector<Pairs> pairs_by_predicate() {
    std::vector<std::size_t> counts(predicates_.ids.size());
    const auto rank = [&](const Triple& triple) {
      return predicates_.rank_of_id[ids_[triple.predicate]];
    };
    collected_.default_triples.for_each(
        [&](const Triple& triple) { ++counts[rank(triple)]; });
    std::vector<Pairs> pairs(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
      pairs[i].reserve(counts[i]);
    }
    collected_.default_triples.consume([&](const Triple& triple) {
      pairs[rank(triple)].push_back(std::uint64_t{ids_[triple.subject]} << 32U |
                                    ids_[triple.object]);
    });
    return pairs;
  }

  void write_default_graph() {
    std::vector<Pairs> pairs = pairs_by_predicate();
    std::vector<WrittenPredicate> written(pairs.size());
    run_parallel(pairs.size(), [&](std::size_t rank) {
      written[rank] = write_predicate(std::exchange(pairs[rank], {}));
    });
    PredicateSets sets(layout_.terms);
    GroupSection section;
    for (std::uint32_t rank = 0; rank < written.size(); ++rank) {
      WrittenPredicate predicate = std::move(written[rank]);
      layout_.default_quads += predicate.triples;
      sets.add_subjects(rank, predicate.by_subject);
      sets.add_objects(rank, predicate.by_object);
      PredicateRef ref;
      ref.by_subject = section.add(std::move(predicate.by_subject));
      ref.by_object = section.add(std::move(predicate.by_object));
      predicate_refs_.push_back(ref);
    }
    sections_[static_cast<std::size_t>(Section::default_triples)] = section.take();
    sets.write(layout_, sections_[static_cast<std::size_t>(Section::predicate_sets)]);
  }

  std::vector<Row> named_rows() {
    std::vector<Row> rows;
    rows.reserve(collected_.named_quads.size());
    collected_.named_quads.consume([&](const Row& row) {
      rows.push_back({ids_[row.subject],
                      predicates_.rank_of_id[ids_[row.predicate]],
                      ids_[row.object],
                      ids_[row.graph]});
    });
    return rows;
  }

  static void sort_by(std::vector<Row>& rows,
                      std::vector<Row>& spare,
                      TermId Row::*place) {
    radix_sort(rows, spare, [place](const Row& row) { return row.*place; });
  }

  /// `rows` must have the order.
  static WrittenGroup write_order(const std::vector<Row>& rows, const NamedOrder& order) {
    std::array<Numbers, 4> columns;
    for (std::size_t i = 0; i < order.size(); ++i) {
      columns[i].resize(rows.size());
      std::ranges::transform(rows, columns[i].begin(), order[i]);
    }
    return write_grouped(columns[0], std::span(columns).subspan(1));
  }

  /// All rows once, by subject, predicate, object, graph.
  std::vector<Row> sorted_rows() {
    std::vector<Row> rows = named_rows();
    std::vector<Row> spare;
    for (const auto place : {&Row::graph, &Row::object, &Row::predicate, &Row::subject}) {
      sort_by(rows, spare, place);
    }
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  }

  /// Sorting is stable and rows come sorted: an order costs only the places that move to
  /// the front. Each task makes one rotation of subject, predicate, object, with the
  /// graph behind it and then before it.
  static void write_rotation(std::vector<Row> rows,
                             std::size_t rotation,
                             std::span<WrittenGroup, named_order_count> written) {
    std::vector<Row> spare;
    if (rotation != 0) {
      sort_by(rows, spare, &Row::object);
    }
    if (rotation == 1) {
      sort_by(rows, spare, &Row::predicate);
    }
    written[rotation + 3] = write_order(rows, named_orders[rotation + 3]);
    sort_by(rows, spare, &Row::graph);
    written[rotation] = write_order(rows, named_orders[rotation]);
  }

  void write_named_graphs() {
    const std::vector<Row> rows = sorted_rows();
    layout_.named_quads = rows.size();
    std::array<WrittenGroup, named_order_count> written;
    run_parallel(3,
                 [&](std::size_t rotation) { write_rotation(rows, rotation, written); });
    const PackedArray graphs(written[0].head.data() + written[0].ref.keys.offset,
                             written[0].ref.keys);
    for (std::size_t i = 0; i < graphs.size(); ++i) {
      graphs_.push_back(graphs[i]);
    }
    GroupSection section;
    for (std::size_t i = 0; i < named_order_count; ++i) {
      layout_.named[i] = section.add(std::move(written[i]));
    }
    std::string& out = sections_[static_cast<std::size_t>(Section::named_quads)];
    out = section.take();
    write_graph_names(out);
  }

  void write_graph_names(std::string& out) {
    std::ranges::sort(graphs_);
    graphs_.erase(std::unique(graphs_.begin(), graphs_.end()), graphs_.end());
    out.resize((out.size() + 7) / 8 * 8);
    layout_.graphs = {out.size(), graphs_.size(), 0, 32};
    out.append(reinterpret_cast<const char*>(graphs_.data()),
               graphs_.size() * sizeof(TermId));
  }

  void write_layout() {
    std::string& section = sections_[static_cast<std::size_t>(Section::layout)];
    const std::size_t refs_bytes = predicate_refs_.size() * sizeof(PredicateRef);
    section.resize(sizeof(Layout));
    section.append(reinterpret_cast<const char*>(predicate_refs_.data()), refs_bytes);
    layout_.predicates = pack(predicates_.ids, section);
    std::memcpy(section.data(), &layout_, sizeof layout_);
  }

  Collected collected_;
  Layout layout_;
  std::array<std::string, section_count> sections_;
  Numbers ids_;
  Predicates predicates_;
  std::vector<PredicateRef> predicate_refs_;
  Numbers graphs_;
};

}  // namespace

std::unique_ptr<Image> write_image(Collected collected) {
  return ImageWriter(std::move(collected)).write();
}

}  // namespace byline::store
