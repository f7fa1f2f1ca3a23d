#pragma once

#include "extract/headed_names.hpp"
#include "extract/name_words.hpp"
#include "extract/namesakes.hpp"
#include "model/article.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace byline::extract {

/// Names of the lexicon where the text says them as names of their own.
class LexiconNames {
 public:
  /// All must outlive this; `taken` as in NameEnds.
  LexiconNames(const Article& article,
               const Annotation& annotation,
               const NameWords& words,
               const HeadedNames& headed,
               const NameTables& tables,
               const std::vector<bool>& taken)
      : article_(article),
        words_(words),
        headed_(headed),
        tables_(tables),
        namesakes_(annotation, tables),
        taken_(taken) {}

  struct Found {
    std::size_t end = 0;    ///< the token behind it
    std::size_t entry = 0;  ///< of the lexicon
  };
  /// The longest one that begins at token `at`.
  [[nodiscard]] std::optional<Found> find(const Sentence& sentence, std::size_t at) const;

 private:
  /// "robotics" inside "Ostrava Robotics": a word of the lexicon with a capital that
  /// only a longer name gives it.
  [[nodiscard]] bool is_word_of_name(const Sentence& sentence,
                                     std::size_t begin,
                                     std::size_t end,
                                     const KnownName& name) const;
  /// "ETH |Zurich|", "Climate Justice |Kenya|": a place right behind a name is its last
  /// word.
  [[nodiscard]] bool is_place_of_name(const Sentence& sentence,
                                      std::size_t at,
                                      const KnownName& name) const;
  /// "|Jordan| Walke", a person; "|React| Native", another thing than React.
  [[nodiscard]] bool begins_other_name(const Sentence& sentence,
                                       std::size_t begin,
                                       std::size_t end,
                                       const KnownName& name) const;
  /// The token behind `name` if the text says it at token `at`, else `at`.
  [[nodiscard]] std::size_t match_known(const std::vector<Token>& tokens,
                                        std::size_t at,
                                        const KnownName& name) const;
  /// A name with a capital wants one in the text; so does a short name of one word.
  [[nodiscard]] bool case_fits(const std::vector<Token>& tokens,
                               std::size_t at,
                               const KnownName& name) const;
  /// "Acme |Cloud| has": a word of parts that nothing of the name follows.
  [[nodiscard]] bool goes_on_as_part(const std::vector<Token>& tokens,
                                     std::size_t at) const;
  /// "Acme" inside "Acme Labs Asia", "Torch" inside "Torch Foundation": a run of
  /// capitals that goes on with a head word is another, longer name.
  [[nodiscard]] bool is_longer_name(const Sentence& sentence,
                                    std::size_t begin,
                                    std::size_t end,
                                    const KnownName& name) const;

  const Article& article_;
  const NameWords& words_;
  const HeadedNames& headed_;
  const NameTables& tables_;
  const Namesakes namesakes_;
  const std::vector<bool>& taken_;
};

}  // namespace byline::extract
