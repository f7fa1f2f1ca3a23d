#pragma once

#include "annotate/word_features.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// What a word is to the search for antecedents.
enum class AntecedentWord : std::uint8_t {
  one,        ///< a pronoun of one thing: "it"
  several,    ///< of several: "they"
  collective  ///< a noun that both may mean: "team"
};

/// The pronouns that antecedents are looked for and the collective nouns, by hash of word
/// or lemma in small letters.
using AntecedentWords = std::map<std::uint64_t, AntecedentWord>;

/// How a phrase says how many are meant.
enum class PhraseNumber : std::uint8_t {
  one,     ///< a noun as its lemma is
  form,    ///< a noun in another form than its lemma: in English a plural
  joined,  ///< "the mayor and the council"
  collective,
  name,
  pronoun
};

/// A place in an article.
struct WordPlace {
  std::size_t sentence = 0;
  std::size_t token = 0;
  auto operator<=>(const WordPlace&) const = default;
};

/// A noun or an earlier pronoun that a pronoun may go back to, and what its tree says of
/// it.
struct NounPhrase {
  WordPlace place;    ///< of its head
  TokenRange tokens;  ///< the head with determiner, adjectives and nouns before it
  PhraseNumber number = PhraseNumber::one;
  bool plural_pronoun = false;
  std::uint64_t word = 0;
  std::uint64_t lemma = 0;
  std::uint32_t word_class = 0;  ///< WordFeatures::word_class
  std::uint64_t determiner = 0;  ///< hash of the determiner, or of what is in its place
  std::uint64_t name_type = 0;   ///< hash of "PER", "ORG", …; 0: no name
  std::uint8_t role = 0;         ///< relation; owners ("its", "Acme's") apart
  std::uint8_t role_above = 0;   ///< of the noun that it hangs on; 0: on none
  std::uint64_t verb_lemma = 0;  ///< of the word that it hangs on
  std::size_t verb = 0;          ///< the verb of its clause
  bool of_root = false;          ///< that verb is the sentence's root
  bool on_verb = false;          ///< it hangs on that verb itself
  bool first = false;            ///< of its sentence
  std::size_t seen = 0;          ///< how often the article had its lemma before
  std::size_t nouns_before = 0;  ///< phrases, and verbs, of its sentence before it
  std::size_t verbs_before = 0;
};

/// The last sentences of an article, as the search for antecedents sees them: it forgets
/// what no pronoun can reach.
class PronounContext {
 public:
  static constexpr std::size_t reach = 3;  ///< sentences before the pronoun's
  static constexpr std::size_t most =
      60;  ///< phrases that are looked at: no text is slow

  /// `special` must outlive this.
  explicit PronounContext(const AntecedentWords& special) : special_(special) {}

  /// Goes on to the next sentence of the article, analysed down to trees; it must outlive
  /// this, `words` are those of its tokens.
  void add(const Sentence& sentence, const std::vector<WordFeatures>& words);

  /// The pronouns of the last sentence.
  [[nodiscard]] const std::vector<NounPhrase>& pronouns() const { return found_; }
  /// What a pronoun of the last sentence may mean, the nearest first.
  [[nodiscard]] std::vector<const NounPhrase*> candidates(
      const NounPhrase& pronoun) const;
  /// Whether a pronoun of the next sentence may mean something in this one.
  [[nodiscard]] bool reaches(std::size_t sentence) const {
    return sentence + reach >= count_;
  }
  [[nodiscard]] const Sentence& sentence() const { return *sentence_; }
  [[nodiscard]] const std::vector<WordFeatures>& words() const { return *words_; }

 private:
  /// Whether the word is a pronoun, and which.
  [[nodiscard]] std::optional<AntecedentWord> pronoun(std::uint64_t word) const;
  [[nodiscard]] NounPhrase phrase_at(std::size_t i) const;
  [[nodiscard]] PhraseNumber number_at(std::size_t i) const;

  const AntecedentWords& special_;
  std::size_t count_ = 0;  ///< sentences so far
  const Sentence* sentence_ = nullptr;
  const std::vector<WordFeatures>* words_ = nullptr;
  std::vector<std::vector<std::size_t>> children_;
  std::deque<std::vector<NounPhrase>> phrases_;  ///< of the last sentences
  std::vector<NounPhrase> found_;
  std::map<std::uint64_t, std::size_t> seen_;  ///< lemma → how often
};

}  // namespace byline::annotate
