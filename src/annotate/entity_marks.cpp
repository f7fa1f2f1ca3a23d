#include "annotate/entity_marks.hpp"

#include <algorithm>
#include <charconv>

namespace byline::annotate {

namespace {

/// "4-time-acc:com-nnssn-cf1-1-coref" → number, type and head of one that begins at
/// `first`.
EntityMark begun_mark(std::string_view text, std::size_t first) {
  constexpr std::size_t least_span = 5;
  EntityMark mark;
  mark.first = mark.head = first;
  for (std::size_t field = 0; !text.empty(); ++field) {
    const std::size_t end = text.find('-');
    const std::string_view value = text.substr(0, end);
    if (field == 0) {
      mark.number = value;
    } else if (field == 1) {
      mark.type = value;
    } else if (field == least_span) {
      std::size_t head = 1;
      std::from_chars(value.data(), value.data() + value.size(), head);
      mark.head = first + (head == 0 ? 0 : head - 1);
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return mark;
}

class MarkReader {
 public:
  void word(std::string_view marks, std::size_t i) {
    while (!marks.empty()) {
      if (marks.front() == '(') {
        const std::size_t end = std::min(marks.find_first_of("()", 1), marks.size());
        open_.push_back(begun_mark(marks.substr(1, end - 1), i));
        marks.remove_prefix(end);
        if (marks.starts_with(')')) {
          close(open_.back().number, i);
          marks.remove_prefix(1);
        }
        continue;
      }
      const std::size_t end = std::min(marks.find(')'), marks.size());
      close(marks.substr(0, end), i);
      marks.remove_prefix(std::min(end + 1, marks.size()));
    }
  }

  std::vector<EntityMark> take() { return std::move(found_); }

 private:
  void close(std::string_view number, std::size_t last) {
    for (std::size_t k = open_.size(); k-- > 0;) {
      if (open_[k].number == number) {
        open_[k].end = last + 1;
        found_.push_back(open_[k]);
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(k));
        return;
      }
    }
  }

  std::vector<EntityMark> open_;
  std::vector<EntityMark> found_;
};

}  // namespace

std::vector<EntityMark> entity_marks(const TreeSentence& sentence) {
  MarkReader reader;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    reader.word(annotation(sentence.words[i].notes, "Entity"), i);
  }
  return reader.take();
}

}  // namespace byline::annotate
