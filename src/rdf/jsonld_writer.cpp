#include "rdf/jsonld_writer.hpp"

#include "rdf/document_order.hpp"
#include "rdf/json_text.hpp"
#include "rdf/prefixed_name.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

namespace byline::rdf {

void append_json_string(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
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
          out += digits[byte >> 4];
          out += digits[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

namespace {

using Position = Statements::const_iterator;

/// A number that JSON-LD gives back as the same xsd:integer.
bool is_plain_integer(std::string_view text) {
  constexpr std::size_t exact_digits = 15;
  const std::string_view digits = text.substr(text.substr(0, 1) == "-" ? 1 : 0);
  const bool all_digits = std::all_of(
      digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return all_digits && !digits.empty() && digits.size() <= exact_digits &&
         (text == "0" || digits.front() != '0');
}

/// Prefixes that cannot be taken for the scheme of an IRI that is written in full.
Prefixes usable(const std::vector<Quad>& quads, const Prefixes& prefixes) {
  std::set<std::string, std::less<>> schemes;
  const auto note = [&](std::string_view iri) {
    schemes.emplace(iri.substr(0, iri.find(':')));
  };
  for (const Quad& quad : quads) {
    for (const Term* term : {&quad.subject, &quad.predicate, &quad.object}) {
      note(term->is_iri() ? term->value : term->datatype);
    }
    if (quad.graph) {
      note(quad.graph->value);
    }
  }
  Prefixes out;
  for (const auto& [name, iri] : prefixes) {
    if (!name.empty() && schemes.count(name) == 0) {
      out.emplace(name, iri);
    }
  }
  return out;
}

class JsonLdWriter {
 public:
  JsonLdWriter(const std::vector<Quad>& quads, const Prefixes& prefixes)
      : names_(usable(quads, prefixes)),
        statements_(document_order(quads)) {}

  void write(const ByteSink& sink);

 private:
  void graph(Position begin, Position end, const std::string& indent);
  void node(Position begin, Position end, const std::string& indent);
  void property(Position begin, Position end, const std::string& indent);
  void value(const Term& term);
  void name(const Term& term);
  void iri(std::string_view text);
  [[nodiscard]] std::string context() const;

  /// The end of the run of statements that agree with `begin` by `same`.
  template <typename Same>
  static Position run_end(Position begin, Position end, Same same) {
    return std::find_if(
        begin, end, [&](const Quad* quad) { return !same(**begin, *quad); });
  }

  PrefixedNames names_;
  Statements statements_;
  std::string out_;
  std::string short_;
};

void JsonLdWriter::iri(std::string_view text) {
  const bool is_short = names_.compact(text, short_);
  append_json_string(out_, is_short ? std::string_view(short_) : text);
}

void JsonLdWriter::name(const Term& term) {
  if (term.is_blank()) {
    append_json_string(out_, "_:" + term.value);
  } else {
    iri(term.value);
  }
}

void JsonLdWriter::value(const Term& term) {
  if (!term.is_literal()) {
    out_ += "{\"@id\": ";
    name(term);
    out_ += '}';
    return;
  }
  const bool is_bare =
      (term.datatype == vocabulary::xsd_integer && is_plain_integer(term.value)) ||
      (term.datatype == vocabulary::xsd_boolean &&
       (term.value == "true" || term.value == "false"));
  if (is_bare) {
    out_ += term.value;
  } else if (term.datatype == vocabulary::xsd_string) {
    append_json_string(out_, term.value);
  } else {
    out_ += "{\"@value\": ";
    append_json_string(out_, term.value);
    if (!term.language.empty()) {
      out_ += ", \"@language\": ";
      append_json_string(out_, term.language);
    } else {
      out_ += ", \"@type\": ";
      iri(term.datatype);
    }
    out_ += '}';
  }
}

/// All objects of one predicate.
void JsonLdWriter::property(Position begin, Position end, const std::string& indent) {
  out_ += ",\n" + indent;
  const bool is_type = (*begin)->predicate.value == vocabulary::rdf_type &&
                       std::none_of(begin, end, [](const Quad* quad) {
                         return quad->object.is_literal();
                       });
  if (is_type) {
    out_ += "\"@type\"";
  } else {
    iri((*begin)->predicate.value);
  }
  const bool is_list = std::distance(begin, end) > 1;
  out_ += is_list ? ": [" : ": ";
  for (auto at = begin; at != end; ++at) {
    out_ += at == begin ? "" : ", ";
    if (is_type) {
      name((*at)->object);
    } else {
      value((*at)->object);
    }
  }
  out_ += is_list ? "]" : "";
}

/// All statements of one subject in one graph.
void JsonLdWriter::node(Position begin, Position end, const std::string& indent) {
  out_ += indent + "{\n" + indent + "  \"@id\": ";
  name((*begin)->subject);
  while (begin != end) {
    const auto next = run_end(begin, end, [](const Quad& a, const Quad& b) {
      return a.predicate == b.predicate;
    });
    property(begin, next, indent + "  ");
    begin = next;
  }
  out_ += "\n" + indent + "}";
}

void JsonLdWriter::graph(Position begin, Position end, const std::string& indent) {
  for (bool first = true; begin != end; first = false) {
    const auto next = run_end(
        begin, end, [](const Quad& a, const Quad& b) { return a.subject == b.subject; });
    out_ += first ? "" : ",\n";
    node(begin, next, indent);
    begin = next;
  }
}

std::string JsonLdWriter::context() const {
  static constexpr std::string_view delimiters = ":/?#[]@";
  std::string out;
  for (const auto& [name, iri] : names_.used()) {
    out += out.empty() ? "\n    " : ",\n    ";
    append_json_string(out, name);
    out += ": ";
    // JSON-LD 1.1, 4.1.5: a plain string is a prefix only if it ends in a delimiter.
    const bool is_plain = delimiters.find(iri.back()) != std::string_view::npos;
    out += is_plain ? "" : "{\"@id\": ";
    append_json_string(out, iri);
    out += is_plain ? "" : ", \"@prefix\": true}";
  }
  return out.empty() ? "{}" : "{" + out + "\n  }";
}

void JsonLdWriter::write(const ByteSink& sink) {
  for (auto begin = statements_.cbegin(); begin != statements_.cend();) {
    const auto next =
        run_end(begin, statements_.cend(), [](const Quad& a, const Quad& b) {
          return a.graph == b.graph;
        });
    out_ += begin == statements_.cbegin() ? "" : ",\n";
    if (const auto& graph_name = (*begin)->graph) {
      out_ += "    {\n      \"@id\": ";
      name(*graph_name);
      out_ += ",\n      \"@graph\": [\n";
      graph(begin, next, "        ");
      out_ += "\n      ]\n    }";
    } else {
      graph(begin, next, "    ");
    }
    begin = next;
  }
  sink("{\n  \"@context\": " + context() + ",\n  \"@graph\": [\n");
  sink(out_);
  sink(out_.empty() ? "  ]\n}\n" : "\n  ]\n}\n");
}

}  // namespace

void write_jsonld(const std::vector<Quad>& quads,
                  const Prefixes& prefixes,
                  const ByteSink& sink) {
  JsonLdWriter(quads, prefixes).write(sink);
}

}  // namespace byline::rdf
