#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct MergeCommand {
  std::vector<std::string> shards;
  std::string output = "-";
  std::string format;
  std::string identity;
};

ExitCode run(const MergeCommand& command) {
  const pipeline::GraphFormat format = choose_format(command.format, command.output);
  check_writable(command.output);
  assemble::IdentityOverrides overrides;
  if (!command.identity.empty()) {
    overrides = assemble::parse_overrides(read_file(command.identity), command.identity);
  }
  write_graph_file(assemble::merge_shards(command.shards),
                   overrides,
                   format,
                   command.output,
                   usual_jobs());
  return ExitCode::done;
}

}  // namespace

void add_merge(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<MergeCommand>();
  CLI::App* sub = app.add_subcommand("merge", "Merge shards into one graph");
  sub->add_option("shard", command->shards, "files made by build --shard")->required();
  sub->add_option("-o,--output", command->output, "file to write; - is stdout");
  sub->add_option("--format", command->format, "trig, nq, ttl, nt, byl or shard");
  sub->add_option("--identity", command->identity, "file of names to join or keep apart");
  sub->footer("Example: byline merge 1.shard 2.shard -o graph.trig");
  sub->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace byline::cli
