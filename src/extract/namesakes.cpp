#include "extract/namesakes.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/class_names.hpp"
#include "extract/name_words.hpp"
#include "extract/post_words.hpp"

#include <algorithm>

namespace byline::extract {

std::size_t Namesakes::meant(const Sentence& sentence,
                             std::size_t begin,
                             std::size_t end,
                             std::size_t entry,
                             const std::string& folded) const {
  const auto& entries = tables_.lexicon.entries();
  std::size_t work = entries.size();
  std::size_t organization = entries.size();
  for (const KnownName& name : tables_.known.find(first_run(folded))->second) {
    if (name.folded == folded) {
      const EntityKind kind = entries[name.entry].kind;
      work = kind == EntityKind::work ? name.entry : work;
      organization = kind == EntityKind::organization ? name.entry : organization;
    }
  }
  if (work == entries.size() || organization == entries.size()) {
    return entry;
  }
  const int here = sign(sentence, begin, end);
  return (here != 0 ? here : signs_in_article(folded)) > 0 ? organization : work;
}

int Namesakes::signs_in_article(const std::string& folded) const {
  const auto [at, is_new] = signs_.emplace(folded, 0);
  if (!is_new) {
    return at->second;
  }
  for (const Sentence& sentence : annotation_.sentences) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (sentence.tokens[i].folded == folded) {
        at->second += sign(sentence, i, i + 1);
      }
    }
  }
  return at->second;
}

int Namesakes::sign(const Sentence& sentence, std::size_t begin, std::size_t end) const {
  const auto& tokens = sentence.tokens;
  const std::size_t behind =
      end < tokens.size() && tables_.owner_marks.has(tokens[end].folded) ? end + 1 : end;
  if (behind < tokens.size()) {
    const Token& next = tokens[behind];
    if (is_number(next) || names_kind(next, EntityKind::work)) {
      return -1;
    }
    if (tables_.organization_cues.has(next.folded) ||
        tables_.say_verbs.has(next.folded) ||
        names_kind(next, EntityKind::organization)) {
      return 1;
    }
    for (std::size_t last = behind + 1; last <= behind + 3 && last <= tokens.size();
         ++last) {
      if (is_post_of_company(tokens, behind, last)) {
        return 1;
      }
    }
  }
  if (const int list = sign_of_list(tokens, begin, end); list != 0) {
    return list;
  }
  if (begin == 0) {
    return 0;
  }
  const Token& before = tokens[begin - 1];
  if (names_kind(before, EntityKind::organization)) {
    return 1;
  }
  if (names_kind(before, EntityKind::work)) {
    return -1;
  }
  // "cofundador de |o| LinkedIn"
  std::size_t left = begin;
  while (left > 1 && tokens[left - 1].tag == Tag::det) {
    --left;
  }
  const Token& link = tokens[left - 1];
  // "was developed by |Kite|": who does something
  if (link.tag == Tag::adp && tokens[begin].relation == Relation::agent) {
    return 1;
  }
  if (tables_.workplace_links.has(link.folded) && has_post_before(tokens, left - 1)) {
    return 1;
  }
  if (link.tag == Tag::adp) {
    for (std::size_t first = left - 1; first > 0 && first + 4 > left; --first) {
      if (is_post_of_company(tokens, first - 1, left - 1)) {
        return 1;
      }
    }
  }
  return 0;
}

bool Namesakes::has_post_before(const std::vector<Token>& tokens,
                                std::size_t link) const {
  constexpr std::size_t reach = 5;  // "vice president of software |at|"
  for (std::size_t i = link; i > 0 && link - i < reach; --i) {
    if (tables_.roles.has(tokens[i - 1].folded)) {
      return true;
    }
    if (tokens[i - 1].tag == Tag::verb || tokens[i - 1].tag == Tag::punct) {
      return false;
    }
  }
  return false;
}

int Namesakes::sign_of_list(const std::vector<Token>& tokens,
                            std::size_t begin,
                            std::size_t end) const {
  const auto joins = [&](std::size_t i) {
    return i < tokens.size() && (tokens[i].folded == "," || tokens[i].tag == Tag::cconj);
  };
  const auto is_small_word = [&](std::size_t i) {
    return i < tokens.size() && (tokens[i].tag == Tag::det || tokens[i].tag == Tag::adp);
  };
  int signs = 0;
  std::size_t before = begin;
  while (before > 0 && is_small_word(before - 1)) {
    --before;
  }
  if (before > 1 && joins(before - 1)) {
    signs += sign_of_name(tokens[before - 2].folded);
  }
  if (joins(end)) {
    std::size_t behind = end + 1;
    while (is_small_word(behind)) {
      ++behind;
    }
    signs += behind < tokens.size() ? sign_of_name(tokens[behind].folded) : 0;
  }
  return signs;
}

int Namesakes::sign_of_name(const std::string& folded) const {
  // "Deutsche |Bank|, Kite and"
  if (tables_.ontology.kind_of(tables_.heads.value(folded)) == EntityKind::organization) {
    return 1;
  }
  const auto known = tables_.known.find(first_run(folded));
  if (known == tables_.known.end()) {
    return 0;
  }
  bool work = false;
  bool organization = false;
  for (const KnownName& name : known->second) {
    if (name.folded == folded) {
      const EntityKind kind = tables_.lexicon.entries()[name.entry].kind;
      work = work || kind == EntityKind::work;
      organization = organization || kind == EntityKind::organization;
    }
  }
  return work == organization ? 0 : (organization ? 1 : -1);
}

bool Namesakes::is_post_of_company(const std::vector<Token>& tokens,
                                   std::size_t begin,
                                   std::size_t end) const {
  return PostWords::value_of(tokens, begin, end, tables_.bare_posts) == company_class;
}

bool Namesakes::names_kind(const Token& token, EntityKind kind) const {
  return is_lower(first_code_point(token.word)) &&
         tables_.ontology.kind_of(tables_.class_words.value(token.folded)) == kind;
}

}  // namespace byline::extract
