#pragma once

#include "rdf/quad.hpp"
#include "rdf/syntax.hpp"
#include "store/index.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace byline::store {

/// A file to load: RDF text (`.gz` transparent) or a .byl dataset (known by its first
/// bytes, whatever its name).
struct Source {
  std::filesystem::path path;
  std::optional<rdf::Syntax> syntax;  ///< nothing: by extension
  std::string base;                   ///< absolute IRI; empty: the file's `file:` URL
  /// Where triples of the file's default graph go: empty is the default graph, else the
  /// IRI of a named graph, which exists even if the file is empty. Named graphs of the
  /// file stay what they are, unless this is set: then they are left out.
  std::string graph;
};

/// Reads the sources into one store; one .byl alone, into the default graph, is mapped
/// instead. Blank nodes of different sources stay apart.
/// Throws Error: unusable for bad syntax or an unknown extension, io, limit.
std::unique_ptr<Index> load(const std::vector<Source>& sources);
/// The same for files as they are, into the default graph.
std::unique_ptr<Index> load_files(const std::vector<std::filesystem::path>& paths);

/// Hands all quads of a dataset file to `sink`; `blank_prefix` goes before the labels of
/// blank nodes. Throws what Index::open throws.
void read_dataset(const std::filesystem::path& path,
                  const std::string& blank_prefix,
                  rdf::QuadSink& sink);

/// Whether the file begins like a .byl dataset; false if it cannot be read.
bool is_dataset(const std::filesystem::path& path);

/// `file:` URL of the absolute path, %-encoded (RFC 8089).
std::string file_url(const std::filesystem::path& path);

}  // namespace byline::store
