// What definite nouns mean by the names that the article has told and by what it is
// about.
#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/nominals.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr std::size_t reach_topic = 4;  ///< sentences back that tell of the topic

}  // namespace

/// "o |laboratório de feixes|": words of one name that was told in full, with a link
/// between.
std::optional<Nominal> NominalFinder::described_by_name(std::size_t sentence,
                                                        std::size_t i,
                                                        std::size_t end) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  std::size_t word = end;
  while (word < tokens.size() && word < end + 2 &&
         tables_.links.has(tokens[word].folded)) {
    ++word;
  }
  if (!tables_.heads_come_first || word == end || word >= tokens.size() ||
      tokens[word].tag != Tag::noun || !is_lower(first_code_point(tokens[word].word))) {
    return std::nullopt;
  }
  std::size_t found = no_mention;
  for (std::size_t s = 0; s <= sentence; ++s) {
    for (const std::size_t mention : earlier_.in(s)) {
      const Mention& candidate = facts_.mentions[mention];
      const Entity& entity = facts_.entities[candidate.entity];
      if (entity.kind != EntityKind::organization ||
          (s == sentence && candidate.end_token > i) ||
          !called_.is_named_with(candidate.entity, tokens[i].folded) ||
          !called_.is_named_with(candidate.entity, tokens[word].folded)) {
        continue;
      }
      if (found != no_mention && facts_.mentions[found].entity != candidate.entity) {
        return std::nullopt;
      }
      found = mention;
    }
  }
  return found == no_mention ? std::nullopt
                             : std::optional{Nominal{{i, word + 1}, found, {}}};
}

/// "the organization" is rather one that no company word has been said of.
bool NominalFinder::is_rather_company(std::size_t entity,
                                      std::string_view class_name) const {
  const auto& classes = facts_.entities[entity].classes;
  return class_name == organization_class &&
         std::ranges::any_of(classes, [&](const std::string& own) {
           return tables_.ontology.is_a(own, company_class);
         });
}

/// "the museum": things of such kinds bear the word in their names, if it is no acronym.
bool NominalFinder::lacks_own_name(std::size_t entity, const std::string& head) const {
  const std::string& label = facts_.entities[entity].label;
  return tables_.self_named.has(head) && !called_.has_head(entity, head) &&
         std::ranges::any_of(label, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::size_t NominalFinder::just_made(std::size_t sentence,
                                     const std::string& head) const {
  constexpr std::size_t reach = 2;  // sentences
  std::size_t found = no_mention;
  for (std::size_t s = sentence > reach ? sentence - reach : 0; s < sentence; ++s) {
    for (const std::size_t mention : earlier_.in(s)) {
      const std::size_t entity = facts_.mentions[mention].entity;
      if (!called_.has_head(entity, head) || !earlier_.is_made(mention)) {
        continue;
      }
      if (found != no_mention && facts_.mentions[found].entity != entity) {
        return no_mention;
      }
      found = mention;
    }
  }
  return found;
}

std::size_t NominalFinder::topic_named(std::size_t sentence,
                                       const std::string& head) const {
  struct Named {
    std::size_t mention = no_mention;  // the last one
    std::size_t count = 0;
  };
  std::map<std::size_t, Named> named;  // by entity
  for (std::size_t s = 0; s < sentence; ++s) {
    for (const std::size_t mention : earlier_.in(s)) {
      const std::size_t entity = facts_.mentions[mention].entity;
      if (facts_.entities[entity].kind == EntityKind::organization &&
          called_.has_head(entity, head)) {
        named[entity] = {mention, named[entity].count + 1};
      }
    }
  }
  constexpr std::size_t fewest = 2;
  Named topic;
  std::size_t next = 0;
  for (const auto& [entity, found] : named) {
    if (found.count > topic.count) {
      next = topic.count;
      topic = found;
    } else {
      next = std::max(next, found.count);
    }
  }
  return topic.count >= fewest && topic.count > next ? topic.mention : no_mention;
}

std::size_t NominalFinder::topic_of(
    const std::map<std::size_t, Antecedent>& candidates) const {
  constexpr std::size_t fewest = 3;
  constexpr std::size_t lead = 2;
  std::size_t topic = no_mention;
  std::size_t most = 0;
  std::size_t next = 0;
  bool in_title = false;
  for (const auto& [entity, antecedent] : candidates) {
    const std::size_t count = earlier_.count(entity);
    if (count > most) {
      next = most;
      most = count;
      topic = antecedent.mention;
      in_title = is_in_title(entity);
    } else {
      next = std::max(next, count);
    }
  }
  return most >= fewest && (most >= lead * next || (in_title && most > next))
             ? topic
             : no_mention;
}

bool NominalFinder::is_in_title(std::size_t entity) const {
  return !annotation_.sentences.empty() &&
         annotation_.sentences.front().kind == BlockKind::title &&
         std::ranges::any_of(earlier_.in(0), [&](std::size_t mention) {
           return facts_.mentions[mention].entity == entity;
         });
}

std::size_t NominalFinder::name_behind(std::size_t sentence,
                                       TokenRange noun,
                                       std::string_view class_name) const {
  constexpr std::size_t reach = 4;
  const auto& tokens = annotation_.sentences[sentence].tokens;
  const bool told = noun.end < tokens.size() && tokens[noun.end].folded == "," &&
                    names_itself(tokens, noun.end);
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& name = facts_.mentions[mention];
    if (name.form != MentionForm::name || name.first_token <= noun.end) {
      continue;
    }
    const bool near =
        name.first_token > noun.end + 1 && name.first_token <= noun.end + reach &&
        name.end_token < tokens.size() && tokens[name.end_token].folded == ",";
    if ((told && near) || is_apposed_to(tokens, noun.first, name, class_name)) {
      return mention;
    }
  }
  return no_mention;
}

/// "o regulador bancário do país, a |Anatel|": the tree tells whose name it is.
bool NominalFinder::is_apposed_to(const std::vector<Token>& tokens,
                                  std::size_t noun,
                                  const Mention& name,
                                  std::string_view class_name) const {
  constexpr std::size_t furthest = 8;
  const std::size_t first = name.first_token;
  std::size_t at = first;
  while (at > 0 && tokens[at - 1].tag == Tag::det) {
    --at;
  }
  return tables_.heads_come_first && at > noun + 1 && first < noun + furthest &&
         tokens[at - 1].folded == "," && at < first &&
         tokens[first].relation == Relation::appos &&
         tokens[first].head == static_cast<std::int32_t>(noun) &&
         facts_.entities[name.entity].kind == tables_.ontology.kind_of(class_name);
}

std::size_t NominalFinder::topic_instead(std::size_t mention,
                                         std::size_t sentence,
                                         std::string_view class_name) const {
  constexpr std::size_t far_more = 3;
  const Mention& found = facts_.mentions[mention];
  // of a class that tells more than that they are organizations
  if (class_name == organization_class || class_name == company_class ||
      found.sentence + 2 >= sentence || earlier_.count(found.entity) > 1) {
    return no_mention;
  }
  const std::size_t first = sentence > reach_topic ? sentence - reach_topic : 0;
  for (std::size_t s = sentence; s > first; --s) {
    for (const std::size_t other : earlier_.in(s - 1)) {
      const std::size_t entity = facts_.mentions[other].entity;
      if (entity != found.entity && earlier_.count(entity) >= far_more &&
          has_class(facts_.entities[entity], class_name, true)) {
        return other;
      }
    }
  }
  return no_mention;
}

bool NominalFinder::is_told_since(std::size_t mention,
                                  std::size_t sentence,
                                  std::string_view class_name) const {
  if (class_name != company_class || sentence == 0 ||
      facts_.mentions[mention].sentence + 1 >= sentence) {
    return false;
  }
  return std::ranges::any_of(earlier_.in(sentence - 1), [&](std::size_t other) {
    const Mention& told = facts_.mentions[other];
    const bool often =
        earlier_.count(told.entity) > earlier_.count(facts_.mentions[mention].entity);
    return told.form == MentionForm::name && (often || earlier_.is_subject(other)) &&
           has_class(facts_.entities[told.entity], class_name, false);
  });
}

bool NominalFinder::has_gender_of_class(const std::vector<Token>& tokens,
                                        std::size_t i) const {
  constexpr std::size_t modifiers = 2;
  const auto wanted = tables_.noun_genders.value(tokens[i].folded);
  std::size_t at = i;
  while (at > 0 && i - at < modifiers && tokens[at - 1].tag == Tag::adj) {
    --at;
  }
  const auto told =
      at > 0 ? tables_.definite_words.value(tokens[at - 1].folded) : std::string_view{};
  return wanted.empty() || told.empty() || told == wanted;
}

bool NominalFinder::is_new(const std::vector<Token>& tokens, std::size_t i) const {
  constexpr std::size_t modifiers = 3;
  for (std::size_t k = i; k > 0 && i - k < modifiers; --k) {
    if (tables_.new_words.has(tokens[k - 1].folded)) {
      return true;
    }
    if (tables_.definite_words.has(tokens[k - 1].folded)) {
      return false;
    }
  }
  return false;
}

bool NominalFinder::is_first_in_text(std::size_t mention) const {
  const Mention& told = facts_.mentions[mention];
  for (std::size_t s = 0; s <= told.sentence; ++s) {
    if (annotation_.sentences[s].kind == BlockKind::title && s < told.sentence) {
      continue;
    }
    for (const std::size_t other : earlier_.in(s)) {
      if (facts_.mentions[other].entity == told.entity) {
        return other == mention;
      }
    }
  }
  return true;
}

std::size_t NominalFinder::new_before(std::size_t sentence, std::size_t i) const {
  if (sentence == 0) {
    return no_mention;
  }
  const std::string& head = annotation_.sentences[sentence].tokens[i].folded;
  const auto& before = annotation_.sentences[sentence - 1].tokens;
  std::size_t found = no_mention;
  for (const std::size_t mention : earlier_.in(sentence - 1)) {
    const Mention& told = facts_.mentions[mention];
    if (told.form == MentionForm::nominal && before[told.first_token].folded == head &&
        is_new(before, told.first_token)) {
      found = mention;
    }
  }
  return found;
}

std::size_t NominalFinder::newest(std::size_t sentence,
                                  std::size_t i,
                                  std::string_view class_name,
                                  bool so_called) const {
  constexpr std::size_t reach = 2;
  const std::string& head = annotation_.sentences[sentence].tokens[i].folded;
  std::size_t found = no_mention;
  std::size_t told = no_mention;  // where the thing was named first
  bool together = false;          // another one was named first in that sentence
  for (std::size_t s = sentence - std::min(sentence, reach); s <= sentence; ++s) {
    for (const std::size_t mention : earlier_.in(s)) {
      const Mention& candidate = facts_.mentions[mention];
      // what everybody knows is not new
      if ((s == sentence && candidate.end_token > i) || !is_first_in_text(mention) ||
          facts_.entities[candidate.entity].in_lexicon ||
          !has_class(facts_.entities[candidate.entity], class_name, false) ||
          (so_called && !called_.has_head(candidate.entity, head)) ||
          // "Kite merged with |Zeta|": neither is the new company
          (class_name == company_class && !so_called && earlier_.in_phrase(mention) &&
           !earlier_.is_made(mention))) {
        continue;
      }
      together = found != no_mention && told == s;
      found = mention;
      told = s;
    }
  }
  return together && class_name == company_class ? no_mention : found;
}

}  // namespace byline::extract
