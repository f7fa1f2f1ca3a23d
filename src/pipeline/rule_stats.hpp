#pragma once

#include "pipeline/analyse.hpp"
#include "pipeline/build.hpp"
#include "pipeline/knowledge_base.hpp"

#include <cstddef>
#include <istream>
#include <map>
#include <string>
#include <vector>

namespace byline::pipeline {

/// How often rules apply to a corpus.
struct RuleStats {
  struct Row {
    std::size_t matches = 0;
    std::size_t facts = 0;  ///< triples said with the rule's name, parts of events too
    std::size_t plain = 0;  ///< of these, the plainly asserted
    std::size_t articles = 0;
    std::map<std::string, std::size_t> constructions;  ///< matches; "" is a plain pattern
  };
  std::map<std::string, Row> rules;  ///< every rule, also one that never matched
  std::size_t articles = 0;
  std::size_t sentences = 0;
  std::size_t skipped = 0;  ///< bad articles, each with a message
};

/// Reads and analyses every article of the paths; keeps one at a time. Throws Error as
/// ArticleSource does.
RuleStats count_rules(const BuildOptions& options,
                      const KnowledgeBase& knowledge,
                      std::istream& standard_input,
                      Diagnostics& diagnostics);

}  // namespace byline::pipeline
