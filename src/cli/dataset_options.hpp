#pragma once

#include "store/store.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace byline::cli {

/// The graphs that `query` and `update` work on.
struct DatasetOptions {
  std::vector<std::string> data;            ///< files with their graph names
  std::vector<std::string> default_graphs;  ///< files, into the default graph
  std::vector<std::string> named_graphs;    ///< IRI=FILE
};

void add_dataset_options(CLI::App& command, DatasetOptions& options);

/// Reads all of them. Throws Error.
std::unique_ptr<store::Store> load_dataset(const DatasetOptions& options);

}  // namespace byline::cli
