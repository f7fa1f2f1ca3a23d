#include "cli/remote_query.hpp"

#include "rdf/reader.hpp"
#include "sparql/parser.hpp"
#include "sparql/print.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

namespace byline::cli {
namespace {

using publish::Answer;
using publish::Binding;

/// Takes rows in order; the variables are those of the answer.
using RowSink = std::function<void(const Binding& row)>;

[[noreturn]] void refuse(const std::string& text, const std::string& hint) {
  throw Error(ExitCode::io, {}, text, hint);
}

sparql::Query select_of(const std::vector<std::string>& variables, sparql::Query inner) {
  sparql::Query outer;
  outer.form = sparql::QueryForm::select;
  for (const std::string& name : variables) {
    outer.projection.push_back({std::nullopt, {name}, 0});
  }
  outer.dataset = std::exchange(inner.dataset, {});
  outer.where.elements.push_back({sparql::SubSelect{std::move(inner)}, 0});
  return outer;
}

/// Orders by all columns behind what the query orders by: rows that are still equal are
/// the same, so pages do not overlap.
void order_fully(sparql::Query& query, const std::vector<std::string>& variables) {
  for (const std::string& name : variables) {
    query.modifiers.order_by.push_back({{sparql::Variable{name}, {}, 0}, false});
  }
}

/// One query, fetched in pages: LIMIT and OFFSET stand around the ordered query, because
/// Virtuoso refuses to sort more than 10,000 rows under a LIMIT of its own (SR353).
class Pages {
 public:
  Pages(publish::Endpoint& endpoint,
        sparql::Query query,
        std::vector<std::string> variables,
        std::uint64_t page_rows)
      : endpoint_(endpoint),
        variables_(std::move(variables)),
        page_rows_(page_rows),
        first_(query.modifiers.offset.value_or(0)),
        wanted_(query.modifiers.limit) {
    query.modifiers.offset.reset();
    query.modifiers.limit.reset();
    query_ = std::move(query);
  }

  /// Fetches all rows; returns how many.
  std::uint64_t fetch(const RowSink& take) {
    sparql::Query ordered = query_;
    order_fully(ordered, variables_);
    sparql::Query page = select_of(variables_, std::move(ordered));
    std::uint64_t fetched = 0;
    while (!wanted_ || fetched < *wanted_) {
      const std::uint64_t size =
          wanted_ ? std::min(page_rows_, *wanted_ - fetched) : page_rows_;
      page.modifiers.limit = size;
      page.modifiers.offset = first_ + fetched;
      const Answer answer = endpoint_.query(sparql::to_string(page));
      std::ranges::for_each(answer.rows, take);
      fetched += answer.rows.size();
      if (answer.rows.empty() || (answer.rows.size() < size && !answer.cut_at)) {
        break;
      }
      if (answer.cut_at) {
        page_rows_ = answer.rows.size();  // its limit is lower than that of its kind
      }
    }
    check(fetched);
    return fetched;
  }

 private:
  /// Compares with the store's own count: a page that was cut, or data that changed
  /// between two pages, must not go unnoticed.
  void check(std::uint64_t fetched) {
    sparql::Query inner = query_;
    inner.modifiers.order_by.clear();
    sparql::Query count = select_of({}, std::move(inner));
    sparql::AggregateCall call;
    call.star = true;
    count.projection.push_back({sparql::Expression{call, {}, 0}, {"n"}, 0});
    const Answer answer = endpoint_.query(sparql::to_string(count));
    std::uint64_t there = 0;
    if (!answer.rows.empty() && answer.rows.front().contains("n")) {
      const std::string& text = answer.rows.front().at("n").value;
      std::from_chars(text.data(), text.data() + text.size(), there);
    }
    there = there > first_ ? there - first_ : 0;
    there = wanted_ ? std::min(there, *wanted_) : there;
    if (there != fetched) {
      refuse("the store gave " + std::to_string(fetched) + " of " +
                 std::to_string(there) + " rows in pages",
             "did its data change meanwhile? ask again, or ask for less with LIMIT");
    }
  }

  publish::Endpoint& endpoint_;
  sparql::Query query_;
  std::vector<std::string> variables_;
  std::uint64_t page_rows_;
  std::uint64_t first_;
  std::optional<std::uint64_t> wanted_;
};

class RowLimit {
 public:
  explicit RowLimit(const RemoteLimits& limits) : max_rows_(limits.max_rows) {}
  void count_row() {
    if (max_rows_ != 0 && ++rows_ > max_rows_) {
      throw Error(ExitCode::limit,
                  {},
                  "the result has more than " + std::to_string(max_rows_) + " rows",
                  "raise --max-rows, or ask for less");
    }
  }

 private:
  std::uint64_t max_rows_;
  std::uint64_t rows_ = 0;
};

/// Rows per page, if the answer may have been cut.
std::optional<std::uint64_t> page_size(const publish::Endpoint& endpoint,
                                       const Answer& answer) {
  const std::size_t most = endpoint.profile().max_rows;
  const bool full = most != 0 && answer.rows.size() >= most;
  if (!answer.cut_at && !full) {
    return std::nullopt;
  }
  const std::size_t rows = answer.rows.size();
  if (rows == 0) {
    refuse("the store cuts its answer to nothing", "raise the store's limit of rows");
  }
  return rows;
}

/// A LIMIT beyond what the store gives at once: Virtuoso refuses to sort for it (SR353),
/// so such a query is asked in pages from the start.
bool asks_for_too_much(const publish::Endpoint& endpoint, const sparql::Query& query) {
  const std::size_t most = endpoint.profile().max_rows;
  const std::uint64_t offset = query.modifiers.offset.value_or(0);
  const std::uint64_t limit = query.modifiers.limit.value_or(0);
  return most != 0 && (offset > most || limit > most || offset + limit > most);
}

/// The names of the columns, from the first row in any order.
std::vector<std::string> columns_of(publish::Endpoint& endpoint, sparql::Query query) {
  query.modifiers.order_by.clear();
  query.modifiers.offset.reset();
  query.modifiers.limit = 1;
  return endpoint.query(sparql::to_string(query)).variables;
}

void each_row(publish::Endpoint& endpoint,
              const sparql::Query& query,
              const std::string& text,
              const std::function<void(const std::vector<std::string>&)>& begin,
              const RowSink& take) {
  if (asks_for_too_much(endpoint, query)) {
    const std::vector<std::string> columns = columns_of(endpoint, query);
    begin(columns);
    Pages(endpoint, query, columns, endpoint.profile().max_rows).fetch(take);
    return;
  }
  const Answer answer = endpoint.query(text);
  begin(answer.variables);
  if (const auto rows = page_size(endpoint, answer)) {
    Pages(endpoint, query, answer.variables, *rows).fetch(take);
  } else {
    std::ranges::for_each(answer.rows, take);
  }
}

void add_variable(std::vector<std::string>& names, const sparql::VariableOrTerm& place) {
  const auto* variable = std::get_if<sparql::Variable>(&place);
  if (variable != nullptr && std::ranges::find(names, variable->name) == names.end()) {
    names.push_back(variable->name);
  }
}

/// The SELECT that gives the solutions of a CONSTRUCT.
sparql::Query solutions_of(sparql::Query construct) {
  std::vector<std::string> names;
  for (const sparql::TriplePattern& triple : construct.construct) {
    add_variable(names, triple.subject);
    add_variable(names, std::get<sparql::VariableOrTerm>(triple.predicate));
    add_variable(names, triple.object);
  }
  construct.form = sparql::QueryForm::select;
  construct.construct.clear();
  construct.star = names.empty();
  for (const std::string& name : names) {
    construct.projection.push_back({std::nullopt, {name}, 0});
  }
  return construct;
}

/// A place of the template for one row (SPARQL 1.1, 16.2.1: its blank nodes are new ones
/// for each solution).
std::optional<rdf::Term> filled(const sparql::VariableOrTerm& place,
                                const Binding& row,
                                std::uint64_t row_number) {
  if (const auto* variable = std::get_if<sparql::Variable>(&place)) {
    const auto found = row.find(variable->name);
    return found == row.end() ? std::nullopt : std::optional(found->second);
  }
  const rdf::Term& term = std::get<rdf::Term>(place);
  if (term.is_blank()) {
    return rdf::Term::blank("r" + std::to_string(row_number) + "-" + term.value);
  }
  return term;
}

void fill(const std::vector<sparql::TriplePattern>& pattern,
          const Binding& row,
          std::uint64_t row_number,
          std::vector<rdf::Quad>& out) {
  for (const sparql::TriplePattern& triple : pattern) {
    const auto subject = filled(triple.subject, row, row_number);
    const auto predicate =
        filled(std::get<sparql::VariableOrTerm>(triple.predicate), row, row_number);
    const auto object = filled(triple.object, row, row_number);
    if (subject && predicate && object && !subject->is_literal() && predicate->is_iri()) {
      rdf::Quad quad;
      quad.subject = *subject;
      quad.predicate = *predicate;
      quad.object = *object;
      out.push_back(std::move(quad));
    }
  }
}

std::vector<rdf::Quad> construct_from_rows(publish::Endpoint& endpoint,
                                           const sparql::Query& query,
                                           const RemoteLimits& limits) {
  const sparql::Query solutions = solutions_of(query);
  std::vector<rdf::Quad> triples;
  RowLimit limit(limits);
  std::uint64_t row_number = 0;
  each_row(
      endpoint,
      solutions,
      sparql::to_string(solutions),
      [](const std::vector<std::string>&) {},
      [&](const Binding& row) {
        limit.count_row();
        fill(query.construct, row, ++row_number, triples);
      });
  return triples;
}

std::vector<rdf::Quad> parse_graph(const net::HttpResponse& response) {
  rdf::ReadOptions options;
  options.file_name = "the store's answer";
  const std::string type = response.media_type();
  if (type == "text/turtle" || type == "application/x-turtle") {
    options.syntax = rdf::Syntax::turtle;
  } else if (type == "application/n-triples" || type == "text/plain") {
    options.syntax = rdf::Syntax::ntriples;
  } else {
    refuse("the store answers a graph as '" + type + "', which byline does not read",
           "check the endpoint and name the store with --store");
  }
  return rdf::parse(response.body, options);
}

}  // namespace

void remote_select(publish::Endpoint& endpoint,
                   const sparql::Query& query,
                   const std::string& text,
                   const RemoteLimits& limits,
                   sparql::ResultWriter& writer) {
  std::vector<std::string> variables;
  std::vector<std::optional<rdf::TermView>> terms;
  RowLimit limit(limits);
  each_row(
      endpoint,
      query,
      text,
      [&](const std::vector<std::string>& names) {
        variables = names;
        writer.begin(variables);
      },
      [&](const Binding& row) {
        limit.count_row();
        terms.assign(variables.size(), std::nullopt);
        for (std::size_t i = 0; i < variables.size(); ++i) {
          if (const auto found = row.find(variables[i]); found != row.end()) {
            terms[i] = found->second.view();
          }
        }
        writer.row(terms);
      });
  writer.end();
}

bool remote_ask(publish::Endpoint& endpoint, const std::string& text) {
  const Answer answer = endpoint.query(text);
  if (!answer.boolean) {
    refuse("the store answers ASK without yes or no", "name the store with --store");
  }
  return *answer.boolean;
}

std::vector<rdf::Quad> remote_graph(publish::Endpoint& endpoint,
                                    const sparql::Query& query,
                                    const std::string& text,
                                    const RemoteLimits& limits) {
  const bool is_construct = query.form == sparql::QueryForm::construct;
  if (is_construct && endpoint.profile().max_rows != 0) {
    return construct_from_rows(endpoint, query, limits);
  }
  const net::HttpResponse response =
      endpoint.ask(text, "application/n-triples, text/turtle;q=0.5");
  if (publish::rows_cut_at(response)) {
    if (is_construct) {
      return construct_from_rows(endpoint, query, limits);
    }
    refuse("the store cuts the answer, and a DESCRIBE cannot be asked in pages",
           "ask with CONSTRUCT instead");
  }
  return parse_graph(response);
}

TripleSource triples_of(publish::Endpoint& endpoint, const std::string& graph) {
  return [&endpoint, graph](
             std::string_view predicate,
             const std::function<void(std::string_view, std::string_view)>& take) {
    const std::string triple = "?s <" + std::string(predicate) + "> ?o";
    const std::string text =
        "SELECT DISTINCT ?s ?o WHERE { " +
        (graph.empty() ? triple : "GRAPH <" + graph + "> { " + triple + " }") + " }";
    each_row(
        endpoint,
        sparql::parse_query(text, {}),
        text,
        [](const std::vector<std::string>&) {},
        [&take](const Binding& row) { take(row.at("s").value, row.at("o").value); });
  };
}

}  // namespace byline::cli
