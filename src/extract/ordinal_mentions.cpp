#include "extract/ordinal_mentions.hpp"

#include "base/characters.hpp"
#include "extract/mention_lists.hpp"
#include "extract/resolved_mention.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace byline::extract {
namespace {

using Mentions = std::vector<std::size_t>;

/// Whether nothing but commas, conjunctions and articles stands between two mentions.
bool joined(const std::vector<Token>& tokens, const Mention& left, const Mention& right) {
  bool separated = false;
  for (std::size_t i = left.end_token; i < right.first_token; ++i) {
    const bool separator = tokens[i].folded == "," || tokens[i].tag == Tag::cconj;
    if (!separator && tokens[i].tag != Tag::det) {
      return false;
    }
    separated = separated || separator;
  }
  return separated;
}

/// The last list of names of one kind among the mentions of a sentence.
Mentions last_list(const std::vector<Token>& tokens,
                   const ArticleFacts& facts,
                   const Mentions& mentions) {
  Mentions list;
  Mentions best;
  for (const std::size_t m : mentions) {
    const Mention& mention = facts.mentions[m];
    const bool goes_on = !list.empty() &&
                         joined(tokens, facts.mentions[list.back()], mention) &&
                         facts.entities[facts.mentions[list.back()].entity].kind ==
                             facts.entities[mention.entity].kind;
    if (!goes_on) {
      list.clear();
    }
    list.push_back(m);
    if (list.size() > 1) {
      best = list;
    }
  }
  return best;
}

/// Number of the member that the word means: 1 the first, -1 the last; 0: no ordinal.
int ordinal(const Token& token, const NameTables& tables) {
  const auto value = tables.ordinals.value(token.folded);
  int number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

/// "The first |is|": as subject, no noun behind it.
bool stands_alone(const std::vector<Token>& tokens, std::size_t i) {
  if (i + 1 >= tokens.size()) {
    return false;
  }
  const Tag next = tokens[i + 1].tag;
  return next == Tag::verb || next == Tag::aux || next == Tag::adv ||
         (next == Tag::punct && tokens[i + 1].folded == ",");
}

}  // namespace

void add_ordinal_mentions(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts) {
  if (tables.ordinals.rows.empty()) {
    return;
  }
  const std::vector<Mentions> by_sentence = mentions_by_sentence(annotation, facts);
  for (std::size_t s = 1; s < annotation.sentences.size(); ++s) {
    const auto& tokens = annotation.sentences[s].tokens;
    if (tokens.size() < 3 || !tables.definite_words.has(tokens[0].folded) ||
        !stands_alone(tokens, 1)) {
      continue;
    }
    const int number = ordinal(tokens[1], tables);
    const Mentions list =
        number == 0
            ? Mentions{}
            : last_list(annotation.sentences[s - 1].tokens, facts, by_sentence[s - 1]);
    const auto size = static_cast<int>(list.size());
    const int place = number < 0 ? size + number : number - 1;
    if (number == 0 || size < 2 || place < 0 || place >= size) {
      continue;
    }
    const Mention& meant = facts.mentions[list[static_cast<std::size_t>(place)]];
    facts.mentions.push_back(resolved_mention(
        annotation, s, {0, 2}, meant, {MentionForm::pronoun, Step::pronoun, 0.8}));
  }
}

}  // namespace byline::extract
