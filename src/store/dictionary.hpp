#pragma once

#include "rdf/term.hpp"
#include "store/image.hpp"
#include "store/layout.hpp"
#include "store/packed_array.hpp"
#include "store/store.hpp"
#include "store/term_order.hpp"
#include "store/term_table.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace byline::store {

/// The terms of a dataset, by id and by value. Texts are unpacked a block at a time when
/// first asked for and then kept; any number of threads may read.
class Dictionary {
 public:
  Dictionary(const Image& image, const Layout& layout);
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;
  Dictionary(Dictionary&&) = delete;
  Dictionary& operator=(Dictionary&&) = delete;
  ~Dictionary();

  [[nodiscard]] std::optional<TermId> find(const rdf::TermView& term) const;
  /// Views live as long as the dictionary.
  [[nodiscard]] rdf::TermView term(TermId id) const;
  /// Id of the first term that is not before `key` (of a group whose terms have values),
  /// or the id after the group's last.
  [[nodiscard]] TermId lower_bound(const ValueKey& key) const;
  /// Blocks unpacked since the start, kept or not.
  [[nodiscard]] std::size_t unpacked() const { return unpacked_; }
  /// Gives the memory of unpacked texts back; ends the life of all views. No other thread
  /// may read meanwhile.
  void forget();
  /// Ids [first, last) of a group.
  [[nodiscard]] IdRange group(ValueGroup group) const;

 private:
  struct Block;
  static constexpr std::size_t blocks_a_chunk = 256;
  using Chunk = std::array<std::atomic<const Block*>, blocks_a_chunk>;

  [[nodiscard]] const Block& block(std::size_t number) const;
  [[nodiscard]] std::unique_ptr<const Block> unpack(std::size_t number) const;
  [[nodiscard]] rdf::TermView view(std::uint32_t kind, std::string_view text) const;
  [[nodiscard]] rdf::TermView first_of(std::size_t block) const;
  [[nodiscard]] const char* start_of(std::size_t block) const;
  void read_kinds(std::uint64_t count);

  const Image* image_;
  std::size_t size_;
  std::array<std::uint64_t, value_group_count + 1> group_starts_;
  const char* texts_;
  PackedArray block_starts_;  ///< one more than blocks
  std::vector<LiteralKind> kinds_;
  std::size_t chunk_count_;
  std::unique_ptr<std::atomic<Chunk*>[]> chunks_;
  mutable std::atomic<std::size_t> unpacked_ = 0;
};

}  // namespace byline::store
