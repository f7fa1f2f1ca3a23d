#include "publish/endpoint.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace byline::publish {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view results_json = "application/sparql-results+json";

/// Virtuoso answers 500 for errors in the request, too: "Virtuoso SQLSTATE Error …". Only
/// a deadlock (40001) and a time-out (S1T00) may go away by themselves.
bool is_virtuoso_error(const net::HttpResponse& response) {
  constexpr std::string_view head = "Virtuoso ";
  if (!response.body.starts_with(head)) {
    return false;
  }
  const std::string_view state = std::string_view(response.body).substr(head.size(), 5);
  return state != "40001" && state != "S1T00";
}

bool is_transient(const net::HttpResponse& response) {
  return response.status == 408 || response.status == 429 ||
         (response.status >= 500 && !is_virtuoso_error(response));
}

/// Virtuoso calls an empty answer text/html, too: only one with a body is a page.
bool is_page(const net::HttpResponse& response) {
  const std::string type = response.media_type();
  return !response.body.empty() &&
         (type == "text/html" || type == "application/xhtml+xml");
}

/// Virtuoso says 200 even when its time is over; a header tells (S1TAT).
bool is_partial(const net::HttpResponse& response) {
  constexpr long partial_content = 206;
  return response.status == partial_content || response.headers.contains("x-sql-state");
}

std::string hint_for(long status) {
  switch (status) {
    case 401:
    case 403:
      return "name the user with --user, the scheme with --auth basic|digest|bearer, and "
             "put the secret into BYLINE_SECRET or a file named by --secret-file";
    case 404: return "check the endpoint: it is the URL of the dataset, not of a page";
    case 405: return "the service does not take this method: name the store with --store";
    case 413: return "send smaller requests: --batch BYTES";
    case 429: return "the store is busy: try later; a rerun sends only what is missing";
    default: return "";
  }
}

/// The beginning of the store's own message.
std::string excerpt(const net::HttpResponse& response) {
  constexpr std::size_t shown_bytes = 200;
  std::string text = response.body.substr(0, response.body.find_first_of("\r\n"));
  text.resize(std::min(text.size(), shown_bytes));
  return text.empty() ? "" : ": " + text;
}

[[noreturn]] void rethrow(const net::TransportError& fault) {
  if (fault.fault() == net::TransportFault::interrupted) {
    throw Error(ExitCode::interrupted, {}, "interrupted");
  }
  throw Error(ExitCode::io, {}, fault.what());
}

bool may_repeat(net::TransportFault fault) {
  switch (fault) {
    case net::TransportFault::unreachable:
    case net::TransportFault::broken:
    case net::TransportFault::timed_out: return true;
    case net::TransportFault::refused:
    case net::TransportFault::interrupted: return false;
  }
  return false;
}

}  // namespace

Endpoint::Endpoint(StoreProfile profile,
                   ServiceUrls urls,
                   const net::HttpOptions& options,
                   RetryPolicy retry,
                   Surroundings surroundings)
    : profile_(std::move(profile)),
      urls_(std::move(urls)),
      client_(options),
      retry_(retry),
      surroundings_(std::move(surroundings)) {
  client_.set_interrupt_check(surroundings_.interrupted);
}

void Endpoint::refuse(const net::HttpRequest& request,
                      const net::HttpResponse& response) {
  const std::string where = request.method + " " + net::display_url(request.url);
  if (response.succeeded() && is_page(response)) {
    throw Error(ExitCode::io,
                {},
                where + ": the store answered " + std::to_string(response.status) +
                    " with an HTML page, so nothing was done",
                "check the endpoint and name the store with --store");
  }
  throw Error(ExitCode::io,
              {},
              where + ": the store answered " + std::to_string(response.status) +
                  (is_page(response) ? "" : excerpt(response)),
              hint_for(response.status));
}

milliseconds Endpoint::delay_before(int attempt,
                                    const net::HttpResponse& response) const {
  if (response.retry_after) {
    if (*response.retry_after > retry_.longest_wait) {
      throw Error(ExitCode::io,
                  {},
                  "the store is busy and asks to wait " +
                      std::to_string(response.retry_after->count()) + " s",
                  "try later; a rerun sends only what is missing");
    }
    return *response.retry_after;
  }
  const milliseconds doubled =
      std::min(retry_.first_delay * (1L << std::min(attempt, 16)), retry_.longest_delay);
  // Half of it fixed, half by chance, so that several clients do not come back together.
  return doubled / 2 +
         milliseconds(static_cast<long>(surroundings_.jitter() *
                                        static_cast<double>(doubled.count() / 2)));
}

net::HttpResponse Endpoint::send_once(const net::HttpRequest& request) {
  return client_.send(request);
}

net::HttpResponse Endpoint::send(const net::HttpRequest& request) {
  for (int attempt = 0;; ++attempt) {
    net::HttpResponse response;
    try {
      response = send_once(request);
      if (response.succeeded() && !is_page(response)) {
        return response;
      }
      if (!is_transient(response) || attempt == retry_.retries) {
        refuse(request, response);
      }
    } catch (const net::TransportError& fault) {
      if (!may_repeat(fault.fault()) || attempt == retry_.retries) {
        rethrow(fault);
      }
    }
    surroundings_.sleep(delay_before(attempt, response));
    if (surroundings_.interrupted && surroundings_.interrupted()) {
      throw Error(ExitCode::interrupted, {}, "interrupted");
    }
  }
}

std::string Endpoint::graph_url(std::string_view graph) const {
  if (graph.empty()) {
    return urls_.gsp + "?" + profile_.default_key;
  }
  return urls_.gsp + "?" + profile_.graph_key + "=" + net::percent_encode(graph);
}

void Endpoint::write(const std::string& method,
                     std::string_view graph,
                     std::string_view turtle) {
  net::HttpRequest request;
  request.method = method;
  request.url = graph_url(graph);
  request.content_type = "text/turtle";
  request.body = turtle;
  send(request);
}

void Endpoint::put(std::string_view graph, std::string_view turtle) {
  write("PUT", graph, turtle);
}

void Endpoint::post(std::string_view graph, std::string_view turtle) {
  write("POST", graph, turtle);
}

void Endpoint::post_quads(std::string_view nquads) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = urls_.gsp;
  request.content_type = "application/n-quads";
  request.body = nquads;
  send(request);
}

void Endpoint::update(std::string_view text) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = urls_.update;
  request.content_type = "application/sparql-update";
  request.body = text;
  send(request);
}

net::HttpResponse Endpoint::ask(std::string_view text, const std::string& accept) {
  net::HttpRequest request;
  request.method = "POST";
  request.url = urls_.query;
  request.accept = accept;
  request.content_type = "application/x-www-form-urlencoded";
  const std::string body = "query=" + net::percent_encode(text);
  request.body = body;
  net::HttpResponse response = send(request);
  if (is_partial(response)) {
    throw Error(ExitCode::limit,
                {},
                "the store ran out of time and gave only a part of the answer",
                "ask for less, or raise the store's limit of time (Virtuoso: "
                "MaxQueryExecutionTime, ExecutionTimeout)");
  }
  return response;
}

Answer Endpoint::query(std::string_view text) {
  const net::HttpResponse response = ask(text, std::string(results_json));
  Answer answer = parse_answer(response.body);
  answer.cut_at = rows_cut_at(response);
  return answer;
}

std::map<std::string, std::size_t> Endpoint::count(
    const std::vector<std::string>& graphs) {
  std::map<std::string, std::size_t> counts;
  std::string values;
  for (const std::string& graph : graphs) {
    counts[graph] = 0;
    if (!graph.empty()) {
      values += " <" + graph + ">";
    }
  }
  const auto number = [](const Binding& row) {
    const std::string& text = row.at("n").value;
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  if (!values.empty()) {
    const Answer answer = query("SELECT ?g (COUNT(*) AS ?n) WHERE { VALUES ?g {" +
                                values + " } GRAPH ?g { ?s ?p ?o } } GROUP BY ?g");
    for (const Binding& row : answer.rows) {
      if (row.contains("g") && row.contains("n")) {
        counts[row.at("g").value] = number(row);
      }
    }
  }
  if (counts.contains("")) {
    const Answer answer = query("SELECT (COUNT(*) AS ?n) " + profile_.default_clause +
                                " WHERE { ?s ?p ?o }");
    counts[""] = answer.rows.empty() ? 0 : number(answer.rows.front());
  }
  return counts;
}

std::optional<std::size_t> rows_cut_at(const net::HttpResponse& response) {
  const auto found = response.headers.find("x-sparql-maxrows");
  if (found == response.headers.end()) {
    return std::nullopt;
  }
  std::size_t rows = 0;
  const std::string& text = found->second;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

StoreProfile detect_store(std::string_view endpoint, const net::HttpOptions& options) {
  net::HttpClient client(options);
  net::HttpRequest request;
  request.url = std::string(endpoint);
  std::vector<std::string> headers;
  try {
    for (const auto& [name, value] : client.send(request).headers) {
      std::string line = name + ": " + value;
      std::ranges::transform(line, line.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      headers.push_back(std::move(line));
    }
  } catch (const net::TransportError& fault) {
    rethrow(fault);
  }
  if (const auto found = recognise(endpoint, headers)) {
    return *found;
  }
  throw Error(
      ExitCode::unusable,
      {},
      "cannot tell which store answers at " + net::display_url(endpoint),
      "name it with --store; --store standard is for one that keeps to SPARQL 1.1 at "
      "one URL");
}

}  // namespace byline::publish
