#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/select_rows.hpp"
#include "store/load.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct StatsCommand {
  std::vector<std::string> data;
  std::string format = "table";
};

const std::vector<std::pair<std::string, std::string>> single_figures = {
    {"articles", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a by:Article }"},
    {"sentences with facts",
     "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?a by:sentence ?x }"},
    {"assertions", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a by:Assertion }"},
    {"plainly asserted",
     "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a by:Assertion FILTER NOT EXISTS { ?x "
     "by:modality ?m } FILTER NOT EXISTS { ?x by:polarity ?p } }"},
    {"distinct facts",
     "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?x rdf:subject ?s "
     "; rdf:predicate ?p ; rdf:object ?o } }"},
    {"entities", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x skos:prefLabel ?l }"},
    {"events", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a sem:Event }"},
    {"statistics", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a by:Statistic }"},
    {"quotations", "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a by:Quotation }"},
    {"rules that found something",
     "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?a by:rule ?x }"},
};

const std::string by_property =
    "SELECT ?name (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a by:Assertion ; rdf:predicate "
    "?p BIND(REPLACE(STR(?p), \"^.*[/#]\", \"\") AS ?name) } GROUP BY ?name ORDER BY "
    "DESC(?n) ?name";
const std::string by_class =
    "SELECT ?name (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x skos:prefLabel ?l ; a ?c "
    "BIND(REPLACE(STR(?c), \"^.*[/#]\", \"\") AS ?name) } GROUP BY ?name ORDER BY "
    "DESC(?n) ?name";

using Figures = std::vector<std::pair<std::string, std::string>>;

Figures counted(const store::Store& store, const std::string& query) {
  Figures figures;
  for (const AnswerRow& row : select_rows(store, query)) {
    if (!row.text("name").empty()) {
      figures.emplace_back(row.text("name"), row.text("n"));
    }
  }
  return figures;
}

void print(const std::string& title, const Figures& figures, std::ostream& out) {
  if (!title.empty()) {
    out << "\n" << title << "\n";
  }
  constexpr std::size_t width = 10;
  for (const auto& [name, count] : figures) {
    out << std::string(width > count.size() ? width - count.size() : 1, ' ') << count
        << "  " << name << "\n";
  }
}

nlohmann::ordered_json as_json(const Figures& figures) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, count] : figures) {
    json[name] = std::stoull(count);
  }
  return json;
}

ExitCode run(const StatsCommand& command, std::ostream& out) {
  const auto store = store::load_files(graph_files(command.data));
  Figures singles;
  for (const auto& [name, query] : single_figures) {
    singles.emplace_back(name, select_rows(*store, query).at(0).text("n"));
  }
  const Figures properties = counted(*store, by_property);
  const Figures classes = counted(*store, by_class);
  if (command.format == "json") {
    nlohmann::ordered_json json = as_json(singles);
    json["assertions by property"] = as_json(properties);
    json["entities by class"] = as_json(classes);
    out << json.dump(2) << "\n";
  } else {
    print("", singles, out);
    print("assertions by property", properties, out);
    print("entities by class", classes, out);
  }
  return out.flush() ? ExitCode::done : ExitCode::io;
}

}  // namespace

void add_stats(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<StatsCommand>();
  CLI::App* sub = app.add_subcommand("stats", "Count what a graph holds");
  sub->add_option("--data", command->data, "graph files");
  sub->add_option("--format", command->format, "table or json")
      ->check(CLI::IsMember({"table", "json"}));
  sub->footer("Example: byline stats --data graph.trig");
  sub->callback([command, &exit_code] { exit_code = run(*command, std::cout); });
}

}  // namespace byline::cli
