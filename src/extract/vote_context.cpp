#include "extract/vote_context.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

namespace byline::extract {

std::string VoteContext::class_named(std::size_t at, std::size_t words) const {
  std::string phrase;
  for (std::size_t i = 0; i < words; ++i) {
    const bool joined = i > 0 && at + i < tokens_.size() &&
                        tokens_[at + i - 1].span.end == tokens_[at + i].span.begin;
    phrase += (phrase.empty() || joined ? "" : " ") + std::string{word(at + i)};
  }
  return std::string{tables_.class_words.value(phrase)};
}

bool VoteContext::is_owner_of_name() const {
  const std::size_t first = begin();
  return first > 1 && tables_.links.has(word(first - 1)) &&
         is_upper(first_code_point(tokens_[first - 2].word));
}

bool VoteContext::is_listed_as_person(std::string_view name) const {
  using knowledge::Gazetteers;
  return (tables_.gazetteers.lists_of(name) &
          (Gazetteers::first_name | Gazetteers::last_name)) != 0 ||
         tables_.first_names.has(name);
}

}  // namespace byline::extract
