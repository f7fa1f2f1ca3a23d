#include "publish/store_profile.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace byline::publish {
namespace {

StoreProfile virtuoso() {
  StoreProfile store;
  store.name = "virtuoso";
  store.gsp_suffix = "/sparql-graph-crud-auth";
  store.query_suffix = "/sparql";
  store.update_suffix = "/sparql-auth";
  store.default_key
      .clear();  // a POST without a graph answers 200 with a form and loads nothing
  store.union_default = true;
  store.max_literal_bytes = 10'000'000;  // 11 to 12 MB fail
  store.max_rows = 10'000;
  store.digest = true;
  store.max_update_literal_bytes = 5'000'000;  // takes half a minute
  store.rewriting = {
      {LiteralTrait::number_form,
       "integers and decimals lose their form (0.950 is 0.95)"},
      {LiteralTrait::double_form, "doubles are shown with six digits"},
      {LiteralTrait::large_integer, "integers beyond 32 bits come back as decimals"},
      {LiteralTrait::date_time_form, "fractions of seconds get three digits or none"},
      {LiteralTrait::language_case, "language tags become lower case"}};
  store.loses = {LiteralTrait::long_number,
                 LiteralTrait::ill_typed,
                 LiteralTrait::fine_time,
                 LiteralTrait::not_a_number,  // breaks the index for all later loads
                 LiteralTrait::negative_year,
                 LiteralTrait::duration};
  return store;
}

StoreProfile fuseki() {
  StoreProfile store;
  store.name = "fuseki";
  store.gsp_suffix = "/data";
  store.query_suffix = "/query";
  store.update_suffix = "/update";
  store.takes_quads = true;
  store.atomic_put = true;
  store.copies_all = false;  // TDB2 4.10 loses triples that lie beside those it inserts
  store.rewriting = {
      {LiteralTrait::double_form, "TDB2 writes doubles and floats in its own form"},
      {LiteralTrait::derived_integer, "TDB2 writes xsd:int and its like without 0 and +"},
      {LiteralTrait::date_time_form, "TDB2 drops zeros of fractions of seconds"}};
  store.loses = {LiteralTrait::huge_integer};  // TDB2 4.10 keeps 64 bits of them
  return store;
}

StoreProfile oxigraph() {
  StoreProfile store;
  store.name = "oxigraph";
  store.gsp_suffix = "/store";
  store.query_suffix = "/query";
  store.update_suffix = "/update";
  store.takes_quads = true;
  store.atomic_put = true;
  store.rewriting = {
      {LiteralTrait::number_form,
       "integers and decimals get their canonical form (+12 is 12)"},
      {LiteralTrait::double_form, "doubles and floats get its own form"},
      {LiteralTrait::derived_integer, "xsd:int and its like become xsd:integer"},
      {LiteralTrait::boolean_digit, "booleans become true and false"},
      {LiteralTrait::date_time_form, "dateTimes get their canonical form (.000Z is Z)"},
      {LiteralTrait::language_case, "language tags become lower case"}};
  return store;
}

StoreProfile rdf4j_family(std::string name) {
  StoreProfile store;
  store.name = std::move(name);
  store.gsp_suffix = "/rdf-graphs/service";
  store.update_suffix = "/statements";
  store.takes_quads = true;
  store.atomic_put = true;
  store.union_default = true;
  store.default_clause = "FROM <http://www.openrdf.org/schema/sesame#nil>";
  return store;
}

StoreProfile blazegraph() {
  StoreProfile store;
  store.name = "blazegraph";
  store.gsp_suffix = "/sparql";
  store.query_suffix = "/sparql";
  store.update_suffix = "/sparql";
  store.graph_key = "context-uri";
  store.default_key.clear();
  store.union_default = true;
  return store;
}

StoreProfile stardog() {
  StoreProfile store;
  store.name = "stardog";
  store.query_suffix = "/query";
  store.update_suffix = "/update";
  store.takes_quads = true;
  store.atomic_put = true;
  return store;
}

StoreProfile qlever() {
  StoreProfile store;
  store.name = "qlever";
  store.union_default = true;
  store.rewriting = {
      {LiteralTrait::number_form, "integers and decimals are folded by value"}};
  return store;
}

/// A store that keeps to the standard: one URL for everything.
StoreProfile standard() {
  StoreProfile store;
  store.name = "standard";
  return store;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

struct Sign {
  std::string_view part;
  std::string_view store;
};

}  // namespace

const std::vector<StoreProfile>& store_profiles() {
  static const std::vector<StoreProfile> profiles = {blazegraph(),
                                                     fuseki(),
                                                     rdf4j_family("graphdb"),
                                                     oxigraph(),
                                                     qlever(),
                                                     rdf4j_family("rdf4j"),
                                                     standard(),
                                                     stardog(),
                                                     virtuoso()};
  return profiles;
}

std::optional<StoreProfile> profile_named(std::string_view name) {
  const auto& profiles = store_profiles();
  const auto found = std::ranges::find(profiles, name, &StoreProfile::name);
  return found == profiles.end() ? std::nullopt : std::optional(*found);
}

std::optional<StoreProfile> recognise(std::string_view endpoint,
                                      const std::vector<std::string>& headers) {
  static constexpr std::array signs = {Sign{"server: virtuoso", "virtuoso"},
                                       Sign{"server: oxigraph", "oxigraph"},
                                       Sign{"fuseki-request-id:", "fuseki"},
                                       Sign{"server: apache jena fuseki", "fuseki"},
                                       Sign{"server: stardog", "stardog"},
                                       Sign{"server: graphdb", "graphdb"},
                                       Sign{"server: qlever", "qlever"}};
  for (const Sign& sign : signs) {
    for (const std::string& header : headers) {
      if (contains(header, sign.part)) {
        return profile_named(sign.store);
      }
    }
  }
  static constexpr std::array paths = {Sign{"/rdf4j-server/repositories/", "rdf4j"},
                                       Sign{"/repositories/", "graphdb"},
                                       Sign{"/blazegraph/", "blazegraph"},
                                       Sign{"/sparql-graph-crud", "virtuoso"}};
  for (const Sign& sign : paths) {
    if (contains(endpoint, sign.part)) {
      return profile_named(sign.store);
    }
  }
  return std::nullopt;
}

ServiceUrls service_urls(const StoreProfile& profile, std::string_view endpoint) {
  while (endpoint.ends_with('/')) {
    endpoint.remove_suffix(1);
  }
  for (const std::string& suffix :
       {profile.gsp_suffix, profile.update_suffix, profile.query_suffix}) {
    if (!suffix.empty() && endpoint.ends_with(suffix)) {
      endpoint.remove_suffix(suffix.size());
      break;
    }
  }
  const std::string root(endpoint);
  return {root + profile.gsp_suffix,
          root + profile.query_suffix,
          root + profile.update_suffix};
}

}  // namespace byline::publish
