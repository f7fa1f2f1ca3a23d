#include "rdf/writable.hpp"

#include "base/diagnostics.hpp"
#include "base/utf8.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"
#include "rdf/writer.hpp"

#include <algorithm>
#include <string_view>

namespace byline::rdf {
namespace {

[[noreturn]] void refuse(const std::string& message, const std::string& hint = {}) {
  throw Error(ExitCode::unusable, {}, message, hint);
}

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// [144s] LANGTAG
bool is_language_tag(std::string_view tag) {
  bool first = true;
  while (true) {
    const std::size_t end = std::min(tag.find('-'), tag.size());
    const std::string_view part = tag.substr(0, end);
    const bool fits = std::all_of(part.begin(), part.end(), [first](char c) {
      return is_letter(c) || (!first && c >= '0' && c <= '9');
    });
    if (part.empty() || !fits) {
      return false;
    }
    if (end == tag.size()) {
      return true;
    }
    tag.remove_prefix(end + 1);
    first = false;
  }
}

void check_utf8(std::string_view text) {
  if (find_invalid_utf8(text)) {
    refuse("cannot write text that is not valid UTF-8");
  }
}

void check_iri(const std::string& iri) {
  if (!is_absolute_iri(iri)) {
    refuse("cannot write the IRI '" + iri + "': it is relative");
  }
  if (find_bad_iri_byte(iri)) {
    refuse("cannot write the IRI '" + iri + "': it holds a forbidden character");
  }
  check_utf8(iri);
}

void check_label(const std::string& label) {
  check_utf8(label);
  if (!is_blank_label(label)) {
    refuse("cannot write the blank-node label '" + label + "'");
  }
}

void check_resource(const Term& term) {
  if (term.is_literal()) {
    refuse("cannot write a triple whose subject or graph is a literal");
  }
  if (term.is_blank()) {
    check_label(term.value);
  } else {
    check_iri(term.value);
  }
}

}  // namespace

void WritableCheck::object(const Term& term) {
  if (!term.is_literal()) {
    check_resource(term);
    return;
  }
  check_utf8(term.value);
  if (!term.language.empty() && !is_language_tag(term.language)) {
    refuse("cannot write the language tag '" + term.language + "'",
           "tags look like en or pt-BR");
  }
  if (term.datatype != vocabulary::xsd_string && term.datatype != datatype_) {
    check_iri(term.datatype);
    datatype_ = term.datatype;
  }
}

void WritableCheck::quad(const Quad& quad) {
  const bool first = last_ == nullptr;
  if (first || last_->subject != quad.subject) {
    check_resource(quad.subject);
  }
  if (first || last_->predicate != quad.predicate) {
    if (!quad.predicate.is_iri()) {
      refuse("cannot write a triple whose predicate is no IRI");
    }
    check_iri(quad.predicate.value);
  }
  object(quad.object);
  if (quad.graph && (first || last_->graph != quad.graph)) {
    check_resource(*quad.graph);
  }
  last_ = &quad;
}

void check_writable(const std::vector<Quad>& quads) {
  WritableCheck check;
  for (const Quad& quad : quads) {
    check.quad(quad);
  }
}

void refuse_graph(const TermView& graph) {
  std::string name;
  append_ntriples(name, graph);
  refuse("this syntax holds no named graphs, but there is " + name,
         "write TriG or N-Quads");
}

}  // namespace byline::rdf
