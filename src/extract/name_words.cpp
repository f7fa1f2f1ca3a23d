#include "extract/name_words.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace byline::extract {

bool has_capital(const Token& token) {
  return is_upper(first_code_point(token.word));
}

bool has_inner_capital(std::string_view word) {
  std::size_t at = 0;
  std::size_t capitals = 0;
  std::size_t letters = 0;
  while (at < word.size()) {
    const char32_t c = next_code_point(word, at);
    capitals += is_upper(c) ? 1 : 0;
    letters += is_letter(c) ? 1 : 0;
  }
  return letters > 1 &&
         (capitals > 1 || (capitals == 1 && !is_upper(first_code_point(word))));
}

bool is_number(const Token& token) {
  return is_digit(first_code_point(token.folded));
}

NameWords::NameWords(const Annotation& annotation, const NameTables& tables)
    : tables_(tables) {
  for (const Sentence& sentence : annotation.sentences) {
    if (is_title_case(sentence)) {
      continue;
    }
    for (std::size_t i = 1; i < sentence.tokens.size(); ++i) {
      if (has_capital(sentence.tokens[i]) && !opens(sentence, i)) {
        capital_words_.insert(sentence.tokens[i].folded);
      }
      const bool alone =
          !has_capital(sentence.tokens[i - 1]) &&
          (i + 1 >= sentence.tokens.size() || !has_capital(sentence.tokens[i + 1]));
      if (alone && has_capital(sentence.tokens[i])) {
        alone_words_.insert(sentence.tokens[i].folded);
      }
      if (has_capital(sentence.tokens[i]) && has_capital(sentence.tokens[i - 1])) {
        surnames_.insert(sentence.tokens[i].folded);
      }
    }
  }
}

bool NameWords::is_title_case(const Sentence& sentence) {
  if (sentence.kind != BlockKind::title && sentence.kind != BlockKind::heading) {
    return false;
  }
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (const Token& token : sentence.tokens) {
    if (token.folded.size() > 3 && is_letter(first_code_point(token.word))) {
      ++words;
      capitals += has_capital(token) ? 1 : 0;
    }
  }
  return words >= 3 && capitals * 10 >= words * 7;
}

bool NameWords::opens(const Sentence& sentence, std::size_t i) {
  while (i > 0) {
    const std::string& before = sentence.tokens[i - 1].folded;
    if (before == ":" || before == "." || before == "!" || before == "?") {
      return true;
    }
    if (before != "\"" && before != "'" && before != "(" && before != "[" &&
        before != "-" && before != "*" && before != "•") {
      return false;
    }
    --i;
  }
  return true;
}

bool NameWords::is_sign(const Token& token) const {
  return !is_letter(first_code_point(token.folded)) && tables_.links.has(token.folded);
}

bool NameWords::is_possessive(const Token& token) const {
  return tables_.owner_marks.has(token.folded);
}

bool NameWords::names_organization(const Token& token) const {
  return names_organization(token.folded);
}

bool NameWords::names_organization(const std::string& word) const {
  const auto kind = tables_.ontology.kind_of(tables_.heads.value(word));
  return kind && *kind == EntityKind::organization &&
         tables_.heads.value(word, 1) != "suffix";
}

bool NameWords::takes_links(const std::string& word) const {
  const auto kind = tables_.ontology.kind_of(tables_.heads.value(word));
  return names_organization(word) ||
         (tables_.heads_come_first && kind &&
          (*kind == EntityKind::occasion || *kind == EntityKind::place));
}

bool NameWords::continues_name(const Sentence& sentence, std::size_t i) const {
  const Token& token = sentence.tokens[i];
  return has_capital(token) && !is_plain_word(token) && !splits_before(sentence, i);
}

bool NameWords::only_describes(const Sentence& sentence, std::size_t i) const {
  const Token& token = sentence.tokens[i];
  return opens(sentence, i) && tables_.class_words.has(token.folded) &&
         !capital_words_.contains(token.folded) && i + 1 < sentence.tokens.size() &&
         has_capital(sentence.tokens[i + 1]);
}

bool NameWords::leads_name(const Sentence& sentence, std::size_t i) const {
  const Token& token = sentence.tokens[i];
  return continues_name(sentence, i) && !only_describes(sentence, i) &&
         !tables_.titles.has(token.folded) && !tables_.roles.has(token.folded) &&
         (!opens(sentence, i) || token.tag == Tag::propn || token.tag == Tag::unknown ||
          capital_words_.contains(token.folded));
}

std::size_t NameWords::behind_links(const std::vector<Token>& tokens,
                                    std::size_t at,
                                    bool joins) const {
  std::size_t next = at;
  while (next < tokens.size() && next < at + 2 && !has_capital(tokens[next])) {
    const bool half = next > at && tokens[next].span == tokens[next - 1].span;
    if (!half && (!tables_.links.has(tokens[next].folded) ||
                  (!joins && tables_.links.value(tokens[next].folded) == "join"))) {
      break;
    }
    ++next;
  }
  return next;
}

std::size_t NameWords::before_sign(const std::vector<Token>& tokens,
                                   std::size_t at) const {
  return at >= 2 && is_sign(tokens[at - 1]) && has_capital(tokens[at - 2]) &&
                 !is_plain_word(tokens[at - 2])
             ? at - 2
             : at;
}

std::size_t NameWords::before_possessive(const std::vector<Token>& tokens,
                                         std::size_t at) const {
  if (at < 2 || !is_possessive(tokens[at - 1]) || !has_capital(tokens[at - 2])) {
    return at;
  }
  if (tables_.possessive_names.has(tokens[at - 2].folded)) {
    return at - 2;
  }
  return at >= 3 && has_capital(tokens[at - 3]) &&
                 tables_.possessive_names.value(tokens[at - 3].folded) == "before"
             ? at - 3
             : at;
}

bool NameWords::names_work(const Token& token) const {
  const auto kind = tables_.ontology.kind_of(tables_.class_words.value(token.folded));
  return kind && *kind == EntityKind::work;
}

bool NameWords::ends_part_name(const std::vector<Token>& tokens, std::size_t i) const {
  if (!tables_.part_names.has(tokens[i].folded) || !has_capital(tokens[i]) ||
      !has_capital(tokens[i - 1]) || is_plain_word(tokens[i - 1]) ||
      tables_.roles.has(tokens[i - 1].folded) ||
      (i < 2 && !tables_.heads_come_first &&
       (tokens[0].tag != Tag::propn || is_field(tokens[i]))) ||
      (i >= 2 && names_work(tokens[i - 2]))) {
    return false;
  }
  if (i + 1 >= tokens.size()) {
    return true;
  }
  const Tag next = tokens[i + 1].tag;
  return next == Tag::punct || next == Tag::verb || next == Tag::aux ||
         next == Tag::cconj;
}

bool NameWords::is_plain_word(const Token& token) const {
  return tables_.function_words.has(token.folded) || tables_.no_names.has(token.folded) ||
         tables_.months.has(token.folded) || tables_.weekdays.has(token.folded) ||
         tables_.pronouns.has(token.folded);
}

TokenRange NameWords::trimmed(const std::vector<Token>& tokens, TokenRange range) const {
  const auto outside = [&](std::size_t i) {
    const std::string& folded = tokens[i].folded;
    std::string_view plain = folded;
    plain = plain.ends_with('.') ? plain.substr(0, plain.size() - 1) : plain;
    // "Per Lindahl": a name that is written like a function word
    const bool named = tokens[i].tag == Tag::propn && has_capital(tokens[i]) &&
                       i + 1 < range.end && has_capital(tokens[i + 1]);
    // "Dean Calloway": of two words a title that is a first name as well
    const bool given =
        range.end == i + 2 && i == range.first && has_capital(tokens[i]) && i > 0 &&
        is_lower(first_code_point(tokens[i - 1].word)) &&
        tables_.roles.has(tokens[i - 1].folded) &&
        (tables_.gazetteers.lists_of(plain) & knowledge::Gazetteers::first_name) != 0;
    const bool half = i + 1 < range.end && tokens[i + 1].folded == "-" &&
                      tokens[i].span.end == tokens[i + 1].span.begin;  // "Saint-Odile"
    // "by |Marco| Vieira", called like March: a given name before a surname
    const auto lists = [&](const std::string& word) {
      return tables_.gazetteers.lists_of(word);
    };
    const bool person =
        i + 1 < range.end && (lists(folded) & knowledge::Gazetteers::first_name) != 0 &&
        (lists(tokens[i + 1].folded) & knowledge::Gazetteers::last_name) != 0;
    // "In |June| Norvik grew", "last |June|": a date before a name
    const bool month = i == range.first && i > 0 && i + 1 < range.end && !person &&
                       tables_.months.has(folded) &&
                       (tokens[i - 1].tag == Tag::adp || tokens[i - 1].tag == Tag::adj);
    return month || (tables_.titles.has(plain) && !given && !half) ||
           (tables_.function_words.has(folded) && !named) ||
           (!is_letter(first_code_point(folded)) && !is_number(tokens[i]));
  };
  while (range.first < range.end && outside(range.first)) {
    ++range.first;
  }
  // "Kubrix |CEO|": a post in capitals is no part of the name before it
  const auto is_post_word = [&](std::size_t i) {
    return i > range.first && is_field(tokens[i]) && tables_.roles.has(tokens[i].folded);
  };
  while (range.end > range.first &&
         (tables_.links.has(tokens[range.end - 1].folded) ||
          is_post_word(range.end - 1) ||
          !(is_letter(first_code_point(tokens[range.end - 1].folded)) ||
            is_number(tokens[range.end - 1])))) {
    --range.end;
  }
  // "nomeou Ana Lima |CEO|": letters of a post behind a full name
  constexpr std::size_t full = 3;
  const auto is_post_letters = [&](const Token& token) {
    return token.word.size() >= full && tables_.roles.has(token.folded) &&
           is_all_capitals(token.word);
  };
  if (range.end >= range.first + full && is_post_letters(tokens[range.end - 1]) &&
      has_capital(tokens[range.first]) && !is_post_letters(tokens[range.first])) {
    --range.end;
  }
  return range;
}

bool NameWords::is_all_capitals(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool NameWords::is_field(const Token& token) {
  return token.word.size() >= 2 && token.word.size() <= 3 && is_all_capitals(token.word);
}

bool NameWords::is_head(const Token& token) const {
  return tables_.heads.has(token.folded);
}

bool NameWords::splits_before(const Sentence& sentence, std::size_t i) const {
  const Token& token = sentence.tokens[i];
  return (tables_.months.has(token.folded) && i + 1 < sentence.tokens.size() &&
          is_number(sentence.tokens[i + 1])) ||
         tables_.weekdays.has(token.folded);
}

bool NameWords::is_number_at(const Sentence& sentence, std::size_t i) {
  return i < sentence.tokens.size() && is_number(sentence.tokens[i]);
}

bool NameWords::is_version(const Sentence& sentence, std::size_t i) const {
  const Token& token = sentence.tokens[i];
  if (!is_number(token) || token.folded.size() > 4 ||
      token.folded.find_first_of(",.") != std::string::npos) {
    return false;
  }
  for (const DateExpression& date : sentence.dates) {
    if (date.span.contains(token.span)) {
      return false;
    }
  }
  if (i + 1 >= sentence.tokens.size()) {
    return true;
  }
  const Token& next = sentence.tokens[i + 1];
  // "Kite 2 em", no score: "Rovers 2 a 1"
  const bool counts =
      is_lower(first_code_point(next.word)) &&
      !(tables_.function_words.has(next.folded) && !is_number_at(sentence, i + 2));
  return next.folded != "%" && !counts && !is_number(next);
}

namespace {

/// The words of tokens [first, end), those cut at a hyphen as one.
std::string phrase_of(const std::vector<Token>& tokens,
                      std::size_t first,
                      std::size_t end) {
  std::string phrase;
  for (std::size_t i = first; i < end; ++i) {
    const bool joined = i > first && tokens[i - 1].span.end == tokens[i].span.begin;
    phrase += (phrase.empty() || joined ? "" : " ") + tokens[i].folded;
  }
  return phrase;
}

}  // namespace

std::size_t NameWords::between_heads(const std::vector<Token>& tokens,
                                     TokenRange range) const {
  for (std::size_t i = range.first + 2; i + 2 < range.end; ++i) {
    if (tokens[i].tag == Tag::adp) {
      return range.end;
    }
    if (tokens[i].tag == Tag::cconj && is_letter(first_code_point(tokens[i].word)) &&
        names_organization(tokens[i - 1]) && names_organization(tokens[range.end - 1])) {
      return i;
    }
  }
  return range.end;
}

std::size_t NameWords::verb_inside(const std::vector<Token>& tokens, TokenRange range) {
  for (std::size_t i = range.first + 1; i + 1 < range.end; ++i) {
    if (tokens[i].tag == Tag::verb && is_lower(first_code_point(tokens[i].word)) &&
        has_capital(tokens[i - 1]) && has_capital(tokens[i + 1])) {
      return i;
    }
  }
  return range.end;
}

TokenRange NameWords::post_inside(const std::vector<Token>& tokens,
                                  TokenRange range) const {
  constexpr std::size_t most = 4;
  for (std::size_t first = range.first; first + 1 < range.end; ++first) {
    if (!has_capital(tokens[first])) {
      continue;
    }
    for (std::size_t end = std::min(first + most, range.end - 1); end > first; --end) {
      // one word ("President") is more often part of a name: a full name must follow
      const bool given = tables_.first_names.has(tokens[end].folded) ||
                         (tables_.gazetteers.lists_of(tokens[end].folded) &
                          knowledge::Gazetteers::first_name) != 0;
      const bool named = end - first > 1 || (end + 1 < range.end && given);
      if (named && has_capital(tokens[end]) &&
          tables_.roles.has(phrase_of(tokens, first, end))) {
        return {first, end};
      }
    }
  }
  return {};
}

std::size_t NameWords::before_post(const std::vector<Token>& tokens,
                                   TokenRange range) const {
  constexpr std::size_t most = 4;
  for (std::size_t first = range.first + 1; first < range.end; ++first) {
    if (!has_capital(tokens[first])) {
      continue;
    }
    for (std::size_t end = std::min(first + most, tokens.size());
         end >= range.end && end > first + 1;
         --end) {
      if (tables_.roles.has(phrase_of(tokens, first, end))) {
        return first;
      }
    }
  }
  return range.end;
}

bool NameWords::is_origin(const std::vector<Token>& tokens, TokenRange range) const {
  if (range.end != range.first + 1 || tokens[range.first].tag != Tag::adj) {
    return false;
  }
  // "the Gaelic singer Effie": of two words before a name the noun is no name, either
  const bool describes = range.end + 1 < tokens.size() &&
                         tokens[range.end].tag == Tag::noun &&
                         is_lower(first_code_point(tokens[range.end].word)) &&
                         has_capital(tokens[range.end + 1]);
  return describes || tables_.demonyms.has(tokens[range.first].folded);
}

bool NameWords::is_post(const std::vector<Token>& tokens, TokenRange range) const {
  std::string phrase;
  bool all = true;
  for (std::size_t i = range.first; i < range.end; ++i) {
    phrase += (phrase.empty() ? "" : " ") + tokens[i].folded;
    all = all &&
          (tables_.roles.has(tokens[i].folded) || tables_.titles.has(tokens[i].folded));
  }
  return all || tables_.roles.has(phrase) || is_apposed_post(tokens, range);
}

bool NameWords::is_apposed_post(const std::vector<Token>& tokens,
                                TokenRange range) const {
  using knowledge::Gazetteers;
  if (range.end < range.first + 2 || range.first == 0 || range.end >= tokens.size() ||
      tokens[range.first - 1].folded != "," ||
      !tables_.roles.has(tokens[range.end - 1].folded)) {
    return false;
  }
  const Token& behind = tokens[range.end];
  const bool given = (tables_.gazetteers.lists_of(tokens[range.first].folded) &
                      (Gazetteers::first_name | Gazetteers::organization)) != 0;
  return !given && (behind.tag == Tag::adp || behind.folded == ",");
}

bool NameWords::is_medium(const std::vector<Token>& tokens, TokenRange range) const {
  if (range.end < tokens.size() && tables_.metonymy.has(tokens[range.end].folded)) {
    return true;
  }
  // "família Sarmento"
  if (tables_.heads_come_first && range.first > 0 &&
      tables_.metonymy.has(tokens[range.first - 1].folded) &&
      tables_.metonymy.value(tokens[range.first - 1].folded) == "before") {
    return true;
  }
  std::size_t before = range.first;
  while (before > 0 && range.first - before < 3 &&
         tables_.function_words.has(tokens[before - 1].folded)) {
    --before;
  }
  return before > 0 && before < range.first && tokens[range.first - 1].span.size() <= 3 &&
         tables_.metonymy.has(tokens[before - 1].folded);
}

bool NameWords::known_elsewhere(const std::vector<Token>& tokens,
                                TokenRange range) const {
  for (std::size_t i = range.first; i < range.end; ++i) {
    const bool known = capital_words_.contains(tokens[i].folded) ||
                       has_inner_capital(tokens[i].word) || is_number(tokens[i]) ||
                       tables_.links.has(tokens[i].folded);
    if (!known) {
      return false;
    }
  }
  return true;
}

}  // namespace byline::extract
