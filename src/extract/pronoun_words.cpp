#include "extract/pronoun_words.hpp"

#include <string>

namespace byline::extract {

bool PronounWords::is_owned_by_body(const std::vector<Token>& tokens,
                                    std::size_t i) const {
  std::string phrase;
  for (std::size_t k = i + 1; k < tokens.size() && k < i + 4; ++k) {
    phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
    if (tables_.owned_nouns.has(phrase) || tables_.bare_posts.has(phrase)) {
      return true;
    }
  }
  return false;
}

bool PronounWords::opens_clause(const std::vector<Token>& tokens, std::size_t i) {
  return i > 0 && (tokens[i - 1].tag == Tag::sconj || tokens[i - 1].tag == Tag::cconj ||
                   tokens[i - 1].tag == Tag::verb);
}

std::string_view PronounWords::predicate_class(const std::vector<Token>& tokens,
                                               std::size_t i) const {
  constexpr std::size_t reach_tokens = 8;
  if (i + 2 >= tokens.size() || !tables_.copulas.has(tokens[i + 1].folded)) {
    return {};
  }
  for (std::size_t k = i + 2; k < tokens.size() && k < i + 2 + reach_tokens; ++k) {
    // "it is used |by| companies"
    if (tables_.links.has(tokens[k].folded) || tokens[k].tag == Tag::punct ||
        tokens[k].tag == Tag::adp) {
      return {};
    }
    std::string_view class_name;
    if (called_.class_words_at(tokens, k, class_name) > k) {
      return class_name;
    }
  }
  return {};
}

std::string_view PronounWords::fronted_class(const std::vector<Token>& tokens,
                                             std::size_t i) const {
  constexpr std::size_t most = 7;
  if (i >= 2 && i <= most && tokens[i - 1].folded == ",") {
    // "Written in Rust, |it| …"
    if (const auto made = tables_.made_words.value(tokens[0].folded); !made.empty()) {
      return made;
    }
  }
  if (i < 3 || i > most || tokens[i - 1].folded != "," ||
      !tables_.as_words.has(tokens[0].folded) ||
      !tables_.indefinite_words.has(tokens[1].folded)) {
    return {};
  }
  for (std::size_t k = 2; k + 1 < i; ++k) {
    std::string_view class_name;
    if (called_.class_words_at(tokens, k, class_name) > k) {
      return class_name;
    }
  }
  return {};
}

bool PronounWords::has_noun_between(const std::vector<Token>& tokens,
                                    std::size_t begin,
                                    std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (tokens[i].tag == Tag::noun || tokens[i].tag == Tag::propn) {
      return true;
    }
  }
  return false;
}

bool PronounWords::is_expletive(const std::vector<Token>& tokens, std::size_t i) const {
  std::string phrase;
  for (std::size_t k = i + 1; k < tokens.size() && k < i + 4; ++k) {
    phrase += (phrase.empty() ? "" : " ") + tokens[k].folded;
    if (tables_.expletives.has(phrase)) {
      return true;
    }
  }
  return false;
}

}  // namespace byline::extract
