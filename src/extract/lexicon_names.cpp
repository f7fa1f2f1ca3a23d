#include "extract/lexicon_names.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_candidates.hpp"

#include <string>
#include <string_view>

namespace byline::extract {

std::optional<LexiconNames::Found> LexiconNames::find(const Sentence& sentence,
                                                      std::size_t at) const {
  const auto& tokens = sentence.tokens;
  // The second half of a contraction begins no name.
  if (at > 0 && tokens[at].span == tokens[at - 1].span) {
    return std::nullopt;
  }
  const auto names = tables_.known.find(first_run(tokens[at].folded));
  if (names == tables_.known.end()) {
    return std::nullopt;
  }
  for (const KnownName& name : names->second) {
    const std::size_t end = match_known(tokens, at, name);
    if (end == at + 1 && at > 0 && words_.ends_part_name(tokens, at)) {
      return std::nullopt;
    }
    if (end != at && !is_longer_name(sentence, at, end, name) &&
        !is_place_of_name(sentence, at, name) && !headed_.has_inside(tokens, at, end) &&
        !is_word_of_name(sentence, at, end, name) &&
        !begins_other_name(sentence, at, end, name)) {
      return Found{end, namesakes_.meant(sentence, at, end, name.entry, name.folded)};
    }
  }
  return std::nullopt;
}

bool LexiconNames::is_word_of_name(const Sentence& sentence,
                                   std::size_t begin,
                                   std::size_t end,
                                   const KnownName& name) const {
  const auto& tokens = sentence.tokens;
  if (is_upper(first_code_point(name.text)) || !has_capital(tokens[begin]) ||
      words_.is_title_case(sentence)) {
    return false;
  }
  const auto names = [&](std::size_t i) {
    return has_capital(tokens[i]) && !words_.is_plain_word(tokens[i]);
  };
  return (begin > 0 && names(begin - 1)) || (end < tokens.size() && names(end));
}

bool LexiconNames::is_place_of_name(const Sentence& sentence,
                                    std::size_t at,
                                    const KnownName& name) const {
  if (at == 0 || taken_[at - 1] || words_.is_title_case(sentence) ||
      tables_.lexicon.entries()[name.entry].kind != EntityKind::place) {
    return false;
  }
  const Token& before = sentence.tokens[at - 1];
  const auto kind = tables_.ontology.kind_of(tables_.class_words.value(before.folded));
  return has_capital(before) && before.tag == Tag::propn &&
         !words_.is_plain_word(before) &&
         (!words_.is_post(sentence.tokens, {at - 1, at}) ||
          (at > 1 && has_capital(sentence.tokens[at - 2]) &&
           sentence.tokens[at - 2].tag == Tag::propn)) &&
         (!kind || *kind != EntityKind::place) &&
         (!words_.opens(sentence, at - 1) || words_.stands_with_capital(before.folded) ||
          has_inner_capital(before.word));
}

bool LexiconNames::begins_other_name(const Sentence& sentence,
                                     std::size_t begin,
                                     std::size_t end,
                                     const KnownName& name) const {
  using knowledge::Gazetteers;
  const auto& tokens = sentence.tokens;
  if (end != begin + 1 || end >= tokens.size() || words_.is_title_case(sentence)) {
    return false;
  }
  const Token& next = tokens[end];
  if (!has_capital(next) || next.tag != Tag::propn || words_.is_plain_word(next) ||
      tables_.known.contains(first_run(next.folded)) || tables_.roles.has(next.folded) ||
      tables_.class_words.has(next.folded)) {
    return false;
  }
  const auto is_given = [&](const std::string& word) {
    return tables_.first_names.has(word) ||
           (tables_.gazetteers.lists_of(word) & Gazetteers::first_name) != 0;
  };
  switch (tables_.lexicon.entries()[name.entry].kind) {
    case EntityKind::place: return is_given(tokens[begin].folded);
    case EntityKind::work: return !is_given(next.folded);
    // "o |Itaú BBA|" is a bank of its own, where no noun stands before another
    case EntityKind::organization:
      return tables_.heads_come_first && next.relation == Relation::flat &&
             NameWords::is_all_capitals(next.word);
    default: return false;
  }
}

std::size_t LexiconNames::match_known(const std::vector<Token>& tokens,
                                      std::size_t at,
                                      const KnownName& name) const {
  std::string_view rest = name.folded;
  std::size_t i = at;
  while (!rest.empty() && i < tokens.size()) {
    const bool contraction =
        i + 1 < tokens.size() && tokens[i].span == tokens[i + 1].span;
    const std::string folded =
        contraction ? fold(plain_text(article_.text, tokens[i].span)) : tokens[i].folded;
    if (!rest.starts_with(folded)) {
      return at;
    }
    rest.remove_prefix(folded.size());
    i += contraction ? 2 : 1;
    if (!rest.empty() && rest.front() == ' ') {
      rest.remove_prefix(1);
    }
  }
  if (!rest.empty() || !case_fits(tokens, at, name)) {
    return at;
  }
  return i;
}

bool LexiconNames::case_fits(const std::vector<Token>& tokens,
                             std::size_t at,
                             const KnownName& name) const {
  const bool wants = is_upper(first_code_point(name.text));
  // "|Who| owns it?" is no WHO
  if (wants && name.text.size() > 1 && NameWords::is_all_capitals(name.text) &&
      tables_.function_words.has(tokens[at].folded) &&
      !NameWords::is_all_capitals(tokens[at].word)) {
    return false;
  }
  return !wants || has_capital(tokens[at]) || is_number(tokens[at]);
}

bool LexiconNames::goes_on_as_part(const std::vector<Token>& tokens,
                                   std::size_t at) const {
  // "the Norvik |AI| framework": two or three capitals describe
  if (at >= tokens.size() || !has_capital(tokens[at]) ||
      NameWords::is_field(tokens[at]) || !tables_.part_names.has(tokens[at].folded)) {
    return false;
  }
  // "a Norvik |Fundação|": where head words come first, one begins another name
  if (tables_.heads_come_first && tables_.heads.has(tokens[at].folded) &&
      tables_.heads.value(tokens[at].folded, 1) != "suffix") {
    return false;
  }
  const bool ends = at + 1 >= tokens.size() || !has_capital(tokens[at + 1]);
  const bool counts = ends && at + 1 < tokens.size() && is_number(tokens[at + 1]);
  return ends && !counts && tokens[at].tag != Tag::verb;
}

bool LexiconNames::is_longer_name(const Sentence& sentence,
                                  std::size_t begin,
                                  std::size_t end,
                                  const KnownName& name) const {
  if (!is_upper(first_code_point(name.text))) {
    return false;
  }
  if (goes_on_as_part(sentence.tokens, end)) {
    return true;
  }
  // where head words come first, titles are written as sentences are
  if (!tables_.heads_come_first && words_.is_title_case(sentence)) {
    return false;
  }
  std::size_t last = end;
  while (last < sentence.tokens.size() && has_capital(sentence.tokens[last]) &&
         last < end + 4) {
    ++last;
  }
  for (std::size_t i = end; i < last; ++i) {
    if (tables_.heads.has(tables_.head_of_abbreviation(sentence.tokens[i].folded))) {
      return true;
    }
  }
  // "Fundação Kubrix | Nova": behind a head word the name goes on.
  if (tables_.heads_come_first && end > begin + 1 &&
      words_.is_head(sentence.tokens[begin]) && end < sentence.tokens.size() &&
      words_.leads_name(sentence, end) &&
      !tables_.class_words.has(sentence.tokens[end].folded)) {
    return true;
  }
  // "Fundação Kubrix": a head word right before it.
  return begin > 0 && !words_.opens(sentence, begin - 1 == 0 ? 0 : begin) &&
         has_capital(sentence.tokens[begin - 1]) &&
         tables_.translated_heads.has(sentence.tokens[begin - 1].folded);
}

}  // namespace byline::extract
