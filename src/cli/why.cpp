#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/name_lookup.hpp"
#include "cli/select_rows.hpp"
#include "store/load.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace byline::cli {
namespace {

struct WhyCommand {
  std::vector<std::string> fact;
  std::string identity;
  std::vector<std::string> data;
  std::string format = "text";
};

/// One assertion of the fact asked for.
struct Reason {
  std::string article;
  std::string before;  ///< of the sentence, up to the evidence
  std::string words;   ///< the evidence
  std::string after;
  std::size_t begin = 0;  ///< code points of the article
  std::size_t end = 0;
  std::string rule;
  std::string place;  ///< file:line of the rule
  std::string confidence;
  std::string how;  ///< "", "negated", "future, reported" …
  std::string said_by;
  std::string step;
};

const std::string reasons_query =
    "SELECT ?a ?article ?text ?sb ?b ?e ?rule ?file ?line ?c ?who ?step ?neg "
    "(GROUP_CONCAT(DISTINCT ?m; SEPARATOR=\", \") AS ?how) WHERE { "
    "?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; by:sentence ?n ; "
    "nif:beginIndex ?b ; nif:endIndex ?e ; by:rule ?r ; by:confidence ?c . "
    "?n nif:anchorOf ?text ; nif:beginIndex ?sb ; nif:referenceContext ?article . "
    "OPTIONAL { ?r rdfs:label ?rule } OPTIONAL { ?r by:ruleFile ?file ; by:ruleLine ?line "
    "} OPTIONAL { ?a by:saidBy ?w . ?w skos:prefLabel ?wl BIND(STR(?wl) AS ?who) } "
    "OPTIONAL { ?a by:step ?st BIND(STRAFTER(STR(?st), \"#\") AS ?step) } "
    "OPTIONAL { ?a by:polarity ?neg } "
    "OPTIONAL { ?a by:modality ?mo BIND(STRAFTER(STR(?mo), \"#\") AS ?m) } } "
    "GROUP BY ?a ?article ?text ?sb ?b ?e ?rule ?file ?line ?c ?who ?step ?neg "
    "ORDER BY ?article ?b ?a";

std::size_t number(const AnswerRow& row, const std::string& name) {
  const std::string& text = row.text(name);
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Reason reason_of(const AnswerRow& row) {
  Reason reason;
  reason.article = row.text("article");
  const std::string& text = row.text("text");
  const std::size_t sentence = number(row, "sb");
  reason.begin = number(row, "b");
  reason.end = number(row, "e");
  const std::size_t first =
      byte_offset_of(text, reason.begin - std::min(sentence, reason.begin));
  const std::size_t last =
      byte_offset_of(text, reason.end - std::min(sentence, reason.end));
  reason.before = text.substr(0, first);
  reason.words = text.substr(first, std::max(last, first) - first);
  reason.after = text.substr(std::max(last, first));
  reason.rule = row.text("rule");
  if (!row.text("file").empty()) {
    reason.place = row.text("file") + ":" + row.text("line");
  }
  reason.confidence = row.text("c");
  reason.how = row.text("how");
  if (row.find("neg") != nullptr) {
    reason.how = reason.how.empty() ? "negated" : "negated, " + reason.how;
  }
  reason.said_by = row.text("who");
  reason.step = row.text("step");
  return reason;
}

/// The end of an IRI, for headings.
std::string short_name(const std::string& iri) {
  const std::size_t at = iri.find("/article/");
  return at == std::string::npos ? iri : iri.substr(at + 9);
}

void print_text(const std::vector<Reason>& reasons, std::ostream& out) {
  const bool colours = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  const std::string on = colours ? "\x1b[1;33m" : "[[";
  const std::string off = colours ? "\x1b[0m" : "]]";
  for (const Reason& reason : reasons) {
    out << short_name(reason.article) << ", characters " << reason.begin << "-"
        << reason.end << "\n  " << reason.before << on << reason.words << off
        << reason.after << "\n  rule " << reason.rule;
    if (!reason.place.empty()) {
      out << " (" << reason.place << ")";
    }
    out << ", confidence " << reason.confidence << ", "
        << (reason.how.empty() ? "asserted" : reason.how);
    if (!reason.said_by.empty()) {
      out << ", said by " << reason.said_by;
    }
    if (!reason.step.empty()) {
      out << ", by " << reason.step;
    }
    out << "\n";
  }
}

nlohmann::ordered_json as_json(const Reason& reason) {
  return {{"article", reason.article},
          {"sentence", reason.before + reason.words + reason.after},
          {"words", reason.words},
          {"begin", reason.begin},
          {"end", reason.end},
          {"rule", reason.rule},
          {"place", reason.place},
          {"confidence", reason.confidence},
          {"certainty", reason.how.empty() ? "asserted" : reason.how},
          {"saidBy", reason.said_by},
          {"step", reason.step}};
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

void print_html(const std::vector<Reason>& reasons,
                const std::string& title,
                std::ostream& out) {
  out << "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>" << escaped(title)
      << "</title></head><body>\n<h1>" << escaped(title) << "</h1>\n";
  for (const Reason& reason : reasons) {
    out << "<blockquote cite=\"" << escaped(reason.article) << "\"><p>"
        << escaped(reason.before) << "<mark>" << escaped(reason.words) << "</mark>"
        << escaped(reason.after) << "</p><footer>" << escaped(short_name(reason.article))
        << ", characters " << reason.begin << "–" << reason.end << "; rule "
        << escaped(reason.rule) << " " << escaped(reason.place) << "; confidence "
        << escaped(reason.confidence) << "; "
        << (reason.how.empty() ? "asserted" : escaped(reason.how));
    if (!reason.said_by.empty()) {
      out << "; said by " << escaped(reason.said_by);
    }
    out << "</footer></blockquote>\n";
  }
  out << "</body></html>\n";
}

/// Objects may be things, or literals by their words.
std::vector<AnswerRow> ask(const store::Store& store, const WhyCommand& command) {
  Bindings bindings = {{"s", find_entity(store, command.fact[0])},
                       {"p", find_property(store, command.fact[1])}};
  std::string query = reasons_query;
  if (command.fact.size() > 2) {
    try {
      bindings.emplace("o", find_entity(store, command.fact[2]));
    } catch (const Error&) {
      const std::vector<AnswerRow> literals = select_rows(
          store,
          "SELECT DISTINCT ?o WHERE { ?a rdf:subject ?s ; rdf:predicate ?p ; rdf:object "
          "?o FILTER(isLiteral(?o) && STR(?o) = ?text) }",
          {{"s", bindings.at("s")},
           {"p", bindings.at("p")},
           {"text", rdf::Term::literal(command.fact[2])}});
      if (literals.empty()) {
        throw;
      }
      bindings.emplace("o", *literals.front().find("o"));
    }
  }
  return select_rows(store, query, bindings);
}

ExitCode explain_fact(const store::Store& store,
                      const WhyCommand& command,
                      std::ostream& out) {
  std::vector<Reason> reasons;
  for (const AnswerRow& row : ask(store, command)) {
    reasons.push_back(reason_of(row));
  }
  if (command.format == "json") {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Reason& reason : reasons) {
      list.push_back(as_json(reason));
    }
    out << list.dump(2) << "\n";
  } else if (command.format == "html") {
    std::string title;
    for (const std::string& part : command.fact) {
      title += (title.empty() ? "" : " ") + part;
    }
    print_html(reasons, title, out);
  } else {
    print_text(reasons, out);
    if (reasons.empty()) {
      std::cerr << "no article states it\n";
    }
  }
  return reasons.empty() ? ExitCode::findings : ExitCode::done;
}

/// The names of a thing, article by article, and why they were joined.
ExitCode explain_identity(const store::Store& store,
                          const std::string& name,
                          std::ostream& out) {
  const rdf::Term entity = find_entity(store, name);
  out << "<" << entity.value << ">\n";
  for (
      const AnswerRow& row : select_rows(
          store,
          "SELECT DISTINCT ?article ?name ?joined ?shared WHERE { ?article "
          "schema:mentions ?e . OPTIONAL { GRAPH ?article { ?e skos:altLabel|"
          "skos:prefLabel ?n } BIND(STR(?n) AS ?name) } OPTIONAL { ?i by:identified ?e ; "
          "by:localName ?n ; by:joinedBy ?joined . OPTIONAL { ?i by:sharedContext "
          "?shared } FILTER(STRSTARTS(STR(?i), CONCAT(STR(?article), \"#\"))) } } ORDER "
          "BY ?article ?name",
          {{"e", entity}})) {
    out << "  " << short_name(row.text("article")) << ": " << row.text("name");
    if (!row.text("joined").empty()) {
      out << " (joined by " << row.text("joined");
      if (!row.text("shared").empty()) {
        out << ", both named with " << row.text("shared");
      }
      out << ")";
    }
    out << "\n";
  }
  for (const AnswerRow& row : select_rows(
           store,
           "SELECT DISTINCT ?name WHERE { ?e skos:altLabel ?n BIND(STR(?n) AS ?name) "
           "FILTER NOT EXISTS { GRAPH ?g { ?e skos:altLabel ?n } } } ORDER BY ?name",
           {{"e", entity}})) {
    out << "  lexicon: " << row.text("name") << "\n";
  }
  return ExitCode::done;
}

ExitCode run(const WhyCommand& command, std::ostream& out) {
  if (command.identity.empty() && command.fact.size() < 2) {
    throw Error(ExitCode::unusable,
                Location{},
                "which fact?",
                "byline why SUBJECT PROPERTY [OBJECT], or byline why --identity NAME");
  }
  const auto store = store::load_files(graph_files(command.data));
  const ExitCode code = command.identity.empty()
                            ? explain_fact(*store, command, out)
                            : explain_identity(*store, command.identity, out);
  return out.flush() ? code : ExitCode::io;
}

}  // namespace

void add_why(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<WhyCommand>();
  CLI::App* sub = app.add_subcommand("why", "Show the sentences behind a fact");
  sub->add_option("fact", command->fact, "subject, property and, if wanted, object")
      ->expected(0, 3);
  sub->add_option("--identity", command->identity, "why names were taken for one thing");
  sub->add_option("--data", command->data, "graph files");
  sub->add_option("--format", command->format, "text, json or html")
      ->check(CLI::IsMember({"text", "json", "html"}));
  sub->footer(
      "Example: byline why \"Acme Foundation\" governingBoardMember Kite --data "
      "graph.trig");
  sub->callback([command, &exit_code] { exit_code = run(*command, std::cout); });
}

}  // namespace byline::cli
