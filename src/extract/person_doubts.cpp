#include "extract/person_doubts.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr double by_article = 1.0;
constexpr double by_pronoun = 0.7;

bool is_nominal(const Token& token) {
  return token.tag == Tag::noun || token.tag == Tag::propn || token.tag == Tag::adj;
}

/// "the Acme", but not "the Acme family" nor "the late Acme".
bool follows_article(const NameCandidate& candidate,
                     const std::vector<Token>& tokens,
                     const NameTables& tables) {
  const std::size_t begin = candidate.tokens.first;
  if (begin == 0 || !tables.definite_words.has(tokens[begin - 1].folded) ||
      !tables.indefinite_words.has(tokens[begin - 1].folded)) {
    return false;
  }
  const Tag tag = tokens[begin - 1].tag;
  const std::size_t end = candidate.tokens.end;
  return (tag == Tag::det || tag == Tag::unknown) &&
         (end >= tokens.size() || !is_nominal(tokens[end]));
}

bool is_neutral_pronoun(const Token& token, const NameTables& tables) {
  const auto* row = tables.pronouns.find(token.folded);
  return row != nullptr && row->values.size() >= 3 && row->values[0] == "n";
}

/// "Acme said that it would …": the first name of the sentence, and no other name
/// between.
bool taken_up_neutrally(const NameCandidate& candidate,
                        const std::vector<Token>& tokens,
                        const NameTables& tables) {
  constexpr std::size_t reach = 12;
  const auto has_capital = [](const Token& token) {
    return is_upper(first_code_point(token.word));
  };
  for (std::size_t i = 1; i < candidate.tokens.first; ++i) {
    if (has_capital(tokens[i])) {
      return false;
    }
  }
  if (std::ranges::none_of(
          tokens.begin() + static_cast<std::ptrdiff_t>(candidate.tokens.first),
          tokens.begin() + static_cast<std::ptrdiff_t>(candidate.tokens.end),
          [](const Token& token) { return token.relation == Relation::nsubj; })) {
    return false;
  }
  const std::size_t end = std::min(tokens.size(), candidate.tokens.end + reach);
  for (std::size_t i = candidate.tokens.end; i < end && !has_capital(tokens[i]); ++i) {
    if (tokens[i].tag == Tag::noun) {
      return false;
    }
    if (is_neutral_pronoun(tokens[i], tables)) {
      return tokens[i].relation != Relation::obj && tokens[i].relation != Relation::expl;
    }
  }
  return false;
}

}  // namespace

double person_doubts(const NameCandidate& candidate,
                     const Annotation& annotation,
                     const NameTables& tables) {
  const auto& tokens = annotation.sentences[candidate.sentence].tokens;
  return (follows_article(candidate, tokens, tables) ? by_article : 0) +
         (taken_up_neutrally(candidate, tokens, tables) ? by_pronoun : 0);
}

bool is_unlisted_word(std::string_view folded, const NameTables& tables) {
  using knowledge::Gazetteers;
  return folded.find(' ') == std::string_view::npos &&
         (tables.gazetteers.lists_of(folded) &
          (Gazetteers::first_name | Gazetteers::last_name | Gazetteers::person)) == 0 &&
         !tables.first_names.has(folded);
}

}  // namespace byline::extract
