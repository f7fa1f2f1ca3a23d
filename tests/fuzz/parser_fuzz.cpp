/// Parses any bytes as a query and as an update request: they are refused, or what the
/// tree prints parses to a tree that prints the same.
#include "base/diagnostics.hpp"
#include "sparql/parser.hpp"
#include "sparql/print.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

namespace {

using namespace byline::sparql;

template <typename Parse>
void check(const std::string& text, Parse parse) {
  std::string printed;
  try {
    printed = to_string(parse(text));
  } catch (const byline::Error&) {
    return;
  }
  std::string again;
  try {
    again = to_string(parse(printed));
  } catch (const byline::Error& error) {
    again = byline::render(error.diagnostic());
  }
  if (again != printed) {
    std::cerr << printed << "\nprints as\n" << again << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const ParseOptions options{"http://example.org/", "text"};
  check(text, [&](const std::string& part) { return parse_query(part, options); });
  check(text, [&](const std::string& part) { return parse_update(part, options); });
  return 0;
}
