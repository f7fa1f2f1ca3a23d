#pragma once

#include "extract/called_names.hpp"
#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace byline::extract {

/// What the words around a pronoun tell of it. Token numbers are of one sentence.
class PronounWords {
 public:
  /// Both must outlive this.
  PronounWords(const NameTables& tables, const CalledNames& called)
      : tables_(tables),
        called_(called) {}

  /// "|Seus| membros": what only bodies have.
  [[nodiscard]] bool is_owned_by_body(const std::vector<Token>& tokens,
                                      std::size_t i) const;
  /// Whether token `i` is the first of a clause: "that it", "but it", "said it".
  [[nodiscard]] static bool opens_clause(const std::vector<Token>& tokens, std::size_t i);
  /// The class that the words behind `i` give ("is a … framework"), or nothing.
  [[nodiscard]] std::string_view predicate_class(const std::vector<Token>& tokens,
                                                 std::size_t i) const;
  /// "As a foundation, |it| …": the class that the words before the pronoun give, or
  /// nothing.
  [[nodiscard]] std::string_view fronted_class(const std::vector<Token>& tokens,
                                               std::size_t i) const;
  /// A common noun between a subject and "its" may be meant as well: only that of the
  /// verb's object right before it is passed over.
  [[nodiscard]] static bool has_noun_between(const std::vector<Token>& tokens,
                                             std::size_t begin,
                                             std::size_t end);
  /// "it is clear that": nothing is meant.
  [[nodiscard]] bool is_expletive(const std::vector<Token>& tokens, std::size_t i) const;

 private:
  const NameTables& tables_;
  const CalledNames& called_;
};

}  // namespace byline::extract
