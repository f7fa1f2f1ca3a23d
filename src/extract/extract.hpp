#pragma once

#include "knowledge/language_tables.hpp"
#include "knowledge/rules_compiled.hpp"
#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <functional>
#include <string>
#include <vector>

/// Sentences and rules to facts.
namespace byline::extract {

/// A match of a rule that holds, for statistics.
struct SeenMatch {
  std::size_t rule = 0;      ///< index into RuleSet::rules
  std::string construction;  ///< empty: a pattern of the rule's own
};
using MatchObserver = std::function<void(const SeenMatch&)>;

inline constexpr std::size_t every_rule = static_cast<std::size_t>(-1);

/// What extraction knows beside the article; borrowed, shared by threads.
struct Knowledge {
  const knowledge::CompiledRules& rules;
  const knowledge::Ontology& ontology;
  const knowledge::LanguageTables& tables;  ///< of the article's language
  std::size_t only_rule = every_rule;       ///< index into RuleSet::rules
  const MatchObserver* observer = nullptr;  ///< told of every match
};

/// What the article says: all its facts, events, statistics, quotations and memberships.
///
/// `found` holds entities and mentions (mentions.hpp); names of unknown class may get the
/// class that rules demand. An article in a language without rules keeps its mentions and
/// quotations. Linear in the article; never throws on any text.
ArticleFacts extract(const Article& article,
                     const Annotation& annotation,
                     ArticleFacts found,
                     const Knowledge& knowledge);

/// The rule that quotations are written with: the engine's own.
inline constexpr const char* quotation_rule = "quotation";

}  // namespace byline::extract
