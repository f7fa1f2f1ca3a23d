#include "sparql/grammar.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::end: return "end of text";
    case TokenKind::string: return "string";
    case TokenKind::iri: return "<" + token.text + ">";
    case TokenKind::variable: return "?" + token.text;
    case TokenKind::blank_label: return "_:" + token.text;
    case TokenKind::language_tag: return "@" + token.text;
    default: return "'" + token.text + "'";
  }
}

}  // namespace

Grammar::Grammar(const QuerySource& source, const ParseOptions& options)
    : source_(source),
      tokens_(tokenize(source)),
      base_(options.base) {
  const auto clashes = [&](const Token& token) {
    return token.kind == TokenKind::blank_label && token.text.starts_with(fresh_prefix_);
  };
  while (std::ranges::any_of(tokens_, clashes))
    fresh_prefix_ += '_';
}

Grammar::Nesting::Nesting(Grammar& grammar) : grammar_(grammar) {
  if (grammar_.depth_ >= nesting_limit) {
    grammar_.fail(grammar_.offset(),
                  "nested deeper than " + std::to_string(nesting_limit) + " levels");
  }
  ++grammar_.depth_;
}

/// Chains (`1 + 1 + …`, one OPTIONAL behind the other) nest in the trees to the left.
void Grammar::count_part() {
  if (++parts_ > part_limit) {
    fail(
        offset(),
        "more than " + std::to_string(part_limit) + " patterns and arithmetic operators");
  }
}

const Token& Grammar::peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token Grammar::take() {
  Token token = peek();
  if (next_ + 1 < tokens_.size())
    ++next_;
  return token;
}

bool Grammar::at(std::string_view punctuation, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::punctuation && token.text == punctuation;
}

/// Keywords match in any case of letters; `keyword` is in upper case.
bool Grammar::at_word(std::string_view keyword, std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::word &&
         std::ranges::equal(token.text, keyword, {}, upper);
}

bool Grammar::accept(std::string_view punctuation) {
  if (!at(punctuation))
    return false;
  take();
  return true;
}

bool Grammar::accept_word(std::string_view keyword) {
  if (!at_word(keyword))
    return false;
  take();
  return true;
}

void Grammar::expect(std::string_view punctuation) {
  if (!accept(punctuation))
    fail_expected("'" + std::string(punctuation) + "'");
}

void Grammar::expect_word(std::string_view keyword) {
  if (!accept_word(keyword))
    fail_expected(keyword);
}

void Grammar::fail(std::size_t offset, std::string message, std::string hint) const {
  throw source_.error(offset, std::move(message), std::move(hint));
}

void Grammar::fail_expected(std::string_view what, std::string hint) const {
  fail(offset(),
       "expected " + std::string(what) + ", found " + describe(peek()),
       std::move(hint));
}

}  // namespace byline::sparql
