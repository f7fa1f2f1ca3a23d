#pragma once

#include "extract/match_memo.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/rules_compiled.hpp"
#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {

/// The stretches of the text that stand in direct quotations, in order, apart.
std::vector<Span> quoted_pieces(const Annotation& annotation);

/// What all matching in one article needs. Everything is borrowed.
struct ExtractContext {
  const Article& article;
  const Annotation& annotation;
  std::vector<Span> quoted;  ///< quoted_pieces(annotation)
  const knowledge::CompiledRules& rules;
  const knowledge::LanguageRules& language;
  const knowledge::LanguageTables& tables;
  const knowledge::Ontology& ontology;
  std::size_t only_rule = static_cast<std::size_t>(-1);  ///< of all rules, this one

  [[nodiscard]] bool wants(std::size_t rule) const {
    return only_rule == static_cast<std::size_t>(-1) || only_rule == rule;
  }
};

/// A mention with the words of its noun phrase: it may begin at any token of
/// [begin, first] and end at `end` or `long_end` ("the popular Kubrix framework").
struct Unit {
  std::size_t begin = 0;
  std::size_t first = 0;
  std::size_t end = 0;
  std::size_t long_end = 0;
  std::size_t mention = 0;  ///< index into ArticleFacts::mentions

  static constexpr std::size_t skipped = 3;  ///< tokens that a loose slot leaves out
};

/// One sentence prepared for matching: words as rules see them, mentions as units. Keeps
/// answers (match_memo.hpp): one thread at a time.
class SentenceView {
 public:
  /// `facts` holds the article's entities and mentions; both must outlive the view.
  SentenceView(const ExtractContext& context,
               std::size_t sentence,
               const ArticleFacts& facts,
               std::vector<std::size_t> mentions);
  SentenceView(const SentenceView&) = delete;
  SentenceView& operator=(const SentenceView&) = delete;
  SentenceView(SentenceView&&) = delete;
  SentenceView& operator=(SentenceView&&) = delete;
  ~SentenceView() = default;

  [[nodiscard]] const Sentence& sentence() const { return *sentence_; }
  [[nodiscard]] std::size_t index() const { return index_; }
  [[nodiscard]] std::size_t size() const { return sentence_->tokens.size(); }
  [[nodiscard]] const Token& token(std::size_t i) const { return sentence_->tokens[i]; }
  [[nodiscard]] const ExtractContext& context() const { return *context_; }
  [[nodiscard]] const ArticleFacts& facts() const { return *facts_; }
  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  /// The unit whose mention covers token `i`, if any.
  [[nodiscard]] const Unit* unit_at(std::size_t i) const;

  /// Whether a slot that begins at token `i` may take a unit; a loose one skips tokens
  /// before it.
  [[nodiscard]] bool may_begin_unit(std::size_t i, bool loose) const {
    return i < unit_begins_.size() &&
           (unit_begins_[i] & (loose ? loose_begin : strict_begin)) != 0;
  }

  /// Whether a number or a date of the sentence begins at token `i`.
  [[nodiscard]] bool begins_figure(std::size_t i) const {
    return i < unit_begins_.size() && (unit_begins_[i] & figure_begin) != 0;
  }

  /// Tokens that `word` (folded) takes at token `i`; 0: it does not stand there. A word
  /// may be cut into several tokens ("co-founder") or be half of one ("da").
  [[nodiscard]] std::size_t match_word(std::size_t i, const std::string& word) const {
    // nearly all words differ in their first byte
    return may_match_word(i, word) ? match_whole_word(i, word) : 0;
  }
  /// The same for a group of single words.
  [[nodiscard]] std::size_t match_forms(std::size_t i,
                                        const knowledge::FormGroup& group,
                                        std::uint16_t mask) const;
  /// Whether a word of the group, or one that is cut here, may stand at token `i`.
  [[nodiscard]] bool may_begin(std::size_t i, const knowledge::FormGroup& group) const;
  [[nodiscard]] bool has_tag(std::size_t i, const std::string& tag) const;
  [[nodiscard]] bool is_adverb(std::size_t i) const;
  /// Punctuation that a gap does not cross.
  [[nodiscard]] bool is_barrier(std::size_t i) const;
  [[nodiscard]] bool is_punctuation(std::size_t i) const;
  /// Whether the tokens of [begin, end) are all punctuation.
  [[nodiscard]] bool only_punctuation(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool in_quotation(std::size_t i) const;
  /// The end of set `name` of the language's grammar at token `i`; 0 if it is not there.
  [[nodiscard]] std::size_t match_set(std::size_t i, const SetName& name) const;
  [[nodiscard]] bool in_set(std::size_t i, const SetName& name) const {
    return match_set(i, name) > i;
  }
  /// Whether the word begins with a capital letter and does not open the sentence.
  [[nodiscard]] bool is_capitalized(std::size_t i) const;
  /// Characters of tokens [begin, end); `end` > `begin`.
  [[nodiscard]] Span span_of(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::string text_of(Span span) const;
  /// Folded words under the token's characters ("da" for both of its parts).
  [[nodiscard]] const std::string& surface(std::size_t i) const { return surfaces_[i]; }
  /// The model's lemma, folded; empty without one.
  [[nodiscard]] const std::string& lemma(std::size_t i) const { return lemmas_[i]; }
  /// What the rules know of its folded words, surfaces and lemmas; each once, in no
  /// order.
  [[nodiscard]] const std::vector<const knowledge::WordUses*>& word_uses() const {
    return word_uses_;
  }
  /// Whether token `i` is a part of the word that token `i - 1` begins.
  [[nodiscard]] bool continues_word(std::size_t i) const { return i > 0 && shared_[i]; }
  [[nodiscard]] bool has_tags() const { return has_tags_; }
  [[nodiscard]] bool has_tree() const { return has_tree_; }
  [[nodiscard]] MatchMemo& memo() const { return memo_; }

 private:
  static constexpr unsigned strict_begin = 1;  ///< bits of `unit_begins_`
  static constexpr unsigned loose_begin = 2;
  static constexpr unsigned figure_begin = 4;

  [[nodiscard]] bool may_match_word(std::size_t i, const std::string& word) const {
    const std::string& folded = token(i).folded;
    return word.empty() || folded.empty() || surfaces_[i].empty() ||
           word.front() == folded.front() || word.front() == surfaces_[i].front();
  }
  [[nodiscard]] std::size_t match_whole_word(std::size_t i,
                                             const std::string& word) const;
  void take_quotation_marks(std::size_t index);
  void add_unit(std::size_t mention);
  void mark_unit_begins();
  void take_place(Unit& unit) const;
  void take_owner_place(Unit& unit) const;
  void take_described(Unit& unit) const;
  [[nodiscard]] bool is_version(std::size_t i) const;
  [[nodiscard]] bool ends_date_phrase(std::size_t i) const;
  bool in_compound(std::size_t i) const;
  const knowledge::WordUses& take_uses(const std::string& word);
  [[nodiscard]] bool may_modify(std::size_t i) const;
  [[nodiscard]] bool joins_modifiers(std::size_t i) const;
  [[nodiscard]] bool looks_like_adverb(std::size_t i) const;
  /// Whether no space stands between token `i` and the one behind it: at most a hyphen,
  /// which is no token before an enclitic ("formou-se").
  [[nodiscard]] bool is_joined(std::size_t i) const;
  void find_forms(std::size_t i);
  void add_cut_words(std::size_t i, const std::string& begin);
  [[nodiscard]] bool may_describe(std::size_t i) const;

  const ExtractContext* context_;
  const Sentence* sentence_;
  const ArticleFacts* facts_;
  std::size_t index_;
  std::vector<std::string> surfaces_;
  std::vector<std::string> lemmas_;
  std::vector<const knowledge::WordUses*> word_uses_;
  std::vector<char> shared_;
  std::vector<Unit> units_;
  std::vector<std::size_t> unit_of_token_;
  std::vector<std::uint8_t> unit_begins_;  ///< by token
  std::vector<char> quoted_;
  bool has_tags_ = false;
  bool has_tree_ = false;
  mutable MatchMemo memo_;
};

}  // namespace byline::extract
