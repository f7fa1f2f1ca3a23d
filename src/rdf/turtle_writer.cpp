#include "rdf/turtle_writer.hpp"

#include "rdf/document_order.hpp"
#include "rdf/prefixed_name.hpp"
#include "rdf/vocabulary.hpp"
#include "rdf/writable.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace byline::rdf {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits of `text` from `i` on.
std::size_t count_digits(std::string_view text, std::size_t i) {
  const std::size_t begin = i;
  while (i < text.size() && is_digit(text[i])) {
    ++i;
  }
  return i - begin;
}

/// Whether Turtle reads the bare text back as a literal of this datatype: [19] INTEGER,
/// [20] DECIMAL, [133s] BooleanLiteral.
bool is_bare(std::string_view text, std::string_view datatype) {
  if (datatype == vocabulary::xsd_boolean) {
    return text == "true" || text == "false";
  }
  const bool is_integer = datatype == vocabulary::xsd_integer;
  if (!is_integer && datatype != vocabulary::xsd_decimal) {
    return false;
  }
  const std::size_t sign = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
  const std::size_t whole = count_digits(text, sign);
  const std::size_t end = sign + whole;
  if (is_integer) {
    return whole > 0 && end == text.size();
  }
  const std::size_t fraction =
      end < text.size() && text[end] == '.' ? count_digits(text, end + 1) : 0;
  // Jena 4.5 refuses `+.5`, which the grammar allows.
  return whole > 0 && fraction > 0 && end + 1 + fraction == text.size();
}

/// Text as it grows, in pieces, so that none of it is copied when there is more.
class Pieces {
 public:
  /// The end of the text, to append to.
  std::string& end() { return end_; }
  /// To be called now and then, where the text may be cut.
  void cut() {
    if (end_.size() >= piece_bytes) {
      full_.push_back(std::move(end_));
      end_.clear();
      end_.reserve(piece_bytes + piece_bytes / 8);
    }
  }
  [[nodiscard]] bool empty() const { return full_.empty() && end_.empty(); }
  void hand_on(const ByteSink& sink) const {
    for (const std::string& piece : full_) {
      sink(piece);
    }
    sink(end_);
  }

 private:
  static constexpr std::size_t piece_bytes = std::size_t{1} << 18;
  std::vector<std::string> full_;
  std::string end_;
};

class TurtleWriter {
 public:
  TurtleWriter(Syntax syntax, const Prefixes& prefixes)
      : names_(prefixes),
        has_graphs_(holds_graphs(syntax)) {}

  /// Writes the statements of one subject; those of a graph must come together.
  void write(const Statements& statements);
  /// The document: declarations of the prefixes in use, then all that was written.
  void finish(const ByteSink& sink);

 private:
  void check(const Statements& statements);
  void begin_graph(const std::optional<Term>& graph);
  void end_graph();
  void resource(const Term& term);
  void iri(std::string_view text);
  void repeated_iri(const std::string& text);
  void literal(const Term& term);

  PrefixedNames names_;
  bool has_graphs_;
  WritableCheck check_;
  Pieces body_;
  std::string_view indent_;  ///< begins each line of a graph's block
  const Quad* last_ = nullptr;
  /// Predicates and datatypes, of which there are few: IRI → its text.
  std::unordered_map<std::string, std::string> repeated_;
};

void TurtleWriter::iri(std::string_view text) {
  std::string& out = body_.end();
  if (!names_.append_turtle(out, text)) {
    out.append("<").append(text).append(">");
  }
}

void TurtleWriter::resource(const Term& term) {
  if (term.is_blank()) {
    body_.end().append("_:").append(term.value);
  } else {
    iri(term.value);
  }
}

void TurtleWriter::repeated_iri(const std::string& text) {
  std::string& out = body_.end();
  const auto [known, is_new] = repeated_.try_emplace(text);
  if (is_new) {
    const std::size_t begin = out.size();
    iri(text);
    known->second = out.substr(begin);
  } else {
    out += known->second;
  }
}

void TurtleWriter::literal(const Term& term) {
  std::string& out = body_.end();
  if (is_bare(term.value, term.datatype)) {
    out += term.value;
    return;
  }
  // Never the long form: other readers misread quotes before escapes in it.
  append_string(out, term.value, Noncharacters::raw);
  if (!term.language.empty()) {
    out.append("@").append(term.language);
  } else if (term.datatype != vocabulary::xsd_string) {
    out += "^^";
    repeated_iri(term.datatype);
  }
}

void TurtleWriter::check(const Statements& statements) {
  for (const Quad* quad : statements) {
    check_.quad(*quad);
    if (quad->graph && !has_graphs_) {
      refuse_graph(quad->graph->view());
    }
  }
}

void TurtleWriter::begin_graph(const std::optional<Term>& graph) {
  end_graph();
  indent_ = graph ? "    " : "";
  if (graph) {
    resource(*graph);
    body_.end() += " {\n";
  }
}

/// Closes a block; the blank line after the last subject stands behind it.
void TurtleWriter::end_graph() {
  if (!indent_.empty()) {
    body_.end().pop_back();
    body_.end() += "}\n\n";
  }
}

void TurtleWriter::write(const Statements& statements) {
  check(statements);
  const Quad& first = *statements.front();
  if (last_ == nullptr || last_->graph != first.graph) {
    begin_graph(first.graph);
  }
  body_.cut();
  std::string& out = body_.end();
  out += indent_;
  resource(first.subject);
  last_ = nullptr;
  for (const Quad* quad : statements) {
    if (last_ != nullptr && last_->predicate == quad->predicate) {
      out.append(" ,\n").append(indent_).append("        ");
    } else {
      out.append(last_ == nullptr ? "\n" : " ;\n").append(indent_).append("    ");
      if (quad->predicate.value == vocabulary::rdf_type) {
        out += 'a';
      } else {
        repeated_iri(quad->predicate.value);
      }
      out += ' ';
    }
    if (quad->object.is_literal()) {
      literal(quad->object);
    } else {
      resource(quad->object);
    }
    last_ = quad;
  }
  out += " .\n\n";
}

void TurtleWriter::finish(const ByteSink& sink) {
  if (body_.empty()) {
    return;
  }
  end_graph();
  body_.end().pop_back();  // the blank line at the end
  std::string head;
  for (const auto& [name, iri] : names_.used()) {
    head.append("@prefix ").append(name).append(": <").append(iri).append("> .\n");
  }
  head += head.empty() ? "" : "\n";
  sink(head);
  body_.hand_on(sink);
}

}  // namespace

void write_turtle(std::vector<Quad> quads,
                  Syntax syntax,
                  const Prefixes& prefixes,
                  const ByteSink& sink) {
  if (!holds_graphs(syntax)) {
    // Most graphs come sorted, and a walk to find that out would take as long as this.
    TurtleWriter writer(syntax, prefixes);
    const auto write = [&](const Statements& subject) { writer.write(subject); };
    if (try_each_subject(quads, write)) {
      writer.finish(sink);
      return;
    }
  }
  canonical_order(quads);
  TurtleWriter writer(syntax, prefixes);
  for_each_subject(quads, [&](const Statements& subject) { writer.write(subject); });
  writer.finish(sink);
}

}  // namespace byline::rdf
