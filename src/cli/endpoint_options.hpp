#pragma once

#include "publish/endpoint.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace byline::cli {

/// Which store, and who we are to it: of `load` and `query`.
struct EndpointOptions {
  std::string url;
  std::string store = "auto";
  std::string auth;  ///< basic, digest or bearer; empty: what the store takes
  std::string user;
  std::string secret_file;
  int retries = 5;
};

void add_endpoint_options(CLI::App& command, EndpointOptions& options);

/// The store's profile, by name or by asking it. Throws Error (ExitCode::unusable): an
/// unknown name, or a store that is not recognised; io if it does not answer.
publish::StoreProfile profile_of(const EndpointOptions& options,
                                 const net::HttpOptions& http);

/// An endpoint with the user's credentials: the secret comes from the file, else from
/// BYLINE_SECRET, else from a prompt on a terminal; never from an option.
publish::Endpoint connect(const EndpointOptions& options,
                          const publish::StoreProfile& profile,
                          net::HttpOptions http);

/// From now on Ctrl-C ends requests and waits of endpoints with ExitCode::interrupted.
void watch_interrupts();

}  // namespace byline::cli
