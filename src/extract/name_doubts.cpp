#include "extract/name_doubts.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_forms.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace byline::extract {

bool NameDoubts::is_no_name(const NameCandidate& candidate) const {
  const Sentence& sentence = annotation_.sentences[candidate.sentence];
  return words_.is_medium(sentence.tokens, candidate.tokens) ||
         is_of_dateline(sentence.tokens, candidate.tokens) ||
         is_number(sentence, candidate.tokens) || is_cut(candidate.span) ||
         is_portfolio(sentence.tokens, candidate) || is_owned_noun(candidate);
}

bool NameDoubts::is_owned_noun(const NameCandidate& candidate) const {
  return !candidate.entry && candidate.tokens.end > candidate.tokens.first + 1 &&
         tables_.owned_nouns.has(candidate.folded);
}

/// "TALLINN, March 4 (|Newswire|) - Baltcom …": who sends the news, before it begins.
bool NameDoubts::is_of_dateline(const std::vector<Token>& tokens, TokenRange range) {
  constexpr std::size_t reach = 9;  // tokens of place and date
  const std::size_t dash = range.end + 1;
  return range.first > 1 && range.first < reach && dash < tokens.size() &&
         tokens[range.first - 1].folded == "(" && tokens[range.end].folded == ")" &&
         (tokens[dash].folded == "-" || tokens[dash].folded == "–" ||
          tokens[dash].folded == "—") &&
         tokens[0].word.size() > 2 && std::ranges::none_of(tokens[0].word, [](char c) {
           return c >= 'a' && c <= 'z';
         });
}

/// "o secretário municipal da |Fazenda|": what a post is in charge of is no name,
/// unless it is called like a body ("Ministério da Fazenda") or by letters.
bool NameDoubts::is_portfolio(const std::vector<Token>& tokens,
                              const NameCandidate& candidate) const {
  const std::size_t first = candidate.tokens.first;
  std::size_t at = first;
  while (at > 0 && first - at < 2 && tables_.links.has(tokens[at - 1].folded)) {
    --at;
  }
  if (at == first || candidate.entry || is_acronym(candidate.name) ||
      words_.is_head(tokens[first])) {
    return false;
  }
  const std::size_t behind = at;
  while (at > 0 && behind - at < 2 && tokens[at - 1].tag == Tag::adj) {
    --at;
  }
  return at > 0 && tables_.portfolio_posts.has(tokens[at - 1].folded);
}

/// "R$ 480": a sum is no name.
bool NameDoubts::is_number(const Sentence& sentence, TokenRange range) {
  return std::ranges::any_of(sentence.numbers, [&](const NumberExpression& number) {
    return !number.unit.empty() && number.tokens.first <= range.first &&
           range.end <= number.tokens.end;
  });
}

/// "Ai" of "Ain't", "Gon" of "Gonna": tokens that are no words of the text.
bool NameDoubts::is_cut(Span span) const {
  const std::string_view text = article_.text;
  const auto is_part = [](char32_t c) { return is_letter(c) || is_digit(c); };
  return is_part(last_code_point(text.substr(0, span.begin))) ||
         is_part(first_code_point(text.substr(span.end)));
}

void NameDoubts::cut_opening_nouns(std::vector<NameCandidate>& found) const {
  std::set<std::string> names;
  for (const NameCandidate& candidate : found) {
    if (!candidate.opens_sentence) {
      names.insert(candidate.folded);
    }
  }
  for (NameCandidate& candidate : found) {
    const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
    const std::size_t first = candidate.tokens.first;
    const bool origin = tables_.heads_come_first &&
                        tables_.demonyms.has(tokens[first].folded) &&
                        first + 1 < tokens.size() && has_capital(tokens[first + 1]) &&
                        (tables_.gazetteers.lists_of(tokens[first].folded) &
                         knowledge::Gazetteers::place) == 0;
    if (!candidate.opens_sentence || candidate.entry ||
        candidate.tokens.end < first + 2 || names.contains(candidate.folded) ||
        !(origin || tables_.class_words.has(tokens[first].folded) ||
          tables_.roles.has(tokens[first].folded))) {
      continue;
    }
    const Span rest =
        cover(tokens[first + 1].span, tokens[candidate.tokens.end - 1].span);
    std::string name = plain_text(article_.text, rest);
    if (origin || names.contains(fold(name))) {
      if (origin && candidate.tokens.end == first + 2) {
        candidate.type.clear();  // what two words looked like
      }
      candidate.tokens.first = first + 1;
      candidate.span = rest;
      candidate.folded = fold(name);
      candidate.name = std::move(name);
      candidate.opens_sentence = false;
    }
  }
}

}  // namespace byline::extract
