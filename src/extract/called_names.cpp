#include "extract/called_names.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/name_forms.hpp"
#include "extract/quoted_titles.hpp"

#include <algorithm>

namespace byline::extract {

namespace {

/// A verb that describes no noun, or a word that a clause of its own begins with.
bool begins_other_clause(const Token& token) {
  return (token.tag == Tag::verb && token.relation != Relation::amod) ||
         token.tag == Tag::pron || token.tag == Tag::sconj;
}

}  // namespace

CalledNames::CalledNames(const Annotation& annotation,
                         const NameTables& tables,
                         const ArticleFacts& facts)
    : annotation_(annotation),
      tables_(tables),
      facts_(facts) {
  collect_descriptors();
  for (const auto& [entity, words] : descriptors_) {
    for (const std::string& word : words) {
      described_so_[word].insert(entity);
    }
  }
  collect_words_of_names();
}

void CalledNames::collect_descriptors() {
  for (const Mention& mention : facts_.mentions) {
    collect_posts(mention);
    if (mention.form != MentionForm::name) {
      continue;
    }
    const auto& tokens = annotation_.sentences[mention.sentence].tokens;
    std::size_t at = mention.end_token;
    std::size_t last = at;
    const bool apposed = is_apposed(tokens, at);
    // "the Northern League |club|": of another kind than the name tells
    const bool headed = !tables_.heads_come_first &&
                        mention.end_token > mention.first_token + 1 &&
                        tables_.heads.has(tokens[at - 1].folded) &&
                        tables_.heads.value(tokens[at - 1].folded, 1) != "suffix";
    // without its accent "é" (is) is written as "e" (and)
    if (apposed || (at < tokens.size() && tables_.copulas.has(tokens[at].folded) &&
                    tokens[at].tag != Tag::cconj)) {
      last = std::min(at + 8, tokens.size() - 1);
    }
    if (tables_.heads_come_first && mention.form == MentionForm::name) {
      collect_before(mention);
    }
    at += headed && last == at ? 1 : 0;
    for (; at <= last && at < tokens.size(); ++at) {
      if (at == mention.end_token && tables_.peer_nouns.has(tokens[at].folded)) {
        continue;  // "the Zeta |fork|" is another thing than Zeta
      }
      if (apposed && at > mention.end_token + 1 &&
          (tokens[at].tag == Tag::adp || tokens[at].tag == Tag::punct) &&
          tokens[at].folded != "-") {
        break;  // ", a maker of batteries"
      }
      if (at > mention.end_token && begins_other_clause(tokens[at])) {
        break;  // "is proud to support the project", ", which started the project,"
      }
      if (!apposed && tokens[at].tag == Tag::adp && tokens[at - 1].tag == Tag::noun) {
        break;  // "is a member of the Cork Association": "one of the banks" goes on
      }
      // ", the airline," describes; ", the airline said" goes on
      if (!apposed || !tables_.definite_words.has(tokens[mention.end_token + 1].folded) ||
          (at + 1 < tokens.size() && tokens[at + 1].tag == Tag::punct &&
           !is_quotation_mark(tokens[at + 1]))) {
        describe(mention.entity, tokens, at);
      }
    }
    // "the shipping group Kite"
    const std::size_t begin = mention.first_token;
    if (begin > 0 && is_lower(first_code_point(tokens[begin - 1].word))) {
      describe(mention.entity, tokens, begin - 1);
    }
    const Entity& entity = facts_.entities[mention.entity];
    if (mention.step == Step::none && entity.kind != EntityKind::person &&
        entity.kind != EntityKind::topic) {
      for (std::size_t i = begin; i < mention.end_token; ++i) {
        if (tables_.heads.has(tokens[i].folded) &&
            tables_.heads.value(tokens[i].folded, 1) != "suffix") {
          named_so_[tokens[i].folded].insert(mention.entity);
        }
      }
    }
  }
}

void CalledNames::collect_before(const Mention& mention) {
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const auto take = [&](std::size_t i) {
    if (tables_.class_words.has(tokens[i].folded) &&
        is_lower(first_code_point(tokens[i].word))) {
      descriptors_[mention.entity].insert(tokens[i].folded);
    }
    return tokens[i].tag == Tag::adj;
  };
  for (std::size_t i = mention.first_token;
       i > 0 && mention.first_token - i < 3 && take(i - 1);
       --i) {}
  // "a |linguagem de programação| Kite": a link and nouns between
  constexpr std::size_t reach = 6;
  const auto joins = [&](std::size_t i) {
    const Tag tag = tokens[i].tag;
    return is_lower(first_code_point(tokens[i].word)) &&
           (tag == Tag::noun || tag == Tag::adj || tag == Tag::adp);
  };
  for (std::size_t i = mention.first_token;
       i > 0 && mention.first_token - i < reach && joins(i - 1);
       --i) {
    if (tokens[i - 1].tag == Tag::noun && i < mention.first_token &&
        tokens[i].tag == Tag::adp) {
      take(i - 1);
    }
  }
  const std::size_t end = mention.end_token;
  if (end + 1 < tokens.size() && tokens[end].folded == ",") {
    take(end + 1);
  }
}

void CalledNames::collect_posts(const Mention& mention) {
  constexpr std::size_t reach = 3;
  if (facts_.entities[mention.entity].kind != EntityKind::person ||
      mention.form != MentionForm::name) {
    return;
  }
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const auto take = [&](std::size_t i) {
    if (tables_.roles.has(tokens[i].folded) &&
        tables_.roles.value(tokens[i].folded) != "kin") {
      descriptors_[mention.entity].insert(tokens[i].folded);
    }
    return tokens[i].tag != Tag::punct && is_lower(first_code_point(tokens[i].word));
  };
  const std::size_t begin = mention.first_token;
  for (std::size_t i = begin; i > 0 && begin - i < reach && take(i - 1); --i) {}
  const std::size_t end = mention.end_token;
  if (end < tokens.size() && tokens[end].folded == ",") {
    for (std::size_t i = end + 1; i < tokens.size() && i <= end + reach && take(i); ++i) {
    }
  }
  // "a |diretora| de vôlei do clube, Ana Lima": named behind the post
  const Token& first = tokens[begin];
  if (first.relation == Relation::appos && first.head >= 0 &&
      static_cast<std::size_t>(first.head) < begin) {
    take(static_cast<std::size_t>(first.head));
  }
}

void CalledNames::collect_words_of_names() {
  words_of_names_.resize(facts_.entities.size());
  for (std::size_t i = 0; i < facts_.entities.size(); ++i) {
    if (facts_.entities[i].kind == EntityKind::organization) {
      const std::string name = fold(facts_.entities[i].label);
      for (const auto word : words_of(name)) {
        words_of_names_[i].emplace(word);
      }
    }
  }
  for (const Mention& mention : facts_.mentions) {
    if (facts_.entities[mention.entity].kind != EntityKind::organization) {
      continue;
    }
    for (const auto& word : words_of_names_[mention.entity]) {
      named_since_.try_emplace(word, mention.sentence);
    }
    if (const auto called = descriptors_.find(mention.entity);
        called != descriptors_.end()) {
      for (const std::string& word : called->second) {
        named_since_.try_emplace(word, mention.sentence);
      }
    }
  }
}

void CalledNames::describe(std::size_t entity,
                           const std::vector<Token>& tokens,
                           std::size_t at) {
  std::string_view class_name;
  if (class_words_at(tokens, at, class_name) > at) {
    descriptors_[entity].insert(tokens[at].folded);
  }
}

bool CalledNames::is_apposed(const std::vector<Token>& tokens, std::size_t at) const {
  return at + 1 < tokens.size() && tokens[at].folded == "," &&
         (tables_.indefinite_words.has(tokens[at + 1].folded) ||
          tables_.definite_words.has(tokens[at + 1].folded));
}

bool CalledNames::is_called(std::size_t entity, const std::string& head) const {
  const auto found = descriptors_.find(entity);
  return found != descriptors_.end() && found->second.contains(head);
}

bool CalledNames::is_called_like(std::size_t entity, const std::string& head) const {
  const std::string_view group = tables_.role_groups.value(head);
  const auto found = descriptors_.find(entity);
  const std::string_view gender = tables_.role_groups.value(head, 1);
  return !group.empty() && found != descriptors_.end() &&
         std::ranges::any_of(found->second, [&](const std::string& word) {
           const std::string_view own = tables_.role_groups.value(word, 1);
           return tables_.role_groups.value(word) == group &&
                  (own == gender || own.empty() || gender.empty());
         });
}

bool CalledNames::is_named_like(std::size_t entity, const std::string& head) const {
  const std::string_view group = tables_.role_groups.value(head);
  return !group.empty() &&
         (is_called_like(entity, head) ||
          std::ranges::any_of(words_of_names_[entity], [&](const std::string& word) {
            return tables_.role_groups.value(word) == group;
          }));
}

bool CalledNames::is_called_unlike(std::size_t entity, const std::string& head) const {
  const std::string_view group = tables_.role_groups.value(head);
  const auto found = descriptors_.find(entity);
  if (group.empty() || found == descriptors_.end()) {
    return false;
  }
  bool grouped = false;
  for (const std::string& word : found->second) {
    const std::string_view own = tables_.role_groups.value(word);
    if (own == group) {
      return false;
    }
    grouped = grouped || !own.empty();
  }
  return grouped;
}

bool CalledNames::is_called(std::size_t entity,
                            const std::string& head,
                            std::string_view class_name) const {
  if (tables_.ontology.kind_of(class_name) != facts_.entities[entity].kind) {
    return false;
  }
  const auto found = descriptors_.find(entity);
  const auto named = named_so_.find(head);
  return (found != descriptors_.end() && found->second.contains(head)) ||
         (named != named_so_.end() && named->second.contains(entity));
}

std::set<std::size_t> CalledNames::called_so(const std::string& head,
                                             std::string_view class_name) const {
  const auto kind = tables_.ontology.kind_of(class_name);
  std::set<std::size_t> found;
  for (const auto* by_word : {&described_so_, &named_so_}) {
    if (const auto entities = by_word->find(head); entities != by_word->end()) {
      for (const std::size_t entity : entities->second) {
        if (kind == facts_.entities[entity].kind) {
          found.insert(entity);
        }
      }
    }
  }
  return found;
}

bool CalledNames::is_called_otherwise(const Entity& entity) const {
  const auto number = static_cast<std::size_t>(&entity - facts_.entities.data());
  const auto called = descriptors_.find(number);
  return called != descriptors_.end() &&
         std::ranges::any_of(called->second, [&](const std::string& word) {
           return tables_.heads.value(word) == organization_class &&
                  tables_.heads.value(word, 1) != "suffix";
         });
}

std::string_view CalledNames::named_kind(const Entity& entity) const {
  const std::string name = fold(entity.label);
  const auto end = tables_.heads_come_first ? name.find(' ') : name.find_last_of(' ');
  if (end == std::string::npos) {
    return {};
  }
  return tables_.heads.value(tables_.heads_come_first ? name.substr(0, end)
                                                      : name.substr(end + 1));
}

bool CalledNames::has_head(std::size_t entity, const std::string& head) const {
  return is_called(entity, head) || words_of_names_[entity].contains(head);
}

bool CalledNames::is_named_before(std::size_t sentence, const std::string& head) const {
  const auto found = named_since_.find(head);
  return found != named_since_.end() && found->second <= sentence;
}

std::size_t CalledNames::class_words_at(const std::vector<Token>& tokens,
                                        std::size_t i,
                                        std::string_view& class_name) const {
  std::string phrase;
  std::size_t end = i;
  for (std::size_t k = i; k < tokens.size() && k < i + 3; ++k) {
    const bool joined = k > i && tokens[k - 1].span.end == tokens[k].span.begin;
    phrase += (phrase.empty() || joined ? "" : " ") + tokens[k].folded;  // "start-up"
    if (const auto name = tables_.class_words.value(phrase); !name.empty()) {
      class_name = name;
      end = k + 1;
    }
  }
  return end;
}

}  // namespace byline::extract
