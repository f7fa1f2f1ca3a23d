#include "publish/load.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "cli/command.hpp"
#include "publish/bulk_files.hpp"
#include "rdf/reader.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>
#include <unistd.h>

namespace byline::cli {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t interrupt_count = 0;

void on_interrupt(int /*signal*/) {
  interrupt_count = interrupt_count + 1;
}

struct LoadCommand {
  std::string graph_file;
  std::string endpoint;
  std::string store = "auto";
  std::string method = "gsp";
  std::string auth;
  std::string user;
  std::string secret_file;
  std::string manifest;
  std::string output_folder;
  bool no_manifest = false;
  bool append = false;
  bool replace = false;
  bool no_staging = false;
  bool dry_run = false;
  bool show = false;
  bool quiet = false;
  int retries = 5;
  long timeout_seconds = 300;
  publish::LoadOptions options;
};

std::string secret_from_prompt(const std::string& user) {
  if (isatty(STDIN_FILENO) == 0) {
    return {};
  }
  const std::string prompt = "secret of " + (user.empty() ? "the token" : user) + ": ";
  const char* secret = getpass(prompt.c_str());
  return secret == nullptr ? std::string() : std::string(secret);
}

/// From a file, else the environment, else a prompt on a terminal; never from an option.
std::string secret_of(const LoadCommand& command) {
  if (!command.secret_file.empty()) {
    std::string secret = read_file(command.secret_file, 1 << 16);
    while (secret.ends_with('\n') || secret.ends_with('\r')) {
      secret.pop_back();
    }
    return secret;
  }
  if (const char* secret = std::getenv("BYLINE_SECRET")) {
    return secret;
  }
  return secret_from_prompt(command.user);
}

net::Credentials credentials_of(const LoadCommand& command, bool digest) {
  net::Credentials credentials;
  credentials.user = command.user;
  std::string scheme = command.auth;
  if (scheme.empty() && !command.user.empty()) {
    scheme = digest ? "digest" : "basic";
  }
  if (scheme == "basic") {
    credentials.scheme = net::Authentication::basic;
  } else if (scheme == "digest") {
    credentials.scheme = net::Authentication::digest;
  } else if (scheme == "bearer") {
    credentials.scheme = net::Authentication::bearer;
  }
  if (credentials.scheme != net::Authentication::none) {
    credentials.secret = secret_of(command);
  }
  return credentials;
}

publish::Surroundings surroundings() {
  publish::Surroundings around;
  around.sleep = [](milliseconds time) {
    const auto end = Clock::now() + time;
    while (Clock::now() < end && interrupt_count == 0) {
      std::this_thread::sleep_for(std::min(milliseconds(50), time));
    }
  };
  around.jitter = [random = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(random);
  };
  around.interrupted = [] { return interrupt_count > 0; };
  return around;
}

void read_into(publish::SortedGraphs& data, const LoadCommand& command) {
  const auto syntax = rdf::syntax_of(command.graph_file);
  if (!syntax) {
    throw Error(ExitCode::unusable,
                {command.graph_file, 0, 0},
                "cannot tell the format from the file name",
                "use one of .trig .nq .ttl .nt .byl, also with .gz");
  }
  rdf::ReadOptions options;
  options.syntax = *syntax;
  options.file_name = command.graph_file;
  options.base = "file://" + std::filesystem::absolute(command.graph_file).string();
  rdf::read_path(command.graph_file, options, data);
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
  if (command.no_manifest) {
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
           data, command.store, command.output_folder, command.options)) {
    std::cout << line << "\n";
  }
  return std::cout.flush() ? ExitCode::done : ExitCode::io;
}

void print_plan(const publish::LoadPlan& plan, const publish::StoreProfile& profile) {
  std::cout << "store " << profile.name << ": " << plan.graphs.size() << " graphs, "
            << plan.triples << " triples\n";
  for (const std::string& note : profile.rewriting) {
    std::cout << "note: " << profile.name << " rewrites: " << note << "\n";
  }
}

publish::StoreProfile profile_of(const LoadCommand& command,
                                 const net::HttpOptions& http) {
  if (command.store == "auto") {
    return publish::detect_store(command.endpoint, http);
  }
  if (const auto named = publish::profile_named(command.store)) {
    return *named;
  }
  std::vector<std::string> known;
  std::string list = "auto";
  for (const publish::StoreProfile& profile : publish::store_profiles()) {
    known.push_back(profile.name);
    list += ", " + profile.name;
  }
  const std::string near = closest(command.store, known);
  throw Error(ExitCode::unusable,
              {},
              "unknown store '" + command.store + "'",
              near.empty() ? "known: " + list : "did you mean '" + near + "'?");
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
  const publish::StoreProfile profile = profile_of(command, http);
  publish::ServiceUrls urls = publish::service_urls(profile, command.endpoint);
  const publish::LoadPlan plan = publish::plan_load(data, profile, command.options);
  if (command.show) {
    for (const std::string& line :
         publish::show_commands(plan, profile, urls, command.options)) {
      std::cout << line << "\n";
    }
  }
  if (command.dry_run || command.show) {
    print_plan(plan, profile);
    return std::cout.flush() ? ExitCode::done : ExitCode::io;
  }
  http.credentials = credentials_of(command, profile.digest);
  if (http.credentials.scheme == net::Authentication::digest) {
    // A client that waits for a challenge sends its first request without the body: the
    // open query service would answer that.
    urls.query = urls.update;
  }
  publish::Endpoint endpoint(
      profile, urls, http, {.retries = command.retries}, surroundings());
  const std::string target = profile.name + " " + net::display_url(urls.gsp);
  publish::Manifest manifest(manifest_path(command, target), target);
  ProgressLine line(!command.quiet);
  const publish::LoadReport report = publish::load(
      data, plan, endpoint, manifest, command.options, [&line](const auto& at) {
        line.show(at);
      });
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
  publish::SortedGraphs data(command.options.base + ".well-known/genid/");
  read_into(data, command);
  if (data.blank_nodes_replaced() > 0 && !command.quiet) {
    std::cerr << "note: blank nodes are sent as IRIs below <" << command.options.base
              << ".well-known/genid/>\n";
  }
  if (command.method == "files") {
    return write_files(command, data);
  }
  if (command.endpoint.empty()) {
    throw Error(
        ExitCode::unusable, {}, "no endpoint", "name the store's URL with --endpoint");
  }
  (void)std::signal(SIGINT, on_interrupt);
  return send(command, data);
}

}  // namespace

void add_load(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<LoadCommand>();
  CLI::App* load = app.add_subcommand("load", "Send a graph to a triple store");
  load->footer(
      "Example: byline load graph.trig --endpoint http://localhost:8890 --user dba");
  load->add_option("GRAPH", command->graph_file, "The graph: .trig .nq .ttl .nt .byl")
      ->required();
  load->add_option("DIR", command->output_folder, "Folder for --method files");
  load->add_option("--endpoint", command->endpoint, "URL of the store or dataset");
  load->add_option("--store", command->store, "Kind of store, or auto")
      ->capture_default_str();
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
  load->add_flag(
      "--verify", command->options.verify, "Compare counts and samples afterwards");
  load->add_option("--batch", command->options.batch_bytes, "Bytes of a request body")
      ->check(CLI::Range(std::size_t{1000}, std::size_t{10'000'000}))
      ->capture_default_str();
  load->add_option("--retries", command->retries, "Tries after a failure")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  load->add_option("--timeout", command->timeout_seconds, "Seconds for one request")
      ->check(CLI::Range(1L, 86'400L))
      ->capture_default_str();
  load->add_option("--auth", command->auth, "basic, digest or bearer")
      ->check(CLI::IsMember({"basic", "digest", "bearer"}));
  load->add_option("--user", command->user, "User name");
  load->add_option("--secret-file",
                   command->secret_file,
                   "File with password or token (else BYLINE_SECRET, else a prompt)");
  load->add_option("--manifest", command->manifest, "Journal of what was shipped");
  load->add_flag(
      "--no-manifest", command->no_manifest, "Send everything, keep no journal");
  load->add_flag("--dry-run", command->dry_run, "Check and plan, send nothing");
  load->add_flag(
      "--show", command->show, "Print the equivalent curl commands, send nothing");
  load->add_flag("--quiet", command->quiet, "No progress, no summary");
  load->callback([command, &exit_code] { exit_code = run(*command); });
}

}  // namespace byline::cli
