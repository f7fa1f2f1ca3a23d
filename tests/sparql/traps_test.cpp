#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "rdf/term.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "sparql/update.hpp"
#include "store/builder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <memory>
#include <ostream>
#include <regex>
#include <string>
#include <vector>

namespace byline::sparql {
namespace {

/// One case of traps.txt.
struct Trap {
  std::string section;
  std::string data;  ///< TriG
  std::vector<std::string> empty_graphs;
  std::string text;
  std::vector<std::string> expected;
  std::string refused;  ///< part of the message; empty: not refused
  bool ordered = false;
};

std::ostream& operator<<(std::ostream& out, const Trap& trap) {
  return out << trap.section << ": " << trap.text;
}

std::string behind(const std::string& line, std::size_t length) {
  return line.size() > length ? line.substr(length) : std::string();
}

void take_outcome(Trap& trap, const std::string& line) {
  if (line.front() == '!') {
    trap.refused = behind(line, 2);
  } else if (line != "= nothing") {
    trap.ordered = line.front() == '>';
    trap.expected.push_back(behind(line, 2));
  }
}

std::vector<Trap> read_traps() {
  std::ifstream file(BYLINE_SOURCE_DIR "/tests/sparql/cases/traps.txt");
  std::vector<Trap> out;
  Trap next;
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("## ")) {
      next.section = line.substr(3);
    } else if (line.starts_with("@data ")) {
      next.data = line.substr(6);
      next.empty_graphs.clear();
    } else if (line.starts_with("@empty ")) {
      next.empty_graphs.push_back(line.substr(7));
    } else if (line.starts_with("  ")) {
      out.back().text += line;
    } else if (line.starts_with("=") || line.starts_with("> ") ||
               line.starts_with("! ")) {
      take_outcome(out.back(), line);
    } else if (!line.empty() && !line.starts_with("#")) {
      next.text = line;
      out.push_back(next);
    }
  }
  return out;
}

constexpr const char* prefixes =
    "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ";

std::unique_ptr<store::Index> store_of(const Trap& trap) {
  std::string text =
      "@prefix : <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" +
      trap.data;
  store::StoreBuilder builder;
  rdf::ReadOptions options;
  options.syntax = rdf::Syntax::trig;
  rdf::read_text(text, options, builder);
  for (const std::string& graph : trap.empty_graphs)
    builder.add_graph(rdf::Term::iri(graph).view());
  return builder.build();
}

/// A term as the case file writes it.
std::string shown(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::blank)
    return "_";
  std::string out;
  rdf::append_ntriples(out, term);
  out = std::regex_replace(out, std::regex("<http://e/([A-Za-z0-9]+)>"), ":$1");
  out = std::regex_replace(
      out, std::regex("<http://www.w3.org/2001/XMLSchema#([A-Za-z]+)>"), "xsd:$1");
  static const std::regex plain(
      R"re("([+-]?\d+)"\^\^xsd:integer|"([+-]?\d*\.\d+)"\^\^xsd:decimal|)re"
      R"re("([+-]?\d*\.?\d+[eE][+-]?\d+)"\^\^xsd:double|"(true|false)"\^\^xsd:boolean)re");
  return std::regex_match(out, plain) ? std::regex_replace(out, plain, "$1$2$3$4") : out;
}

std::string shown(const rdf::Quad& quad) {
  std::string out = shown(quad.subject.view()) + " " + shown(quad.predicate.view()) +
                    " " + shown(quad.object.view());
  if (quad.graph)
    out += " " + shown(quad.graph->view());
  return out;
}

std::vector<std::string> answer(const Query& query, const store::Store& store) {
  const auto run_of_query = run(query, store, {});
  if (run_of_query->form() == QueryForm::ask)
    return {run_of_query->answer() ? "yes" : "no"};
  std::vector<std::string> out;
  for (const rdf::Quad& quad : run_of_query->triples())
    out.push_back(shown(quad));
  if (run_of_query->form() != QueryForm::select)
    return out;
  const Solutions solutions = run_of_query->solutions();
  SolutionRow row;
  while (solutions.next(row)) {
    std::string& line = out.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i > 0 ? " | " : "") + (row[i] ? shown(*row[i]) : std::string("-"));
  }
  return out;
}

std::vector<std::string> outcome(const Trap& trap) {
  const std::string text = prefixes + trap.text;
  const ParseOptions options{"http://e/", "query"};
  static const std::regex updates(
      "^(INSERT|DELETE|WITH|COPY|MOVE|ADD|CLEAR|DROP|CREATE|LOAD)\\b");
  if (!std::regex_search(trap.text, updates))
    return answer(parse_query(text, options), *store_of(trap));
  const UpdateRequest request = parse_update(text, options);
  std::vector<std::string> out;
  for (const rdf::Quad& quad : update(request, *store_of(trap), {}).quads)
    out.push_back(shown(quad));
  return out;
}

BOOST_DATA_TEST_CASE(traps, boost::unit_test::data::make(read_traps()), trap) {
  std::vector<std::string> found;
  try {
    found = outcome(trap);
    BOOST_TEST(trap.refused.empty(), "accepted");
  } catch (const Error& error) {
    BOOST_TEST(!trap.refused.empty(), error.diagnostic().text);
    BOOST_TEST(error.diagnostic().text.find(trap.refused) != std::string::npos,
               error.diagnostic().text);
    BOOST_TEST(error.diagnostic().where.column > 0U);
  }
  std::vector<std::string> expected = trap.expected;
  if (!trap.ordered) {
    std::ranges::sort(expected);
    std::ranges::sort(found);
  }
  BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_trap_has_a_case) {
  std::vector<std::string> sections;
  for (const Trap& trap : read_traps()) {
    if (sections.empty() || sections.back() != trap.section)
      sections.push_back(trap.section);
  }
  BOOST_TEST(sections.size() == 38U);
}

}  // namespace
}  // namespace byline::sparql
