#pragma once

#include "extract/name_words.hpp"

namespace byline::extract {

/// Where a name begins and ends: what belongs to a stretch of words that is one, and what
/// only describes it.
class NameEnds {
 public:
  /// All must outlive this. [token of the sentence at work]: whether a name has it.
  NameEnds(const NameWords& words,
           const NameTables& tables,
           const std::vector<bool>& taken)
      : words_(words),
        tables_(tables),
        taken_(taken) {}

  /// "| plc", "|, Inc", "| A/S": behind a company suffix at `at`, or `at`.
  [[nodiscard]] std::size_t behind_suffix(const std::vector<Token>& tokens,
                                          std::size_t at) const;
  /// "|, Inc.", "| & Co. LLC": behind all that companies add to their names.
  [[nodiscard]] std::size_t behind_suffixes(const std::vector<Token>& tokens,
                                            std::size_t at) const;
  /// "Jong| -un", "Hyun| -woo Park", "Sainte| -Odile": behind the second half of a double
  /// name, and the capital words that follow it, or `at`.
  [[nodiscard]] std::size_t behind_small_half(const Sentence& sentence,
                                              std::size_t at) const;
  /// "|Sung-min| Baek": where such a double name begins that ends at `at`, or `at`.
  [[nodiscard]] std::size_t before_small_half(const Sentence& sentence,
                                              std::size_t at) const;
  /// "Bell & Moore": a name does not end at a joining sign.
  [[nodiscard]] TokenRange across_signs(const std::vector<Token>& tokens,
                                        TokenRange range) const;
  /// "Ana Lima | e Silva": behind a joined surname that is no name of its own in the
  /// article, or the range's end.
  [[nodiscard]] std::size_t behind_surname(const std::vector<Token>& tokens,
                                           TokenRange range) const;
  /// "Guido | van Rossum": behind small words of foreign names and the capital word after
  /// them, where the model has cut the name.
  [[nodiscard]] std::size_t behind_particle(const std::vector<Token>& tokens,
                                            TokenRange range) const;
  /// "Brisa| Nova", "Prêmio| Almirante Álvaro Alberto": behind the capital words that the
  /// tree makes one name with a single word, or that follow the head of a prize; "chamado
  /// Ventos| do Norte": behind a link too, where the words before tell a title. Else the
  /// range's end.
  [[nodiscard]] std::size_t behind_rest(const std::vector<Token>& tokens,
                                        TokenRange range) const;
  /// "Swiss drugmaker | Quillon", "Mole | weeding robot": what only tells the class of
  /// the thing, in small letters, is no part of the name.
  [[nodiscard]] TokenRange without_class_words(const std::vector<Token>& tokens,
                                               TokenRange range) const;
  /// "Ana Lima | of Red Lantern": of a person's name what stands behind a link that joins
  /// no surnames.
  [[nodiscard]] TokenRange without_owner(const std::vector<Token>& tokens,
                                         TokenRange range,
                                         std::string_view type) const;
  /// "fined Orchard | 12 million dollars": what is counted behind a name.
  [[nodiscard]] static TokenRange without_number(const Sentence& sentence,
                                                 TokenRange range);
  /// "Warner | Music Group", "Blue Harbor | , Inc.": what goes on to a head word of
  /// organizations belongs to the name.
  [[nodiscard]] std::size_t behind_heads(const std::vector<Token>& tokens,
                                         TokenRange range) const;
  /// "Kubrix AI framework", "Kubrix IA Framework": what only describes goes, if the
  /// article has the shorter name too. A field ("AI") goes only before a class word.
  [[nodiscard]] TokenRange without_descriptor(const Sentence& sentence,
                                              TokenRange range) const;

 private:
  /// "Acme | researchers": common nouns behind a name are no part of it.
  [[nodiscard]] static TokenRange without_nouns(const std::vector<Token>& tokens,
                                                TokenRange range);
  /// "British bookmakers |Norvik Gaming|": an adjective and its noun are no part of a
  /// name.
  [[nodiscard]] static TokenRange behind_nouns(const std::vector<Token>& tokens,
                                               TokenRange range);
  /// "Jong-|un|": whether the word at `at`, behind a hyphen, may go on with a name.
  [[nodiscard]] bool may_be_small_half(const std::vector<Token>& tokens,
                                       std::size_t at) const;
  /// "Amalia |Roth|-Weber": whether a given name stands right before the word.
  [[nodiscard]] bool is_behind_given_name(const std::vector<Token>& tokens,
                                          std::size_t at) const;
  /// "Lisbon-Porto", "Lima-Costa": what a hyphen may join though they are two.
  [[nodiscard]] bool are_two_names(const Token& a, const Token& b) const;

  const NameWords& words_;
  const NameTables& tables_;
  const std::vector<bool>& taken_;
};

}  // namespace byline::extract
