#pragma once

#include "extract/name_tables.hpp"
#include "model/fact.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace byline::extract {

/// How much an article has spoken of each organization or project up to a sentence: of
/// whom "the board" and "the chief executive" are that no word tells.
class SpokenOf {
 public:
  /// All must outlive this.
  SpokenOf(const NameTables& tables, const ArticleFacts& facts)
      : tables_(tables),
        facts_(facts) {}

  /// Counts a mention of a sentence that is over, a subject more; false if it is of
  /// nothing that can have a board or officers.
  bool count(std::size_t mention, std::size_t sentence, bool is_subject);
  /// Counts a mention as what the title is about.
  void lead_with(std::size_t mention);
  /// That mention, or the number of mentions.
  [[nodiscard]] std::size_t lead() const;

  /// What may be meant: "the chief executive" is a company's, "the technical committee"
  /// is not.
  enum class Owner { any, company, body, work };

  struct Question {
    std::size_t sentence = 0;
    const std::vector<std::size_t>& here;  ///< mentions of the sentence
    Owner owner = Owner::any;
    bool may_be_here = false;  ///< one that the sentence mentions, if it clearly leads
  };
  /// The last mention of the entity that stands out; the number of mentions if none does.
  [[nodiscard]] std::size_t most(const Question& asked) const;
  /// The last mention of the only organization of the class; the number of mentions if
  /// there is none or several.
  [[nodiscard]] std::size_t only_of(std::string_view class_name) const;
  /// The first mention of the organization (of the foundation or alliance, for `body`)
  /// that the whole article names twice as often as any other; the number of mentions if
  /// there is none.
  [[nodiscard]] std::size_t leading(Owner owner) const;

 private:
  /// Mentions of one entity up to a place.
  struct Salience {
    double weight = 0;  ///< at sentence `at`
    std::size_t at = 0;
    std::size_t count = 0;
    std::size_t last = 0;  ///< mention
    bool is_company = false;
    bool is_body = false;  ///< a foundation or a project
  };

  [[nodiscard]] bool can_own(const Entity& entity) const;
  [[nodiscard]] bool is_a(const Entity& entity, std::string_view name) const;
  /// "Open Harbor |Alliance|": an organization by the last word of its name.
  [[nodiscard]] bool is_named_body(const Entity& entity) const;
  [[nodiscard]] static double weight_at(const Salience& salience, std::size_t sentence);
  /// "Kite Foundation" for Kite: the organization that is named after a project has the
  /// board rather than the project itself.
  [[nodiscard]] std::size_t organization_of(std::size_t owner) const;

  const NameTables& tables_;
  const ArticleFacts& facts_;
  std::map<std::size_t, Salience> before_;  ///< by entity
  std::optional<std::size_t> in_title_;     ///< entity
};

}  // namespace byline::extract
