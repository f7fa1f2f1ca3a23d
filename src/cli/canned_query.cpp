#include "cli/canned_query.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "cli/name_lookup.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

namespace byline::cli {

namespace {

namespace fs = std::filesystem;
namespace voc = rdf::vocabulary;

const std::vector<std::string> types = {"date", "entity", "integer", "iri", "string"};

[[noreturn]] void refuse(const std::string& text, const std::string& hint) {
  throw Error(ExitCode::unusable, Location{}, text, hint);
}

QueryParameter parse_parameter(const std::string& line, const fs::path& file) {
  std::istringstream words(line);
  QueryParameter parameter;
  words >> parameter.name >> parameter.type >> std::ws;
  std::getline(words, parameter.description);
  if (parameter.type.ends_with("?")) {
    parameter.optional = true;
    parameter.type.pop_back();
  }
  if (std::ranges::find(types, parameter.type) == types.end()) {
    throw Error(
        ExitCode::unusable,
        Location{file.string(), 0, 0},
        "unknown type '" + parameter.type + "' of parameter '" + parameter.name + "'",
        "one of date, entity, integer, iri, string");
  }
  return parameter;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// YYYY, YYYY-MM or YYYY-MM-DD.
std::optional<rdf::Term> date_term(const std::string& value) {
  const bool year = value.size() >= 4 && all_digits(std::string_view(value).substr(0, 4));
  const auto part = [&](std::size_t at) {
    return value.size() >= at + 3 && value[at] == '-' &&
           all_digits(std::string_view(value).substr(at + 1, 2));
  };
  if (year && value.size() == 4) {
    return rdf::Term::typed(value, voc::xsd_g_year);
  }
  if (year && value.size() == 7 && part(4)) {
    return rdf::Term::typed(value, voc::xsd_g_year_month);
  }
  if (year && value.size() == 10 && part(4) && part(7)) {
    return rdf::Term::typed(value, voc::xsd_date);
  }
  return std::nullopt;
}

rdf::Term value_of(const QueryParameter& parameter,
                   const std::string& value,
                   const TripleSource& source) {
  if (parameter.type == "entity") {
    return find_entity(source, value);
  }
  if (parameter.type == "integer") {
    const std::string_view digits =
        std::string_view(value).substr(value.starts_with("-") ? 1 : 0);
    if (all_digits(digits)) {
      return rdf::Term::typed(value, voc::xsd_integer);
    }
    refuse("'" + value + "' is no integer", "--param " + parameter.name + "=42");
  }
  if (parameter.type == "date") {
    if (auto term = date_term(value)) {
      return *term;
    }
    refuse("'" + value + "' is no date",
           "--param " + parameter.name + "=2022-09-14, 2022-09 or 2022");
  }
  if (parameter.type == "iri") {
    if (std::string iri = as_iri(value); !iri.empty()) {
      return rdf::Term::iri(std::move(iri));
    }
    return find_property(source, value);
  }
  return rdf::Term::literal(value);
}

std::vector<std::string> names_of(const CannedQuery& query) {
  std::vector<std::string> names;
  for (const QueryParameter& parameter : query.parameters) {
    names.push_back(parameter.name);
  }
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

}  // namespace

CannedQuery parse_canned_query(std::string text, const fs::path& file) {
  CannedQuery query;
  query.name = file.stem().string();
  query.file = file;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && line.starts_with("#");) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos || colon < 2) {
      continue;
    }
    const std::string key = line.substr(2, colon - 2);
    const std::string value = line.substr(colon + 2);
    if (key == "title") {
      query.title = value;
    } else if (key == "question") {
      query.question = value;
    } else if (key == "param") {
      query.parameters.push_back(parse_parameter(value, file));
    } else if (key == "columns") {
      std::istringstream words(value);
      for (std::string word; words >> word;) {
        query.columns.push_back(word);
      }
    }
  }
  query.text = std::move(text);
  return query;
}

std::vector<CannedQuery> canned_queries(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".rq") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<CannedQuery> queries;
  for (const fs::path& file : files) {
    queries.push_back(parse_canned_query(read_file(file), file));
  }
  return queries;
}

bool is_canned_name(const std::string& argument) {
  std::error_code error;
  return !argument.empty() && argument != "-" &&
         argument.find('/') == std::string::npos && !argument.ends_with(".rq") &&
         !fs::exists(argument, error);
}

CannedQuery find_canned_query(const fs::path& folder, const std::string& name) {
  std::vector<std::string> names;
  for (CannedQuery& query : canned_queries(folder)) {
    if (query.name == name) {
      return std::move(query);
    }
    names.push_back(query.name);
  }
  const std::string nearest = closest(name, names);
  refuse("no query is called '" + name + "'",
         nearest.empty() ? "byline queries lists them; a file needs a / or .rq"
                         : "did you mean '" + nearest + "'? byline queries lists them");
}

Bindings bind_parameters(const CannedQuery& query,
                         const std::vector<std::string>& settings,
                         const TripleSource& source) {
  const std::vector<std::string> names = names_of(query);
  Bindings bindings;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      refuse("no parameter: '" + setting + "'", "--param NAME=VALUE");
    }
    const std::string name = setting.substr(0, equals);
    const auto parameter =
        std::ranges::find(query.parameters, name, &QueryParameter::name);
    if (parameter == query.parameters.end()) {
      const std::string nearest = closest(name, names);
      refuse("query '" + query.name + "' has no parameter '" + name + "'",
             !nearest.empty() ? "did you mean '" + nearest + "'?"
             : names.empty()  ? "it takes none"
                              : "it takes: " + listed(names));
    }
    bindings.insert_or_assign(name,
                              value_of(*parameter, setting.substr(equals + 1), source));
  }
  for (const QueryParameter& parameter : query.parameters) {
    if (!parameter.optional && !bindings.contains(parameter.name)) {
      refuse("query '" + query.name + "' needs the parameter '" + parameter.name + "'",
             "--param " + parameter.name + "=… (" + parameter.description + ")");
    }
  }
  return bindings;
}

}  // namespace byline::cli
