#pragma once

#include "base/diagnostics.hpp"
#include "knowledge/rules.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace byline::knowledge {

/// A rule file that has been read.
struct RuleFileSource {
  std::string path;  ///< for messages and `by:rule` nodes
  std::string text;  ///< valid UTF-8
};

/// Parses rule files together, so that templates and sets may stand in any of them. All
/// syntax errors are reported, each with its place; what is wrong is left out.
RuleSet parse_rules(std::vector<RuleFileSource> sources, Diagnostics& diagnostics);

/// The `*.rules` files below `folder` in order of their path, each as a path from it.
/// Throws Error(ExitCode::io) if one cannot be read; a missing folder gives none.
std::vector<RuleFileSource> read_rule_files(const std::filesystem::path& folder);

/// Reports `message` at a place of a rule file.
void report_at(const RuleSet& rules,
               RulePlace place,
               const std::string& message,
               const std::string& hint,
               Diagnostics& diagnostics);

/// The place as file, line and column.
Location locate(const RuleSet& rules, RulePlace place);

}  // namespace byline::knowledge
