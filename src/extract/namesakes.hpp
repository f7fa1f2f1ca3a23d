#pragma once

#include "extract/name_tables.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace byline::extract {

/// Names that the lexicon gives to a work and to the organization that makes it: "Kite
/// chief executive Ana Lima" is about the company, "Kite 2.0" about the software.
class Namesakes {
 public:
  /// Both must outlive this.
  Namesakes(const Annotation& annotation, const NameTables& tables)
      : annotation_(annotation),
        tables_(tables) {}

  /// The entry that tokens [begin, end), a name of `entry`, mean: `entry`, or another
  /// one of the same name that what stands around speaks for. What nothing speaks for
  /// means what the article speaks of more often, a work if it is even.
  [[nodiscard]] std::size_t meant(const Sentence& sentence,
                                  std::size_t begin,
                                  std::size_t end,
                                  std::size_t entry,
                                  const std::string& folded) const;

 private:
  /// Above 0: an organization is meant; below: a work.
  [[nodiscard]] int sign(const Sentence& sentence,
                         std::size_t begin,
                         std::size_t end) const;
  /// "Amazon, |Discord| and Dropbox": what its neighbours in a list of known names are.
  [[nodiscard]] int sign_of_list(const std::vector<Token>& tokens,
                                 std::size_t begin,
                                 std::size_t end) const;
  /// Of a known name of one word: above 0 if it only names an organization, below if
  /// only a work.
  [[nodiscard]] int sign_of_name(const std::string& folded) const;
  [[nodiscard]] int signs_in_article(const std::string& folded) const;
  /// Whether a post stands a few words before the link "at".
  [[nodiscard]] bool has_post_before(const std::vector<Token>& tokens,
                                     std::size_t link) const;
  [[nodiscard]] bool is_post_of_company(const std::vector<Token>& tokens,
                                        std::size_t begin,
                                        std::size_t end) const;
  /// Whether a word of the class stands at `at`.
  [[nodiscard]] bool names_kind(const Token& token, EntityKind kind) const;

  const Annotation& annotation_;
  const NameTables& tables_;
  mutable std::map<std::string, int> signs_;  ///< of the names asked for
};

}  // namespace byline::extract
