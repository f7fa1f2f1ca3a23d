#include "ingest/boilerplate.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "ingest/blocks.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace byline::ingest {
namespace {

constexpr std::size_t dateline_blocks = 6;   ///< a dateline stands among the first ones
constexpr std::size_t longest_notice = 600;  ///< bytes; longer blocks are no notices
constexpr std::size_t prose_words = 12;      ///< words of the shortest sure prose
constexpr std::size_t text_words = 25;       ///< a longer one is never an appeal
constexpr std::size_t head_words = 12;       ///< words of the longest list head
constexpr std::size_t short_line_words =
    12;  ///< of a line that may be dropped at the end

/// The words of folded text: runs of letters, digits, apostrophes; other text between
/// them is dropped.
std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(folded, at);
    const bool in_word = is_letter(c) || is_digit(c) || c == U'\'';
    if (in_word && begin == std::string_view::npos) {
      begin = here;
    } else if (!in_word && begin != std::string_view::npos) {
      words.push_back(folded.substr(begin, here - begin));
      begin = std::string_view::npos;
    }
  }
  if (begin != std::string_view::npos) {
    words.push_back(folded.substr(begin));
  }
  return words;
}

bool is_number(std::string_view word) {
  return is_digit(first_code_point(word));
}

/// The words of `folded`, each preceded and followed by one space: phrases are found in
/// it as " phrase ".
std::string spaced(std::string_view folded) {
  std::string out = " ";
  for (const auto word : words_of(folded)) {
    out += word;
    out += ' ';
  }
  return out;
}

std::vector<std::string> spaced_phrases(const WordSet& phrases) {
  std::vector<std::string> all;
  for (const auto& phrase : phrases) {
    all.push_back(spaced(phrase));
  }
  return all;
}

bool holds_phrase(const std::string& text, const std::vector<std::string>& phrases) {
  return std::ranges::any_of(phrases, [&](const std::string& phrase) {
    return text.find(phrase) != std::string::npos;
  });
}

bool begins_with_phrase(const std::string& text,
                        const std::vector<std::string>& phrases) {
  return std::ranges::any_of(
      phrases, [&](const std::string& phrase) { return text.starts_with(phrase); });
}

struct FoldedBlock {
  std::string folded;  ///< empty for long blocks
  std::string text;    ///< `spaced`
  bool end_mark = false;
  bool prose = false;
};

class Cutter {
 public:
  Cutter(Article& article, const ReadingTables& tables)
      : article_(article),
        tables_(tables),
        calls_to_action_(spaced_phrases(tables.calls_to_action)),
        tail_heads_(spaced_phrases(tables.tail_heads)) {}

  void run() {
    find_datelines();
    look_at_blocks();
    cut_from_end_marker();
    cut_notices();
    cut_tail_lists();
    cut_short_tail();
    cut_repeats();
  }

 private:
  [[nodiscard]] std::string_view text_of(const Block& block) const {
    return std::string_view{article_.text}.substr(block.span.begin, block.span.size());
  }

  /// Byte length of the date words at the start of `text`, if there is a year or a whole
  /// date among them.
  [[nodiscard]] std::optional<std::size_t> date_prefix(std::string_view text) const {
    std::size_t end = 0;
    std::size_t numbers = 0;
    bool has_year = false;
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t stop = at;
      while (stop < text.size()) {
        std::size_t next = stop;
        if (is_space(next_code_point(text, next))) {
          break;
        }
        stop = next;
      }
      const std::string folded = fold(text.substr(at, stop - at));
      for (const auto word : words_of(folded)) {
        if (!is_number(word) && !tables_.date_words.contains(word)) {
          return has_year && numbers > 0 && end > 0 ? std::optional{end} : std::nullopt;
        }
        numbers += is_number(word) ? 1 : 0;
        has_year = has_year || (word.size() == 4 && is_number(word));
      }
      end = stop;
      at = stop;
      while (at < text.size()) {
        std::size_t next = at;
        if (!is_space(next_code_point(text, next))) {
          break;
        }
        at = next;
      }
    }
    return has_year && end > 0 ? std::optional{end} : std::nullopt;
  }

  void find_datelines() {
    auto& blocks = article_.blocks;
    for (std::size_t i = 0; i < std::min(blocks.size(), dateline_blocks); ++i) {
      if (blocks[i].span.size() > longest_notice) {
        continue;
      }
      const auto text = text_of(blocks[i]);
      const auto end = date_prefix(text);
      if (!end) {
        continue;
      }
      if (*end == text.size()) {
        blocks[i].kind = BlockKind::dateline;
      } else if (holds_phrase(spaced(fold(text.substr(*end))), calls_to_action_)) {
        split_dateline(i, *end);
        ++i;
      }
    }
  }

  void split_dateline(std::size_t i, std::size_t length) {
    auto& blocks = article_.blocks;
    Block rest = blocks[i];
    const auto after = text_of(rest).substr(length);
    rest.span.begin = rest.span.end - trim(after).size();
    blocks[i].span.end = blocks[i].span.begin + length;
    blocks[i].kind = BlockKind::dateline;
    blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1, rest);
  }

  void look_at_blocks() {
    for (const Block& block : article_.blocks) {
      FoldedBlock folded;
      const auto text = text_of(block);
      folded.end_mark = has_end_mark(text);
      if (text.size() <= longest_notice) {
        folded.folded = fold(text);
        folded.text = spaced(folded.folded);
      }
      folded.prose = folded.end_mark && count_words(text, prose_words) >= prose_words;
      folded_.push_back(std::move(folded));
    }
  }

  void cut(std::size_t i, const char* reason) {
    if (article_.blocks[i].cut_reason.empty()) {
      article_.blocks[i].cut_reason = reason;
    }
  }

  [[nodiscard]] bool is_cut(std::size_t i) const {
    return !article_.blocks[i].cut_reason.empty();
  }

  /// Where in the article block `i` begins, in percent.
  [[nodiscard]] std::size_t percent(std::size_t i) const {
    return article_.blocks[i].span.begin * 100 /
           std::max<std::size_t>(article_.text.size(), 1);
  }

  void cut_notices() {
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      const FoldedBlock& block = folded_[i];
      if (block.text.empty() || article_.blocks[i].kind == BlockKind::dateline) {
        continue;
      }
      const bool is_text = block.end_mark && count_words(text_of(article_.blocks[i]),
                                                         text_words) >= text_words;
      if (!is_text && holds_phrase(block.text, calls_to_action_)) {
        cut(i, "call to action");
      } else if (is_share_bar(block)) {
        cut(i, "share bar");
      }
    }
  }

  [[nodiscard]] bool is_share_bar(const FoldedBlock& block) const {
    const auto words = words_of(block.folded);
    return !block.end_mark && !words.empty() &&
           std::ranges::all_of(words,
                               [&](std::string_view word) {
                                 return tables_.share_words.contains(word) ||
                                        is_number(word);
                               }) &&
           !std::ranges::all_of(words, is_number);
  }

  [[nodiscard]] bool is_tail_head(std::size_t i) const {
    const FoldedBlock& block = folded_[i];
    const bool colon = block.folded.find(':') != std::string::npos;
    return !block.text.empty() && (!block.end_mark || colon) && !block.prose &&
           std::ranges::count(block.text, ' ') <=
               static_cast<std::ptrdiff_t>(head_words) &&
           begins_with_phrase(block.text, tail_heads_);
  }

  /// A head such as "Related articles" goes with all that follows, until prose comes.
  void cut_tail_lists() {
    for (std::size_t i = 1; i < folded_.size(); ++i) {
      if (!is_tail_head(i)) {
        continue;
      }
      cut(i, "list of links");
      for (std::size_t k = i + 1; k < folded_.size() && !folded_[k].prose; ++k) {
        if (folded_[k].end_mark && article_.blocks[k].kind == BlockKind::list_item) {
          break;
        }
        cut(k, "list of links");
      }
    }
  }

  /// A line of nothing but an end marker, in the later part of the article, ends it.
  void cut_from_end_marker() {
    for (std::size_t i = 1; i < folded_.size(); ++i) {
      const auto text = trim(folded_[i].text);
      const bool is_marker = tables_.end_markers.contains(text) ||
                             tables_.end_markers.contains(folded_[i].folded);
      if (!is_marker || percent(i) < 30) {
        continue;
      }
      for (std::size_t k = i; k < folded_.size(); ++k) {
        cut(k, "end marker");
      }
      return;
    }
  }

  /// True for list items that end in a date: links to other articles.
  [[nodiscard]] bool is_dated_link(std::size_t i) const {
    const auto words = words_of(folded_[i].folded);
    if (folded_[i].end_mark || words.size() < 3) {
      return false;
    }
    const auto year = words.back();
    const auto before = words[words.size() - 3];
    return year.size() == 4 && is_number(year) && (year[0] == '1' || year[0] == '2') &&
           (tables_.date_words.contains(before) ||
            tables_.date_words.contains(words[words.size() - 2]));
  }

  void cut_short_tail() {
    std::size_t end = folded_.size();
    std::size_t dated = 0;
    while (end > 0 && (is_cut(end - 1) || !folded_[end - 1].end_mark)) {
      --end;
      dated += is_dated_link(end) ? 1 : 0;
    }
    if (end == 0 || article_.blocks.empty()) {
      return;
    }
    const bool introduces = text_of(article_.blocks[end - 1]).ends_with(':');
    for (std::size_t i = end; i < folded_.size(); ++i) {
      if (dated >= 2 && is_dated_link(i)) {
        cut(i, "list of links");
      } else if (!introduces && article_.blocks[i].kind != BlockKind::list_item &&
                 article_.blocks[i].kind != BlockKind::dateline &&
                 count_words(text_of(article_.blocks[i]), short_line_words + 1) <=
                     short_line_words) {
        cut(i, "short line after the end");
      }
    }
  }

  void cut_repeats() {
    std::unordered_map<std::string_view, std::size_t> times;
    for (const FoldedBlock& block : folded_) {
      ++times[block.folded];
    }
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < folded_.size(); ++i) {
      const FoldedBlock& block = folded_[i];
      if (!block.end_mark && times[block.folded] > 2 && !block.folded.empty() &&
          !seen.insert(block.folded).second) {
        cut(i, "repeated line");
      }
    }
  }

  Article& article_;
  const ReadingTables& tables_;
  std::vector<std::string> calls_to_action_;  ///< `spaced`
  std::vector<std::string> tail_heads_;       ///< `spaced`
  std::vector<FoldedBlock> folded_;
};

ReadingTables union_of(const ReadingTablesByLanguage& tables) {
  ReadingTables all;
  for (const auto& [language, one] : tables) {
    all.end_markers.insert(one.end_markers.begin(), one.end_markers.end());
    all.tail_heads.insert(one.tail_heads.begin(), one.tail_heads.end());
    all.calls_to_action.insert(one.calls_to_action.begin(), one.calls_to_action.end());
    all.share_words.insert(one.share_words.begin(), one.share_words.end());
    all.date_words.insert(one.date_words.begin(), one.date_words.end());
  }
  return all;
}

}  // namespace

void cut_boilerplate(Article& article, const ReadingTablesByLanguage& tables) {
  const auto found = tables.find(article.language);
  if (found != tables.end()) {
    Cutter{article, found->second}.run();
  } else {
    const ReadingTables all = union_of(tables);
    Cutter{article, all}.run();
  }
}

}  // namespace byline::ingest
