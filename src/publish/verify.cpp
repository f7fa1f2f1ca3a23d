#include "publish/verify.hpp"

#include "rdf/reader.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace byline::publish {
namespace {

namespace vocabulary = rdf::vocabulary;

constexpr std::size_t samples_per_graph = 10;
constexpr std::size_t sampled_graphs = 200;
constexpr std::size_t graphs_per_request = 100;

/// "+0012.50" → "12.5", "-0.0" → "0": the value of a decimal, whatever its form.
std::string decimal_value(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = point < text.size() ? text.substr(point + 1) : "";
  while (whole.starts_with('0')) {
    whole.remove_prefix(1);
  }
  while (fraction.ends_with('0')) {
    fraction.remove_suffix(1);
  }
  std::string value = whole.empty() ? "0" : std::string(whole);
  if (!fraction.empty()) {
    value.append(".").append(fraction);
  }
  return negative && value != "0" ? "-" + value : value;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// Drops a fraction of zeros and writes +00:00 as Z.
std::string date_time_value(std::string text) {
  const std::size_t point = text.find('.');
  if (point != std::string::npos) {
    std::size_t end = point + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
      ++end;
    }
    std::size_t last = end;
    while (last > point + 1 && text[last - 1] == '0') {
      --last;
    }
    text.erase(last == point + 1 ? point : last,
               end - (last == point + 1 ? point : last));
  }
  if (text.ends_with("+00:00") || text.ends_with("-00:00")) {
    text.replace(text.size() - 6, 6, "Z");
  }
  return text;
}

bool is_exact_number(std::string_view datatype) {
  static constexpr std::string_view derived[] = {"integer",
                                                 "decimal",
                                                 "int",
                                                 "long",
                                                 "short",
                                                 "byte",
                                                 "nonNegativeInteger",
                                                 "positiveInteger",
                                                 "negativeInteger",
                                                 "nonPositiveInteger",
                                                 "unsignedInt",
                                                 "unsignedLong",
                                                 "unsignedShort",
                                                 "unsignedByte"};
  if (!datatype.starts_with(vocabulary::xsd_ns)) {
    return false;
  }
  datatype.remove_prefix(vocabulary::xsd_ns.size());
  return std::ranges::find(derived, datatype) != std::end(derived);
}

/// One sampled statement.
struct Sample {
  std::string graph;
  rdf::Quad triple;
};

std::vector<Sample> sample(SortedGraphs& data, const LoadPlan& plan) {
  const std::size_t graph_step =
      std::max<std::size_t>(1, plan.graphs.size() / sampled_graphs);
  std::vector<Sample> samples;
  std::size_t graph = 0;
  std::size_t position = 0;
  data.for_each([&](const Statement& statement) {
    if (plan.graphs[graph].name != statement.graph) {
      ++graph;
      position = 0;
    }
    const std::size_t step =
        std::max<std::size_t>(1, plan.graphs[graph].content.triples / samples_per_graph);
    if (graph % graph_step == 0 && position % step == 0) {
      rdf::ReadOptions options;
      options.syntax = rdf::Syntax::ntriples;
      const std::string line = std::string(statement.triple) + "\n";
      samples.push_back({plan.graphs[graph].target, rdf::parse(line, options).at(0)});
    }
    ++position;
  });
  return samples;
}

/// All objects that the store has for the samples' subjects and predicates in one graph.
std::set<std::string> stored(const std::vector<Sample>& samples,
                             std::size_t begin,
                             std::size_t end,
                             Endpoint& endpoint) {
  std::string values;
  for (std::size_t i = begin; i < end; ++i) {
    values += " (" + rdf::to_ntriples(samples[i].triple.subject) + " " +
              rdf::to_ntriples(samples[i].triple.predicate) + ")";
  }
  const std::string& graph = samples[begin].graph;
  const bool is_default = graph.empty();
  const std::string pattern =
      is_default ? "?s ?p ?o" : "GRAPH <" + graph + "> { ?s ?p ?o }";
  const Answer answer =
      endpoint.query("SELECT ?s ?p ?o " +
                     (is_default ? endpoint.profile().default_clause : std::string()) +
                     " WHERE { VALUES (?s ?p) {" + values + " } " + pattern + " }");
  std::set<std::string> keys;
  for (const Binding& row : answer.rows) {
    keys.insert(value_key(row.at("s")) + " " + value_key(row.at("p")) + " " +
                value_key(row.at("o")));
  }
  return keys;
}

void check_counts(const LoadPlan& plan, Endpoint& endpoint, LoadMode mode) {
  for (std::size_t begin = 0; begin < plan.graphs.size(); begin += graphs_per_request) {
    const std::size_t end = std::min(begin + graphs_per_request, plan.graphs.size());
    std::vector<std::string> asked;
    for (std::size_t i = begin; i < end; ++i) {
      asked.push_back(plan.graphs[i].target);
    }
    const auto counts = endpoint.count(asked);
    for (std::size_t i = begin; i < end; ++i) {
      const LoadPlan::Graph& graph = plan.graphs[i];
      const std::size_t there = counts.at(graph.target);
      const bool right = mode == LoadMode::replace ? there == graph.content.triples
                                                   : there >= graph.content.triples;
      if (!right) {
        throw Error(ExitCode::io,
                    {},
                    "verification: the store has " + std::to_string(there) + " of " +
                        std::to_string(graph.content.triples) + " triples of <" +
                        graph.target + ">");
      }
    }
  }
}

}  // namespace

std::string value_key(const rdf::Term& term) {
  if (!term.is_literal()) {
    return rdf::to_ntriples(term);
  }
  if (!term.language.empty()) {
    return rdf::to_ntriples(rdf::Term::tagged(term.value, lower(term.language)));
  }
  if (is_exact_number(term.datatype)) {
    return "number " + decimal_value(term.value);
  }
  if (term.datatype == vocabulary::xsd_date_time) {
    return "dateTime " + date_time_value(term.value);
  }
  if (term.datatype == vocabulary::xsd_boolean) {
    return term.value == "true" || term.value == "1" ? "boolean true" : "boolean false";
  }
  return rdf::to_ntriples(term);
}

std::size_t verify(SortedGraphs& data,
                   const LoadPlan& plan,
                   Endpoint& endpoint,
                   LoadMode mode) {
  check_counts(plan, endpoint, mode);
  const std::vector<Sample> samples = sample(data, plan);
  for (std::size_t begin = 0; begin < samples.size();) {
    std::size_t end = begin;
    while (end < samples.size() && samples[end].graph == samples[begin].graph) {
      ++end;
    }
    const std::set<std::string> there = stored(samples, begin, end, endpoint);
    for (std::size_t i = begin; i < end; ++i) {
      const rdf::Quad& triple = samples[i].triple;
      if (!there.contains(value_key(triple.subject) + " " + value_key(triple.predicate) +
                          " " + value_key(triple.object))) {
        throw Error(
            ExitCode::io,
            {},
            "verification: the store does not have " + rdf::to_ntriples(triple.subject) +
                " " + rdf::to_ntriples(triple.predicate) + " " +
                rdf::to_ntriples(triple.object) + " in <" + samples[begin].graph + ">");
      }
    }
    begin = end;
  }
  return samples.size();
}

}  // namespace byline::publish
