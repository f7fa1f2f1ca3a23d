#include "cli/select_rows.hpp"

#include "base/diagnostics.hpp"
#include "rdf/prefixes.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"

#include <utility>

namespace byline::cli {

namespace {

/// Offset of the first `{` that is not in a comment, a string or an IRI.
std::size_t first_group(std::string_view query) {
  char inside = '\0';
  for (std::size_t i = 0; i < query.size(); ++i) {
    const char c = query[i];
    if (inside != '\0') {
      i += inside != '\n' && inside != '>' && c == '\\' ? 1 : 0;
      inside = c == inside ? '\0' : inside;
    } else if (c == '#') {
      inside = '\n';
    } else if (c == '"' || c == '\'') {
      inside = c;
    } else if (c == '<' && query.find_first_of("> \n", i) != std::string_view::npos &&
               query[query.find_first_of("> \n", i)] == '>') {
      inside = '>';
    } else if (c == '{') {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

const std::string& AnswerRow::text(const std::string& variable) const {
  static const std::string none;
  const auto found = values_.find(variable);
  return found == values_.end() ? none : found->second.value;
}

const rdf::Term* AnswerRow::find(const std::string& variable) const {
  const auto found = values_.find(variable);
  return found == values_.end() ? nullptr : &found->second;
}

std::string with_bindings(std::string query, const Bindings& bindings) {
  const std::size_t group = first_group(query);
  if (bindings.empty() || group == std::string::npos) {
    return query;
  }
  std::string values;
  for (const auto& [variable, term] : bindings) {
    values += " VALUES ?" + variable + " { " + rdf::to_ntriples(term) + " }";
  }
  return query.insert(group + 1, values);
}

std::vector<AnswerRow> select_rows(const store::Store& store,
                                   const std::string& query,
                                   const Bindings& bindings) {
  std::string text;
  for (const auto& [prefix, iri] : rdf::standard_prefixes()) {
    text += "PREFIX " + prefix + ": <" + iri + "> ";
  }
  const sparql::Query parsed =
      sparql::parse_query(text + with_bindings(query, bindings), {"", "query"});
  const auto run = sparql::run(parsed, store, {});
  sparql::Solutions solutions = run->solutions();
  std::vector<AnswerRow> rows;
  sparql::SolutionRow row;
  while (solutions.next(row)) {
    AnswerRow kept;
    for (std::size_t i = 0; i < solutions.variables.size(); ++i) {
      if (row[i]) {
        kept.set(solutions.variables[i], rdf::Term(*row[i]));
      }
    }
    rows.push_back(std::move(kept));
  }
  return rows;
}

}  // namespace byline::cli
