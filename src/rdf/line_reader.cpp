#include "rdf/line_reader.hpp"

#include "base/utf8.hpp"
#include "rdf/serd_session.hpp"
#include "rdf/turtle_guard.hpp"

#include <algorithm>

namespace byline::rdf {

void LineReader::read_by_serd(std::string_view lines, std::size_t first_line) {
  if (!lines.empty()) {
    run_serd(GuardedText(lines, options_.syntax, options_.file_name, first_line),
             options_,
             sink_);
  }
}

void LineReader::read(std::string_view lines) {
  const std::size_t valid = fast_ ? find_invalid_utf8(lines).value_or(lines.size()) : 0;
  std::size_t begin = 0;     // of the line at hand
  std::size_t doubtful = 0;  // of the lines that Serd must read before it
  std::size_t doubtful_line = line_;
  while (begin < lines.size()) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const auto outcome = end <= valid ? parser_.parse(lines.substr(begin, end - begin))
                                      : LineParser::Outcome::doubtful;
    if (outcome != LineParser::Outcome::doubtful) {
      read_by_serd(lines.substr(doubtful, begin - doubtful), doubtful_line);
      doubtful = std::min(end + 1, lines.size());
      doubtful_line = line_ + 1;
    }
    if (outcome == LineParser::Outcome::quad) {
      sink_.quad(parser_.quad());
    }
    begin = end + 1;
    ++line_;
  }
  read_by_serd(lines.substr(doubtful), doubtful_line);
}

}  // namespace byline::rdf
