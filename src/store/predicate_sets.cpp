#include "store/predicate_sets.hpp"

#include "store/packed_array.hpp"

#include <algorithm>
#include <cstddef>

namespace byline::store {

using Numbers = std::vector<std::uint32_t>;

PredicateSets::PredicateSets(std::size_t term_count)
    : sets_(1),
      subject_sets_(term_count + 1),
      object_sets_(term_count + 1) {}

void PredicateSets::add_subjects(std::uint32_t rank, const WrittenGroup& group) {
  add(rank, group, subject_sets_);
}

void PredicateSets::add_objects(std::uint32_t rank, const WrittenGroup& group) {
  add(rank, group, object_sets_);
}

void PredicateSets::add(std::uint32_t rank, const WrittenGroup& group, Numbers& set_of) {
  const PackedArray keys(group.head.data() + group.ref.keys.offset, group.ref.keys);
  std::uint32_t last_set = UINT32_MAX;
  std::uint32_t last_union = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::uint32_t& set = set_of[keys[i]];
    if (set != last_set) {
      const auto [known, is_new] = larger_.try_emplace(
          std::uint64_t{set} << 32U | rank, static_cast<std::uint32_t>(sets_.size()));
      if (is_new) {
        sets_.push_back({set, rank});
      }
      last_set = set;
      last_union = known->second;
    }
    set = last_union;
  }
}

void PredicateSets::write(Layout& layout, std::string& out) const {
  Numbers new_number(sets_.size(), UINT32_MAX);
  Numbers starts = {0, 0};
  Numbers ranks;
  new_number[0] = 0;
  const auto renumber = [&](const Numbers& set_of) {
    Numbers numbers(set_of.size());
    for (std::size_t id = 0; id < set_of.size(); ++id) {
      std::uint32_t& number = new_number[set_of[id]];
      if (number == UINT32_MAX) {
        number = static_cast<std::uint32_t>(starts.size() - 1);
        const auto begin = static_cast<std::ptrdiff_t>(ranks.size());
        for (std::uint32_t set = set_of[id]; set != 0; set = sets_[set].others) {
          ranks.push_back(sets_[set].rank);
        }
        std::reverse(ranks.begin() + begin, ranks.end());
        starts.push_back(static_cast<std::uint32_t>(ranks.size()));
      }
      numbers[id] = number;
    }
    return numbers;
  };
  layout.subject_sets = pack(renumber(subject_sets_), out);
  layout.object_sets = pack(renumber(object_sets_), out);
  layout.set_starts = pack(starts, out);
  layout.set_ranks = pack(ranks, out);
}

}  // namespace byline::store
