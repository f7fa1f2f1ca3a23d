#pragma once

#include "publish/load.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace byline::publish {

/// Writes what the bulk loader of `store` (virtuoso, tdb2, oxigraph, qlever or neptune)
/// takes into `folder`, sorted, without blank nodes, and returns the commands to run.
/// Throws Error: ExitCode::unusable for another store, ExitCode::io if a file cannot be
/// written.
std::vector<std::string> write_bulk_files(SortedGraphs& data,
                                          const std::string& store,
                                          const std::filesystem::path& folder,
                                          const LoadOptions& options);

/// The curl commands that would do what `load` does, one a line; no secret is in them.
std::vector<std::string> show_commands(const std::string& graph_file,
                                       LoadPlan& plan,
                                       const StoreProfile& profile,
                                       const ServiceUrls& urls,
                                       const LoadOptions& options);

}  // namespace byline::publish
