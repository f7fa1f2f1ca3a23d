#include "pipeline/rule_stats.hpp"

#include <set>
#include <utility>

namespace byline::pipeline {

RuleStats count_rules(const BuildOptions& options,
                      const KnowledgeBase& knowledge,
                      std::istream& standard_input,
                      Diagnostics& diagnostics) {
  RuleStats stats;
  const std::vector<knowledge::Rule>& rules = knowledge.rules().source.rules;
  for (const knowledge::Rule& rule : rules) {
    stats.rules[rule.name];
  }
  const extract::MatchObserver count = [&](const extract::SeenMatch& seen) {
    RuleStats::Row& row = stats.rules[rules[seen.rule].name];
    ++row.matches;
    ++row.constructions[seen.construction];
  };
  const std::size_t errors = diagnostics.error_count();
  visit_articles(
      options, knowledge, standard_input, diagnostics, [&](const Article& article) {
        const ReadArticle read = analyse(article, knowledge, &count);
        ++stats.articles;
        stats.sentences += read.annotation.sentences.size();
        std::set<std::string> here;
        for (const Fact& fact : read.facts.facts) {
          RuleStats::Row& row = stats.rules[fact.evidence.rule];
          ++row.facts;
          row.plain += fact.evidence.certainty.plain() ? 1 : 0;
          row.articles += here.insert(fact.evidence.rule).second ? 1 : 0;
        }
        return true;
      });
  stats.skipped = diagnostics.error_count() - errors;
  return stats;
}

}  // namespace byline::pipeline
