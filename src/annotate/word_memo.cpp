#include "annotate/word_memo.hpp"

#include <algorithm>
#include <deque>

namespace byline::annotate {

WordMemo& WordMemo::of(std::uint64_t model) {
  constexpr std::size_t most_models = 8;  // languages whose articles a thread reads
  static thread_local std::deque<WordMemo> memos;
  const auto known = std::ranges::find(memos, model, &WordMemo::model_);
  if (known != memos.end() && !known->is_full()) {
    return *known;
  }
  if (known == memos.end() && memos.size() == most_models) {
    memos.pop_front();
  }
  WordMemo& memo = known == memos.end() ? memos.emplace_back() : *known;
  memo = {};
  memo.model_ = model;
  return memo;
}

}  // namespace byline::annotate
