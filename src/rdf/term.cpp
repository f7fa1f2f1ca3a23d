#include "rdf/term.hpp"

#include "rdf/quad.hpp"
#include "rdf/vocabulary.hpp"

#include <array>
#include <utility>

namespace byline::rdf {

Term::Term(TermKind kind_of, std::string text, std::string type, std::string tag)
    : kind(kind_of),
      value(std::move(text)),
      datatype(std::move(type)),
      language(std::move(tag)) {}

Term::Term(const TermView& view)
    : kind(view.kind),
      value(view.value),
      datatype(view.datatype),
      language(view.language) {}

Term Term::iri(std::string text) {
  return {TermKind::iri, std::move(text)};
}

Term Term::blank(std::string label) {
  return {TermKind::blank, std::move(label)};
}

Term Term::literal(std::string lexical) {
  return {TermKind::literal, std::move(lexical), std::string(vocabulary::xsd_string)};
}

Term Term::typed(std::string lexical, std::string_view datatype) {
  return {TermKind::literal, std::move(lexical), std::string(datatype)};
}

Term Term::tagged(std::string lexical, std::string language) {
  return {TermKind::literal,
          std::move(lexical),
          std::string(vocabulary::rdf_lang_string),
          std::move(language)};
}

Term Term::integer(std::int64_t value) {
  return typed(std::to_string(value), vocabulary::xsd_integer);
}

Quad QuadView::copy() const {
  Quad quad{Term(subject), Term(predicate), Term(object), std::nullopt};
  if (!in_default_graph) {
    quad.graph = Term(graph);
  }
  return quad;
}

QuadView view_of(const Quad& quad) {
  QuadView view{quad.subject.view(), quad.predicate.view(), quad.object.view(), true, {}};
  if (quad.graph) {
    view.in_default_graph = false;
    view.graph = quad.graph->view();
  }
  return view;
}

namespace {

/// U+FFFE or U+FFFF.
bool is_noncharacter(std::string_view text) {
  return text == "\xEF\xBF\xBE" || text == "\xEF\xBF\xBF";
}

/// Bytes that are written as they are; 0xEF may begin U+FFFE or U+FFFF.
constexpr std::array<bool, 256> is_plain = [] {
  std::array<bool, 256> set{};
  for (std::size_t c = 0x20; c < set.size(); ++c) {
    set[c] = c != '"' && c != '\\' && c != 0x7F && c != 0xEF;
  }
  return set;
}();

/// The letter of a two-character escape, or 0.
constexpr char escape_letter(char c) {
  switch (c) {
    case '\b': return 'b';
    case '\t': return 't';
    case '\n': return 'n';
    case '\f': return 'f';
    case '\r': return 'r';
    case '"':
    case '\\': return c;
    default: return 0;
  }
}

void append_escaped(std::string& out, std::string_view text, Noncharacters how) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool raw = byte == 0xEF &&
                     (how == Noncharacters::raw || !is_noncharacter(text.substr(i, 3)));
    if (is_plain[byte] || raw) {
      continue;
    }
    out.append(text, copied, i - copied);
    out += '\\';
    if (const char letter = escape_letter(text[i])) {
      out += letter;
    } else if (byte == 0xEF) {
      out += text[i + 2] == '\xBE' ? "uFFFE" : "uFFFF";
      i += 2;
    } else {
      out.append("u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    copied = i + 1;
  }
  out.append(text, copied);
}

}  // namespace

void append_string(std::string& out, std::string_view text, Noncharacters how) {
  out += '"';
  append_escaped(out, text, how);
  out += '"';
}

void append_ntriples(std::string& out, const TermView& term) {
  switch (term.kind) {
    case TermKind::iri: out.append("<").append(term.value).append(">"); return;
    case TermKind::blank: out.append("_:").append(term.value); return;
    case TermKind::literal: break;
  }
  append_string(out, term.value, Noncharacters::escaped);
  if (!term.language.empty()) {
    out.append("@").append(term.language);
  } else if (term.datatype != vocabulary::xsd_string) {
    out.append("^^<").append(term.datatype).append(">");
  }
}

std::string to_ntriples(const Term& term) {
  std::string out;
  append_ntriples(out, term.view());
  return out;
}

}  // namespace byline::rdf
