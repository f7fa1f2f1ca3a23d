#include "rdf/vocabulary.hpp"
#include "sparql/result_writers.hpp"

#include <algorithm>

/// SPARQL 1.1 Query Results CSV and TSV Formats.
namespace byline::sparql {
namespace {

class CsvWriter : public BufferedResultWriter {
 public:
  using BufferedResultWriter::BufferedResultWriter;

  void begin(std::span<const std::string> variables) override {
    bool is_first = true;
    for (const std::string& variable : variables) {
      append_field(variable, is_first);
      is_first = false;
    }
    out_ += line_end;
  }

  void row(std::span<const std::optional<rdf::TermView>> terms) override {
    bool is_first = true;
    for (const auto& term : terms) {
      if (term && term->kind == rdf::TermKind::blank) {
        append_field("_:" + std::string(term->value), is_first);
      } else {
        append_field(term ? term->value : std::string_view{}, is_first);
      }
      is_first = false;
    }
    out_ += line_end;
    flush_if_full();
  }

  void end() override { flush(); }

  void boolean(bool answer) override {
    out_ += answer ? "true" : "false";
    out_ += line_end;
    flush();
  }

 private:
  static constexpr std::string_view line_end = "\r\n";

  /// RFC 4180: quoted when it holds a quote, comma or line end; quotes are doubled.
  void append_field(std::string_view text, bool is_first) {
    out_ += is_first ? "" : ",";
    if (text.find_first_of("\",\r\n") == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      out_.append(c == '"' ? 2 : 1, c);
    }
    out_ += '"';
  }
};

std::size_t skip_digits(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_not_of("0123456789", at);
  return end == std::string_view::npos ? text.size() : end;
}

/// Whether Turtle reads the bare lexical form back as the same literal: [19] INTEGER,
/// [20] DECIMAL, [21] DOUBLE.
bool is_turtle_number(const rdf::TermView& term) {
  namespace names = rdf::vocabulary;
  const bool is_double = term.datatype == names::xsd_double;
  const bool is_decimal = term.datatype == names::xsd_decimal;
  if (!is_double && !is_decimal && term.datatype != names::xsd_integer) {
    return false;
  }
  const std::string_view text = term.value;
  const std::size_t begin = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t whole = skip_digits(text, begin);
  std::size_t at = whole;
  const bool has_point = at < text.size() && text[at] == '.';
  if (has_point) {
    at = skip_digits(text, at + 1);
  }
  const std::size_t fraction = has_point ? at - whole - 1 : 0;
  if (!is_double) {
    return at == text.size() && has_point == is_decimal &&
           (is_decimal ? fraction > 0 : whole > begin);
  }
  if (at == text.size() || (text[at] != 'e' && text[at] != 'E') ||
      whole - begin + fraction == 0) {
    return false;
  }
  ++at;
  at += at < text.size() && (text[at] == '-' || text[at] == '+') ? 1 : 0;
  return at < text.size() && skip_digits(text, at) == text.size();
}

class TsvWriter : public BufferedResultWriter {
 public:
  using BufferedResultWriter::BufferedResultWriter;

  void begin(std::span<const std::string> variables) override {
    bool is_first = true;
    for (const std::string& variable : variables) {
      out_ += is_first ? "?" : "\t?";
      out_ += variable;
      is_first = false;
    }
    out_ += '\n';
  }

  void row(std::span<const std::optional<rdf::TermView>> terms) override {
    bool is_first = true;
    for (const auto& term : terms) {
      out_ += is_first ? "" : "\t";
      is_first = false;
      if (!term) {
        continue;
      }
      if (term->kind == rdf::TermKind::literal && is_turtle_number(*term)) {
        out_ += term->value;
      } else {
        rdf::append_ntriples(out_, *term);  // escapes tab and line ends
      }
    }
    out_ += '\n';
    flush_if_full();
  }

  void end() override { flush(); }

  void boolean(bool answer) override {
    out_ += answer ? "true\n" : "false\n";
    flush();
  }
};

}  // namespace

std::unique_ptr<ResultWriter> make_csv_writer(rdf::ByteSink sink) {
  return std::make_unique<CsvWriter>(std::move(sink));
}

std::unique_ptr<ResultWriter> make_tsv_writer(rdf::ByteSink sink) {
  return std::make_unique<TsvWriter>(std::move(sink));
}

}  // namespace byline::sparql
