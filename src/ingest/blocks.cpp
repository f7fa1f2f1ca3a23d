#include "ingest/blocks.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace byline::ingest {
namespace {

constexpr std::size_t title_words = 30;
constexpr std::size_t heading_words = 16;
constexpr std::size_t listed_words = 10;
/// A line shorter than this is no full line of wrapped text; longer ones than
/// `widest_wrap` come from no editor that wraps.
constexpr std::size_t narrowest_wrap = 45;
constexpr std::size_t widest_wrap = 110;

struct TextLine {
  Span span;
  bool after_blank = false;
};

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines;
  bool after_blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const auto line = text.substr(begin, end - begin);
    const auto content = trim(line);
    if (content.empty()) {
      after_blank = true;
    } else {
      const auto at = static_cast<std::size_t>(content.data() - text.data());
      lines.push_back({{at, at + content.size()}, after_blank});
      after_blank = false;
    }
    begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  return lines;
}

/// The width at which an editor wrapped the text, or 0 if none did.
std::size_t wrap_width(const std::vector<TextLine>& lines) {
  std::size_t longest = 0;
  for (const auto& line : lines) {
    longest = std::max(longest, line.span.size());
  }
  if (longest > widest_wrap || longest < narrowest_wrap) {
    return 0;
  }
  std::size_t continued = 0;
  std::size_t full = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!lines[i].after_blank) {
      ++continued;
      full += lines[i - 1].span.size() * 4 >= longest * 3 ? 1 : 0;
    }
  }
  return continued >= 4 && full * 4 >= continued * 3 ? longest : 0;
}

bool continues(std::string_view text,
               const TextLine& before,
               const TextLine& line,
               std::size_t width) {
  const auto content = text.substr(line.span.begin, line.span.size());
  if (line.after_blank || has_bullet(content)) {
    return false;
  }
  if (width != 0) {
    return before.span.size() * 4 >= width * 3;
  }
  const auto previous = text.substr(before.span.begin, before.span.size());
  return before.span.size() >= narrowest_wrap && before.span.size() <= widest_wrap &&
         is_lower(first_code_point(content)) && !has_end_mark(previous);
}

bool ends_in_colon(std::string_view text) {
  return text.ends_with(':');
}

BlockKind kind_of(std::string_view content, bool is_first, bool in_list) {
  if (has_bullet(content)) {
    return BlockKind::list_item;
  }
  if (has_end_mark(content)) {
    return BlockKind::paragraph;
  }
  if (is_first && count_words(content, title_words + 1) <= title_words) {
    return BlockKind::title;
  }
  if (in_list && count_words(content, listed_words + 1) <= listed_words) {
    return BlockKind::list_item;
  }
  return count_words(content, heading_words + 1) <= heading_words ? BlockKind::heading
                                                                  : BlockKind::paragraph;
}

bool is_closing(char32_t c) {
  constexpr std::u32string_view closing = U"\"'”’»)]}*_";
  return closing.find(c) != std::u32string_view::npos || is_space(c);
}

}  // namespace

bool has_end_mark(std::string_view text) {
  while (!text.empty() && is_closing(last_code_point(text))) {
    text = text.substr(0, previous_offset(text, text.size()));
  }
  constexpr std::u32string_view marks = U".!?…:;。！？";
  return marks.find(last_code_point(text)) != std::u32string_view::npos;
}

bool has_bullet(std::string_view text) {
  std::size_t at = 0;
  const char32_t first = text.empty() ? 0 : next_code_point(text, at);
  constexpr std::u32string_view bullets = U"-*•·‣▪●◦–—○■";
  const bool has_space = text.substr(at).starts_with(' ') ||
                         text.substr(at).starts_with('\t') ||
                         text.substr(at).starts_with("\xC2\xA0");
  if (bullets.find(first) != std::u32string_view::npos) {
    return has_space;
  }
  if (first < U'0' || first > U'9') {
    return false;
  }
  const auto digits_end = text.find_first_not_of("0123456789");
  return digits_end != std::string_view::npos && digits_end <= 2 &&
         (text[digits_end] == ')' || text[digits_end] == '.') &&
         text.substr(digits_end + 1).starts_with(' ');
}

std::size_t count_words(std::string_view text, std::size_t at_most) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size() && words < at_most;) {
    const bool space = is_space(next_code_point(text, at));
    words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  return words;
}

BlockKind block_kind(std::string_view text) {
  return kind_of(text, false, false);
}

std::vector<Block> split_blocks(std::string_view text) {
  const auto lines = split_lines(text);
  const std::size_t width = wrap_width(lines);
  std::vector<Span> spans;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && continues(text, lines[i - 1], lines[i], width)) {
      spans.back().end = lines[i].span.end;
    } else {
      spans.push_back(lines[i].span);
    }
  }
  std::vector<Block> blocks;
  blocks.reserve(spans.size());
  bool in_list = false;
  for (const Span span : spans) {
    const auto content = text.substr(span.begin, span.size());
    const BlockKind kind = kind_of(content, blocks.empty(), in_list);
    in_list = kind == BlockKind::paragraph ? ends_in_colon(content)
                                           : in_list && kind == BlockKind::list_item;
    blocks.push_back({span, kind, {}});
  }
  return blocks;
}

}  // namespace byline::ingest
