#pragma once

#include "rdf/term.hpp"
#include "rdf/writer.hpp"
#include "sparql/solutions.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byline::sparql {

/// How SELECT and ASK results are written.
enum class ResultFormat : std::uint8_t { table, json, xml, csv, tsv };

/// `table`, `json srj`, `xml srx`, `csv`, `tsv`, or a MIME type of the four.
std::optional<ResultFormat> result_format_named(std::string_view name);
/// The MIME type of the HTTP protocol; text/plain for the table.
std::string_view media_type(ResultFormat format);

struct ResultWriterOptions {
  rdf::Prefixes prefixes;  ///< table only: shortens IRIs
  bool colours = false;    ///< table only: ANSI colours by kind of term
};

/// Writes one result document, streaming: `begin`, any number of `row`, `end`; or one
/// `boolean`. Bytes go to the sink whenever some are ready, all of them after `end`.
class ResultWriter {
 public:
  ResultWriter() = default;
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;
  ResultWriter(ResultWriter&&) = delete;
  ResultWriter& operator=(ResultWriter&&) = delete;
  virtual ~ResultWriter() = default;

  /// Names of the variables without `?`, in the order of the columns.
  virtual void begin(std::span<const std::string> variables) = 0;
  /// One term for each variable; nothing where it is unbound.
  virtual void row(std::span<const std::optional<rdf::TermView>> terms) = 0;
  virtual void end() = 0;
  virtual void boolean(bool answer) = 0;
};

/// table: aligned by display width (widths are taken from the first 1,000 rows), controls
///   as \u00XX. ASK: `yes` or `no`.
/// json: SPARQL 1.1 Query Results JSON Format. xml: SPARQL Query Results XML Format (2nd
///   edition); XML 1.0 cannot hold most control characters, U+FFFE and U+FFFF: they
///   become U+FFFD, and the document says so in a comment at its end.
/// csv, tsv: SPARQL 1.1 Query Results CSV and TSV Formats; ASK, for which they say
///   nothing, is one line `true` or `false`.
std::unique_ptr<ResultWriter> make_result_writer(ResultFormat format,
                                                 const ResultWriterOptions& options,
                                                 rdf::ByteSink sink);

/// Writes all of `solutions`.
void write(const Solutions& solutions,
           ResultFormat format,
           const ResultWriterOptions& options,
           const rdf::ByteSink& sink);

}  // namespace byline::sparql
