#include "sparql/results.hpp"

#include "sparql/result_writers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace byline::sparql {
namespace {

struct FormatName {
  std::string_view name;
  ResultFormat format;
};

// The first name of a format with a slash is its media type.
constexpr std::array<FormatName, 13> names{{
    {"table", ResultFormat::table},
    {"text/plain", ResultFormat::table},
    {"json", ResultFormat::json},
    {"srj", ResultFormat::json},
    {"application/sparql-results+json", ResultFormat::json},
    {"application/json", ResultFormat::json},
    {"xml", ResultFormat::xml},
    {"srx", ResultFormat::xml},
    {"application/sparql-results+xml", ResultFormat::xml},
    {"csv", ResultFormat::csv},
    {"text/csv", ResultFormat::csv},
    {"tsv", ResultFormat::tsv},
    {"text/tab-separated-values", ResultFormat::tsv},
}};

}  // namespace

std::optional<ResultFormat> result_format_named(std::string_view name) {
  const auto found = std::ranges::find(names, name, &FormatName::name);
  return found == names.end() ? std::nullopt : std::optional(found->format);
}

std::string_view media_type(ResultFormat format) {
  const auto found = std::ranges::find_if(names, [format](const FormatName& entry) {
    return entry.format == format && entry.name.find('/') != std::string_view::npos;
  });
  return found->name;
}

std::unique_ptr<ResultWriter> make_result_writer(ResultFormat format,
                                                 const ResultWriterOptions& options,
                                                 rdf::ByteSink sink) {
  switch (format) {
    case ResultFormat::table: return make_table_writer(options, std::move(sink));
    case ResultFormat::json: return make_json_writer(std::move(sink));
    case ResultFormat::xml: return make_xml_writer(std::move(sink));
    case ResultFormat::csv: return make_csv_writer(std::move(sink));
    case ResultFormat::tsv: return make_tsv_writer(std::move(sink));
  }
  return nullptr;
}

void write(const Solutions& solutions,
           ResultFormat format,
           const ResultWriterOptions& options,
           const rdf::ByteSink& sink) {
  const auto writer = make_result_writer(format, options, sink);
  writer->begin(solutions.variables);
  SolutionRow row;
  while (solutions.next(row)) {
    writer->row(row);
  }
  writer->end();
}

}  // namespace byline::sparql
