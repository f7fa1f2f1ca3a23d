#pragma once

#include "extract/earlier_mentions.hpp"
#include "extract/name_tables.hpp"
#include "extract/pronoun_binding.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::extract {

struct PronounForm {
  char gender = 'c';  ///< m f n, c: any
  bool plural = false;
  std::string_view kind;  ///< subject object possessive reflexive

  [[nodiscard]] bool of_person() const { return gender == 'm' || gender == 'f'; }
};

/// Which mentions and words a pronoun may mean, by gender, number and kind alone.
class PronounFit {
 public:
  /// `genders`: m, f or 0 for every entity. Tables and annotation must outlive this, and
  /// so must `facts` and `earlier`, which may get mentions meanwhile.
  PronounFit(const Annotation& annotation,
             const NameTables& tables,
             const ArticleFacts& facts,
             const EarlierMentions& earlier,
             const std::vector<char>& genders);

  /// The form of the word, if it is a pronoun that goes back to something.
  [[nodiscard]] std::optional<PronounForm> form_of(const Token& token) const;
  [[nodiscard]] bool fits(std::size_t mention, const PronounForm& form) const;
  /// What the word `token` is to the pronoun `i`, and the mention if it is one.
  [[nodiscard]] std::pair<Reading, std::size_t> reading(std::size_t sentence,
                                                        std::size_t token,
                                                        std::size_t i,
                                                        const PronounForm& form) const;

  /// Genders by entity: what is known, and what pronouns told.
  [[nodiscard]] const std::vector<char>& genders() const { return genders_; }
  /// A pronoun meant the person `entity`.
  void learn(std::size_t entity, const PronounForm& form);

 private:
  [[nodiscard]] char gender_of_article(const Mention& mention) const;
  [[nodiscard]] char gender_of_noun(const Mention& mention) const;
  [[nodiscard]] char gender_of_post(const Mention& mention) const;
  [[nodiscard]] bool is_thing_of(const Mention& mention, char gender) const;
  [[nodiscard]] bool may_be_meant(const Token& token, const PronounForm& form) const;

  const Annotation& annotation_;
  const NameTables& tables_;
  const ArticleFacts& facts_;
  const EarlierMentions& earlier_;
  std::vector<char> genders_;
  std::map<std::size_t, char> article_genders_;  ///< by entity, where articles tell one
};

}  // namespace byline::extract
