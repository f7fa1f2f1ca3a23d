#pragma once

#include "base/diagnostics.hpp"

#include <CLI/CLI.hpp>

namespace byline::cli {

/// What is wrong with the arguments that `app` could not parse, with the command or
/// option that may have been meant.
[[nodiscard]] Diagnostic usage_error(const CLI::App& app, const CLI::ParseError& error);

}  // namespace byline::cli
