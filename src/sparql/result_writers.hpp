#pragma once

#include "sparql/results.hpp"

#include <memory>
#include <string>
#include <utility>

namespace byline::sparql {

/// What all result writers share: bytes are collected and handed over in large pieces.
class BufferedResultWriter : public ResultWriter {
 public:
  explicit BufferedResultWriter(rdf::ByteSink sink) : sink_(std::move(sink)) {}

 protected:
  static constexpr std::size_t piece_bytes = 1 << 16;
  void flush() {
    if (!out_.empty()) {
      sink_(out_);
      out_.clear();
    }
  }
  void flush_if_full() {
    if (out_.size() >= piece_bytes) {
      flush();
    }
  }

  std::string out_;

 private:
  rdf::ByteSink sink_;
};

std::unique_ptr<ResultWriter> make_table_writer(const ResultWriterOptions& options,
                                                rdf::ByteSink sink);
std::unique_ptr<ResultWriter> make_json_writer(rdf::ByteSink sink);
std::unique_ptr<ResultWriter> make_xml_writer(rdf::ByteSink sink);
std::unique_ptr<ResultWriter> make_csv_writer(rdf::ByteSink sink);
std::unique_ptr<ResultWriter> make_tsv_writer(rdf::ByteSink sink);

/// Number of terminal columns of valid UTF-8: 2 for wide characters, 0 for combining
/// ones.
std::size_t display_width(std::string_view text);

/// `prefix:local` with the longest prefix IRI that fits and whose local part SPARQL can
/// write (PN_LOCAL, with its backslash escapes), else `<iri>`.
std::string shorten(std::string_view iri, const rdf::Prefixes& prefixes);

}  // namespace byline::sparql
