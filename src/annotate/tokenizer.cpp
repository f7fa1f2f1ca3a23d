#include "annotate/tokenizer.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace byline::annotate {
namespace {

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'’' || c == U'‘';
}

bool is_word_character(char32_t c) {
  return is_letter(c) || is_digit(c) || is_mark(c) || c == U'_';
}

/// Punctuation whose repetitions make one token.
bool is_grouped(char32_t c) {
  constexpr std::u32string_view grouped = U".!?-=*#~_—";
  return grouped.find(c) != std::u32string_view::npos;
}

/// Joins the character before it: emoji modifiers, zero-width joiner.
bool is_joiner(char32_t c) {
  return is_mark(c) || c == 0x200D || c == 0xFE0F || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool looks_like_address(std::string_view chunk) {
  return chunk.starts_with("http://") || chunk.starts_with("https://") ||
         chunk.starts_with("www.") ||
         (chunk.find('@') != std::string_view::npos && chunk.find('@') > 0 &&
          chunk.find('.', chunk.find('@')) != std::string_view::npos);
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

/// One pass over one sentence.
class Tokenizer::Run {
 public:
  Run(const Tokenizer& tables, std::string_view text, Span sentence)
      : tables_(tables),
        text_(text.substr(0, sentence.end)),
        at_(sentence.begin) {}

  std::vector<Token> take() {
    while (at_ < text_.size()) {
      std::size_t next = at_;
      if (is_space(next_code_point(text_, next))) {
        at_ = next;
        chunk_end_ = at_;
        continue;
      }
      if (at_ >= chunk_end_) {
        begin_chunk();
      }
      take_token();
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t at) const {
    return at < text_.size() ? next_code_point(text_, at) : 0;
  }

  [[nodiscard]] std::size_t behind(std::size_t at) const {
    next_code_point(text_, at);
    return at;
  }

  /// Finds where the text without spaces ends; takes it whole if it is an address.
  void begin_chunk() {
    chunk_end_ = at_;
    while (chunk_end_ < text_.size() && !is_space(peek(chunk_end_))) {
      chunk_end_ = behind(chunk_end_);
    }
    auto chunk = text_.substr(at_, chunk_end_ - at_);
    if (!looks_like_address(chunk)) {
      return;
    }
    while (!chunk.empty() && !is_word_character(last_code_point(chunk)) &&
           chunk.back() != '/') {
      chunk = chunk.substr(0, previous_offset(chunk, chunk.size()));
    }
    if (!chunk.empty() && is_word_character(first_code_point(chunk))) {
      add({at_, at_ + chunk.size()});
      at_ += chunk.size();
    }
  }

  void take_token() {
    if (at_ >= text_.size() || is_space(peek(at_))) {
      return;
    }
    const char32_t c = peek(at_);
    if (is_word_character(c)) {
      take_word();
      return;
    }
    const std::size_t begin = at_;
    at_ = behind(at_);
    if (is_apostrophe(c) && take_clitic(begin)) {
      return;
    }
    while (at_ < text_.size() && (is_joiner(peek(at_)) || joins_pair(c, peek(at_)))) {
      at_ = behind(at_);
    }
    add({begin, at_});
  }

  [[nodiscard]] static bool joins_pair(char32_t c, char32_t next) {
    const bool marks = (c == U'!' || c == U'?') && (next == U'!' || next == U'?');
    return marks || (is_grouped(c) && next == c);
  }

  /// "'s" behind a closing quote or a symbol.
  bool take_clitic(std::size_t begin) {
    std::size_t end = at_;
    while (end < text_.size() && is_letter(peek(end)) && end - at_ < 4) {
      end = behind(end);
    }
    const bool glued = begin > 0 && !is_space(peek(previous_offset(text_, begin)));
    if (!glued || end == at_ || is_word_character(peek(end)) ||
        !tables_.clitics_.has(fold(text_.substr(begin, end - begin)))) {
      return false;
    }
    at_ = end;
    add({begin, end});
    return true;
  }

  /// Whether the mark at `at` between `before` and the next character stays inside.
  [[nodiscard]] bool joins_word(std::size_t begin,
                                std::size_t at,
                                char32_t before) const {
    const char32_t c = peek(at);
    const std::size_t next_at = behind(at);
    const char32_t next = peek(next_at);
    if (c == U'.' || c == U',') {
      if (is_digit(before) && is_digit(next)) {
        return true;
      }
      return c == U'.' && is_letter(before) && is_letter(next) &&
             joins_letters(begin, at, next_at);
    }
    if (c == U':' || c == U'/') {
      return is_digit(before) && is_digit(next);
    }
    if (is_apostrophe(c)) {
      return is_letter(before) && is_letter(next);
    }
    if (c == U'&') {
      return is_upper(before) && is_upper(next);
    }
    if (c == U'+' || c == U'#') {
      return (is_upper(before) || before == U'+') && !is_word_character(next);
    }
    if (c == U'$') {
      return is_upper(before) && at - begin <= 3;
    }
    return c == U'-' && is_word_character(next) && keeps_hyphen(begin, at, next_at);
  }

  /// "U.S", "Inc.com": a period between letters that ends no sentence.
  [[nodiscard]] bool joins_letters(std::size_t begin,
                                   std::size_t at,
                                   std::size_t next_at) const {
    const bool single_before =
        previous_offset(text_, at) == begin || peek(at - 2) == U'.';
    const bool single_next = !is_word_character(peek(behind(next_at)));
    return single_before || single_next || is_lower(peek(next_at));
  }

  [[nodiscard]] bool keeps_hyphen(std::size_t begin,
                                  std::size_t at,
                                  std::size_t next_at) const {
    const auto before = text_.substr(begin, at - begin);
    if (!tables_.splits_hyphens_) {
      // "ex-Acme": a name behind a prefix is a word
      return !is_upper(peek(next_at)) || !tables_.hyphen_prefixes_.has(fold(before));
    }
    if (is_digit(first_code_point(before)) && is_digit(peek(next_at))) {
      // 2022-09-14 is one word, 2001-2003 are three.
      const auto rest =
          text_.substr(next_at, std::min<std::size_t>(8, text_.size() - next_at));
      const auto hyphen = rest.find('-');
      const bool more =
          before.find('-') != std::string_view::npos ||
          (hyphen != std::string_view::npos && all_digits(rest.substr(0, hyphen)));
      return more;
    }
    return tables_.hyphen_prefixes_.has(fold(before));
  }

  void take_word() {
    const std::size_t begin = at_;
    char32_t before = 0;
    while (at_ < text_.size()) {
      const char32_t c = peek(at_);
      if (!is_word_character(c) && !joins_word(begin, at_, before)) {
        break;
      }
      before = c;
      at_ = behind(at_);
      if (c == U'$') {
        break;
      }
    }
    if (peek(at_) == U'.' && keeps_period({begin, at_})) {
      ++at_;
    }
    add_word({begin, at_});
  }

  /// The period behind an abbreviation belongs to it; at the end of the sentence only
  /// if nothing else can be meant.
  [[nodiscard]] bool keeps_period(Span word) const {
    if (peek(word.end + 1) == U'.') {
      return false;
    }
    const auto surface = text_.substr(word.begin, word.size());
    const std::string folded = fold(surface);
    const bool dotted = surface.find('.') != std::string_view::npos &&
                        surface.size() <= 8 && is_letter(first_code_point(surface));
    if (dotted || tables_.may_end_.has(folded)) {
      const bool is_domain = dotted && surface.rfind('.') + 2 < surface.size();
      return !is_domain;
    }
    const bool at_end = trim(text_.substr(word.end + 1)).empty();
    const bool initial =
        is_upper(first_code_point(surface)) && count_code_points(surface) == 1;
    const bool before_number =
        tables_.before_number_.has(folded) &&
        is_digit(first_code_point(trim(text_.substr(word.end + 1))));
    return !at_end && (initial || before_number || tables_.abbreviations_.has(folded));
  }

  void add(Span span) {
    const auto surface = text_.substr(span.begin, span.size());
    Token token;
    token.span = span;
    token.word = surface;
    token.folded = fold(surface);
    tokens_.push_back(std::move(token));
  }

  void add_word(Span span) {
    const auto surface = text_.substr(span.begin, span.size());
    const auto contraction = tables_.contractions_.find(fold_case(surface));
    if (contraction != tables_.contractions_.end()) {
      add_contraction(span, contraction->first, contraction->second);
      return;
    }
    const std::size_t clitic = clitic_begin(span);
    if (clitic != span.end) {
      add_word({span.begin, clitic});
      add({clitic, span.end});
      return;
    }
    const auto hyphen = surface.rfind('-');
    if (hyphen != std::string_view::npos && hyphen > 0 &&
        tables_.enclitics_.has(fold(surface.substr(hyphen + 1)))) {
      add_word({span.begin, span.begin + hyphen});
      add({span.begin + hyphen + 1, span.end});
      return;
    }
    add(span);
  }

  /// Where the clitic at the end of `span` begins; its end if there is none.
  [[nodiscard]] std::size_t clitic_begin(Span span) const {
    if (tables_.clitics_.rows.empty()) {
      return span.end;
    }
    std::size_t at = span.end;
    for (int letters = 0; letters < 4 && at > span.begin; ++letters) {
      at = previous_offset(text_, at);
      if (!is_apostrophe(peek(at))) {
        continue;
      }
      if (at == span.begin) {
        return span.end;
      }
      if (tables_.clitics_.has(fold(text_.substr(at, span.end - at)))) {
        return at;
      }
      const std::size_t wider = previous_offset(text_, at);
      const bool found =
          wider > span.begin &&
          tables_.clitics_.has(fold(text_.substr(wider, span.end - wider)));
      return found ? wider : span.end;
    }
    return span.end;
  }

  void add_contraction(Span span, const std::string& folded, std::string_view parts) {
    std::vector<std::string_view> words;
    std::string joined;
    while (!parts.empty()) {
      const auto space = std::min(parts.find(' '), parts.size());
      words.push_back(parts.substr(0, space));
      joined += fold_case(words.back());
      parts.remove_prefix(std::min(space + 1, parts.size()));
    }
    // "cannot" holds its parts; "da" does not, so both parts get all of it.
    const bool holds_parts = joined == folded && folded.size() == span.size();
    std::size_t at = span.begin;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto word = words[i];
      const Span part = holds_parts ? Span{at, at + word.size()} : span;
      at = part.end;
      add(part);
      if (!holds_parts) {
        set_word(tokens_.back(), word, i == 0);
      }
    }
  }

  void set_word(Token& token, std::string_view word, bool is_first) const {
    const bool capital = is_first && is_upper(peek(token.span.begin));
    token.word = word;
    if (capital && !word.empty() && word[0] >= 'a' && word[0] <= 'z') {
      token.word[0] = static_cast<char>(word[0] - 'a' + 'A');
    }
    token.folded = fold(word);
  }

  const Tokenizer& tables_;
  std::string_view text_;
  std::size_t at_;
  std::size_t chunk_end_ = 0;
  std::vector<Token> tokens_;
};

Tokenizer::Tokenizer(const knowledge::LanguageTables& tables)
    : abbreviations_(tables.table("abbreviations")),
      before_number_(tables.table("abbreviations_before_number")),
      may_end_(tables.table("abbreviations_may_end")),
      clitics_(tables.table("clitics")),
      enclitics_(tables.table("enclitics")),
      hyphen_prefixes_(tables.table("hyphen_prefixes")),
      splits_hyphens_(tables.table("token_settings").value("split_hyphens") != "no") {
  for (const auto& row : tables.table("contractions").rows) {
    contractions_.emplace(fold_case(row.phrase), row.values.front());
  }
}

std::vector<Token> Tokenizer::tokenize(std::string_view text, Span sentence) const {
  return Run{*this, text, sentence}.take();
}

}  // namespace byline::annotate
