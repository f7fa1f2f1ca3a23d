#include "cli/endpoint_options.hpp"

#include "base/files.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>
#include <unistd.h>

namespace byline::cli {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t interrupt_count = 0;

void on_interrupt(int /*signal*/) {
  interrupt_count = interrupt_count + 1;
}

std::string secret_from_prompt(const std::string& user) {
  if (isatty(STDIN_FILENO) == 0) {
    return {};
  }
  const std::string prompt = "secret of " + (user.empty() ? "the token" : user) + ": ";
  const char* secret = getpass(prompt.c_str());
  return secret == nullptr ? std::string() : std::string(secret);
}

std::string secret_of(const EndpointOptions& options) {
  if (!options.secret_file.empty()) {
    std::string secret = read_file(options.secret_file, 1 << 16);
    while (secret.ends_with('\n') || secret.ends_with('\r')) {
      secret.pop_back();
    }
    return secret;
  }
  if (const char* secret = std::getenv("BYLINE_SECRET")) {
    return secret;
  }
  return secret_from_prompt(options.user);
}

net::Credentials credentials_of(const EndpointOptions& options, bool digest) {
  net::Credentials credentials;
  credentials.user = options.user;
  std::string scheme = options.auth;
  if (scheme.empty() && !options.user.empty()) {
    scheme = digest ? "digest" : "basic";
  }
  if (scheme == "basic") {
    credentials.scheme = net::Authentication::basic;
  } else if (scheme == "digest") {
    credentials.scheme = net::Authentication::digest;
  } else if (scheme == "bearer") {
    credentials.scheme = net::Authentication::bearer;
  }
  if (credentials.scheme != net::Authentication::none) {
    credentials.secret = secret_of(options);
  }
  return credentials;
}

publish::Surroundings surroundings() {
  publish::Surroundings around;
  around.sleep = [](milliseconds time) {
    const auto end = Clock::now() + time;
    while (Clock::now() < end && interrupt_count == 0) {
      std::this_thread::sleep_for(std::min(milliseconds(50), time));
    }
  };
  around.jitter = [random = std::mt19937(std::random_device{}())]() mutable {
    return std::uniform_real_distribution<double>(0, 1)(random);
  };
  around.interrupted = [] { return interrupt_count > 0; };
  return around;
}

/// A secret in a URL would end in histories, process lists and logs.
void refuse_secret_in_url(const std::string& url) {
  const std::size_t begin = url.find("://");
  const std::size_t host = begin == std::string::npos ? 0 : begin + 3;
  const std::size_t at = url.find('@', host);
  if (at < url.find_first_of("/?#", host)) {
    throw Error(ExitCode::unusable,
                {},
                "the endpoint's URL holds a user",
                "name the user with --user, and put the secret into BYLINE_SECRET or a "
                "file named by --secret-file");
  }
}

}  // namespace

void add_endpoint_options(CLI::App& command, EndpointOptions& options) {
  command.add_option("--endpoint", options.url, "URL of the store or dataset");
  command.add_option("--store", options.store, "Kind of store, or auto")
      ->capture_default_str();
  command.add_option("--retries", options.retries, "Tries after a failure")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  command.add_option("--auth", options.auth, "basic, digest or bearer")
      ->check(CLI::IsMember({"basic", "digest", "bearer"}));
  command.add_option("--user", options.user, "User name");
  command.add_option("--secret-file",
                     options.secret_file,
                     "File with password or token (else BYLINE_SECRET, else a prompt)");
}

publish::StoreProfile profile_of(const EndpointOptions& options,
                                 const net::HttpOptions& http) {
  refuse_secret_in_url(options.url);
  if (options.store == "auto") {
    return publish::detect_store(options.url, http);
  }
  if (const auto named = publish::profile_named(options.store)) {
    return *named;
  }
  std::vector<std::string> known;
  std::string list = "auto";
  for (const publish::StoreProfile& profile : publish::store_profiles()) {
    known.push_back(profile.name);
    list += ", " + profile.name;
  }
  const std::string near = closest(options.store, known);
  throw Error(ExitCode::unusable,
              {},
              "unknown store '" + options.store + "'",
              near.empty() ? "known: " + list : "did you mean '" + near + "'?");
}

publish::Endpoint connect(const EndpointOptions& options,
                          const publish::StoreProfile& profile,
                          net::HttpOptions http) {
  publish::ServiceUrls urls = publish::service_urls(profile, options.url);
  http.credentials = credentials_of(options, profile.digest);
  if (http.credentials.scheme == net::Authentication::digest) {
    // A client that waits for a challenge sends its first request without the body: the
    // open query service would answer that.
    urls.query = urls.update;
  }
  return {profile, urls, http, {.retries = options.retries}, surroundings()};
}

void watch_interrupts() {
  (void)std::signal(SIGINT, on_interrupt);
}

}  // namespace byline::cli
