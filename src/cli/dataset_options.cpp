#include "cli/dataset_options.hpp"

#include "base/diagnostics.hpp"
#include "store/load.hpp"

namespace byline::cli {

void add_dataset_options(CLI::App& command, DatasetOptions& options) {
  command.add_option("--data", options.data, "graph file; named graphs keep their names");
  command.add_option("--default-graph",
                     options.default_graphs,
                     "file whose triples go into the default graph");
  command.add_option("--named-graph",
                     options.named_graphs,
                     "IRI=FILE: file whose triples go into that named graph");
}

std::unique_ptr<store::Store> load_dataset(const DatasetOptions& options) {
  std::vector<store::Source> sources;
  for (const std::string& file : options.data)
    sources.push_back({file, {}, {}, {}});
  for (const std::string& file : options.default_graphs) {
    sources.push_back({file, {}, {}, {}});
  }
  for (const std::string& pair : options.named_graphs) {
    const std::size_t equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ExitCode::unusable, {}, "--named-graph needs IRI=FILE, not " + pair);
    }
    sources.push_back({pair.substr(equals + 1), {}, {}, pair.substr(0, equals)});
  }
  return store::load(sources);
}

}  // namespace byline::cli
