#include "extract/earlier_mentions.hpp"

#include "extract/mention_lists.hpp"
#include "extract/pronoun_structure.hpp"

#include <algorithm>

namespace byline::extract {

EarlierMentions::EarlierMentions(const Annotation& annotation,
                                 const NameTables& tables,
                                 const ArticleFacts& facts)
    : annotation_(annotation),
      tables_(tables),
      facts_(facts),
      by_sentence_(mentions_by_sentence(annotation, facts)),
      at_(annotation.sentences.size()),
      counts_(facts.entities.size()),
      first_(facts.entities.size(), no_mention) {
  for (const auto& sentence : by_sentence_) {
    for (const std::size_t mention : sentence) {
      const Mention& found = facts.mentions[mention];
      const std::size_t entity = found.entity;
      place(mention, found.sentence, {found.first_token, found.end_token});
      ++counts_[entity];
      first_[entity] = std::min(first_[entity], mention);
    }
  }
}

void EarlierMentions::place(std::size_t mention,
                            std::size_t sentence,
                            TokenRange tokens) {
  at_[sentence].resize(annotation_.sentences[sentence].tokens.size(), no_mention);
  for (std::size_t i = tokens.first; i < tokens.end; ++i) {
    std::size_t& known = at_[sentence][i];
    known = known == no_mention ? mention : known;
  }
}

std::size_t EarlierMentions::at_noun(std::size_t sentence, std::size_t token) const {
  constexpr std::size_t furthest = 4;
  if (const std::size_t own = at(sentence, token); own != no_mention) {
    return own;
  }
  const auto& tokens = annotation_.sentences[sentence].tokens;
  for (std::size_t i = token + 1; i < std::min(tokens.size(), token + furthest + 1);
       ++i) {
    const std::size_t found = at(sentence, i);
    if (found != no_mention &&
        is_name_of(tokens,
                   {facts_.mentions[found].first_token, facts_.mentions[found].end_token},
                   token)) {
      return found;
    }
  }
  return no_mention;
}

bool EarlierMentions::is_subject(std::size_t mention) const {
  const Mention& candidate = facts_.mentions[mention];
  const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
  bool has_tree = false;
  for (std::size_t i = candidate.first_token; i < candidate.end_token; ++i) {
    has_tree = has_tree || tokens[i].relation != Relation::unknown;
    if (byline::is_subject(tokens[i].relation)) {
      return true;
    }
    // "Acme, a subsidiary of Zeta, declined": the tree may end at the name
    if (tokens[i].relation == Relation::root && opens_with_comma(candidate)) {
      return true;
    }
  }
  if (has_tree) {
    return names_subject(candidate) || is_described_subject(candidate);
  }
  return !in_phrase(mention) &&
         std::ranges::none_of(by_sentence_[candidate.sentence], [&](std::size_t other) {
           return facts_.mentions[other].first_token < candidate.first_token;
         });
}

/// "Lisbon-based |Kite| was": the tree takes what describes the name for a verb.
bool EarlierMentions::is_described_subject(const Mention& mention) const {
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const std::size_t first = mention.first_token;
  const std::size_t end = mention.end_token;
  return mention.form == MentionForm::name && first > 1 &&
         tokens[first - 1].tag == Tag::verb && tokens[first - 2].folded == "-" &&
         end < tokens.size() &&
         (tokens[end].tag == Tag::aux || tokens[end].tag == Tag::verb);
}

/// "The framework |Kite| is fast": what it is is the subject, its name stands beside.
bool EarlierMentions::names_subject(const Mention& mention) const {
  constexpr std::size_t furthest = 3;
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const std::size_t nearest =
      mention.first_token - std::min(mention.first_token, furthest);
  for (std::size_t i = nearest; i < mention.first_token; ++i) {
    const std::int32_t verb = tokens[i].head;
    std::size_t before = i;
    while (before > 0 &&
           (tokens[before - 1].tag == Tag::det || tokens[before - 1].tag == Tag::adj)) {
      --before;
    }
    if (before > 0 && tokens[before - 1].tag == Tag::punct) {
      continue;  // "its sponsor, the insurer |Acme|, has": told of another noun
    }
    if (byline::is_subject(tokens[i].relation) && verb >= 0 &&
        tokens[static_cast<std::size_t>(verb)].relation == Relation::root &&
        is_name_of(tokens, {mention.first_token, mention.end_token}, i)) {
      return true;
    }
  }
  return false;
}

bool EarlierMentions::opens_with_comma(const Mention& mention) const {
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  return mention.first_token <= 1 && mention.end_token < tokens.size() &&
         tokens[mention.end_token].folded == ",";
}

std::size_t EarlierMentions::before_articles(const Mention& mention) const {
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  std::size_t at = mention.first_token;
  while (at > 0 && tables_.definite_words.has(tokens[at - 1].folded)) {
    --at;
  }
  return at;
}

bool EarlierMentions::is_addressee(std::size_t mention) const {
  const Mention& candidate = facts_.mentions[mention];
  const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
  const std::size_t at = before_articles(candidate);
  return at > 0 && candidate.form == MentionForm::name &&
         counts_[candidate.entity] <= 2 && tables_.say_verbs.has(tokens[at - 1].folded) &&
         tokens[at - 1].tag == Tag::verb &&
         (tokens[candidate.first_token].relation == Relation::obj ||
          tokens[candidate.end_token - 1].relation == Relation::obj ||
          tokens[candidate.end_token - 1].relation == Relation::iobj);
}

bool EarlierMentions::in_phrase(std::size_t mention) const {
  const Mention& candidate = facts_.mentions[mention];
  const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
  const std::size_t at = before_articles(candidate);
  if (at == 0) {
    return false;
  }
  const Token& before = tokens[at - 1];
  return before.tag == Tag::unknown ? tables_.links.has(before.folded)
                                    : before.tag == Tag::adp;
}

bool EarlierMentions::describes_noun(const Mention& mention) const {
  const Token& last =
      annotation_.sentences[mention.sentence].tokens[mention.end_token - 1];
  return last.relation == Relation::compound && last.head >= 0 &&
         static_cast<std::size_t>(last.head) >= mention.end_token;
}

double EarlierMentions::score(std::size_t mention, std::size_t sentence) const {
  const Mention& candidate = facts_.mentions[mention];
  const double distance = static_cast<double>(sentence - candidate.sentence);
  double value = 2.0 - 1.0 * distance;
  value += is_subject(mention) ? 1.5 : 0;
  value -= in_phrase(mention) ? 1.0 : 0;
  value -= describes_noun(candidate) ? 0.7 : 0;
  value += candidate.form == MentionForm::pronoun ? 0.4 : 0;
  value += std::min<double>(0.15 * static_cast<double>(counts_[candidate.entity]), 1.2);
  return value;
}

bool EarlierMentions::is_made(std::size_t mention) const {
  const Mention& candidate = facts_.mentions[mention];
  const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
  std::size_t at = candidate.first_token;
  while (at > 0 && (tables_.definite_words.has(tokens[at - 1].folded) ||
                    tables_.links.has(tokens[at - 1].folded) ||
                    tables_.new_words.has(tokens[at - 1].folded))) {
    --at;
  }
  return candidate.form == MentionForm::name && at > 0 &&
         tables_.founding_words.has(tokens[at - 1].folded);
}

bool EarlierMentions::begins_name(std::size_t sentence, std::size_t token) const {
  return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t mention) {
    return facts_.mentions[mention].first_token == token &&
           facts_.mentions[mention].form == MentionForm::name;
  });
}

}  // namespace byline::extract
