#pragma once

#include "store/store.hpp"
#include "store/term_order.hpp"
#include "store/term_table.hpp"

#include <array>
#include <vector>

namespace byline::store {

/// A store of plain sorted arrays of rows, one per order.
class SortedStore final : public Store {
 public:
  /// `quads` and `graphs` by numbers of `terms`.
  SortedStore(TermTable terms, std::vector<Row> quads, std::vector<std::uint32_t> graphs);

  [[nodiscard]] std::size_t term_count() const override { return order_.size(); }
  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::TermView term(TermId id) const override;
  [[nodiscard]] std::span<const TermId> graphs() const override { return graphs_; }
  [[nodiscard]] std::size_t count(const Pattern& pattern) const override;
  void scan(const Pattern& pattern,
            const std::function<bool(const Row&)>& row) const override;

 private:
  /// The places of a row, most significant first.
  using Places = std::array<TermId Row::*, 4>;
  [[nodiscard]] std::span<const Row> matches(const Pattern& pattern) const;

  TermTable terms_;
  std::vector<std::uint32_t> order_;  ///< [id - 1]: number in `terms_`
  std::vector<ValueKey> keys_;        ///< [id - 1]
  std::vector<TermId> graphs_;
  std::array<std::vector<Row>, 3> default_rows_;
  std::array<std::vector<Row>, 6> named_rows_;
};

}  // namespace byline::store
