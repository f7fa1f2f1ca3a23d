#include "assemble/labels.hpp"
#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/name_lookup.hpp"
#include "cli/select_rows.hpp"
#include "store/load.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace byline::cli {
namespace {

struct EvalCommand {
  std::string gold;
  std::vector<std::string> data;
  std::string format = "table";
};

/// A row of the gold, or a fact of the graph for printing.
struct Claim {
  std::string article;
  std::string subject;
  std::string property;  ///< local name
  std::string object;
  bool negated = false;
  auto operator<=>(const Claim&) const = default;
};

/// A fact of the graph with all names of its ends, folded.
struct Fact {
  Claim shown;
  std::set<std::string> subjects;
  std::set<std::string> objects;
  bool matched = false;
};

struct Score {
  std::size_t correct = 0;
  std::size_t missing = 0;
  std::size_t extra = 0;
};

std::string local_name(const std::string& name) {
  return name.substr(name.find_last_of("/#:") + 1);
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream stream(line);
  for (std::string part; std::getline(stream, part, '\t');) {
    parts.push_back(part);
  }
  return parts;
}

/// Quotation marks around a literal do not count.
std::string unquoted(const std::string& text) {
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::vector<Claim> read_gold(const std::string& file) {
  std::istringstream lines(read_file(file));
  std::map<std::string, std::size_t> columns;
  std::vector<Claim> gold;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::vector<std::string> row = cells(line);
    if (columns.empty()) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        columns[row[i]] = i;
      }
      for (const std::string name : {"article", "subject", "property", "object"}) {
        if (!columns.contains(name)) {
          throw Error(ExitCode::unusable,
                      Location{file, number, 0},
                      "no column '" + name + "'",
                      "the first line names the columns: article, subject, property, "
                      "object and, if wanted, certainty, with tabs");
        }
      }
      continue;
    }
    const auto cell = [&](const std::string& name) {
      const auto column = columns.find(name);
      return column == columns.end() || column->second >= row.size()
                 ? std::string()
                 : row[column->second];
    };
    if (cell("object").empty()) {
      throw Error(ExitCode::unusable,
                  Location{file, number, 0},
                  "a row without object",
                  "article, subject, property, object, with tabs between");
    }
    gold.push_back({cell("article"),
                    unquoted(cell("subject")),
                    local_name(cell("property")),
                    unquoted(cell("object")),
                    cell("certainty") == "negated"});
  }
  return gold;
}

const std::string facts_query =
    "SELECT DISTINCT ?article ?s ?p ?o ?neg WHERE { ?a a by:Assertion ; rdf:subject ?s ; "
    "rdf:predicate ?p ; rdf:object ?o ; by:sentence ?n . ?n nif:referenceContext ?article "
    "OPTIONAL { ?a by:polarity ?neg } } ORDER BY ?article ?s ?p ?o";
const std::string names_query =
    "SELECT ?e ?n WHERE { ?e skos:prefLabel|skos:altLabel|by:formerName ?n }";

using Names = std::map<std::string, std::set<std::string>>;

std::vector<Fact> read_facts(const store::Store& store) {
  Names names;
  for (const AnswerRow& row : select_rows(store, names_query)) {
    names[row.text("e")].insert(assemble::fold_label(row.text("n")));
  }
  std::map<std::string, std::string> labels;
  for (const AnswerRow& row :
       select_rows(store, "SELECT ?e ?n WHERE { ?e skos:prefLabel ?n }")) {
    labels.emplace(row.text("e"), row.text("n"));
  }
  const auto shown = [&](const std::string& value) {
    const auto label = labels.find(value);
    return label == labels.end() ? value : label->second;
  };
  std::vector<Fact> facts;
  for (const AnswerRow& row : select_rows(store, facts_query)) {
    Fact fact;
    const std::string& article = row.text("article");
    const std::size_t id = article.find("/article/");
    fact.shown = {id == std::string::npos ? article : article.substr(id + 9),
                  shown(row.text("s")),
                  local_name(row.text("p")),
                  shown(row.text("o")),
                  row.find("neg") != nullptr};
    fact.subjects = names[row.text("s")];
    fact.subjects.insert(assemble::fold_label(row.text("s")));
    fact.objects = names[row.text("o")];
    fact.objects.insert(assemble::fold_label(row.text("o")));
    facts.push_back(std::move(fact));
  }
  return facts;
}

/// The outcome: scores by property, and what is missing and extra.
struct Outcome {
  std::map<std::string, Score> scores;
  std::vector<Claim> missing;
  std::vector<Claim> extra;
};

bool fits(const Fact& fact, const Claim& row) {
  return !fact.matched &&
         fact.shown.article == assemble::encode_article_id(row.article) &&
         fact.shown.property == row.property && fact.shown.negated == row.negated &&
         fact.subjects.contains(assemble::fold_label(row.subject)) &&
         fact.objects.contains(assemble::fold_label(row.object));
}

/// Facts count as extra only where the gold says something: its articles, its properties.
Outcome compare(const std::vector<Claim>& gold, std::vector<Fact>& facts) {
  Outcome outcome;
  std::set<std::string> articles;
  std::set<std::string> properties;
  for (const Claim& row : gold) {
    articles.insert(assemble::encode_article_id(row.article));
    properties.insert(row.property);
    const auto found =
        std::ranges::find_if(facts, [&](const Fact& fact) { return fits(fact, row); });
    Score& score = outcome.scores[row.property];
    if (found == facts.end()) {
      ++score.missing;
      outcome.missing.push_back(row);
    } else {
      found->matched = true;
      ++score.correct;
    }
  }
  for (const Fact& fact : facts) {
    if (!fact.matched && articles.contains(fact.shown.article) &&
        properties.contains(fact.shown.property)) {
      ++outcome.scores[fact.shown.property].extra;
      outcome.extra.push_back(fact.shown);
    }
  }
  std::ranges::sort(outcome.missing);
  std::ranges::sort(outcome.extra);
  return outcome;
}

double ratio(std::size_t part, std::size_t rest) {
  return part + rest == 0 ? 0.0
                          : static_cast<double>(part) / static_cast<double>(part + rest);
}

std::tuple<double, double, double> figures(const Score& score) {
  const double precision = ratio(score.correct, score.extra);
  const double recall = ratio(score.correct, score.missing);
  const double f1 =
      precision + recall == 0.0 ? 0.0 : 2 * precision * recall / (precision + recall);
  return {precision, recall, f1};
}

Score total(const Outcome& outcome) {
  Score all;
  for (const auto& [property, score] : outcome.scores) {
    all.correct += score.correct;
    all.missing += score.missing;
    all.extra += score.extra;
  }
  return all;
}

void print_line(const std::string& name, const Score& score, std::ostream& out) {
  const auto [precision, recall, f1] = figures(score);
  out << std::left << std::setw(26) << name << std::right << std::fixed
      << std::setprecision(3) << std::setw(10) << precision << std::setw(10) << recall
      << std::setw(10) << f1 << std::setw(9) << score.correct << std::setw(9)
      << score.missing << std::setw(7) << score.extra << "\n";
}

void print_table(const Outcome& outcome, std::ostream& out) {
  out << "property                   precision    recall        F1  correct  missing  "
         "extra\n";
  for (const auto& [property, score] : outcome.scores) {
    print_line(property, score, out);
  }
  print_line("all", total(outcome), out);
  const auto list = [&](const char* title, const std::vector<Claim>& claims) {
    for (const Claim& claim : claims) {
      out << title << "\t" << claim.article << "\t" << claim.subject << "\t"
          << (claim.negated ? "not " : "") << claim.property << "\t" << claim.object
          << "\n";
    }
  };
  list("missing", outcome.missing);
  list("extra", outcome.extra);
}

nlohmann::ordered_json as_json(const Score& score) {
  const auto [precision, recall, f1] = figures(score);
  return {{"precision", precision},
          {"recall", recall},
          {"f1", f1},
          {"correct", score.correct},
          {"missing", score.missing},
          {"extra", score.extra}};
}

void print_json(const Outcome& outcome, std::ostream& out) {
  nlohmann::ordered_json json;
  json["all"] = as_json(total(outcome));
  for (const auto& [property, score] : outcome.scores) {
    json["properties"][property] = as_json(score);
  }
  const auto list = [](const std::vector<Claim>& claims) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const Claim& claim : claims) {
      rows.push_back({{"article", claim.article},
                      {"subject", claim.subject},
                      {"property", claim.property},
                      {"object", claim.object},
                      {"negated", claim.negated}});
    }
    return rows;
  };
  json["missing"] = list(outcome.missing);
  json["extra"] = list(outcome.extra);
  out << json.dump(2) << "\n";
}

ExitCode run(const EvalCommand& command, std::ostream& out) {
  const std::vector<Claim> gold = read_gold(command.gold);
  const auto store = store::load_files(graph_files(command.data));
  std::vector<Fact> facts = read_facts(*store);
  const Outcome outcome = compare(gold, facts);
  if (command.format == "json") {
    print_json(outcome, out);
  } else {
    print_table(outcome, out);
  }
  return out.flush() ? ExitCode::done : ExitCode::io;
}

}  // namespace

void add_eval(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<EvalCommand>();
  CLI::App* sub = app.add_subcommand("eval", "Measure a graph against a gold standard");
  sub->add_option("gold",
                  command->gold,
                  "TSV: article, subject, property, object, certainty (docs/eval.md)")
      ->required();
  sub->add_option("--data", command->data, "graph files");
  sub->add_option("--format", command->format, "table or json")
      ->check(CLI::IsMember({"table", "json"}));
  sub->footer("Example: byline eval gold.tsv --data graph.trig");
  sub->callback([command, &exit_code] { exit_code = run(*command, std::cout); });
}

}  // namespace byline::cli
