#include "publish/load.hpp"

#include "base/hash.hpp"
#include "cli/command.hpp"
#include "cli/endpoint_options.hpp"
#include "cli/graph_file.hpp"
#include "publish/bulk_files.hpp"
#include "store/load.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace byline::cli {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

struct LoadCommand {
  std::string graph_file;
  std::string from;
  EndpointOptions endpoint;
  std::string method = "gsp";
  std::string manifest;
  std::string output_folder;
  bool no_manifest = false;
  bool append = false;
  bool replace = false;
  bool no_staging = false;
  bool dry_run = false;
  bool show = false;
  bool quiet = false;
  long timeout_seconds = 300;
  publish::LoadOptions options;
};

void read_into(publish::SortedGraphs& data, const LoadCommand& command) {
  rdf::ReadOptions options;
  options.syntax = choose_syntax(command.from, "--from", command.graph_file);
  options.base = command.graph_file == "-" ? "" : store::file_url(command.graph_file);
  read_graph(command.graph_file, options, data);
}

/// Where the IRIs of blank nodes lie: the same for the same file, whatever its name, and
/// others for another file, whose _:b0 is another node.
std::string skolem_base(const LoadCommand& command) {
  const std::string base = command.options.base + ".well-known/genid/";
  if (command.graph_file == "-") {
    return base + "stdin/";
  }
  std::ifstream file(command.graph_file, std::ios::binary);
  std::string hash;
  std::string chunk(std::size_t{1} << 16, '\0');
  while (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
         file.gcount() > 0) {
    hash = short_hash({hash, {chunk.data(), static_cast<std::size_t>(file.gcount())}});
  }
  return base + hash + "/";
}

/// One line on a terminal that is written over: graphs, triples, rate, remaining time.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown && isatty(STDERR_FILENO) != 0) {}
  void show(const publish::LoadProgress& at) {
    const auto now = Clock::now();
    if (!shown_ || now - last_ < milliseconds(200)) {
      return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double rate = seconds > 0 ? static_cast<double>(at.triples) / seconds : 0;
    const double left =
        rate > 0 ? static_cast<double>(at.triples_total - at.triples) / rate : 0;
    std::cerr << "\r" << at.graphs << "/" << at.graphs_total << " graphs, " << at.triples
              << "/" << at.triples_total << " triples, " << static_cast<long>(rate)
              << "/s, " << static_cast<long>(left) << " s left \033[K" << std::flush;
  }
  void clear() const {
    if (shown_) {
      std::cerr << "\r\033[K";
    }
  }

 private:
  bool shown_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_{};
};

std::filesystem::path manifest_path(const LoadCommand& command,
                                    const std::string& target) {
  if (command.no_manifest || (command.graph_file == "-" && command.manifest.empty())) {
    return {};
  }
  if (!command.manifest.empty()) {
    return command.manifest;
  }
  return command.graph_file + "." + short_hash({target}) + ".loaded";
}

ExitCode write_files(const LoadCommand& command, publish::SortedGraphs& data) {
  if (command.output_folder.empty()) {
    throw Error(ExitCode::unusable,
                {},
                "--method files needs a folder",
                "give it behind the graph");
  }
  for (const std::string& line : publish::write_bulk_files(
           data, command.endpoint.store, command.output_folder, command.options)) {
    std::cout << line << "\n";
  }
  return std::cout.flush() ? ExitCode::done : ExitCode::io;
}

void print_plan(const publish::LoadPlan& plan, const publish::StoreProfile& profile) {
  std::cout << "store " << profile.name << ": " << plan.graphs() << " graphs, "
            << plan.triples() << " triples\n";
}

void print_report(const publish::LoadReport& report) {
  std::cerr << report.graphs_sent << " graphs sent (" << report.triples_sent
            << " triples), " << report.graphs_unchanged << " unchanged, "
            << report.graphs_dropped << " dropped";
  if (report.statements_verified > 0) {
    std::cerr << ", " << report.statements_verified << " statements verified";
  }
  std::cerr << "\n";
}

ExitCode send(const LoadCommand& command, publish::SortedGraphs& data) {
  net::HttpOptions http;
  http.total_timeout = std::chrono::seconds(command.timeout_seconds);
  const publish::StoreProfile profile = profile_of(command.endpoint, http);
  const publish::ServiceUrls urls = publish::service_urls(profile, command.endpoint.url);
  publish::LoadPlan plan = publish::plan_load(data, profile, command.options);
  if (!command.quiet) {
    for (const std::string& note : publish::rewriting_notes(data, profile)) {
      std::cerr << "note: " << note << "\n";
    }
  }
  if (command.show) {
    for (const std::string& line : publish::show_commands(
             command.graph_file, plan, profile, urls, command.options)) {
      std::cout << line << "\n";
    }
  }
  if (command.dry_run || command.show) {
    print_plan(plan, profile);
    return std::cout.flush() ? ExitCode::done : ExitCode::io;
  }
  publish::Endpoint endpoint = connect(command.endpoint, profile, http);
  const std::string target = profile.name + " " + net::display_url(urls.gsp);
  publish::Manifest manifest(manifest_path(command, target), target);
  ProgressLine line(!command.quiet);
  const publish::LoadReport report = [&] {
    try {
      return publish::load(
          data, plan, endpoint, manifest, command.options, [&line](const auto& at) {
            line.show(at);
          });
    } catch (const Error& fault) {
      line.clear();
      if (fault.exit_code() != ExitCode::interrupted) {
        throw;
      }
      throw Error(ExitCode::interrupted,
                  {},
                  "interrupted",
                  "the same command again goes on where this one stopped");
    }
  }();
  line.clear();
  if (!command.quiet) {
    print_report(report);
  }
  return ExitCode::done;
}

ExitCode run(LoadCommand& command) {
  command.options.mode =
      command.append ? publish::LoadMode::append : publish::LoadMode::replace;
  command.options.method =
      command.method == "update" ? publish::LoadMethod::update : publish::LoadMethod::gsp;
  command.options.staging = !command.no_staging;
  if (command.method != "files" && command.endpoint.url.empty()) {
    throw Error(
        ExitCode::unusable, {}, "no endpoint", "name the store's URL with --endpoint");
  }
  publish::SortedGraphs data([&command] { return skolem_base(command); });
  read_into(data, command);
  if (!data.skolem_base().empty() && !command.quiet) {
    std::cerr << "note: blank nodes are sent as IRIs below <" << data.skolem_base()
              << ">\n";
  }
  if (command.method == "files") {
    return write_files(command, data);
  }
  watch_interrupts();
  return send(command, data);
}

}  // namespace

void add_load(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<LoadCommand>();
  CLI::App* load = app.add_subcommand("load", "Send a graph to a triple store");
  load->footer(
      "Example: byline load graph.trig --endpoint http://localhost:8890 --user dba");
  load->add_option(
          "GRAPH", command->graph_file, "The graph: .trig .nq .ttl .nt .byl; - is stdin")
      ->required();
  load->add_option("DIR", command->output_folder, "Folder for --method files");
  load->add_option("--from", command->from, "Format of the graph");
  add_endpoint_options(*load, command->endpoint);
  load->add_option("--method", command->method, "gsp, update or files")
      ->check(CLI::IsMember({"gsp", "update", "files"}))
      ->capture_default_str();
  load->add_option(
      "--graph", command->options.default_graph, "IRI that the default graph gets");
  load->add_option("--base", command->options.base, "Base of byline's own graph names")
      ->capture_default_str();
  CLI::Option* replace = load->add_flag(
      "--replace", command->replace, "Each graph becomes what is sent (default)");
  load->add_flag("--append", command->append, "What is there stays")->excludes(replace);
  load->add_flag(
      "--no-staging", command->no_staging, "Write to the final graphs at once");
  load->add_flag("--lossy",
                 command->options.lossy,
                 "Send literals of which the store keeps another value");
  load->add_flag(
      "--verify", command->options.verify, "Compare counts and samples afterwards");
  load->add_option("--batch", command->options.batch_bytes, "Bytes of a request body")
      ->check(CLI::Range(std::size_t{1000}, std::size_t{10'000'000}))
      ->capture_default_str();
  load->add_option("--timeout", command->timeout_seconds, "Seconds for one request")
      ->check(CLI::Range(1L, 86'400L))
      ->capture_default_str();
  load->add_option("--manifest", command->manifest, "Journal of what was shipped");
  load->add_flag(
      "--no-manifest", command->no_manifest, "Send everything, keep no journal");
  load->add_flag("--dry-run", command->dry_run, "Check and plan, send nothing");
  load->add_flag("--show",
                 command->show,
                 "Print equivalent curl and bulk-loader commands, send nothing");
  load->add_flag("--quiet", command->quiet, "No progress, no summary");
  load->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace byline::cli
