#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/select_rows.hpp"
#include "cli/shapes.hpp"
#include "store/load.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct ValidateCommand {
  std::vector<std::string> data;
  std::string shapes;
  std::string format = "text";
  std::string fail_on = "violation";
};

/// Graph-wide checks that SHACL core cannot express (data model, sections 4 and 5), as
/// queries for the nodes that break them.
const std::vector<std::pair<std::string, std::string>> rules_of_the_model = {
    {"a plain fact has no plain assertion in this article",
     "SELECT DISTINCT ?node ?path WHERE { GRAPH ?g { ?node ?path ?o } FILTER(?path NOT IN "
     "(rdf:type, skos:prefLabel, sem:eventType, by:metric, schema:value, schema:unitText, "
     "by:comparator, by:periodStart, by:periodEnd)) FILTER(?path != skos:altLabel) FILTER "
     "NOT EXISTS { ?a rdf:subject ?node ; rdf:predicate ?path ; rdf:object ?o ; "
     "by:sentence ?s . ?s nif:referenceContext ?g . FILTER NOT EXISTS { ?a by:modality ?m "
     "} FILTER NOT EXISTS { ?a by:polarity ?p } } }"},
    {"a plain assertion has no plain triple",
     "SELECT DISTINCT ?node ?path WHERE { ?a rdf:subject ?node ; rdf:predicate ?path ; "
     "rdf:object ?o . FILTER NOT EXISTS { ?a by:modality ?m } FILTER NOT EXISTS { ?a "
     "by:polarity ?p } FILTER NOT EXISTS { ?node ?path ?o } }"},
    {"a triple of an article's graph is not in the default graph",
     "SELECT DISTINCT ?node ?path WHERE { GRAPH ?g { ?node ?path ?o } FILTER NOT EXISTS { "
     "?node ?path ?o } }"},
    {"the evidence lies outside its sentence",
     "SELECT DISTINCT ?node ?path WHERE { ?node by:sentence ?s ; nif:beginIndex ?b ; "
     "nif:endIndex ?e . ?s nif:beginIndex ?sb ; nif:endIndex ?se . FILTER(?b < ?sb || ?e "
     "> ?se || ?b >= ?e) BIND(nif:beginIndex AS ?path) }"},
    {"the text is not as long as its positions say",
     "SELECT DISTINCT ?node ?path WHERE { ?node nif:anchorOf ?t ; nif:beginIndex ?b ; "
     "nif:endIndex ?e . FILTER(STRLEN(?t) != ?e - ?b) BIND(nif:anchorOf AS ?path) }"},
    {"a blank node",
     "SELECT DISTINCT ?node ?path WHERE { ?node ?path ?o FILTER(isBlank(?node) || "
     "isBlank(?o)) }"},
};

std::vector<Violation> violations_of(const store::Store& store,
                                     const ValidateCommand& command) {
  const std::string file = command.shapes.empty()
                               ? (ontology_folder("") / "shapes.ttl").string()
                               : command.shapes;
  std::vector<Violation> violations =
      check_shapes(store, parse_shapes(read_file(file), file));
  if (command.shapes.empty()) {
    for (const auto& [text, query] : rules_of_the_model) {
      for (const AnswerRow& row : select_rows(store, query)) {
        violations.push_back({row.text("node"), row.text("path"), text});
      }
    }
  }
  std::ranges::sort(violations);
  return violations;
}

void print(const std::vector<Violation>& violations,
           const std::string& format,
           std::ostream& out) {
  if (format == "json") {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Violation& violation : violations) {
      list.push_back({{"node", violation.node},
                      {"path", violation.path},
                      {"message", violation.text}});
    }
    out << list.dump(2) << "\n";
    return;
  }
  for (const Violation& violation : violations) {
    out << "<" << violation.node << "> " << violation.path << ": " << violation.text
        << "\n";
  }
  out << (violations.empty() ? "valid"
                             : std::to_string(violations.size()) + " violations")
      << "\n";
}

ExitCode run(const ValidateCommand& command, std::ostream& out) {
  const auto store = store::load_files(graph_files(command.data));
  const std::vector<Violation> violations = violations_of(*store, command);
  print(violations, command.format, out);
  if (!out.flush()) {
    return ExitCode::io;
  }
  return violations.empty() || command.fail_on == "none" ? ExitCode::done
                                                         : ExitCode::findings;
}

}  // namespace

void add_validate(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<ValidateCommand>();
  CLI::App* sub =
      app.add_subcommand("validate", "Check a graph: syntax, shapes, evidence");
  sub->add_option("graph,--data", command->data, "graph files");
  sub->add_option("--shapes", command->shapes, "SHACL shapes, instead of byline's own");
  sub->add_option("--format", command->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  sub->add_option("--fail-on", command->fail_on, "violation (exit code 1) or none")
      ->check(CLI::IsMember({"violation", "none"}));
  sub->footer("Example: byline validate graph.trig");
  sub->callback([command, &exit_code] { exit_code = run(*command, std::cout); });
}

}  // namespace byline::cli
