#include "base/utf8.hpp"
#include "rdf/vocabulary.hpp"
#include "sparql/result_writers.hpp"

#include <vector>

/// SPARQL Query Results XML Format (Second Edition).
namespace byline::sparql {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// XML 1.0 (fifth edition), [2] Char, for valid UTF-8.
bool is_xml_character(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

class XmlWriter : public BufferedResultWriter {
 public:
  using BufferedResultWriter::BufferedResultWriter;

  void begin(std::span<const std::string> variables) override {
    variables_.assign(variables.begin(), variables.end());
    out_ += document_begin;
    out_ += " <head>\n";
    for (const std::string& variable : variables_) {
      out_ += "  <variable name=\"";
      append_text(variable);
      out_ += "\"/>\n";
    }
    out_ += " </head>\n <results>\n";
  }

  void row(std::span<const std::optional<rdf::TermView>> terms) override {
    out_ += "  <result>\n";
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i]) {
        out_ += "   <binding name=\"";
        append_text(variables_[i]);
        out_ += "\">";
        append_term(*terms[i]);
        out_ += "</binding>\n";
      }
    }
    out_ += "  </result>\n";
    flush_if_full();
  }

  void end() override {
    out_ += " </results>\n";
    finish();
  }

  void boolean(bool answer) override {
    out_ += document_begin;
    out_ += " <head></head>\n <boolean>";
    out_ += answer ? "true" : "false";
    out_ += "</boolean>\n";
    finish();
  }

 private:
  static constexpr std::string_view document_begin =
      "<?xml version=\"1.0\"?>\n"
      "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n";

  void finish() {
    if (replaced_ > 0) {
      out_ += " <!-- " + std::to_string(replaced_) +
              " characters that XML 1.0 cannot hold were replaced by U+FFFD; "
              "the JSON, CSV and TSV formats keep them -->\n";
    }
    out_ += "</sparql>\n";
    flush();
  }

  void append_term(const rdf::TermView& term) {
    switch (term.kind) {
      case rdf::TermKind::iri: append_element("uri", term.value); return;
      case rdf::TermKind::blank: append_element("bnode", term.value); return;
      case rdf::TermKind::literal: break;
    }
    out_ += "<literal";
    if (!term.language.empty()) {
      out_ += " xml:lang=\"";
      append_text(term.language);
      out_ += '"';
    } else if (term.datatype != rdf::vocabulary::xsd_string) {
      out_ += " datatype=\"";
      append_text(term.datatype);
      out_ += '"';
    }
    out_ += '>';
    append_text(term.value);
    out_ += "</literal>";
  }

  void append_element(std::string_view name, std::string_view text) {
    out_.append("<").append(name).append(">");
    append_text(text);
    out_.append("</").append(name).append(">");
  }

  /// For content and attribute values; a raw CR would be read as LF.
  void append_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      const char32_t c = next_code_point(text, i);
      switch (c) {
        case '&': out_ += "&amp;"; break;
        case '<': out_ += "&lt;"; break;
        case '>': out_ += "&gt;"; break;
        case '"': out_ += "&quot;"; break;
        case '\r': out_ += "&#xD;"; break;
        default:
          if (is_xml_character(c)) {
            out_ += text.substr(begin, i - begin);
          } else {
            append_utf8(out_, replacement);
            ++replaced_;
          }
      }
    }
  }

  std::vector<std::string> variables_;
  std::size_t replaced_ = 0;
};

}  // namespace

std::unique_ptr<ResultWriter> make_xml_writer(rdf::ByteSink sink) {
  return std::make_unique<XmlWriter>(std::move(sink));
}

}  // namespace byline::sparql
