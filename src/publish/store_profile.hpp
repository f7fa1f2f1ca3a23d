#pragma once

#include "publish/literal_traits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::publish {

/// A change of form that a store makes to literals with a trait, told to people.
struct Rewriting {
  LiteralTrait trait;
  std::string text;
};

/// What one kind of triple store takes, and how it must be treated. Facts measured or
/// from the store's documentation: docs/stores.md says which.
struct StoreProfile {
  std::string name;                     ///< as --store takes it
  std::string gsp_suffix;               ///< Graph Store Protocol, behind the endpoint
  std::string query_suffix;             ///< SPARQL query
  std::string update_suffix;            ///< SPARQL update
  std::string graph_key = "graph";      ///< the query parameter that names a graph
  std::string default_key = "default";  ///< of the default graph; empty: it has none
  bool takes_quads = false;  ///< N-Quads by POST to the GSP URL without a graph
  bool atomic_put = false;   ///< a failed PUT leaves the old graph
  bool copies_all = true;    ///< COPY and ADD keep every triple
  bool union_default =
      false;  ///< the default graph of queries is the union of all graphs
  std::string default_clause;  ///< FROM clause that selects the unnamed graph alone
  std::size_t max_literal_bytes = std::size_t{64} << 20;
  std::size_t max_update_literal_bytes = std::size_t{64} << 20;  ///< by INSERT DATA
  std::size_t max_rows = 0;  ///< rows after which SELECT answers are cut; 0: never
  bool digest = false;       ///< Digest instead of Basic for user and password
  std::vector<Rewriting> rewriting;  ///< literals whose form changes, not their value
  std::vector<LiteralTrait> loses;   ///< literals of which it keeps another value
};

/// All profiles, by name.
const std::vector<StoreProfile>& store_profiles();

/// The profile of that name, or nothing.
std::optional<StoreProfile> profile_named(std::string_view name);

/// Recognises a store by the endpoint's path and by headers of one answer (`server` and a
/// few of their own; names in lower case, `name: value` each). Nothing if in doubt.
std::optional<StoreProfile> recognise(std::string_view endpoint,
                                      const std::vector<std::string>& headers);

/// The service URLs of an endpoint. The endpoint may already end in one of the suffixes.
struct ServiceUrls {
  std::string gsp;
  std::string query;
  std::string update;
};
ServiceUrls service_urls(const StoreProfile& profile, std::string_view endpoint);

}  // namespace byline::publish
