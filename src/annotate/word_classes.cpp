#include "annotate/word_classes.hpp"

#include "annotate/feature_hash.hpp"
#include "base/diagnostics.hpp"

#include <map>
#include <string>
#include <utility>

namespace byline::annotate {

namespace {

std::uint32_t key_of(std::uint64_t lower, bool capital) {
  const auto key = static_cast<std::uint32_t>(join(lower, capital ? 2 : 1) >> 32U);
  return key == 0 ? 1 : key;
}

std::uint32_t key_of(const WordFeatures& word, bool capital) {
  return key_of(word.lower, capital);
}

/// The first step is the lowest bit; 0: no path.
std::uint32_t path_of(std::string_view steps) {
  std::uint32_t path = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if ((steps[i] != '0' && steps[i] != '1') || i >= 20) {
      return 0;
    }
    path |= (steps[i] == '1' ? 1U : 0U) << i;
  }
  return path;
}

std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

}  // namespace

WordClasses::WordClasses(std::vector<ClassedWord> words) : words_{std::move(words)} {
  std::size_t size = 16;
  while (size < words_.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, 0);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::uint32_t slot = words_[i].key & mask_;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

WordClasses WordClasses::from_text(std::string_view text, const std::string& file) {
  std::map<std::uint32_t, std::uint32_t> paths;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = take_until(text, '\n');
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::uint32_t path = path_of(take_until(line, '\t'));
    if (path == 0) {
      throw Error{ExitCode::unusable,
                  Location{file, number, 1},
                  "not a class of words",
                  "a line is the path of the class (up to 20 digits 0 and 1, not all "
                  "0), a tab, and words"};
    }
    while (!line.empty()) {
      const WordFeatures word = features_of(take_until(line, ' '));
      paths.try_emplace(key_of(word, word.capital), path);
    }
  }
  std::vector<ClassedWord> words;
  words.reserve(paths.size());
  for (const auto& [key, path] : paths) {
    words.push_back({key, path});
  }
  return WordClasses{std::move(words)};
}

std::uint32_t WordClasses::find(std::uint32_t key) const {
  for (std::uint32_t slot = key & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
    if (words_[slots_[slot] - 1].key == key) {
      return words_[slots_[slot] - 1].path;
    }
  }
  return 0;
}

bool WordClasses::contains(std::string_view lower) const {
  return !slots_.empty() && find(key_of(lower_hash(lower), false)) != 0;
}

void WordClasses::fill(WordFeatures& word) const {
  if (slots_.empty()) {
    return;
  }
  word.word_class = find(key_of(word, word.capital));
  if (word.word_class == 0) {
    word.word_class = find(key_of(word, !word.capital));
  }
}

}  // namespace byline::annotate
