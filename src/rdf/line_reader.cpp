#include "rdf/line_reader.hpp"

#include "rdf/serd_session.hpp"
#include "rdf/turtle_guard.hpp"

#include <algorithm>

namespace byline::rdf {

void LineReader::read(std::string_view lines) {
  if (lines.empty()) {
    return;
  }
  run_serd(
      GuardedText(lines, options_.syntax, options_.file_name, line_), options_, sink_);
  line_ += static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
}

}  // namespace byline::rdf
