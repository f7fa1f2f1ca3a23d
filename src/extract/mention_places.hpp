#pragma once

#include "extract/name_tables.hpp"
#include "extract/spoken_of.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace byline::extract {

/// What stands where in a sentence, for a post or noun whose owner no word tells. Numbers
/// of tokens are of one sentence; where no mention is found the answer is the number of
/// mentions.
class MentionPlaces {
 public:
  /// All must outlive this.
  MentionPlaces(const Annotation& annotation,
                const NameTables& tables,
                const ArticleFacts& facts);

  /// Numbers of the mentions of a sentence.
  [[nodiscard]] const std::vector<std::size_t>& in(std::size_t sentence) const {
    return by_sentence_[sentence];
  }
  /// The next mention that `facts` gets, in this sentence.
  void add(std::size_t sentence) {
    by_sentence_[sentence].push_back(facts_.mentions.size());
  }

  /// "referred to |head coach| Ana Lima": inside a clause only where no other
  /// organization is named before.
  [[nodiscard]] bool is_alone(std::size_t number,
                              std::size_t at,
                              std::size_t owner) const;
  /// "Rival |Zeta| began": a name that is neither a person's in full nor a place's.
  [[nodiscard]] bool begins_rival(std::size_t sentence, std::size_t at) const;
  /// Whether the sentence mentions the entity.
  [[nodiscard]] bool is_mentioned_here(std::size_t sentence, std::size_t entity) const;
  /// "A diretora executiva da |fundação| é Ana Lima, e Rui Gil é o diretor financeiro":
  /// the organization whose post the same sentence names before.
  [[nodiscard]] std::size_t post_beside(std::size_t number, std::size_t at) const;
  /// "Norvik was founded by Rui Costa and Ana Lima, the current |chief executive|": the
  /// only organization that the sentence names before.
  [[nodiscard]] std::size_t only_organization_before(std::size_t number,
                                                     std::size_t at) const;
  /// The organization that is the subject of the main verb.
  [[nodiscard]] std::size_t subject_of(std::size_t number, SpokenOf::Owner asked) const;
  /// Whether an organization's name stands at token `at`.
  [[nodiscard]] bool begins_organization(std::size_t sentence, std::size_t at) const;
  /// Whether a person's name stands at token `at`, a title before it.
  [[nodiscard]] bool begins_person(std::size_t sentence, std::size_t at) const;
  /// Whether a person stands a few words before token `at`, and no organization between.
  [[nodiscard]] bool has_person_before(std::size_t sentence, std::size_t at) const;
  /// Whether the person beside the post [at, end) is named in the sentences before, and
  /// in none that mentions `entity`.
  [[nodiscard]] bool is_known_apart(std::size_t sentence,
                                    TokenRange post,
                                    std::size_t entity) const;
  /// Whether a mention holds the token.
  [[nodiscard]] bool is_mentioned(std::size_t sentence, std::size_t token) const;
  /// Whether a class of the entity is `name` or below it.
  [[nodiscard]] bool is_a(const Entity& entity, std::string_view name) const;

 private:
  const Annotation& annotation_;
  const NameTables& tables_;
  const ArticleFacts& facts_;
  std::vector<std::vector<std::size_t>> by_sentence_;
};

}  // namespace byline::extract
