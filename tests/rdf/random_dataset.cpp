#include "random_dataset.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>

namespace byline::rdf::testing {
namespace {

using namespace std::string_literals;

/// What readers and writers are known to stumble over, and plain letters.
const std::vector<std::string> text_alphabet{
    "a",          "b",      "Z",      "0",          "9",          " ",      "  ",
    "\"",         "\"\"",   "'",      "'''",        "\\",         "\\\\",   "\\t",
    "\\u0041",    "\n",     "\r",     "\r\n",       "\t",         "\b",     "\f",
    "\0"s,        "\x01",   "\x1B",   "\x7F",       "\u0080",     "\u0085", "é",
    "e\u0301",    "ß",      "\u05D0", "\u0627",     "\u202E",     "\u2028", "日本",
    "\U0001F680", "\uFEFF", "\uFFFD", "\uFFFE",     "\uFFFF",     "\uFDD0", "\uD7FF",
    "\uE000",     "\u07FF", "\u0800", "\U00010000", "\U0010FFFF", "<",      ">",
    "#",          ".",      ",",      ";",          "@en",        "^^",     "{",
    "}",          "|",      "%",      "&",          "_:b1",       "]]>",    "<!--"};

const std::vector<std::string> iri_alphabet{
    "a",  "B",   "1",      "/",          "#",       "?",      "&",   "=",   "+",
    "-",  ".",   "..",     "_",          "~",       "!",      "$",   "'",   "(",
    ")",  "*",   ",",      ";",          ":",       "@",      "%20", "%C3", "%",
    "é",  "日",  "ß",      "\U0001F680", "e\u0301", "\u00B7", "x.y", "[",   "]",
    "//", "/./", "\u05D0", "\uFFFD",     "/../"};

const std::vector<std::string> iri_starts{"http://example.org/",
                                          "http://example.org/ns#",
                                          "x:",
                                          "urn:uuid:",
                                          "https://e.org/é/",
                                          "a+b-c.d:",
                                          "http://example.org/kind/"};

const std::vector<std::string> known_iris{
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://example.org/ns#",
    "http://example.org/ns#a",
    "http://example.org/ns#1"};

const std::vector<std::string> labels{"b1",
                                      "B1",
                                      "b",
                                      "genid1",
                                      "genid",
                                      "0",
                                      "_",
                                      "a.b",
                                      "a-b",
                                      "n1",
                                      "é",
                                      "x\u00B7",
                                      "日本"};

const std::vector<std::string> tags{
    "en", "pt-BR", "EN", "de-Latn-DE-1996", "de-Latn-DE-1996-x-private", "x", "a-1"};

const std::vector<std::string> types{"integer",
                                     "decimal",
                                     "double",
                                     "float",
                                     "boolean",
                                     "date",
                                     "string",
                                     "dateTime",
                                     "gYear",
                                     "anyURI"};

const std::vector<std::string> values{
    "1",    "01",    "-0",  "+5",         "1.0",  "1.",    ".5",   "-.5", "1e0",
    "1.e3", ".5E-3", "INF", "NaN",        "true", "false", "True", "0",   "",
    " 1",   "1 ",    "abc", "2026-11-22", "1/3",  "--1",   "1_0",  "１",  "5."};

}  // namespace

std::string RandomDataset::text(const std::vector<std::string>& alphabet,
                                std::size_t most) {
  std::string out;
  for (std::size_t k = below(most + 1); k > 0; --k) {
    out += one_of(alphabet);
  }
  return out;
}

Term RandomDataset::iri() {
  return Term::iri(below(4) == 0 ? one_of(known_iris)
                                 : one_of(iri_starts) + text(iri_alphabet, 6));
}

Term RandomDataset::blank() {
  return Term::blank(one_of(labels));
}

Term RandomDataset::literal() {
  switch (below(5)) {
    case 0: return Term::tagged(text(text_alphabet, 8), one_of(tags));
    case 1:
      return Term::typed(one_of(values), std::string(vocabulary::xsd_ns) + one_of(types));
    case 2: return Term::typed(text(text_alphabet, 4), iri().value);
    case 3: return Term::literal(text(text_alphabet, below(50) == 0 ? 3000 : 12));
    default: return Term::literal(text(text_alphabet, 12));
  }
}

std::vector<Quad> RandomDataset::quads(std::size_t most, bool graphs) {
  std::vector<Quad> quads;
  for (std::size_t k = below(most + 1); k > 0; --k) {
    Quad quad{node(), iri(), below(2) == 0 ? literal() : node(), std::nullopt};
    if (quad.object.is_literal() && quad.object.datatype == vocabulary::rdf_lang_string &&
        quad.object.language.empty()) {
      continue;  // no such literal
    }
    if (below(3) == 0 && !quads.empty()) {
      quad.subject = quads.back().subject;
    }
    if (graphs && below(3) == 0) {
      quad.graph = node();
    }
    quads.push_back(quad);
    if (graphs && below(5) == 0) {
      quad.graph = node();  // one triple in two graphs
      quads.push_back(quad);
    }
  }
  return quads;
}

std::string RandomDataset::mutated(std::string text) {
  static const std::vector<std::string> inserted{"\"",
                                                 "'",
                                                 "\\",
                                                 "<",
                                                 ">",
                                                 ".",
                                                 "\n",
                                                 "\r",
                                                 "[",
                                                 "]",
                                                 "(",
                                                 ")",
                                                 "{",
                                                 "}",
                                                 "@",
                                                 "^^",
                                                 "_:",
                                                 ":",
                                                 ",",
                                                 ";",
                                                 "#",
                                                 "\"\"\"",
                                                 "1.",
                                                 "-",
                                                 "\0"s,
                                                 "\xFF",
                                                 "\xC3",
                                                 "\xED\xA0\x80",
                                                 "\\uD800",
                                                 "\\u00",
                                                 "e5",
                                                 "a",
                                                 "@prefix a: <b> .",
                                                 "GRAPH",
                                                 "true",
                                                 " "};
  for (std::size_t k = 1 + below(8); k > 0; --k) {
    const std::size_t at = below(text.size() + 1);
    switch (below(5)) {
      case 0: text.insert(at, one_of(inserted)); break;
      case 1: text.erase(at, 1 + below(4)); break;
      case 2:
        if (at < text.size()) {
          text[at] = static_cast<char>(below(256));
        }
        break;
      case 3: text.insert(at, text.substr(below(text.size() + 1), below(20))); break;
      default:
        if (at < text.size()) {
          std::swap(text[at], text[below(text.size())]);
        }
    }
  }
  return text;
}

}  // namespace byline::rdf::testing
