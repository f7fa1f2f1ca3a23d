#include "ingest/json_ld.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace byline::ingest {
namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 8;  ///< of arrays and graphs in each other

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) {
    return nullptr;
  }
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

/// How sure a node's type makes it that the page is about it: NewsArticle, Article,
/// BlogPosting 2; WebPage 1; else 0.
int rank_of(const Json& node) {
  const Json* type = member(node, "@type");
  if (type == nullptr) {
    return 0;
  }
  if (type->is_array()) {
    int best = 0;
    for (const Json& one : *type) {
      best = std::max(best, rank_of(Json{{"@type", one}}));
    }
    return best;
  }
  if (!type->is_string()) {
    return 0;
  }
  const auto& name = type->get_ref<const std::string&>();
  if (name.ends_with("Article") || name.ends_with("Posting") || name == "Report") {
    return 2;
  }
  return name.ends_with("Page") ? 1 : 0;
}

/// The best node of the script, or null.
void find_article(const Json& value, int depth, const Json*& best, int& rank) {
  if (depth > deepest) {
    return;
  }
  if (value.is_array()) {
    for (const Json& one : value) {
      find_article(one, depth + 1, best, rank);
    }
    return;
  }
  if (const int found = rank_of(value); found > rank) {
    best = &value;
    rank = found;
  }
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    if (const Json* inner = member(value, key)) {
      find_article(*inner, depth + 1, best, rank);
    }
  }
}

/// A string, an `@value`, a thing's name or `@id`, or several of them.
std::string text_of(const Json* value, const char* name_key) {
  if (value == nullptr) {
    return {};
  }
  if (value->is_string()) {
    return value->get<std::string>();
  }
  if (value->is_array()) {
    std::string all;
    for (const Json& one : *value) {
      const std::string text = one.is_array() ? std::string{} : text_of(&one, name_key);
      all += (all.empty() || text.empty() ? "" : ", ") + text;
    }
    return all;
  }
  for (const char* key : {"@value", name_key}) {
    if (const Json* inner = member(*value, key); inner != nullptr && inner->is_string()) {
      return inner->get<std::string>();
    }
  }
  return {};
}

/// Of several the first.
std::string first_text_of(const Json* value, const char* name_key) {
  const bool several = value != nullptr && value->is_array();
  return several ? (value->empty() ? std::string{} : text_of(&value->front(), name_key))
                 : text_of(value, name_key);
}

}  // namespace

Metadata read_json_ld(std::string_view script) {
  const Json json = Json::parse(script, nullptr, false, true);
  Metadata found;
  if (json.is_discarded()) {
    return found;
  }
  const Json* node = nullptr;
  int rank = 0;
  find_article(json, 0, node, rank);
  if (node == nullptr) {
    return found;
  }
  found.title = first_text_of(member(*node, "headline"), "name");
  if (found.title.empty() && rank > 1) {
    found.title = first_text_of(member(*node, "name"), "name");
  }
  found.date = first_text_of(member(*node, "datePublished"), "@value");
  found.author = text_of(member(*node, "author"), "name");
  found.publisher = text_of(member(*node, "publisher"), "name");
  found.language = first_text_of(member(*node, "inLanguage"), "alternateName");
  found.url = first_text_of(member(*node, "url"), "@id");
  if (found.url.empty()) {
    found.url = first_text_of(member(*node, "mainEntityOfPage"), "@id");
  }
  return found;
}

}  // namespace byline::ingest
