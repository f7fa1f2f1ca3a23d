#include "cli/output.hpp"

#include "base/diagnostics.hpp"
#include "cli/graph_file.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <thread>

namespace byline::cli {

using pipeline::GraphFormat;

GraphFormat choose_format(const std::string& flag, const std::string& file) {
  const std::string hint = "one of " + pipeline::format_list();
  if (!flag.empty()) {
    if (const auto named = pipeline::format_named(flag)) {
      return *named;
    }
    throw Error(ExitCode::unusable, Location{}, "unknown format '" + flag + "'", hint);
  }
  if (file == "-") {
    return rdf::Syntax::trig;
  }
  if (const auto guessed = pipeline::format_of(file)) {
    return *guessed;
  }
  throw Error(ExitCode::unusable,
              Location{file, 0, 0},
              "the extension does not say which format this is",
              "give --format: " + hint);
}

void check_writable(const std::string& file) {
  const std::filesystem::path folder = std::filesystem::path(file).parent_path();
  if (file != "-" && !folder.empty() && !std::filesystem::is_directory(folder)) {
    throw Error(ExitCode::io,
                Location{file, 0, 0},
                "the folder does not exist",
                "make it first: mkdir -p " + folder.string());
  }
}

std::size_t usual_jobs() {
  return std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

void write_graph_file(const assemble::Shard& shard,
                      const assemble::IdentityOverrides& overrides,
                      GraphFormat format,
                      const std::string& file,
                      std::size_t jobs) {
  if (format == GraphFormat(pipeline::OwnFormat::index)) {
    pipeline::write_index(shard, overrides, file);
    return;
  }
  write_output(file, std::cout, [&](const rdf::ByteSink& sink) {
    pipeline::write_graph_as(shard, overrides, format, jobs, sink);
  });
}

}  // namespace byline::cli
