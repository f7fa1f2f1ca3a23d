#pragma once

#include "extract/earlier_mentions.hpp"
#include "extract/pronoun_fit.hpp"
#include "extract/pronoun_words.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>

namespace byline::extract {

/// Whose post stands behind a person: "…, according to Ana Lima, |its| chief executive",
/// "Ana Lima has been |its| chief executive".
class ApposedPosts {
 public:
  /// All must outlive this.
  ApposedPosts(const Annotation& annotation,
               const ArticleFacts& facts,
               const EarlierMentions& earlier,
               const PronounFit& fit,
               const PronounWords& words)
      : annotation_(annotation),
        facts_(facts),
        earlier_(earlier),
        fit_(fit),
        words_(words) {}

  /// The organization that the possessive at `i` means: the one that the sentence speaks
  /// of before the person, by a pronoun or as the only one; if there is none, that of the
  /// sentence before. `no_mention` if several may be meant.
  [[nodiscard]] std::size_t owner(std::size_t sentence,
                                  std::size_t i,
                                  const PronounForm& form) const;

 private:
  /// Whether a person's name ends right before token `end`.
  [[nodiscard]] bool ends_person(std::size_t sentence, std::size_t end) const;
  [[nodiscard]] bool is_organization(std::size_t mention) const;
  /// The only organization before token `end`, of several the only one that a pronoun or
  /// a noun means; `none`: there is none at all.
  [[nodiscard]] std::size_t only_one_before(std::size_t sentence,
                                            std::size_t end,
                                            const PronounForm& form,
                                            bool& none) const;
  /// The only one that the sentence tells something of.
  [[nodiscard]] std::size_t only_subject(std::size_t sentence) const;

  const Annotation& annotation_;
  const ArticleFacts& facts_;
  const EarlierMentions& earlier_;
  const PronounFit& fit_;
  const PronounWords& words_;
};

}  // namespace byline::extract
