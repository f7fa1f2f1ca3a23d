#pragma once

#include "extract/class_names.hpp"
#include "extract/name_tables.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {

/// The words by which an article calls its entities, beside their names: "the Kite
/// framework", "Ana Lima, the actor", "a operadora espanhola Zeta".
class CalledNames {
 public:
  /// All must outlive this.
  CalledNames(const Annotation& annotation,
              const NameTables& tables,
              const ArticleFacts& facts);

  /// Whether some name has this head word.
  [[nodiscard]] bool is_in_names(const std::string& head) const {
    return named_so_.contains(head);
  }
  /// Whether the article calls the entity by the word.
  [[nodiscard]] bool is_called(std::size_t entity, const std::string& head) const;
  /// Whether the article calls the person by a word of the same group: "the goalkeeper"
  /// is "the player", too.
  [[nodiscard]] bool is_called_like(std::size_t entity, const std::string& head) const;
  /// Whether the organization's name, or what the article calls it, has a word of the
  /// same group: "a pasta" is the Ministério da Saúde.
  [[nodiscard]] bool is_named_like(std::size_t entity, const std::string& head) const;
  /// Whether the word is one of the organization's name.
  [[nodiscard]] bool is_named_with(std::size_t entity, const std::string& word) const {
    return words_of_names_[entity].contains(word);
  }
  /// Whether all that the article calls the person belongs to other groups.
  [[nodiscard]] bool is_called_unlike(std::size_t entity, const std::string& head) const;
  /// Whether the article calls the entity by the word, which names things of this class.
  [[nodiscard]] bool is_called(std::size_t entity,
                               const std::string& head,
                               std::string_view class_name) const;
  /// The entities that `is_called` says so of, ascending.
  [[nodiscard]] std::set<std::size_t> called_so(const std::string& head,
                                                std::string_view class_name) const;
  /// "a agência Zeta": called a head word of organizations that are no companies.
  [[nodiscard]] bool is_called_otherwise(const Entity& entity) const;
  /// The class that the head word of a name gives, or nothing.
  [[nodiscard]] std::string_view named_kind(const Entity& entity) const;
  /// Whether the name has the word, or the article calls the thing so.
  [[nodiscard]] bool has_head(std::size_t entity, const std::string& head) const;
  /// Whether an organization named before has `head` in its name or is called so.
  [[nodiscard]] bool is_named_before(std::size_t sentence, const std::string& head) const;
  /// The words of a class ("company", "operating system") at token `i`.
  [[nodiscard]] std::size_t class_words_at(const std::vector<Token>& tokens,
                                           std::size_t i,
                                           std::string_view& class_name) const;

 private:
  /// Class words that the article gives a name: "the Kite framework", "Kite is a
  /// framework".
  void collect_descriptors();
  /// "a operadora espanhola |Zeta|", "|Zeta|, operadora de": where class words come
  /// first.
  void collect_before(const Mention& mention);
  /// Posts and trades that stand beside a person's name: "a realizadora angolana |Isabel
  /// Kiala|", "|Ana Lima|, the actor".
  void collect_posts(const Mention& mention);
  void collect_words_of_names();
  void describe(std::size_t entity, const std::vector<Token>& tokens, std::size_t at);
  /// "Kite, a …", "Kite, the …"
  [[nodiscard]] bool is_apposed(const std::vector<Token>& tokens, std::size_t at) const;

  const Annotation& annotation_;
  const NameTables& tables_;
  const ArticleFacts& facts_;
  std::map<std::size_t, std::set<std::string>> descriptors_;        ///< by entity
  std::map<std::string, std::set<std::size_t>> described_so_;       ///< the inverse
  std::vector<std::set<std::string, std::less<>>> words_of_names_;  ///< by entity, folded
  std::map<std::string, std::size_t>
      named_since_;  ///< word of an organization → sentence
  std::map<std::string, std::set<std::size_t>> named_so_;  ///< head word → entities
};

}  // namespace byline::extract
