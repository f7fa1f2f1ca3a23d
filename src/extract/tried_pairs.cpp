#include "extract/tried_pairs.hpp"

namespace byline::extract {

namespace {

/// Marks that no run of this thread uses now.
thread_local std::vector<TriedPairs> spare_pairs;

}  // namespace

TriedPairs take_tried() {
  if (spare_pairs.empty()) {
    return {};
  }
  TriedPairs taken = std::move(spare_pairs.back());
  spare_pairs.pop_back();
  return taken;
}

void give_back(TriedPairs tried) {
  constexpr std::size_t most = 1U << 20U;  // those of an endless sentence are not kept
  if (tried.round_of.size() <= most && tried.round < UINT32_MAX / 2) {
    spare_pairs.push_back(std::move(tried));
  }
}

}  // namespace byline::extract
