#pragma once

#include "base/diagnostics.hpp"

#include <CLI/CLI.hpp>

namespace byline::cli {

/// `rules explain` and `rules stats`: they need all that `build` needs.
void add_rules_explain(CLI::App& rules, ExitCode& exit_code);
void add_rules_stats(CLI::App& rules, ExitCode& exit_code);

}  // namespace byline::cli
