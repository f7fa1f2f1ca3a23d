#pragma once

#include "annotate/word_classes.hpp"
#include "annotate/word_features.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// How a word becomes its lemma: put into lower case or not, shortened at the end by
/// `strip` code points, lengthened by `append`; a number may lose the marks that part its
/// digits.
struct LemmaScript {
  bool keep_case = false;
  std::uint8_t strip = 0;
  std::string append;
  char without = 0;  ///< left out wherever it stands: "," of "1,000"; 0: nothing
  auto operator<=>(const LemmaScript&) const = default;
};

/// A rule: words whose tag, case and ending hash to `key` follow a script.
struct LemmaRule {
  std::uint32_t key = 0;  ///< never 0
  std::uint16_t script = 0;
  auto operator<=>(const LemmaRule&) const = default;
};

/// What capitals say of a word.
enum class Capitals : std::uint8_t { none, first, all };

/// A first capital says nothing where the sentence begins.
Capitals telling_capitals(std::string_view word, bool first);

/// The places at which a word is looked up: the whole word, then its endings from the
/// longest to the empty one.
class LemmaKeys {
 public:
  static constexpr std::size_t longest_ending = 8;  ///< code points
  static constexpr std::size_t longest_option = 4;  ///< ending with second choices
  static constexpr std::size_t options = 3;         ///< second choices of an ending

  /// All digits of endings are alike.
  LemmaKeys(std::string_view lower, std::uint8_t tag, Capitals capitals);
  [[nodiscard]] std::span<const std::uint32_t> keys() const { return {keys_, size_}; }
  /// Where the second choices of an ending's key stand, the commonest first.
  static std::uint32_t option(std::uint32_t key, std::size_t number);
  /// There is a rule here (whatever its script) if training met the lemma.
  static std::uint32_t known(std::string_view lower_lemma);

 private:
  std::uint32_t keys_[longest_ending + 2];  // NOLINT(modernize-avoid-c-arrays)
  std::size_t size_ = 0;
};

/// Word, tag → lemma: by the most special rule or, if nobody knows the lemma that it
/// makes, by the next one or a second choice that makes a known one. A word that nobody
/// knows and that a slip of spelling makes a known one has that one's lemma.
/// Thread-safe when const.
class Lemmatizer {
 public:
  Lemmatizer() = default;
  /// `rules` sorted by key, without repetition; script numbers must exist.
  Lemmatizer(std::vector<LemmaScript> scripts, std::vector<LemmaRule> rules);

  /// Without a rule: the word itself. `first`: the word begins the sentence. `words`:
  /// more words of the language, which may be lemmas; slips are looked for only with
  /// them.
  [[nodiscard]] std::string lemma(std::string_view word,
                                  std::uint8_t tag,
                                  bool first,
                                  const WordClasses& words = {}) const;
  [[nodiscard]] std::span<const LemmaScript> scripts() const { return scripts_; }
  [[nodiscard]] std::span<const LemmaRule> rules() const { return rules_; }

 private:
  /// Number of the script, or nothing found: size of scripts().
  [[nodiscard]] std::size_t find(std::uint32_t key) const;
  [[nodiscard]] bool met(std::string_view lemma) const;
  [[nodiscard]] std::string meant_word(std::string_view lower,
                                       bool name,
                                       const WordClasses& words) const;
  [[nodiscard]] std::size_t choose(std::string_view lower,
                                   const LemmaKeys& keys,
                                   std::size_t place,
                                   std::size_t script,
                                   const WordClasses& words) const;
  template <typename IsKnown>
  [[nodiscard]] std::size_t known_choice(std::string_view lower,
                                         const LemmaKeys& keys,
                                         std::size_t from,
                                         IsKnown is_known) const;

  std::vector<LemmaScript> scripts_;
  std::vector<LemmaRule> rules_;
  std::vector<std::uint32_t> slots_;  ///< open addressing; rule number + 1, 0: free
  std::uint32_t mask_ = 0;
};

/// `word` after `script`; if it is shorter than `strip`, the word itself.
std::string apply(const LemmaScript& script, std::string_view word);

/// WordFeatures::lemma: two forms of one known word share it; 0 for unknown words.
std::uint64_t lemma_hash(const WordFeatures& word, std::string_view lemma);

}  // namespace byline::annotate
