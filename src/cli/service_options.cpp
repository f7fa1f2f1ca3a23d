#include "cli/service_options.hpp"

#include "net/http_client.hpp"
#include "publish/endpoint.hpp"
#include "rdf/iri.hpp"
#include "rdf/reader.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "store/load.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace byline::cli {
namespace {

using std::chrono::milliseconds;

constexpr int most_redirects = 5;
constexpr std::size_t most_answer_bytes = std::size_t{256} << 20;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::set<std::string> allowed_origins(const ServiceOptions& options) {
  std::set<std::string> out;
  for (const std::string& given : options.origins) {
    const std::string origin = origin_of(given);
    const std::size_t path =
        given.find('/', std::min(given.find("://") + 3, given.size()));
    if (origin.empty() || (path != std::string::npos && path + 1 < given.size())) {
      throw Error(ExitCode::unusable,
                  {},
                  "--allow-service: '" + given + "' is no origin",
                  "scheme, host and port, without a path: https://example.org");
    }
    out.insert(origin);
  }
  return out;
}

std::map<std::string, std::string> endpoint_files(const ServiceOptions& options) {
  std::map<std::string, std::string> out;
  for (const std::string& pair : options.files) {
    const std::size_t equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(
          ExitCode::unusable, {}, "--service needs ENDPOINT=FILE, not '" + pair + "'");
    }
    out[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return out;
}

std::string hint_for(const std::string& iri) {
  if (origin_of(iri).empty())
    return "only http: and https: can be asked, and without user names";
  const std::size_t path = iri.find_first_of("/?#", iri.find("://") + 3);
  return "--allow-service " + iri.substr(0, path) + " allows it";
}

[[noreturn]] void refuse(const std::string& iri) {
  throw Error(ExitCode::unusable, {}, "<" + iri + "> may not be asked", hint_for(iri));
}

/// Characters that URIs do not have as %XX (RFC 3987, 3.1).
std::string uri_of(const std::string& iri) {
  std::string out;
  for (const char c : iri)
    out += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c)
                                                : net::percent_encode({&c, 1});
  return out;
}

/// One exchange with an origin that is allowed, within the time of the query.
net::HttpResponse exchange(const net::HttpRequest& request,
                           const sparql::Limits& limits) {
  net::HttpOptions http;
  http.max_redirects = 0;
  http.max_response_bytes = most_answer_bytes;
  // What is read is held twice, as text and as terms.
  if (limits.max_bytes != 0)
    http.max_response_bytes = std::min(most_answer_bytes, limits.max_bytes / 4);
  if (limits.deadline_ns != 0 && limits.now_ns) {
    const std::uint64_t now = limits.now_ns();
    const std::uint64_t left = limits.deadline_ns > now ? limits.deadline_ns - now : 0;
    http.total_timeout = std::min(http.total_timeout, milliseconds(left / 1'000'000 + 1));
  }
  try {
    return net::HttpClient(http).send(request);
  } catch (const net::TransportError& fault) {
    if (limits.deadline_ns != 0 && limits.now_ns() >= limits.deadline_ns) {
      throw Error(ExitCode::limit, {}, "the time limit is reached", "see --timeout");
    }
    if (limits.max_bytes != 0 && fault.fault() == net::TransportFault::refused) {
      throw Error(ExitCode::limit, {}, fault.what(), "see --max-memory");
    }
    throw Error(ExitCode::io, {}, fault.what());
  }
}

[[noreturn]] void refuse_status(const net::HttpRequest& request,
                                const net::HttpResponse& response) {
  const auto location = response.headers.find("location");
  const bool elsewhere = response.status >= 300 && response.status < 400 &&
                         location != response.headers.end();
  throw Error(ExitCode::io,
              {},
              net::display_url(request.url) + ": HTTP " + std::to_string(response.status),
              elsewhere
                  ? "it has moved to " + net::display_url(location->second)
                  : response.body.substr(0, response.body.find('\n')).substr(0, 200));
}

/// Terms from elsewhere are checked: what is written must be RDF.
rdf::Term checked(const rdf::Term& term, const std::string& endpoint) {
  const std::string& iri = term.is_iri() ? term.value : term.datatype;
  if (const bool bad = rdf::find_bad_iri_byte(iri).has_value(); bad) {
    throw Error(ExitCode::io, {}, "<" + endpoint + "> gives '" + iri + "' as an IRI");
  }
  return term;
}

sparql::RemoteResult result_of(const publish::Answer& answer,
                               const std::string& endpoint) {
  sparql::RemoteResult out;
  out.variables = answer.variables;
  for (const publish::Binding& binding : answer.rows) {
    auto& row = out.rows.emplace_back();
    for (const std::string& name : answer.variables) {
      const auto found = binding.find(name);
      row.push_back(found == binding.end()
                        ? std::nullopt
                        : std::optional(checked(found->second, endpoint)));
    }
  }
  return out;
}

sparql::RemoteResult ask_remote(const std::string& endpoint,
                                const std::string& query,
                                const sparql::Limits& limits) {
  const std::string body = "query=" + net::percent_encode(query);
  net::HttpRequest request;
  request.method = "POST";
  request.url = uri_of(endpoint);
  request.accept = "application/sparql-results+json";
  request.content_type = "application/x-www-form-urlencoded";
  request.body = body;
  const net::HttpResponse response = exchange(request, limits);
  if (!response.succeeded())
    refuse_status(request, response);
  if (const auto most = publish::rows_cut_at(response)) {
    throw Error(ExitCode::io,
                {},
                net::display_url(endpoint) + " gives only " + std::to_string(*most) +
                    " of its rows",
                "ask for less in the SERVICE, with LIMIT or a narrower pattern");
  }
  return result_of(publish::parse_answer(response.body), endpoint);
}

/// A file's answer to the query; a SERVICE in it goes to the same places.
sparql::RemoteResult ask_file(const std::string& file,
                              const std::string& query,
                              const sparql::Limits& limits,
                              const sparql::AskEndpoint& ask_others) {
  const auto store = store::load_files({file});
  sparql::RunOptions options;
  options.limits = limits;
  options.ask_endpoint = ask_others;
  const auto run = sparql::run(sparql::parse_query(query, {{}, file}), *store, options);
  const sparql::Solutions solutions = run->solutions();
  sparql::RemoteResult out;
  out.variables = solutions.variables;
  sparql::SolutionRow row;
  while (solutions.next(row)) {
    auto& terms = out.rows.emplace_back();
    for (const auto& term : row)
      terms.push_back(term ? std::optional(rdf::Term(*term)) : std::nullopt);
  }
  return out;
}

/// The document's syntax: what the server says, else what the name says.
rdf::Syntax syntax_of_document(const net::HttpResponse& response,
                               const std::string& url) {
  if (const auto named = rdf::syntax_named(response.media_type()))
    return *named;
  if (const auto named = rdf::syntax_of(net::display_url(url)))
    return *named;
  throw Error(ExitCode::io,
              {},
              net::display_url(url) + ": '" + response.media_type() +
                  "' is no syntax that byline reads",
              "Turtle, TriG, N-Triples or N-Quads");
}

void load_remote(const std::string& iri,
                 const std::set<std::string>& origins,
                 const sparql::Limits& limits,
                 rdf::QuadSink& sink) {
  net::HttpRequest request;
  request.url = uri_of(iri);
  request.accept =
      "text/turtle, application/n-triples, application/trig;q=0.9, "
      "application/n-quads;q=0.9, */*;q=0.1";
  for (int hops = 0;; ++hops) {
    if (!origins.contains(origin_of(request.url)))
      refuse(request.url);
    const net::HttpResponse response = exchange(request, limits);
    const auto location = response.headers.find("location");
    if (response.status >= 300 && response.status < 400 && hops < most_redirects &&
        location != response.headers.end()) {
      request.url = uri_of(rdf::resolve_iri(location->second, request.url));
      continue;
    }
    if (!response.succeeded())
      refuse_status(request, response);
    rdf::ReadOptions reading;
    reading.syntax = syntax_of_document(response, request.url);
    reading.base = request.url;
    reading.file_name = request.url;
    rdf::read_text(response.body, reading, sink);
    return;
  }
}

}  // namespace

void add_service_options(CLI::App& command, ServiceOptions& options, bool loads) {
  command.add_option("--allow-service",
                     options.origins,
                     loads ? "origin that SERVICE and LOAD may ask: https://example.org"
                           : "origin that SERVICE may ask: https://example.org");
  command.add_option(
      "--service", options.files, "ENDPOINT=FILE: answer SERVICE <ENDPOINT> from a file");
}

std::string origin_of(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos)
    return {};
  const std::string scheme = lower(url.substr(0, colon));
  if (scheme != "http" && scheme != "https")
    return {};
  std::string_view authority = url.substr(colon + 3);
  authority = authority.substr(0, authority.find_first_of("/?#\\"));
  if (authority.empty() || authority.find('@') != std::string_view::npos)
    return {};
  // The last colon begins the port, unless it is in an IPv6 address.
  const std::size_t port = authority.rfind(':');
  const std::size_t bracket = authority.rfind(']');
  const bool has_port = port != std::string_view::npos &&
                        (bracket == std::string_view::npos || port > bracket);
  const std::string_view host = has_port ? authority.substr(0, port) : authority;
  const std::string_view digits = has_port ? authority.substr(port + 1) : "";
  if (host.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return {};
  const std::string_view usual = scheme == "http" ? "80" : "443";
  return scheme + "://" + lower(host) + ":" +
         std::string(digits.empty() ? usual : digits);
}

void check_references(const std::vector<sparql::Reference>& references,
                      const ServiceOptions& options,
                      const std::string& text,
                      const std::string& file) {
  const auto origins = allowed_origins(options);
  const auto files = endpoint_files(options);
  for (const sparql::Reference& reference : references) {
    if (reference.silent || files.contains(reference.iri) ||
        origins.contains(origin_of(reference.iri)))
      continue;
    throw Error(ExitCode::unusable,
                diagnose(text,
                         reference.offset,
                         file,
                         "<" + reference.iri + "> may not be asked",
                         hint_for(reference.iri)));
  }
}

sparql::AskEndpoint ask_endpoints(const ServiceOptions& options,
                                  const sparql::Limits& limits) {
  // The function refers to itself for the SERVICEs in a file's part of the query.
  struct Ask {
    std::set<std::string> origins;
    std::map<std::string, std::string> files;
    sparql::Limits limits;

    sparql::RemoteResult operator()(const std::string& endpoint,
                                    const std::string& query) const {
      if (const auto file = files.find(endpoint); file != files.end())
        return ask_file(file->second, query, limits, *this);
      if (!origins.contains(origin_of(endpoint)))
        refuse(endpoint);
      return ask_remote(endpoint, query, limits);
    }
  };
  return Ask{allowed_origins(options), endpoint_files(options), limits};
}

sparql::LoadDocument load_documents(const ServiceOptions& options,
                                    const sparql::Limits& limits) {
  return [origins = allowed_origins(options), limits](const std::string& iri,
                                                      rdf::QuadSink& sink) {
    load_remote(iri, origins, limits, sink);
  };
}

}  // namespace byline::cli
