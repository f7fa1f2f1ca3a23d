#pragma once

#include "rdf/quad.hpp"
#include "rdf/syntax.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace byline::rdf {

struct ReadOptions {
  Syntax syntax = Syntax::turtle;
  std::string base;          ///< absolute IRI; empty: relative IRIs are errors
  std::string file_name;     ///< for messages
  std::string blank_prefix;  ///< put before blank-node labels, so that files stay apart
};

/// Reads a document that is in memory. Strict: the first violation of the syntax, of
/// UTF-8 or of an IRI throws Error(ExitCode::unusable) with line, column and source line.
/// IRIs are resolved (RFC 3986), lexical forms are kept.
void read_text(std::string_view text, const ReadOptions& options, QuadSink& sink);

/// Reads a file (`.gz` transparent); N-Triples and N-Quads in constant memory.
/// Throws Error(ExitCode::io) if it cannot be read.
void read_path(const std::filesystem::path& path,
               const ReadOptions& options,
               QuadSink& sink);

/// Convenience for small documents: all quads, in document order.
std::vector<Quad> parse(std::string_view text, const ReadOptions& options);

}  // namespace byline::rdf
