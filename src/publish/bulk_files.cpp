#include "publish/bulk_files.hpp"

#include "base/files.hpp"
#include "net/http_client.hpp"

#include <functional>
#include <map>

namespace byline::publish {
namespace {

namespace fs = std::filesystem;

/// How one bulk loader is fed.
struct Recipe {
  bool names_default_graph;  ///< its default graph needs an IRI
  std::function<std::vector<std::string>(const fs::path& file, const std::string& graph)>
      commands;
};

const std::map<std::string, Recipe>& recipes() {
  static const std::map<std::string, Recipe> all = {
      {"virtuoso",
       {true,
        [](const fs::path& file, const std::string& graph) -> std::vector<std::string> {
          // One loader thread: with more, Virtuoso 7.2.5 kept 97 % of a large file.
          return {"isql-vt HOST:PORT dba PASSWORD exec=\"ld_dir('" +
                      fs::absolute(file.parent_path()).string() + "', '" +
                      file.filename().string() + "', '" + graph + "');\"",
                  "isql-vt HOST:PORT dba PASSWORD exec=\"rdf_loader_run(); checkpoint;\"",
                  "isql-vt HOST:PORT dba PASSWORD exec=\"select ll_file, ll_error from "
                  "DB.DBA.LOAD_LIST where ll_error is not null;\""};
        }}},
      {"tdb2",
       {false,
        [](const fs::path& file, const std::string&) -> std::vector<std::string> {
          return {"tdb2.tdbloader --loc DATABASE " + file.string()};
        }}},
      {"oxigraph",
       {false,
        [](const fs::path& file, const std::string&) -> std::vector<std::string> {
          return {"oxigraph load --location DATABASE --file " + file.string()};
        }}},
      {"qlever",
       {false,
        [](const fs::path& file, const std::string&) -> std::vector<std::string> {
          return {"IndexBuilderMain -i byline -F nq -f " + file.string()};
        }}},
      {"neptune",
       {false, [](const fs::path& file, const std::string&) -> std::vector<std::string> {
          return {
              "aws s3 cp " + file.string() + " s3://BUCKET/byline/",
              "curl -X POST https://ENDPOINT:8182/loader -H 'Content-Type: application/json' "
              "-d '{\"source\": \"s3://BUCKET/byline/\", \"format\": \"nquads\", "
              "\"iamRoleArn\": \"ROLE\", \"region\": \"REGION\", \"failOnError\": \"TRUE\"}'"};
        }}}};
  return all;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& [name, recipe] : recipes()) {
    all.push_back(name);
  }
  return all;
}

std::string bulk_default_graph(const Recipe& recipe, const LoadOptions& options) {
  return options.default_graph.empty() && recipe.names_default_graph
             ? default_graph_name(options.base)
             : options.default_graph;
}

/// A word of a shell command.
std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char c : text) {
    word += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return word + "'";
}

}  // namespace

std::vector<std::string> write_bulk_files(SortedGraphs& data,
                                          const std::string& store,
                                          const fs::path& folder,
                                          const LoadOptions& options) {
  const auto found = recipes().find(store);
  if (found == recipes().end()) {
    std::string list;
    for (const std::string& name : names()) {
      list += (list.empty() ? "" : ", ") + name;
    }
    throw Error(ExitCode::unusable,
                {},
                "no bulk files are known for store '" + store + "'",
                "known: " + list);
  }
  if (const auto profile = profile_named(store)) {
    refuse_literals(data, *profile, options);
  }
  const std::string default_graph = bulk_default_graph(found->second, options);
  std::error_code failure;
  fs::create_directories(folder, failure);
  const fs::path file = folder / "graph.nq";
  AtomicFile out(file);
  data.for_each([&](const Statement& statement) {
    const std::string graph =
        statement.graph.empty() ? default_graph : std::string(statement.graph);
    out.write(statement.triple.substr(0, statement.triple.size() - 1));
    out.write(graph.empty() ? ".\n" : "<" + graph + "> .\n");
  });
  out.commit();
  return found->second.commands(file, default_graph.empty() ? "unused" : default_graph);
}

std::vector<std::string> show_commands(const std::string& graph_file,
                                       LoadPlan& plan,
                                       const StoreProfile& profile,
                                       const ServiceUrls& urls,
                                       const LoadOptions& options) {
  const std::string login = profile.digest ? "--digest -u USER " : "";
  const std::string put = options.mode == LoadMode::replace ? "PUT" : "POST";
  std::vector<std::string> commands;
  PlannedGraph graph;
  plan.rewind();
  while (plan.next(graph)) {
    const std::string pattern = graph.name.empty()
                                    ? "{ ?s ?p ?o }"
                                    : "{ GRAPH <" + graph.name + "> { ?s ?p ?o } }";
    const std::string where = graph.target.empty()
                                  ? urls.gsp + "?" + profile.default_key
                                  : urls.gsp + "?" + profile.graph_key + "=" +
                                        net::percent_encode(graph.target);
    commands.push_back(
        "byline query --data " + quoted(graph_file) + " --format ttl -q " +
        quoted("CONSTRUCT { ?s ?p ?o } WHERE " + pattern) + " | curl -f " + login +
        "-X " + put + " -H 'Content-Type: text/turtle' --data-binary @- " +
        quoted(where) + "  # " + std::to_string(graph.content.triples) + " triples");
  }
  const std::string bulk = profile.name == "fuseki" ? "tdb2" : profile.name;
  if (const auto found = recipes().find(bulk); found != recipes().end()) {
    commands.push_back("# or all at once with the bulk loader:");
    commands.push_back("byline load " + quoted(graph_file) +
                       " FOLDER --method files --store " + bulk);
    const std::string default_graph = bulk_default_graph(found->second, options);
    for (std::string& line : found->second.commands("FOLDER/graph.nq", default_graph)) {
      commands.push_back(std::move(line));
    }
  }
  return commands;
}

}  // namespace byline::publish
