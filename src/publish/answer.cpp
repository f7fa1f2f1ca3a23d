#include "publish/endpoint.hpp"
#include "rdf/vocabulary.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace byline::publish {
namespace {

using nlohmann::json;

rdf::Term term_of(const json& value) {
  const std::string type = value.at("type");
  std::string text = value.at("value");
  if (type == "uri") {
    return rdf::Term::iri(std::move(text));
  }
  if (type == "bnode") {
    return rdf::Term::blank(std::move(text));
  }
  if (value.contains("xml:lang")) {
    return rdf::Term::tagged(std::move(text), value.at("xml:lang"));
  }
  if (value.contains("datatype")) {
    return rdf::Term::typed(std::move(text), value.at("datatype").get<std::string>());
  }
  return rdf::Term::literal(std::move(text));
}

Answer answer_of(const json& document) {
  Answer answer;
  if (document.contains("boolean")) {
    answer.boolean = document.at("boolean").get<bool>();
    return answer;
  }
  answer.variables = document.at("head").at("vars").get<std::vector<std::string>>();
  for (const json& row : document.at("results").at("bindings")) {
    Binding binding;
    for (const auto& [name, value] : row.items()) {
      binding.emplace(name, term_of(value));
    }
    answer.rows.push_back(std::move(binding));
  }
  return answer;
}

}  // namespace

Answer parse_answer(const std::string& text) {
  try {
    return answer_of(json::parse(text));
  } catch (const json::exception& fault) {
    throw Error(
        ExitCode::io,
        {},
        "the store's answer is no SPARQL JSON result: " + std::string(fault.what()));
  }
}

}  // namespace byline::publish
