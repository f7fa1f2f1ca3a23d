#include "net/http_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

namespace byline::net {
namespace {

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// What libcurl's callbacks work on.
struct Exchange {
  HttpResponse response;
  std::string_view unsent;
  std::string_view whole_body;
  std::size_t max_response_bytes = 0;
  bool too_long = false;
  const std::function<bool()>* interrupted = nullptr;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  };
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::size_t take_body(char* bytes,
                      std::size_t size,
                      std::size_t count,
                      void* user) noexcept {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t length = size * count;
  if (exchange.response.body.size() + length > exchange.max_response_bytes) {
    exchange.too_long = true;
    return 0;
  }
  exchange.response.body.append(bytes, length);
  return length;
}

std::size_t take_header(char* bytes,
                        std::size_t size,
                        std::size_t count,
                        void* user) noexcept {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) {
    // A new answer begins: after a redirect or an authentication challenge.
    exchange.response.headers.clear();
    exchange.response.body.clear();
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    exchange.response.headers[lower(trim(line.substr(0, colon)))] =
        std::string(trim(line.substr(colon + 1)));
  }
  return line.size();
}

std::size_t give_body(char* bytes,
                      std::size_t size,
                      std::size_t count,
                      void* user) noexcept {
  auto& exchange = *static_cast<Exchange*>(user);
  const std::size_t length = std::min(size * count, exchange.unsent.size());
  std::copy_n(exchange.unsent.data(), length, bytes);
  exchange.unsent.remove_prefix(length);
  return length;
}

/// Digest sends the body again after the challenge.
int rewind_body(void* user, curl_off_t offset, int origin) noexcept {
  auto& exchange = *static_cast<Exchange*>(user);
  if (origin != SEEK_SET ||
      static_cast<std::size_t>(offset) > exchange.whole_body.size()) {
    return CURL_SEEKFUNC_CANTSEEK;
  }
  exchange.unsent = exchange.whole_body.substr(static_cast<std::size_t>(offset));
  return CURL_SEEKFUNC_OK;
}

int check_interrupt(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  const auto& exchange = *static_cast<Exchange*>(user);
  return exchange.interrupted != nullptr && *exchange.interrupted &&
                 (*exchange.interrupted)()
             ? 1
             : 0;
}

TransportFault fault_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION: return TransportFault::unreachable;
    case CURLE_OPERATION_TIMEDOUT: return TransportFault::timed_out;
    case CURLE_ABORTED_BY_CALLBACK: return TransportFault::interrupted;
    case CURLE_WRITE_ERROR:
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT: return TransportFault::refused;
    default: return TransportFault::broken;
  }
}

HeaderList headers_of(const HttpRequest& request) {
  curl_slist* list = nullptr;
  const auto add = [&list](const std::string& line) {
    list = curl_slist_append(list, line.c_str());
  };
  // Without this libcurl waits for "100 Continue", which some stores never send.
  add("Expect:");
  if (!request.accept.empty()) {
    add("Accept: " + request.accept);
  }
  if (!request.content_type.empty()) {
    add("Content-Type: " + request.content_type);
  }
  return HeaderList(list);
}

}  // namespace

struct HttpClient::Handle {
  HttpOptions options;
  EasyHandle easy;
  std::function<bool()> interrupted;

  void set_limits() const {
    CURL* curl = easy.get();
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT_MS, long(options.connect_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(options.total_timeout.count()));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, options.max_redirects);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "byline");
  }

  void set_credentials() const {
    CURL* curl = easy.get();
    const Credentials& credentials = options.credentials;
    switch (credentials.scheme) {
      case Authentication::none: return;
      case Authentication::bearer:
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, long(CURLAUTH_BEARER));
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, credentials.secret.c_str());
        return;
      case Authentication::basic:
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, long(CURLAUTH_BASIC));
        break;
      case Authentication::digest:
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, long(CURLAUTH_DIGEST));
        break;
    }
    curl_easy_setopt(curl, CURLOPT_USERNAME, credentials.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, credentials.secret.c_str());
  }

  void set_request(const HttpRequest& request, Exchange& exchange) const {
    CURL* curl = easy.get();
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    const bool follows = request.method == "GET" && options.max_redirects > 0;
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, follows ? 1L : 0L);
    if (request.method == "HEAD") {
      curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET") {
      curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
      curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.size()));
      curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_body);
      curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
      curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, rewind_body);
      curl_easy_setopt(curl, CURLOPT_SEEKDATA, &exchange);
    }
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, check_interrupt);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
  }
};

HttpClient::HttpClient(HttpOptions options) : handle_(std::make_unique<Handle>()) {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  handle_->options = std::move(options);
  handle_->easy.reset(initialised == CURLE_OK ? curl_easy_init() : nullptr);
  if (!handle_->easy) {
    throw TransportError(TransportFault::refused, "libcurl cannot be started");
  }
}

HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

void HttpClient::set_interrupt_check(std::function<bool()> interrupted) {
  handle_->interrupted = std::move(interrupted);
}

HttpResponse HttpClient::send(const HttpRequest& request) {
  CURL* curl = handle_->easy.get();
  curl_easy_reset(curl);  // keeps the connections
  Exchange exchange;
  exchange.whole_body = request.body;
  exchange.unsent = request.body;
  exchange.max_response_bytes = handle_->options.max_response_bytes;
  exchange.interrupted = &handle_->interrupted;
  const HeaderList headers = headers_of(request);
  handle_->set_limits();
  handle_->set_credentials();
  handle_->set_request(request, exchange);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    const std::string why =
        exchange.too_long ? "the answer is longer than " +
                                std::to_string(exchange.max_response_bytes) + " bytes"
                          : curl_easy_strerror(code);
    throw TransportError(fault_of(code), display_url(request.url) + ": " + why);
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &exchange.response.status);
  curl_off_t wait = 0;
  if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK && wait > 0) {
    exchange.response.retry_after = std::chrono::seconds(wait);
  }
  return std::move(exchange.response);
}

std::string HttpResponse::media_type() const {
  const auto found = headers.find("content-type");
  if (found == headers.end()) {
    return {};
  }
  const std::string_view value = found->second;
  return lower(trim(value.substr(0, value.find(';'))));
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string display_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return std::string(url);
  }
  const std::size_t authority = scheme + 3;
  const std::size_t path = std::min(url.find('/', authority), url.size());
  const std::size_t at = url.substr(0, path).rfind('@');
  if (at == std::string_view::npos || at < authority) {
    return std::string(url);
  }
  return std::string(url.substr(0, authority)) + std::string(url.substr(at + 1));
}

}  // namespace byline::net
