#include "store/index.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "store/orders.hpp"

#include <array>
#include <utility>

namespace byline::store {

namespace {

/// The checked start of the section "layout".
const Layout* layout_of(const Image& image) {
  const auto section = image.section(Section::layout);
  image.check(section.data(), section.size());
  return reinterpret_cast<const Layout*>(section.data());
}

/// The order whose first places are the bound ones of `pattern` (a graph bound or not).
std::size_t named_order_for(const Pattern& pattern) {
  const bool s = pattern.subject != any;
  const bool p = pattern.predicate != any;
  const bool o = pattern.object != any;
  if (pattern.graph != any) {
    return p && !s ? 1 : (o && !p ? 2 : 0);
  }
  return s && (p || !o) ? 3 : (p ? 4 : (o ? 5 : 0));
}

}  // namespace

Index::Index(std::unique_ptr<Image> image)
    : image_(std::move(image)),
      layout_(layout_of(*image_)),
      dictionary_(*image_, *layout_),
      predicates_(array(Section::layout, layout_->predicates)),
      subject_sets_(array(Section::predicate_sets, layout_->subject_sets)),
      object_sets_(array(Section::predicate_sets, layout_->object_sets)),
      set_starts_(array(Section::predicate_sets, layout_->set_starts)),
      set_ranks_(array(Section::predicate_sets, layout_->set_ranks)) {}

std::unique_ptr<Index> Index::open(const std::filesystem::path& path) {
  return std::make_unique<Index>(Image::open(path));
}

void Index::save(const std::filesystem::path& path) const {
  AtomicFile file(path);
  file.write(image_->bytes());
  file.commit();
}

PackedArray Index::array(Section section, const ArrayRef& ref) const {
  return {image_->section(section).data() + ref.offset, ref};
}

std::span<const TermId> Index::graphs() const {
  const auto section = image_->section(Section::named_quads);
  const char* first = section.data() + layout_->graphs.offset;
  image_->check(first, layout_->graphs.size * sizeof(TermId));
  return {reinterpret_cast<const TermId*>(first), layout_->graphs.size};
}

std::optional<std::uint32_t> Index::rank(TermId predicate) const {
  const std::size_t at = predicates_.lower_bound(0, predicates_.size(), predicate);
  if (at == predicates_.size() || predicates_[at] != predicate) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(at);
}

const PredicateRef& Index::predicate_ref(std::uint32_t rank) const {
  return reinterpret_cast<const PredicateRef*>(layout_ + 1)[rank];
}

Grouped Index::objects_by_subject(std::uint32_t rank) const {
  return {*image_, Section::default_triples, predicate_ref(rank).by_subject};
}

Grouped Index::subjects_by_object(std::uint32_t rank) const {
  return {*image_, Section::default_triples, predicate_ref(rank).by_object};
}

Grouped Index::named(std::size_t number) const {
  return {*image_, Section::named_quads, layout_->named[number]};
}

std::vector<std::uint32_t> Index::set_ranks(std::uint32_t set) const {
  const std::uint32_t begin = checked(set_starts_, set);
  const std::uint32_t end = checked(set_starts_, set + 1);
  std::vector<std::uint32_t> ranks;
  for (std::size_t i = begin; i < end; ++i) {
    ranks.push_back(checked(set_ranks_, i));
  }
  return ranks;
}

namespace {

/// Finds the rows of a pattern piece by piece: `visit(rank, grouped, key position or
/// rows)`.
class DefaultMatches {
 public:
  DefaultMatches(const Index& index, const Pattern& pattern)
      : index_(index),
        pattern_(pattern) {}

  [[nodiscard]] std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint32_t rank : ranks()) {
      sum += count_of(rank);
    }
    return sum;
  }

  /// Stops and returns false when `row` does.
  bool scan(const std::function<bool(const Row&)>& row) const {
    for (const std::uint32_t rank : ranks()) {
      if (!scan_of(rank, row)) {
        return false;
      }
    }
    return true;
  }

 private:
  /// Ranks of the predicates that can have matches.
  [[nodiscard]] std::vector<std::uint32_t> ranks() const {
    if (pattern_.predicate != any) {
      const auto rank = index_.rank(pattern_.predicate);
      return rank ? std::vector<std::uint32_t>{*rank} : std::vector<std::uint32_t>{};
    }
    if (pattern_.subject != any) {
      return index_.set_ranks(index_.subject_set(pattern_.subject));
    }
    if (pattern_.object != any) {
      return index_.set_ranks(index_.object_set(pattern_.object));
    }
    std::vector<std::uint32_t> all(index_.predicates().size());
    for (std::uint32_t rank = 0; rank < all.size(); ++rank) {
      all[rank] = rank;
    }
    return all;
  }

  [[nodiscard]] RowRange rows_of(const Grouped& grouped, TermId key, TermId value) const {
    const RowRange rows = grouped.find(key);
    return value == any ? rows : grouped.narrow(rows, 0, value);
  }

  [[nodiscard]] std::size_t count_of(std::uint32_t rank) const {
    if (pattern_.subject != any) {
      return rows_of(index_.objects_by_subject(rank), pattern_.subject, pattern_.object)
          .size();
    }
    const Grouped by_object = index_.subjects_by_object(rank);
    return pattern_.object != any ? by_object.find(pattern_.object).size()
                                  : by_object.row_count();
  }

  bool scan_of(std::uint32_t rank, const std::function<bool(const Row&)>& row) const {
    Row match{
        pattern_.subject, index_.predicates()[rank], pattern_.object, default_graph};
    if (pattern_.subject == any && pattern_.object == any) {
      return scan_all(rank, match, row);
    }
    const bool by_subject = pattern_.subject != any;
    const Grouped grouped =
        by_subject ? index_.objects_by_subject(rank) : index_.subjects_by_object(rank);
    const RowRange rows = by_subject ? rows_of(grouped, pattern_.subject, pattern_.object)
                                     : rows_of(grouped, pattern_.object, any);
    TermId& free = by_subject ? match.object : match.subject;
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      free = grouped.column()[i];
      if (!row(match)) {
        return false;
      }
    }
    return true;
  }

  bool scan_all(std::uint32_t rank,
                Row match,
                const std::function<bool(const Row&)>& row) const {
    const Grouped grouped = index_.objects_by_subject(rank);
    grouped.check();
    for (std::size_t key = 0; key < grouped.keys().size(); ++key) {
      match.subject = grouped.keys()[key];
      const RowRange rows = grouped.rows_at(key);
      for (std::size_t i = rows.begin; i < rows.end; ++i) {
        match.object = grouped.column()[i];
        if (!row(match)) {
          return false;
        }
      }
    }
    return true;
  }

  const Index& index_;
  const Pattern& pattern_;
};

/// The rows of a pattern in the named order that serves it: one stretch.
class NamedMatches {
 public:
  NamedMatches(const Index& index, const Pattern& pattern)
      : index_(index),
        number_(named_order_for(pattern)),
        grouped_(index.named(number_)),
        wanted_{pattern.subject, pattern.predicate, pattern.object, pattern.graph} {
    if (pattern.predicate != any) {
      const auto rank = index.rank(pattern.predicate);
      if (!rank) {
        return;
      }
      predicate_rank_ = *rank;
    }
    const NamedOrder& order = named_orders[number_];
    if (wanted_.*order[0] == any) {
      grouped_.check();
      rows_ = {0, grouped_.row_count()};
      return;
    }
    rows_ = grouped_.find(key(order[0]));
    for (std::size_t i = 1; i < order.size() && wanted_.*order[i] != any; ++i) {
      rows_ = grouped_.narrow(rows_, i - 1, key(order[i]));
    }
  }

  [[nodiscard]] std::size_t count() const { return rows_.size(); }

  void scan(const std::function<bool(const Row&)>& row) const {
    const NamedOrder& order = named_orders[number_];
    if (wanted_.*order[0] != any) {
      scan_rows(rows_, wanted_.*order[0], row);
      return;
    }
    for (std::size_t i = 0; i < grouped_.keys().size(); ++i) {
      const std::uint32_t key = grouped_.keys()[i];
      if (!scan_rows(grouped_.rows_at(i), key, row)) {
        return;
      }
    }
  }

 private:
  /// A place's wanted value as the arrays have it: predicates by rank.
  [[nodiscard]] std::uint32_t key(TermId Row::*place) const {
    return place == &Row::predicate ? predicate_rank_ : wanted_.*place;
  }

  bool scan_rows(RowRange rows,
                 TermId first,
                 const std::function<bool(const Row&)>& row) const {
    const NamedOrder& order = named_orders[number_];
    Row match;
    match.*order[0] = first;
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      for (std::size_t column = 1; column < order.size(); ++column) {
        const std::uint32_t value = grouped_.column(column - 1)[i];
        match.*order[column] =
            order[column] == &Row::predicate ? index_.predicates()[value] : value;
      }
      if (!row(match)) {
        return false;
      }
    }
    return true;
  }

  const Index& index_;
  std::size_t number_;
  Grouped grouped_;
  Row wanted_;
  std::uint32_t predicate_rank_ = 0;
  RowRange rows_;
};

}  // namespace

std::size_t Index::count(const Pattern& pattern) const {
  if (pattern.graph != default_graph) {
    return pattern == Pattern{any, any, any, any} ? named_count()
                                                  : NamedMatches(*this, pattern).count();
  }
  return pattern == Pattern{} ? default_count() : DefaultMatches(*this, pattern).count();
}

void Index::scan(const Pattern& pattern,
                 const std::function<bool(const Row&)>& row) const {
  if (pattern.graph == default_graph) {
    DefaultMatches(*this, pattern).scan(row);
  } else {
    NamedMatches(*this, pattern).scan(row);
  }
}

}  // namespace byline::store
