#include "both_ways.hpp"

#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "store/builder.hpp"
#include "store/index.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace byline::sparql {
namespace {

constexpr std::string_view data = R"(
@prefix : <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:ada :knows :bob , :cy ; :likes :ada , :dan ; :age 36 ; :name "ada" , "Ada"@en ; :score 2.5 .
:bob :knows :cy ; :worksAt :dan ; :age 1 , "01"^^xsd:integer ; :name "Bob" ; :flag true .
:cy :likes :bob ; :knows :cy ; :age 1e0 ; :score "x"^^:t ; :born "2024-01-31"^^xsd:date .
:dan :worksAt :eve ; :name "ação"@pt ; :born "2024-02-01T10:00:00Z"^^xsd:dateTime ; :flag false .
:eve :knows :ada ; :score -4 , 10 ; :name "" ; :likes [ :name "nobody" ] .
:g1 { :ada :knows :eve ; :age 5 . :fay :likes :ada ; :name "fay" . }
:g2 { :ada :knows :eve . :bob :name "Bob" ; :score 0.5 . :eve :worksAt :fay . }
)";

/// The answer as sorted lines; nothing if the query takes too many steps. The clock
/// counts how often it is asked, so that the limit does not depend on the machine.
std::optional<std::vector<std::string>> answer(const Query& query,
                                               const store::Store& store,
                                               bool optimise,
                                               std::uint64_t steps) {
  RunOptions options;
  options.optimise = optimise;
  std::uint64_t asked = 0;
  options.limits.now_ns = [&asked] { return ++asked; };
  options.limits.deadline_ns = steps;
  std::vector<std::string> lines;
  try {
    const auto run_of_query = run(query, store, options);
    if (run_of_query->form() == QueryForm::ask) {
      return std::vector<std::string>{run_of_query->answer() ? "yes" : "no"};
    }
    if (run_of_query->form() == QueryForm::select) {
      const Solutions solutions = run_of_query->solutions();
      SolutionRow row;
      while (solutions.next(row)) {
        std::string line;
        for (const auto& term : row) {
          if (term) {
            rdf::append_ntriples(line, *term);
          }
          line += '\t';
        }
        lines.push_back(line);
      }
    } else {
      lines.push_back(std::to_string(run_of_query->triples().size()) + " triples");
    }
  } catch (const Error&) {
    return std::nullopt;
  }
  std::ranges::sort(lines);
  return lines;
}

bool is_open(std::string_view query) {
  std::string upper(query);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  constexpr std::array<std::string_view, 9> words{"LIMIT",
                                                  "OFFSET",
                                                  "SAMPLE",
                                                  "GROUP_CONCAT",
                                                  "RAND",
                                                  "UUID",
                                                  "BNODE",
                                                  "REDUCED",
                                                  "_:"};
  return std::ranges::any_of(words, [&upper](std::string_view word) {
    return upper.find(word) != std::string::npos;
  });
}

}  // namespace

std::unique_ptr<store::Index> small_store() {
  store::StoreBuilder builder;
  rdf::ReadOptions options;
  options.syntax = rdf::Syntax::trig;
  rdf::read_text(data, options, builder);
  return builder.build();
}

Comparison compare_plans(const std::string& query, std::uint64_t steps) {
  static const auto store = small_store();
  std::optional<Query> parsed;
  try {
    parsed = parse_query(query, {"http://example.org/", "query"});
  } catch (const Error&) {
    return {};
  }
  const auto plain = answer(*parsed, *store, false, steps);
  const auto optimised = answer(*parsed, *store, true, steps);
  if (!plain || !optimised || is_open(query)) {
    return {};
  }
  Comparison out{true, {}};
  if (plain == optimised) {
    return out;
  }
  out.difference = query + "\nas specified:\n";
  for (const std::string& line : *plain) {
    out.difference.append("  ").append(line).append("\n");
  }
  out.difference += "optimised:\n";
  for (const std::string& line : *optimised) {
    out.difference.append("  ").append(line).append("\n");
  }
  return out;
}

}  // namespace byline::sparql
