#include "extract/mention_lists.hpp"

#include <algorithm>

namespace byline::extract {

std::vector<std::vector<std::size_t>> mentions_by_sentence(const Annotation& annotation,
                                                           const ArticleFacts& facts) {
  std::vector<std::vector<std::size_t>> lists(annotation.sentences.size());
  for (std::size_t i = 0; i < facts.mentions.size(); ++i) {
    lists[facts.mentions[i].sentence].push_back(i);
  }
  return lists;
}

std::span<const Mention> mentions_in(const ArticleFacts& facts, Span span) {
  const auto begins = [](const Mention& mention) { return mention.span.begin; };
  const auto first = std::ranges::lower_bound(facts.mentions, span.begin, {}, begins);
  const auto last = std::ranges::lower_bound(facts.mentions, span.end, {}, begins);
  return first < last ? std::span<const Mention>{first, last}
                      : std::span<const Mention>{};
}

}  // namespace byline::extract
