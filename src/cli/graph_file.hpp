#pragma once

#include "rdf/export.hpp"
#include "rdf/quad.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

/// Graph files as the commands take them: a path, or `-` for stdin and stdout; the format
/// by flag, else by extension.
namespace byline::cli {

/// The syntax that `flag` names, else that of the extension of `file`, or any if it is a
/// .byl dataset. Throws
/// Error(ExitCode::unusable) if neither says; `flag_name` is for the hint.
rdf::Syntax choose_syntax(const std::string& flag,
                          const std::string& flag_name,
                          const std::string& file);

/// The same for output, which has more formats.
rdf::Format choose_format(const std::string& flag,
                          const std::string& flag_name,
                          const std::string& file);

/// Keeps quads and prefixes of a document.
class Document : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override { quads.push_back(quad.copy()); }
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes.insert_or_assign(std::string(name), std::string(iri));
  }
  std::vector<rdf::Quad> quads;
  rdf::Prefixes prefixes;
};

/// Reads `file`, RDF or a .byl dataset, into `sink`. Throws what `rdf::read_path` throws.
void read_graph(const std::string& file, rdf::ReadOptions options, rdf::QuadSink& sink);

/// Calls `produce` with a sink for the bytes of `file`, which is replaced only when all
/// are written; `-` is `standard_output`. Every write is checked: Error(ExitCode::io).
void write_output(const std::string& file,
                  std::ostream& standard_output,
                  const std::function<void(const rdf::ByteSink&)>& produce);

}  // namespace byline::cli
