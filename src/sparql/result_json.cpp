#include "rdf/vocabulary.hpp"
#include "sparql/result_writers.hpp"

#include <vector>

/// SPARQL 1.1 Query Results JSON Format.
namespace byline::sparql {
namespace {

/// A JSON string with its quotes (RFC 8259, section 7).
void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20 || byte == 0x7F) {
          out += "\\u00";
          out += digits[byte >> 4U];
          out += digits[byte & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void append_term(std::string& out, const rdf::TermView& term) {
  switch (term.kind) {
    case rdf::TermKind::iri: out += R"({"type":"uri","value":)"; break;
    case rdf::TermKind::blank: out += R"({"type":"bnode","value":)"; break;
    case rdf::TermKind::literal: out += R"({"type":"literal","value":)"; break;
  }
  append_string(out, term.value);
  if (!term.language.empty()) {
    out += R"(,"xml:lang":)";
    append_string(out, term.language);
  } else if (term.kind == rdf::TermKind::literal &&
             term.datatype != rdf::vocabulary::xsd_string) {
    out += R"(,"datatype":)";
    append_string(out, term.datatype);
  }
  out += '}';
}

class JsonWriter : public BufferedResultWriter {
 public:
  using BufferedResultWriter::BufferedResultWriter;

  void begin(std::span<const std::string> variables) override {
    variables_.assign(variables.begin(), variables.end());
    out_ += R"({"head":{"vars":[)";
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      out_ += i == 0 ? "" : ",";
      append_string(out_, variables_[i]);
    }
    out_ += R"(]},"results":{"bindings":[)";
  }

  void row(std::span<const std::optional<rdf::TermView>> terms) override {
    out_ += is_first_row_ ? "\n{" : ",\n{";
    is_first_row_ = false;
    bool is_first = true;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i]) {
        out_ += is_first ? "" : ",";
        is_first = false;
        append_string(out_, variables_[i]);
        out_ += ':';
        append_term(out_, *terms[i]);
      }
    }
    out_ += '}';
    flush_if_full();
  }

  void end() override {
    out_ += "\n]}}\n";
    flush();
  }

  void boolean(bool answer) override {
    out_ +=
        answer ? "{\"head\":{},\"boolean\":true}\n" : "{\"head\":{},\"boolean\":false}\n";
    flush();
  }

 private:
  std::vector<std::string> variables_;
  bool is_first_row_ = true;
};

}  // namespace

std::unique_ptr<ResultWriter> make_json_writer(rdf::ByteSink sink) {
  return std::make_unique<JsonWriter>(std::move(sink));
}

}  // namespace byline::sparql
