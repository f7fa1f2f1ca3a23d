#pragma once

#include "sparql/environment.hpp"
#include "sparql/references.hpp"
#include "sparql/update.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace byline::cli {

/// Which other places SERVICE and LOAD may ask. Without any they are refused.
struct ServiceOptions {
  std::vector<std::string> origins;  ///< --allow-service: scheme://host[:port]
  std::vector<std::string> files;    ///< --service: ENDPOINT=FILE, answered from the file
};

/// `loads`: of a command that has LOAD, too.
void add_service_options(CLI::App& command, ServiceOptions& options, bool loads);

/// Origin (RFC 6454, 4) of an http: or https: URL, with its port: `https://host:443`;
/// empty for anything else, also for a URL with user information.
std::string origin_of(std::string_view url);

/// Throws Error(unusable), with place and caret, for the first reference that is neither
/// allowed nor SILENT; `text` and `file` are where the references stand. Throws also for
/// options that make no sense.
void check_references(const std::vector<sparql::Reference>& references,
                      const ServiceOptions& options,
                      const std::string& text,
                      const std::string& file);

/// Asks endpoints of the origins and files named by the options, and no others. Errors:
/// unusable (not allowed), io (no usable answer), limit (the deadline of `limits`).
sparql::AskEndpoint ask_endpoints(const ServiceOptions& options,
                                  const sparql::Limits& limits);
/// Loads documents of those origins; redirects are followed within them.
sparql::LoadDocument load_documents(const ServiceOptions& options,
                                    const sparql::Limits& limits);

}  // namespace byline::cli
