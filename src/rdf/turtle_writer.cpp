#include "rdf/turtle_writer.hpp"

#include "base/diagnostics.hpp"
#include "rdf/document_order.hpp"
#include "rdf/prefixed_name.hpp"
#include "rdf/vocabulary.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <unordered_map>
#include <utility>

namespace byline::rdf {
namespace {

struct FreeWriter {
  void operator()(SerdWriter* writer) const { serd_writer_free(writer); }
};
struct FreeEnv {
  void operator()(SerdEnv* env) const { serd_env_free(env); }
};
using WriterHandle = std::unique_ptr<SerdWriter, FreeWriter>;
using EnvHandle = std::unique_ptr<SerdEnv, FreeEnv>;

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
/// [20] DECIMAL, [133s] BooleanLiteral. Serd writes these types bare without looking.
bool is_bare(std::string_view text, std::string_view datatype) {
  if (datatype == vocabulary::xsd_boolean) {
    return text == "true" || text == "false";
  }
  std::size_t i = text.substr(0, 1) == "+" || text.substr(0, 1) == "-" ? 1 : 0;
  const std::size_t whole = count_digits(text, i);
  i += whole;
  if (datatype == vocabulary::xsd_integer) {
    return whole > 0 && i == text.size();
  }
  const std::size_t fraction =
      i < text.size() && text[i] == '.' ? count_digits(text, i + 1) : 0;
  // Jena 4.5 refuses `+.5`, which the grammar allows.
  return whole > 0 && fraction > 0 && i + 1 + fraction == text.size();
}

bool may_be_bare(std::string_view datatype) {
  return datatype == vocabulary::xsd_integer || datatype == vocabulary::xsd_decimal ||
         datatype == vocabulary::xsd_boolean;
}

SerdNode node_of(SerdType type, const std::string& text) {
  // No flags: with SERD_HAS_NEWLINE or SERD_HAS_QUOTE Serd writes a long string, which
  // its own reader and that of others misread where a quote stands before an escape.
  return {
      reinterpret_cast<const uint8_t*>(text.c_str()), text.size(), text.size(), 0, type};
}

/// Serd writes the statements of each graph as Turtle; the blocks of TriG are ours, for
/// Serd's own indent only their first subject and leave out line breaks.
class TurtleWriter {
 public:
  explicit TurtleWriter(const Prefixes& prefixes)
      : names_(prefixes),
        env_(serd_env_new(nullptr)) {}

  /// From here on statements stand in `graph` (none: the default graph).
  void begin_graph(const std::optional<Term>& graph);
  void write(const Quad& quad);
  /// The document: declarations of the prefixes in use, then all that was written.
  void finish(const ByteSink& sink);

 private:
  static std::size_t append(const void* bytes, std::size_t size, void* handle);
  static SerdStatus on_error(void*, const SerdError* error) { return error->status; }
  static void expect(SerdStatus status) {
    if (status != SERD_SUCCESS) {
      throw Error(ExitCode::unusable,
                  {},
                  std::string("cannot write Turtle: ") +
                      reinterpret_cast<const char*>(serd_strerror(status)));
    }
  }
  SerdNode iri(const std::string& text, std::string& storage);
  SerdNode predicate_node(const std::string& text);
  SerdNode resource(const Term& term, std::string& storage);
  SerdNode datatype(const Term& literal);

  void end_graph();

  PrefixedNames names_;
  std::string body_;
  std::string_view indent_;  ///< begins each line of a graph's block
  bool at_line_begin_ = false;
  EnvHandle env_;
  WriterHandle writer_;
  std::string graph_;
  std::string subject_;
  /// IRI → prefixed name, empty if there is none.
  std::unordered_map<std::string, std::string> predicates_;
  const Quad* last_ = nullptr;  ///< the quad before, whose subject `subject_node_` is
  SerdNode subject_node_ = SERD_NODE_NULL;
  std::string object_;
  std::string datatype_;
};

SerdNode TurtleWriter::iri(const std::string& text, std::string& storage) {
  return names_.shorten(text, storage) ? node_of(SERD_CURIE, storage)
                                       : node_of(SERD_URI, text);
}

SerdNode TurtleWriter::resource(const Term& term, std::string& storage) {
  return term.is_blank() ? node_of(SERD_BLANK, term.value) : iri(term.value, storage);
}

SerdNode TurtleWriter::datatype(const Term& literal) {
  if (literal.datatype == vocabulary::xsd_string || !literal.language.empty()) {
    return SERD_NODE_NULL;
  }
  if (may_be_bare(literal.datatype)) {
    if (is_bare(literal.value, literal.datatype)) {
      return node_of(SERD_URI, literal.datatype);
    }
    // As a full IRI this type would make Serd write the text bare.
    (void)names_.require(vocabulary::xsd_ns, "xsd");
  }
  return iri(literal.datatype, datatype_);
}

/// Takes what Serd writes. Its line breaks and tabs are layout, for those of literals are
/// escaped and IRIs hold none.
std::size_t TurtleWriter::append(const void* bytes, std::size_t size, void* handle) {
  auto& self = *static_cast<TurtleWriter*>(handle);
  const std::string_view text(static_cast<const char*>(bytes), size);
  if (text.empty()) {
    return 0;
  }
  if (self.at_line_begin_ && text != "\n") {
    self.body_ += self.indent_;
  }
  self.at_line_begin_ = text.back() == '\n';
  self.body_ += text == "\t" ? "    " : text;
  return size;
}

void TurtleWriter::begin_graph(const std::optional<Term>& graph) {
  end_graph();
  indent_ = graph ? "    " : "";
  if (graph) {
    const bool is_short = graph->is_iri() && names_.shorten(graph->value, graph_);
    if (is_short) {
      append_escaped_name(body_, graph_);
    } else {
      append_ntriples(body_, graph->view());
    }
    body_ += " {\n";
    at_line_begin_ = true;
  }
  writer_.reset(serd_writer_new(
      SERD_TURTLE, SERD_STYLE_ABBREVIATED, env_.get(), nullptr, append, this));
  serd_writer_set_error_sink(writer_.get(), on_error, nullptr);
}

void TurtleWriter::end_graph() {
  if (!writer_) {
    return;
  }
  expect(serd_writer_finish(writer_.get()));
  writer_.reset();
  body_.resize(body_.find_last_not_of('\n') + 1);
  body_ += indent_.empty() ? "\n\n" : "\n}\n\n";
}

/// There are few predicates, and each is written often.
SerdNode TurtleWriter::predicate_node(const std::string& text) {
  if (text == vocabulary::rdf_type) {
    return node_of(SERD_URI, text);  // Serd writes `a` for the full IRI only
  }
  const auto [known, is_new] = predicates_.try_emplace(text);
  if (is_new && !names_.shorten(text, known->second)) {
    known->second.clear();
  }
  return known->second.empty() ? node_of(SERD_URI, known->first)
                               : node_of(SERD_CURIE, known->second);
}

void TurtleWriter::write(const Quad& quad) {
  if (last_ == nullptr || last_->subject != quad.subject) {
    subject_node_ = resource(quad.subject, subject_);
  }
  const SerdNode subject = subject_node_;
  const SerdNode predicate = predicate_node(quad.predicate.value);
  last_ = &quad;
  SerdNode type = SERD_NODE_NULL;
  SerdNode language = SERD_NODE_NULL;
  SerdNode object = SERD_NODE_NULL;
  if (quad.object.is_literal()) {
    object = node_of(SERD_LITERAL, quad.object.value);
    type = datatype(quad.object);
    language = node_of(SERD_LITERAL, quad.object.language);
  } else {
    object = resource(quad.object, object_);
  }
  expect(serd_writer_write_statement(writer_.get(),
                                     0,
                                     nullptr,
                                     &subject,
                                     &predicate,
                                     &object,
                                     type.buf == nullptr ? nullptr : &type,
                                     quad.object.language.empty() ? nullptr : &language));
}

void TurtleWriter::finish(const ByteSink& sink) {
  end_graph();
  std::string head;
  for (const auto& [name, iri] : names_.used()) {
    head.append("@prefix ").append(name).append(": <").append(iri).append("> .\n");
  }
  if (!body_.empty()) {
    body_.pop_back();  // the blank line after the last subject
    head += head.empty() ? "" : "\n";
    sink(head);
    sink(body_);
  }
}

}  // namespace

void write_turtle(const std::vector<Quad>& quads,
                  const Prefixes& prefixes,
                  const ByteSink& sink) {
  TurtleWriter writer(prefixes);
  const std::optional<Term>* graph = nullptr;
  for (const Quad* quad : document_order(quads)) {
    if (graph == nullptr || *graph != quad->graph) {
      graph = &quad->graph;
      writer.begin_graph(*graph);
    }
    writer.write(*quad);
  }
  writer.finish(sink);
}

}  // namespace byline::rdf
