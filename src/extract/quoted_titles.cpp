#include "extract/quoted_titles.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_words.hpp"
#include "extract/sentence_view.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace byline::extract {
namespace {

constexpr std::size_t most_words = 9;

bool is_opening(std::string_view word) {
  return word == "“" || word == "«" || word == "„" || word == "``";
}

bool is_closing(std::string_view word) {
  return word == "”" || word == "»" || word == "''";
}

class TitleFinder {
 public:
  TitleFinder(const Annotation& annotation, const NameTables& tables)
      : annotation_(annotation),
        tables_(tables),
        quoted_(quoted_pieces(annotation)) {}

  std::vector<std::vector<TokenRange>> run() {
    std::vector<std::vector<TokenRange>> found(annotation_.sentences.size());
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      if (s == 0 ||
          annotation_.sentences[s].block != annotation_.sentences[s - 1].block) {
        open_ = false;
      }
      find_in(annotation_.sentences[s], found[s]);
    }
    return found;
  }

 private:
  /// Reads the marks of a sentence; a straight one opens what the one behind it closes,
  /// in the whole block.
  void find_in(const Sentence& sentence, std::vector<TokenRange>& found) {
    std::optional<std::size_t> begin;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const std::string& word = sentence.tokens[i].word;
      const bool straight = word == "\"";
      if (!open_ && (is_opening(word) || straight)) {
        open_ = true;
        begin = i + 1;
      } else if (open_ && (is_closing(word) || straight)) {
        open_ = false;
        if (begin && is_title(sentence, {*begin, i})) {
          found.push_back({*begin, i});
        }
        begin.reset();
      }
    }
  }

  [[nodiscard]] bool is_title(const Sentence& sentence, TokenRange range) const {
    const auto& tokens = sentence.tokens;
    if (range.first >= range.end || range.end - range.first > most_words ||
        !has_capital(tokens[range.first]) || is_said(sentence, range) ||
        is_nickname(tokens, range)) {
      return false;
    }
    const char32_t last = first_code_point(tokens[range.end - 1].word);
    return (is_letter(last) || is_digit(last)) &&
           (names_work_before(tokens, range.first - 1) || has_capitals(tokens, range));
  }

  /// `Ana "Nina" Lima`: between two words of a name.
  [[nodiscard]] static bool is_nickname(const std::vector<Token>& tokens,
                                        TokenRange range) {
    const std::size_t behind = range.end + 1;
    return range.first >= 2 && has_capital(tokens[range.first - 2]) &&
           behind < tokens.size() && has_capital(tokens[behind]);
  }

  /// In a quotation, or with a verb of saying behind it: `"Never", said …`.
  [[nodiscard]] bool is_said(const Sentence& sentence, TokenRange range) const {
    const auto& tokens = sentence.tokens;
    const Span span = cover(tokens[range.first].span, tokens[range.end - 1].span);
    const std::size_t behind = range.end + 1;
    return std::ranges::any_of(quoted_,
                               [&](const Span& piece) { return piece.overlaps(span); }) ||
           (behind + 1 < tokens.size() && tokens[behind].folded == "," &&
            tables_.say_verbs.has(tokens[behind + 1].folded));
  }

  /// `romance | "…"`, `author of | "…"`: a class word of works or a post that makes some,
  /// links and articles between.
  [[nodiscard]] bool names_work_before(const std::vector<Token>& tokens,
                                       std::size_t mark) const {
    constexpr std::size_t reach = 4;
    for (std::size_t i = mark; i > 0 && mark - i < reach; --i) {
      const std::string& word = tokens[i - 1].folded;
      const auto kind = tables_.ontology.kind_of(tables_.class_words.value(word));
      if ((kind && *kind == EntityKind::work) || tables_.roles.has(word)) {
        return true;
      }
      const bool small = tables_.links.has(word) || tables_.definite_words.has(word) ||
                         tables_.indefinite_words.has(word);
      if (!small && tokens[i - 1].tag != Tag::adj) {
        return false;
      }
    }
    return false;
  }

  [[nodiscard]] static bool has_capitals(const std::vector<Token>& tokens,
                                         TokenRange range) {
    constexpr std::size_t small_word = 3;  // letters
    return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(range.first),
                       tokens.begin() + static_cast<std::ptrdiff_t>(range.end),
                       [](const Token& token) {
                         return has_capital(token) || token.folded.size() <= small_word ||
                                !is_letter(first_code_point(token.word));
                       });
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  std::vector<Span> quoted_;
  bool open_ = false;  ///< a mark of this block is not closed yet
};

}  // namespace

bool is_quotation_mark(const Token& token) {
  return token.word == "\"" || is_opening(token.word) || is_closing(token.word);
}

std::vector<std::vector<TokenRange>> find_quoted_titles(const Annotation& annotation,
                                                        const NameTables& tables) {
  return TitleFinder{annotation, tables}.run();
}

}  // namespace byline::extract
