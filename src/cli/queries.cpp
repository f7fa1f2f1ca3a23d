#include "base/diagnostics.hpp"
#include "cli/canned_query.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

namespace byline::cli {
namespace {

nlohmann::ordered_json as_json(const CannedQuery& query) {
  nlohmann::ordered_json parameters = nlohmann::ordered_json::array();
  for (const QueryParameter& parameter : query.parameters) {
    parameters.push_back({{"name", parameter.name},
                          {"type", parameter.type},
                          {"optional", parameter.optional},
                          {"description", parameter.description}});
  }
  return {{"name", query.name},
          {"title", query.title},
          {"question", query.question},
          {"parameters", parameters},
          {"columns", query.columns}};
}

void print(const CannedQuery& query, std::size_t width, std::ostream& out) {
  out << query.name << std::string(width + 2 - query.name.size(), ' ') << query.question
      << "\n";
  for (const QueryParameter& parameter : query.parameters) {
    out << std::string(width + 2, ' ') << "--param " << parameter.name << "="
        << parameter.type << (parameter.optional ? " (optional)" : "") << ": "
        << parameter.description << "\n";
  }
}

ExitCode run(const std::string& format, std::ostream& out) {
  const std::vector<CannedQuery> queries = canned_queries(queries_folder());
  if (format == "json") {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const CannedQuery& query : queries) {
      list.push_back(as_json(query));
    }
    out << list.dump(2) << "\n";
  } else {
    std::size_t width = 0;
    for (const CannedQuery& query : queries) {
      width = std::max(width, query.name.size());
    }
    for (const CannedQuery& query : queries) {
      print(query, width, out);
    }
  }
  return out.flush() ? ExitCode::done : ExitCode::io;
}

}  // namespace

void add_queries(CLI::App& app, ExitCode& exit_code) {
  auto format = std::make_shared<std::string>("table");
  CLI::App* sub = app.add_subcommand("queries", "List the canned queries");
  sub->add_option("--format", *format, "table or json")
      ->check(CLI::IsMember({"table", "json"}));
  sub->footer("Example: byline queries");
  sub->callback([format, &exit_code] { exit_code = run(*format, std::cout); });
}

}  // namespace byline::cli
