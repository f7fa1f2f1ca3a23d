/// Runs any bytes as an update request over a small data set: it is refused, ends at a
/// limit, or leaves a dataset that is written as N-Quads and read back unchanged.
#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"
#include "sparql/both_ways.hpp"
#include "sparql/parser.hpp"
#include "sparql/update.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

/// As canonical N-Quads keep them: language tags in lower case, each quad once.
std::vector<byline::rdf::Quad> canonical(std::vector<byline::rdf::Quad> quads) {
  for (byline::rdf::Quad& quad : quads) {
    std::ranges::transform(
        quad.object.language, quad.object.language.begin(), [](char c) {
          return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
  }
  std::ranges::sort(quads);
  quads.erase(std::unique(quads.begin(), quads.end()), quads.end());
  return quads;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byline;
  static const auto store = sparql::small_store();
  sparql::UpdateResult result;
  try {
    const auto request = sparql::parse_update({reinterpret_cast<const char*>(data), size},
                                              {"http://example.org/", "request"});
    sparql::RunOptions options;
    std::uint64_t asked = 0;
    options.limits.now_ns = [&asked] { return ++asked; };
    options.limits.deadline_ns = 1'000;
    result = sparql::update(request, *store, options);
  } catch (const Error&) {
    return 0;
  }
  std::string text;
  rdf::write(result.quads, rdf::Syntax::nquads, {}, [&](std::string_view bytes) {
    text += bytes;
  });
  rdf::ReadOptions reading;
  reading.syntax = rdf::Syntax::nquads;
  if (canonical(rdf::parse(text, reading)) != canonical(std::move(result.quads))) {
    std::cerr << text;
    std::abort();
  }
  return 0;
}
