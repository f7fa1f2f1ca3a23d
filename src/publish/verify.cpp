#include "publish/verify.hpp"

#include "rdf/reader.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
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

/// Six digits, as stores show them: 1.0E3 → "1000". A double may come back as a decimal,
/// so one that is whole equals that.
std::string double_value(const std::string& text) {
  constexpr int digits = 6;
  std::string_view number = text;
  number.remove_prefix(number.starts_with('+') ? 1 : 0);
  double value = 0;
  const auto [end, fault] =
      std::from_chars(number.data(), number.data() + number.size(), value);
  if (fault != std::errc{} || end != number.data() + number.size()) {
    return text;
  }
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(),
                                     buffer.data() + buffer.size(),
                                     value,
                                     std::chars_format::general,
                                     digits);
  const std::string shown(buffer.data(), written.ptr);
  return shown.find_first_not_of("-.0123456789") == std::string::npos
             ? decimal_value(shown)
             : shown;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// 24:00:00 is 00:00:00 of the next day.
std::string with_midnight_as_zero(std::string text) {
  constexpr std::size_t date_bytes = 10;
  namespace chrono = std::chrono;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.compare(date_bytes, 3, "T24") != 0 ||
      std::sscanf(text.c_str(), "%4d-%2u-%2uT", &year, &month, &day) != 3) {
    return text;
  }
  const chrono::year_month_day next =
      chrono::sys_days(chrono::year(year) / static_cast<int>(month) /
                       static_cast<int>(day)) +
      chrono::days(1);
  std::array<char, 32> date{};
  (void)std::snprintf(date.data(),
                      date.size(),
                      "%04d-%02u-%02uT00",
                      int(next.year()),
                      unsigned(next.month()),
                      unsigned(next.day()));
  return date.data() + text.substr(date_bytes + 3);
}

/// Drops a fraction of zeros and writes +00:00 as Z.
std::string date_time_value(std::string text) {
  if (text.size() > sizeof "2022-09-14T24" - 1) {
    text = with_midnight_as_zero(std::move(text));
  }
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

std::vector<Sample> sample(SortedGraphs& data, LoadPlan& plan) {
  const std::size_t graph_step = std::max<std::size_t>(1, plan.graphs() / sampled_graphs);
  std::vector<Sample> samples;
  PlannedGraph graph;
  std::size_t number = 0;
  std::size_t position = 0;
  plan.rewind();
  bool started = false;
  data.for_each([&](const Statement& statement) {
    if (!started || graph.name != statement.graph) {
      number += std::exchange(started, true) ? 1 : 0;
      (void)plan.next(graph);
      position = 0;
    }
    const std::size_t step =
        std::max<std::size_t>(1, graph.content.triples / samples_per_graph);
    if (number % graph_step == 0 && position % step == 0) {
      rdf::ReadOptions options;
      options.syntax = rdf::Syntax::ntriples;
      const std::string line = std::string(statement.triple) + "\n";
      samples.push_back({graph.target, rdf::parse(line, options).at(0)});
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

void check_counts(const std::vector<PlannedGraph>& graphs,
                  Endpoint& endpoint,
                  LoadMode mode) {
  std::vector<std::string> asked;
  for (const PlannedGraph& graph : graphs) {
    asked.push_back(graph.target);
  }
  const auto counts = endpoint.count(asked);
  for (const PlannedGraph& graph : graphs) {
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

void check_all_counts(LoadPlan& plan, Endpoint& endpoint, LoadMode mode) {
  std::vector<PlannedGraph> graphs;
  PlannedGraph graph;
  plan.rewind();
  while (plan.next(graph)) {
    graphs.push_back(graph);
    if (graphs.size() == graphs_per_request) {
      check_counts(graphs, endpoint, mode);
      graphs.clear();
    }
  }
  check_counts(graphs, endpoint, mode);
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
  if (term.datatype == vocabulary::xsd_double || term.datatype == vocabulary::xsd_float) {
    return "number " + double_value(term.value);
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
                   LoadPlan& plan,
                   Endpoint& endpoint,
                   LoadMode mode) {
  check_all_counts(plan, endpoint, mode);
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
