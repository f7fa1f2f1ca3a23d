#pragma once

#include "store/dictionary.hpp"
#include "store/grouped.hpp"
#include "store/image.hpp"
#include "store/layout.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace byline::store {

/// The store over a dataset image. The default graph lies by predicate, each as pairs
/// sorted both ways; the quads of named graphs in six sorted orders.
class Index final : public Store {
 public:
  explicit Index(std::unique_ptr<Image> image);
  /// Throws Error: io if the file cannot be read, unusable if it is damaged, too new, or
  /// no .byl file. Damage in parts not yet used is found when they are.
  static std::unique_ptr<Index> open(const std::filesystem::path& path);
  /// Writes the dataset as a .byl file.
  void save(const std::filesystem::path& path) const;

  [[nodiscard]] std::size_t term_count() const override { return layout_->terms; }
  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const override {
    return dictionary_.find(term);
  }
  [[nodiscard]] rdf::TermView term(TermId id) const override {
    return dictionary_.term(id);
  }
  [[nodiscard]] std::span<const TermId> graphs() const override;
  [[nodiscard]] std::size_t count(const Pattern& pattern) const override;
  void scan(const Pattern& pattern,
            const std::function<bool(const Row&)>& row) const override;

  [[nodiscard]] std::size_t default_count() const { return layout_->default_quads; }
  [[nodiscard]] std::size_t named_count() const { return layout_->named_quads; }
  [[nodiscard]] const Dictionary& dictionary() const { return dictionary_; }
  [[nodiscard]] const Image& image() const { return *image_; }
  /// Gives the memory of unpacked texts back; see Dictionary::forget.
  void forget_texts() { dictionary_.forget(); }

  /// Predicates by rank: their term ids, ascending.
  [[nodiscard]] const PackedArray& predicates() const { return predicates_; }
  /// Rank of a term among the predicates.
  [[nodiscard]] std::optional<std::uint32_t> rank(TermId predicate) const;
  /// The default graph's triples of a predicate: objects by subject, subjects by object.
  [[nodiscard]] Grouped objects_by_subject(std::uint32_t rank) const;
  [[nodiscard]] Grouped subjects_by_object(std::uint32_t rank) const;
  /// Number of the set of predicates that a term is subject (object) of in the default
  /// graph, and the ranks in such a set.
  [[nodiscard]] std::uint32_t subject_set(TermId id) const {
    return checked(subject_sets_, id);
  }
  [[nodiscard]] std::uint32_t object_set(TermId id) const {
    return checked(object_sets_, id);
  }
  [[nodiscard]] std::vector<std::uint32_t> set_ranks(std::uint32_t set) const;
  /// The named graphs' quads in the order `named_orders[number]`; predicates are ranks.
  [[nodiscard]] Grouped named(std::size_t number) const;

 private:
  [[nodiscard]] const PredicateRef& predicate_ref(std::uint32_t rank) const;
  [[nodiscard]] std::uint32_t checked(const PackedArray& array, std::size_t i) const {
    image_->check(array.data() + array.bytes(i) - (i == 0 ? 0 : 1),
                  sizeof(std::uint64_t));
    return array[i];
  }
  [[nodiscard]] PackedArray array(Section section, const ArrayRef& ref) const;

  std::unique_ptr<Image> image_;
  const Layout* layout_;
  Dictionary dictionary_;
  PackedArray predicates_;
  PackedArray subject_sets_;
  PackedArray object_sets_;
  PackedArray set_starts_;
  PackedArray set_ranks_;
};

}  // namespace byline::store
