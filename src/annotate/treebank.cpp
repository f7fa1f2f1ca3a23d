#include "annotate/treebank.hpp"

#include "annotate/tag_set.hpp"
#include "base/diagnostics.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::size_t columns = 10;
using Row = std::array<std::string_view, columns>;

std::optional<Row> split_row(std::string_view line) {
  Row row;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == columns)) {
      return std::nullopt;
    }
    row[i] = line.substr(0, tab);
    line.remove_prefix(i + 1 == columns ? line.size() : tab + 1);
  }
  return row;
}

std::optional<std::int32_t> number(std::string_view digits) {
  std::int32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

/// Reads one file line by line.
class TreebankReader {
 public:
  explicit TreebankReader(std::string file) : file_{std::move(file)} {}

  void line(std::string_view text) {
    ++line_;
    if (!text.empty() && text.back() == '\r') {
      text.remove_suffix(1);
    }
    if (text.empty()) {
      finish();
    } else if (text.front() == '#') {
      document_ += text.starts_with("# newdoc") ? 1 : 0;
    } else {
      word(text);
    }
  }

  void finish() {
    for (const TreeWord& word : sentence_.words) {
      if (word.head >= static_cast<std::int32_t>(sentence_.words.size())) {
        fail("a head of this sentence is not one of its words");
      }
    }
    if (!sentence_.words.empty()) {
      sentence_.document = document_;
      sentences_.push_back(std::move(sentence_));
      sentence_ = {};
    }
  }

  std::vector<TreeSentence> take() { return std::move(sentences_); }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error{ExitCode::unusable, Location{file_, line_, 0}, what, {}};
  }

  void word(std::string_view text) {
    const std::optional<Row> row = split_row(text);
    if (!row) {
      fail("not ten columns: this is not CoNLL-U");
    }
    if ((*row)[0].find_first_of("-.") != std::string_view::npos) {
      return;  // a contraction's range or an empty node
    }
    const std::optional<Tag> tag = tag_from_name((*row)[3]);
    const std::optional<std::int32_t> head = number((*row)[6]);
    if (number((*row)[0]) != static_cast<std::int32_t>(sentence_.words.size() + 1)) {
      fail("words are not numbered in order");
    }
    if (!tag) {
      fail("unknown universal tag '" + std::string{(*row)[3]} + "'");
    }
    if (!head) {
      fail("no head");
    }
    sentence_.words.push_back({.form = std::string{(*row)[1]},
                               .lemma = std::string{(*row)[2]},
                               .tag = *tag,
                               .language_tag = std::string{(*row)[4]},
                               .morphology = std::string{(*row)[5]},
                               .head = *head - 1,
                               .relation = std::string{(*row)[7]},
                               .notes = std::string{(*row)[9]}});
  }

  std::string file_;
  std::size_t line_ = 0;
  std::size_t document_ = 0;
  TreeSentence sentence_;
  std::vector<TreeSentence> sentences_;
};

}  // namespace

std::vector<TreeSentence> read_treebank(std::string_view text, const std::string& file) {
  TreebankReader reader{file};
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    reader.line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  reader.finish();
  return reader.take();
}

std::string_view annotation(std::string_view list, std::string_view key) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    const std::string_view item = list.substr(0, end);
    if (item.size() > key.size() && item.starts_with(key) && item[key.size()] == '=') {
      return item.substr(key.size() + 1);
    }
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return {};
}

}  // namespace byline::annotate
