#pragma once

#include "base/diagnostics.hpp"
#include "sparql/budget.hpp"
#include "sparql/builtin.hpp"
#include "sparql/dataset_view.hpp"
#include "sparql/profile.hpp"
#include "sparql/term_space.hpp"

#include <functional>
#include <string>

namespace byline::sparql {

/// Asks another endpoint: the query text (a SELECT) → its result. Throws Error if the
/// endpoint cannot be reached. Given by the caller; without it SERVICE is refused.
struct RemoteResult {
  std::vector<std::string> variables;
  std::vector<std::vector<std::optional<rdf::Term>>> rows;
};
using AskEndpoint =
    std::function<RemoteResult(const std::string& endpoint, const std::string& query)>;

/// Takes what a SILENT step kept quiet about.
using Warn = std::function<void(const Diagnostic& cause)>;

/// What all operators of one evaluation share. Everything outlives the evaluation.
struct Environment {
  const DatasetView& dataset;
  TermSpace& terms;
  VariableTable& variables;
  CallContext& calls;
  Budget& budget;
  Profile* profile = nullptr;  ///< filled for --explain
  AskEndpoint ask_endpoint;
  /// False: every operator alone and then joined, as 18.5 and 18.6 define them, in the
  /// order of the text; the yardstick for everything cleverer.
  bool optimise = true;
  Warn warn;  ///< may be empty
};

}  // namespace byline::sparql
