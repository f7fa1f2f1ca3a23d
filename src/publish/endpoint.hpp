#pragma once

#include "base/diagnostics.hpp"
#include "net/http_client.hpp"
#include "publish/store_profile.hpp"
#include "rdf/term.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::publish {

/// How often and how long to try again. Only idempotent requests are repeated, and all
/// that byline sends are: PUT, DELETE, ground triples, COPY, DROP.
struct RetryPolicy {
  int retries = 5;
  std::chrono::milliseconds first_delay{500};
  std::chrono::milliseconds longest_delay{30'000};
  std::chrono::seconds longest_wait{300};  ///< that a store may ask for (Retry-After)
};

/// What only the caller may touch: time, chance, signals.
struct Surroundings {
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> jitter;     ///< in [0, 1)
  std::function<bool()> interrupted;  ///< Ctrl-C was pressed
};

/// One row of a SELECT; unbound variables are absent.
using Binding = std::map<std::string, rdf::Term>;

/// Columns and rows of a SELECT.
struct Answer {
  std::vector<std::string> variables;
  std::vector<Binding> rows;
  std::optional<bool> boolean;  ///< of an ASK
  /// The store says that it left out rows: how many it gives at most.
  std::optional<std::size_t> cut_at;
};

/// A triple store over HTTP. Graphs are IRIs; an empty string is its default graph.
/// Every method throws Error: ExitCode::io with method, URL, status and a hint if the
/// store does not do it; ExitCode::interrupted after Ctrl-C. An answer with an HTML page
/// is a failure whatever its status.
class Endpoint {
 public:
  Endpoint(StoreProfile profile,
           ServiceUrls urls,
           const net::HttpOptions& options,
           RetryPolicy retry,
           Surroundings surroundings);

  [[nodiscard]] const StoreProfile& profile() const { return profile_; }

  /// What a body for `put` and `post` begins with: N-Triples is Turtle, and a prefix
  /// makes it Turtle for Virtuoso, too, which sniffs.
  static constexpr std::string_view turtle_head =
      "@prefix by: <https://w3id.org/byline#> .\n";

  /// Replaces (PUT) or extends (POST) a graph; `turtle` is ground triples, a line each,
  /// behind `turtle_head`.
  void put(std::string_view graph, std::string_view turtle);
  void post(std::string_view graph, std::string_view turtle);
  /// POSTs N-Quads; the store must take quads.
  void post_quads(std::string_view nquads);
  void update(std::string_view request);
  /// Triples of each graph; a graph that does not exist has none.
  std::map<std::string, std::size_t> count(const std::vector<std::string>& graphs);
  Answer query(std::string_view text);
  /// As `query`, but with the media type asked for and the answer as it came. Throws
  /// Error(ExitCode::limit) if the store says that time cut the answer.
  net::HttpResponse ask(std::string_view text, const std::string& accept);

 private:
  net::HttpResponse send(const net::HttpRequest& request);
  net::HttpResponse send_once(const net::HttpRequest& request);
  [[nodiscard]] std::chrono::milliseconds delay_before(
      int attempt, const net::HttpResponse& response) const;
  [[nodiscard]] std::string graph_url(std::string_view graph) const;
  [[noreturn]] static void refuse(const net::HttpRequest& request,
                                  const net::HttpResponse& response);
  void write(const std::string& method, std::string_view graph, std::string_view turtle);

  StoreProfile profile_;
  ServiceUrls urls_;
  net::HttpClient client_;
  RetryPolicy retry_;
  Surroundings surroundings_;
};

/// How many rows the store gives at most, if it says so and left out some (Virtuoso's
/// X-SPARQL-MaxRows).
std::optional<std::size_t> rows_cut_at(const net::HttpResponse& response);

/// Asks the endpoint who it is. Throws Error(ExitCode::io) if it does not answer and
/// Error(ExitCode::unusable) with a hint if it cannot be recognised.
StoreProfile detect_store(std::string_view endpoint, const net::HttpOptions& options);

/// Reads `application/sparql-results+json` (also Virtuoso's `typed-literal`). Throws
/// Error(ExitCode::io) if it is something else.
Answer parse_answer(const std::string& json);

}  // namespace byline::publish
