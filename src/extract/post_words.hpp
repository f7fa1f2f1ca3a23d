#pragma once

#include "extract/name_tables.hpp"
#include "extract/spoken_of.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace byline::extract {

/// What the words of a sentence say of posts ("chief executive") and of nouns that belong
/// to somebody ("the board", "revenue"). Token numbers are of one sentence.
class PostWords {
 public:
  /// `tables` must outlive this.
  explicit PostWords(const NameTables& tables) : tables_(tables) {}

  /// Behind the post at `at` and those joined to it ("fundadora e diretora executiva"),
  /// or `at`.
  [[nodiscard]] std::size_t behind_posts(const std::vector<Token>& tokens,
                                         std::size_t at) const;
  /// Whether the words are no post but name organizations: "a |rival| Zeta".
  [[nodiscard]] bool names_organization(const std::vector<Token>& tokens,
                                        std::size_t begin,
                                        std::size_t end) const;
  /// Whether the noun phrase is over: no "of Acme" and no other noun follows.
  [[nodiscard]] static bool ends_phrase(const std::vector<Token>& tokens,
                                        std::size_t end);
  /// An adjective, or half of "best-known".
  [[nodiscard]] static bool may_describe(const Token& token);
  /// "among |them| chairman Ana Lima": what no name belongs to.
  [[nodiscard]] bool stands_before_post(const std::vector<Token>& tokens,
                                        std::size_t at) const;
  /// "Os membros de |o| conselho incluem": nothing stands before, to the start of the
  /// sentence, but the noun that the phrase belongs to.
  [[nodiscard]] static bool opens_phrase(const std::vector<Token>& tokens,
                                         std::size_t at);
  /// Whether nothing before token `at` belongs to the words there: "Acme | chief
  /// executive". "… |disse| o diretor financeiro, Ana Lima": who speaks stands behind the
  /// verb, too.
  [[nodiscard]] bool may_begin(const std::vector<Token>& tokens, std::size_t at) const;
  /// "led |the round|": whether the phrase at `at`, whose owned noun is [noun, end),
  /// stands behind a verb or a preposition and means something there, too.
  [[nodiscard]] bool may_be_object(const std::vector<Token>& tokens,
                                   std::size_t at,
                                   std::size_t noun,
                                   std::size_t end) const;
  /// Behind the longest owned noun at `at`, or `at`.
  [[nodiscard]] std::size_t behind_noun(const std::vector<Token>& tokens,
                                        std::size_t at) const;
  /// Behind the longest phrase of the table at `at`, or `at`.
  [[nodiscard]] static std::size_t behind(const std::vector<Token>& tokens,
                                          std::size_t at,
                                          const knowledge::WordTable& nouns);
  /// Whose the noun is, by the class beside it in the table.
  [[nodiscard]] static SpokenOf::Owner owner_of(std::string_view class_name);
  /// The class that the table of owned nouns gives tokens [begin, end), or nothing.
  [[nodiscard]] std::string_view class_of(const std::vector<Token>& tokens,
                                          std::size_t begin,
                                          std::size_t end) const;
  /// What the table says of tokens [begin, end), or nothing.
  [[nodiscard]] static std::string_view value_of(const std::vector<Token>& tokens,
                                                 std::size_t begin,
                                                 std::size_t end,
                                                 const knowledge::WordTable& nouns);

 private:
  const NameTables& tables_;
};

}  // namespace byline::extract
