/// Reads any bytes as RDF: they are refused with a place, or what they say is written and
/// read back the same. Lines are read with and without the fast path.
#include "base/diagnostics.hpp"
#include "rdf/line_reader.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace byline;
using namespace byline::rdf;

namespace {

void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

class Collector : public QuadSink {
 public:
  void quad(const QuadView& quad) override { quads.push_back(quad.copy()); }
  std::vector<Quad> quads;
};

std::optional<std::vector<Quad>> read(std::string_view text,
                                      const ReadOptions& options,
                                      bool slow_lines) {
  Collector collector;
  try {
    if (slow_lines) {
      LineReader(options, collector, false).read(text);
    } else {
      read_text(text, options, collector);
    }
  } catch (const Error& error) {
    require(error.exit_code() == ExitCode::unusable);
    require(error.diagnostic().where.line > 0);
    return std::nullopt;
  }
  return std::move(collector.quads);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ReadOptions options;
  options.syntax = Syntax::BYLINE_FUZZ_SYNTAX;
  options.base = "http://example.org/base/";
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto quads = read(text, options, false);
  if (is_line_based(options.syntax)) {
    require(read(text, options, true) == quads);
  }
  if (!quads) {
    return 0;
  }
  canonical_order(*quads);
  for (const Syntax syntax : {Syntax::trig, Syntax::nquads}) {
    std::string written;
    write(
        *quads, syntax, {{"", "http://example.org/base/"}}, [&](std::string_view bytes) {
          written += bytes;
        });
    options.syntax = syntax;
    auto back = read(written, options, false);
    require(back.has_value());
    canonical_order(*back);
    if (syntax == Syntax::trig) {
      require(*back == *quads);  // N-Quads has language tags in lower case
    } else {
      require(back->size() <= quads->size());
    }
  }
  return 0;
}
