#pragma once

#include "knowledge/rules.hpp"
#include "knowledge/rules_program.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// What the words, lemmas and sets of patterns stand for in one language. Looks into the
/// context's cache first: many rules name the same words. Views into a context.
class PatternWords {
 public:
  explicit PatternWords(const CompileContext& context) : context_(context) {}

  /// What a pattern is made of, if it is nothing but words, lemmas and sets; features are
  /// left out.
  static bool describe(const Pattern& pattern, std::string& text);
  /// The feature that all words of a described pattern ask for, which may be none;
  /// nothing if they differ.
  static std::optional<std::string_view> asked_feature(const Pattern& pattern);

  /// The words of the pattern in any form, or null: it is more than words.
  std::shared_ptr<const FormGroup> group_of(const Pattern& pattern);
  /// All forms of a lemma pattern's lemma.
  const Forms& forms_of_lemma(const Pattern& pattern);
  /// The words of a set. Throws RuleSyntaxError if the language has no such set.
  [[nodiscard]] const Pattern& set_pattern(const Pattern& reference) const;

 private:
  bool collect_group(const Pattern& pattern, FormGroup& group);
  void add_cut_lemma(FormGroup& group, const Pattern& pattern);

  const CompileContext& context_;
};

/// Whether the tokenizer leaves the word whole.
bool is_plain_word(const std::string& word);

/// The forms of single words and `~lemmas` in `words`; phrases are left out.
FormGroup form_group(const std::vector<std::string>& words,
                     const CompileContext& context);

}  // namespace byline::knowledge
