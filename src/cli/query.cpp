#include "sparql/query.hpp"

#include "cli/canned_query.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/dataset_options.hpp"
#include "cli/endpoint_options.hpp"
#include "cli/limit_guard.hpp"
#include "cli/limit_options.hpp"
#include "cli/query_text.hpp"
#include "cli/remote_dataset.hpp"
#include "cli/remote_query.hpp"
#include "cli/service_options.hpp"
#include "publish/load.hpp"
#include "rdf/vocabulary.hpp"
#include "rdf/writer.hpp"
#include "sparql/parser.hpp"
#include "sparql/print.hpp"
#include "sparql/results.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <unistd.h>

namespace byline::cli {
namespace {

struct QueryOptions {
  std::string query;
  std::string text;
  std::string base;
  std::string format;
  DatasetOptions dataset;
  EndpointOptions endpoint;
  std::string store_graph;
  LimitOptions limits;
  ServiceOptions services;
  std::vector<std::string> parameters;
  bool parse_only = false;
  bool union_default_graph = false;
  bool explain = false;
  bool time = false;
  std::string colour = "auto";
  bool exit_status = false;
};

bool gives_graph(sparql::QueryForm form) {
  return form == sparql::QueryForm::construct || form == sparql::QueryForm::describe;
}

/// How the result is written; checked before any data is read.
struct OutputFormat {
  sparql::ResultFormat table = sparql::ResultFormat::table;
  rdf::Syntax graph = rdf::Syntax::turtle;
};

OutputFormat output_format(const std::string& name, sparql::QueryForm form) {
  OutputFormat out;
  if (name.empty())
    return out;
  const auto table = sparql::result_format_named(name);
  const auto graph = rdf::syntax_named(name);
  if (!table && !graph) {
    throw Error(ExitCode::unusable,
                {},
                "unknown format '" + name + "'",
                "one of table, srj, srx, csv, tsv; of graphs ttl, nt");
  }
  if (gives_graph(form) && !graph) {
    throw Error(
        ExitCode::unusable, {}, "a graph cannot be written as " + name, "one of ttl, nt");
  }
  if (!gives_graph(form) && !table) {
    throw Error(ExitCode::unusable,
                {},
                "a table cannot be written as " + name,
                "one of table, srj, srx, csv, tsv");
  }
  out.table = table.value_or(out.table);
  out.graph = graph.value_or(out.graph);
  return out;
}

rdf::ByteSink standard_output() {
  return [](std::string_view bytes) {
    std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  };
}

/// NO_COLOR counts if it is set to anything (no-color.org); --color is stronger.
bool wants_colours(const std::string& when) {
  if (when != "auto")
    return when == "always";
  const char* refused = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (refused == nullptr || *refused == '\0');
}

sparql::ResultWriterOptions writer_options(const QueryOptions& options,
                                           const rdf::Prefixes& prefixes) {
  return {prefixes, wants_colours(options.colour)};
}

void flush_output() {
  if (!std::cout.flush()) {
    throw Error(ExitCode::io, {}, "cannot write to standard output");
  }
}

void write_result(sparql::QueryRun& answer,
                  const OutputFormat& format,
                  const sparql::ResultWriterOptions& options) {
  switch (answer.form()) {
    case sparql::QueryForm::select:
      sparql::write(answer.solutions(), format.table, options, standard_output());
      break;
    case sparql::QueryForm::ask:
      sparql::make_result_writer(format.table, options, standard_output())
          ->boolean(answer.answer());
      break;
    case sparql::QueryForm::construct:
    case sparql::QueryForm::describe:
      rdf::write(answer.triples(), format.graph, options.prefixes, standard_output());
      break;
  }
  flush_output();
}

void report_time(const char* what, std::uint64_t begin_ns) {
  std::cerr << what << ": " << (monotonic_ns() - begin_ns) / 1000 << " us\n";
}

/// The query's text with the header that declares its parameters.
struct QueryInput {
  QueryText text;
  CannedQuery header;
};

QueryInput read_input(const QueryOptions& options) {
  QueryInput input;
  if (options.text.empty() && is_canned_name(options.query)) {
    input.header = find_canned_query(queries_folder(), options.query);
    input.text = {input.header.text, input.header.file.string(), {}};
  } else {
    input.text = read_query_text(options.query, options.text);
    input.header = parse_canned_query(input.text.text, input.text.file);
  }
  return input;
}

bool is_empty(const DatasetOptions& dataset) {
  return dataset.data.empty() && dataset.default_graphs.empty() &&
         dataset.named_graphs.empty();
}

/// Without any dataset option the graph of byline.toml; a canned query needs some graph.
DatasetOptions dataset_of(const QueryOptions& options) {
  DatasetOptions dataset = options.dataset;
  if (is_empty(dataset)) {
    const bool needed = options.text.empty() && is_canned_name(options.query);
    if (needed ||
        configured_path(find_config(std::filesystem::current_path()), "graph")) {
      for (const std::filesystem::path& file : graph_files({})) {
        dataset.data.push_back(file.string());
      }
    }
  }
  return dataset;
}

void refuse_with_endpoint(const QueryOptions& options) {
  const DatasetOptions& dataset = options.dataset;
  if (!is_empty(dataset) || options.union_default_graph || options.explain) {
    throw Error(ExitCode::unusable,
                {},
                "--endpoint asks the store's own graphs in the store's own way",
                "leave out --data, --default-graph, --named-graph, "
                "--union-default-graph and --explain; FROM in the query chooses graphs");
  }
}

/// Relative IRIs are resolved by the store, against the base that the user names.
std::string remote_text(const QueryOptions& options, const QueryInput& input) {
  return options.base.empty() ? input.text.text
                              : "BASE <" + options.base + ">\n" + input.text.text;
}

/// Where the graph's default graph lies at the store, or nothing if it is the store's
/// own. Only a canned query is known to be about a graph of byline's; others are asked in
/// the store's own way unless the user names the graph.
std::string default_graph_at(publish::Endpoint& endpoint, const QueryOptions& options) {
  const bool canned = options.text.empty() && is_canned_name(options.query);
  if (options.store_graph.empty() &&
      (!canned || !endpoint.profile().default_key.empty())) {
    return {};
  }
  const std::string graph = options.store_graph.empty()
                                ? publish::default_graph_name(rdf::vocabulary::data_ns)
                                : options.store_graph;
  if (endpoint.count({graph}).at(graph) == 0) {
    throw Error(ExitCode::unusable,
                {},
                "the store has nothing in <" + graph +
                    ">, where the default graph of a "
                    "loaded graph lies",
                "name the graph with --graph, as for byline load");
  }
  return graph;
}

/// What the store is asked, and the tree of it.
struct RemoteRequest {
  sparql::Query query;
  std::string text;
};

RemoteRequest remote_request(const std::string& default_graph,
                             const QueryOptions& options,
                             const QueryInput& input) {
  const std::string base = options.base.empty() ? input.text.base : options.base;
  std::string text = remote_text(options, input);
  sparql::Query query = sparql::parse_query(text, {base, input.text.file});
  if (!default_graph.empty()) {
    query = with_named_default_graph(std::move(query), default_graph);
    text = sparql::to_string(query);
  }
  return {std::move(query), std::move(text)};
}

ExitCode run_remotely(const QueryOptions& options,
                      QueryInput& input,
                      const OutputFormat& format) {
  refuse_with_endpoint(options);
  net::HttpOptions http;
  http.max_response_bytes = std::size_t{256} << 20;
  if (options.limits.timeout_s > 0) {
    http.total_timeout =
        std::chrono::milliseconds(static_cast<long>(options.limits.timeout_s * 1000));
  }
  publish::Endpoint endpoint =
      connect(options.endpoint, profile_of(options.endpoint, http), http);
  const std::string default_graph = default_graph_at(endpoint, options);
  const Bindings bindings = bind_parameters(
      input.header, options.parameters, triples_of(endpoint, default_graph));
  input.text.text = with_bindings(std::move(input.text.text), bindings);
  const auto [query, text] = remote_request(default_graph, options, input);
  const RemoteLimits limits{options.limits.max_rows};
  bool refuted = false;
  if (gives_graph(query.form)) {
    rdf::write(remote_graph(endpoint, query, text, limits),
               format.graph,
               query.prefixes,
               standard_output());
  } else {
    const auto writer = sparql::make_result_writer(
        format.table, writer_options(options, query.prefixes), standard_output());
    if (query.form == sparql::QueryForm::ask) {
      const bool answer = remote_ask(endpoint, text);
      writer->boolean(answer);
      refuted = !answer;
    } else {
      remote_select(endpoint, query, text, limits, *writer);
    }
  }
  flush_output();
  return options.exit_status && refuted ? ExitCode::findings : ExitCode::done;
}

/// FROM and FROM NAMED choose among what is loaded; a name that is not there is an empty
/// graph, which is seldom meant.
void warn_of_graphs(const sparql::DatasetClause& dataset, const store::Store& store) {
  const auto loaded = store.graphs();
  for (const auto* names : {&dataset.default_graphs, &dataset.named_graphs}) {
    for (const std::string& name : *names) {
      const auto id = store.find(rdf::Term::iri(name).view());
      if (!id || std::ranges::find(loaded, *id) == loaded.end()) {
        std::cerr << "warning: FROM <" << name << ">: no such graph is loaded\n"
                  << "  hint: --named-graph " << name << "=FILE loads one\n";
      }
    }
  }
}

ExitCode run(const QueryOptions& options) {
  QueryInput input = read_input(options);
  QueryText& text = input.text;
  const std::string base = options.base.empty() ? text.base : options.base;
  sparql::Query query = sparql::parse_query(text.text, {base, text.file});
  const OutputFormat format = output_format(options.format, query.form);
  if (options.parse_only)
    return ExitCode::done;
  if (!options.endpoint.url.empty())
    return run_remotely(options, input, format);
  check_references(
      sparql::outside_references(query), options.services, text.text, text.file);
  warn_of_functions(sparql::unknown_functions(query), text);
  const DatasetOptions dataset = dataset_of(options);
  if (is_empty(dataset) && sparql::asks_data(query)) {
    std::cerr << "warning: no graph is given: the query is asked over an empty one\n"
                 "  hint: --data FILE\n";
  }
  sparql::RunOptions running;
  running.limits = limits_of(options.limits);
  const LimitGuard guard(running.limits);
  const std::uint64_t load_begin = monotonic_ns();
  const auto store = load_dataset(dataset);
  if (options.time)
    report_time("load", load_begin);
  warn_of_graphs(query.dataset, *store);
  const Bindings bindings =
      bind_parameters(input.header, options.parameters, triples_of(*store));
  if (!bindings.empty()) {
    query = sparql::parse_query(with_bindings(std::move(text.text), bindings),
                                {base, text.file});
  }

  running.union_default_graph = options.union_default_graph;
  running.explain = options.explain;
  running.now = current_date_time();
  running.random_seed = std::random_device{}();
  running.ask_endpoint = ask_endpoints(options.services, running.limits);
  running.warn = warn_of_silence;
  const std::uint64_t run_begin = monotonic_ns();
  const auto answer = sparql::run(query, *store, running);
  if (options.time)
    report_time("run", run_begin);
  if (options.explain)
    std::cerr << answer->explanation();
  const std::uint64_t write_begin = monotonic_ns();
  write_result(*answer, format, writer_options(options, query.prefixes));
  if (options.time)
    report_time("write", write_begin);
  const bool refuted = answer->form() == sparql::QueryForm::ask && !answer->answer();
  return options.exit_status && refuted ? ExitCode::findings : ExitCode::done;
}

}  // namespace

void add_query(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* command = app.add_subcommand("query", "Ask a graph in SPARQL");
  command->add_option(
      "query", options->query, "canned query by name, or query file; - is stdin");
  command->add_option("-q", options->text, "the query itself");
  add_dataset_options(*command, options->dataset);
  command->add_option(
      "--base", options->base, "IRI that relative IRIs are resolved with");
  command->add_option(
      "--format", options->format, "table, srj, srx, csv, tsv; of graphs ttl, nt");
  command->add_option("--param",
                      options->parameters,
                      "NAME=VALUE of a parameter that the query's header declares");
  add_endpoint_options(*command, options->endpoint);
  command->add_option("--graph",
                      options->store_graph,
                      "IRI under which the store has the default graph (load --graph)");
  add_limit_options(*command, options->limits);
  add_service_options(*command, options->services, false);
  command->add_flag("--parse-only", options->parse_only, "check the query, run nothing");
  command->add_flag("--union-default-graph",
                    options->union_default_graph,
                    "the default graph is the merge of all graphs");
  command->add_flag(
      "--explain", options->explain, "print algebra, plan, rows and times to stderr");
  command
      ->add_option("--color", options->colour, "colours in tables: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command->add_flag("--time", options->time, "print times to stderr");
  command->add_flag(
      "--exit-status", options->exit_status, "exit with 1 when ASK says no");
  command->footer(
      "Example: byline query -q 'SELECT * { ?s ?p ?o } LIMIT 3' --data graph.trig");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace byline::cli
