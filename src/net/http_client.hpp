#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace byline::net {

enum class Authentication { none, basic, digest, bearer };

/// Who we are to the server. The secret is never part of a message.
struct Credentials {
  Authentication scheme = Authentication::none;
  std::string user;
  std::string secret;  ///< password or token
};

struct HttpOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{300'000};
  /// An answer with a longer body is refused, not cut.
  std::size_t max_response_bytes = std::size_t{64} << 20;
  /// Redirects followed for GET; other methods follow none (a body must not go
  /// elsewhere). 0: the redirect is the answer.
  long max_redirects = 5;
  Credentials credentials;
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::string accept;
  std::string content_type;
  std::string_view body;  ///< borrowed until `send` returns
};

struct HttpResponse {
  long status = 0;
  std::map<std::string, std::string>
      headers;  ///< names in lower case; the last of a name
  std::string body;
  std::optional<std::chrono::seconds> retry_after;  ///< given as seconds or as a date

  [[nodiscard]] bool succeeded() const { return status >= 200 && status < 300; }
  /// Media type in lower case, without parameters.
  [[nodiscard]] std::string media_type() const;
};

/// What kept a request from an answer.
enum class TransportFault {
  unreachable,  ///< no connection: nothing was sent
  broken,  ///< the connection broke or the answer was cut: it may have been carried out
  timed_out,
  refused,  ///< our own limits: too long an answer, too many redirects, bad URL
  interrupted
};

/// Thrown by `HttpClient::send`; its text names host and cause, never a secret.
class TransportError : public std::runtime_error {
 public:
  TransportError(TransportFault fault, const std::string& text)
      : std::runtime_error(text),
        fault_(fault) {}
  [[nodiscard]] TransportFault fault() const { return fault_; }

 private:
  TransportFault fault_;
};

/// An HTTP/1.1 client that keeps its connections (libcurl). Only http: and https:. One
/// request at a time; not for several threads at once.
class HttpClient {
 public:
  explicit HttpClient(HttpOptions options);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;
  ~HttpClient();

  /// Sends and waits for the whole answer; any HTTP status is an answer. Throws
  /// TransportError if there is none.
  HttpResponse send(const HttpRequest& request);

  /// Asked a few times a second while waiting; true ends the request (`interrupted`).
  void set_interrupt_check(std::function<bool()> interrupted);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

/// `text` with everything but unreserved characters (RFC 3986, 2.3) as %XX.
std::string percent_encode(std::string_view text);

/// The URL without user information, query and fragment: what messages show.
std::string display_url(std::string_view url);

}  // namespace byline::net
