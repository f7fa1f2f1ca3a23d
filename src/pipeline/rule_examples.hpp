#pragma once

#include "annotate/annotator.hpp"
#include "annotate/language_model.hpp"
#include "extract/extract.hpp"
#include "knowledge/rules_compiled.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace byline::pipeline {

/// The text of an example without its marks, with the things marked in it as mentions
/// (docs/rules.md, section 10).
struct MarkedText {
  Article article;
  Annotation annotation;
  ArticleFacts facts;  ///< entities and mentions only
};

/// An example that did not do what it promises.
struct ExampleFailure {
  std::string rule;
  Location where;
  std::string text;
  std::vector<std::string> missing;  ///< promised, not found
  std::vector<std::string> extra;    ///< found, not promised
  std::vector<std::string> found;    ///< everything the rule said
};

struct ExampleReport {
  std::size_t rules = 0;
  std::size_t examples = 0;
  std::vector<ExampleFailure> failures;  ///< in order of rule and example
};

/// The learned model of a language, or null; it must outlive what asks for it.
using ModelLookup =
    std::function<const annotate::LanguageModel*(const std::string& language)>;

/// What a text of an example is given before rules see it: `words` is all that a language
/// without a model has; `trees` adds the model's tags, lemmas and trees.
enum class Depth : std::uint8_t { words, trees };

/// Runs rules on texts of examples. Borrows everything it is given.
class RuleExamples {
 public:
  /// `models`: for texts that are to have tags and trees.
  RuleExamples(const knowledge::CompiledRules& rules,
               const knowledge::Ontology& ontology,
               const std::map<std::string, knowledge::LanguageTables>& tables,
               ModelLookup models = {});

  /// Every example of every rule (of `only`, if it is not empty), each with its own rule
  /// alone and no lexicon. Rules with `tree` clauses are read with trees, all others
  /// without: they hold in a language that has no model, too.
  [[nodiscard]] ExampleReport run(const std::string& only = {}) const;

  /// A text with marks and names (label → class) as it is before rules run.
  [[nodiscard]] MarkedText mark(const std::string& text,
                                const std::string& language,
                                const std::map<std::string, std::string>& names,
                                Depth depth = Depth::words) const;

  /// What all rules (or one) say about it.
  [[nodiscard]] ArticleFacts extract(const MarkedText& text, std::size_t only_rule) const;

  [[nodiscard]] const knowledge::LanguageTables& tables(
      const std::string& language) const;

 private:
  void check(std::size_t rule,
             const knowledge::Example& example,
             ExampleReport& report) const;

  const knowledge::CompiledRules& rules_;
  const knowledge::Ontology& ontology_;
  const std::map<std::string, knowledge::LanguageTables>& tables_;
  ModelLookup models_;
  knowledge::LanguageTables no_tables_;
  std::map<std::string, annotate::Annotator> annotators_;
};

/// The facts of an article as lines: one for each triple, event, statistic and
/// membership, in the notation of examples, with certainty; sorted.
std::vector<std::string> describe(const ArticleFacts& facts);

}  // namespace byline::pipeline
