#pragma once

#include "annotate/annotator.hpp"
#include "extract/extract.hpp"
#include "knowledge/rules_compiled.hpp"

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

/// Runs rules on texts of examples. Borrows everything it is given.
class RuleExamples {
 public:
  RuleExamples(const knowledge::CompiledRules& rules,
               const knowledge::Ontology& ontology,
               const std::map<std::string, knowledge::LanguageTables>& tables);

  /// Every example of every rule (of `only`, if it is not empty), each with its own rule
  /// alone and no lexicon.
  [[nodiscard]] ExampleReport run(const std::string& only = {}) const;

  /// A text with marks and names (label → class) as it is before rules run.
  [[nodiscard]] MarkedText mark(const std::string& text,
                                const std::string& language,
                                const std::map<std::string, std::string>& names) const;

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
  knowledge::LanguageTables no_tables_;
  std::map<std::string, annotate::Annotator> annotators_;
};

/// The facts of an article as lines: one for each triple, event, statistic and
/// membership, in the notation of examples, with certainty; sorted.
std::vector<std::string> describe(const ArticleFacts& facts);

}  // namespace byline::pipeline
