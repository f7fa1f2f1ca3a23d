#include "rdf/iri.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"
#include "sparql/grammar.hpp"

#include <charconv>

namespace byline::sparql {

namespace vocabulary = rdf::vocabulary;

// [4] Prologue, [5] BaseDecl, [6] PrefixDecl
void Grammar::prologue() {
  while (true) {
    if (accept_word("BASE")) {
      if (!at_kind(TokenKind::iri))
        fail_expected("an IRI in <>");
      base_ = resolve(take());
    } else if (accept_word("PREFIX")) {
      const Token name = take();
      if (name.kind != TokenKind::prefixed_name || !name.text.ends_with(':') ||
          name.text.find(':') + 1 != name.text.size()) {
        fail(name.offset, "expected a prefix that ends in ':'");
      }
      if (!at_kind(TokenKind::iri))
        fail_expected("an IRI in <>");
      prefixes_[name.text.substr(0, name.text.size() - 1)] = resolve(take());
    } else {
      return;
    }
  }
}

bool Grammar::at_iri() const {
  return at_kind(TokenKind::iri) || at_kind(TokenKind::prefixed_name);
}

// [136] iri, [137] PrefixedName
std::string Grammar::iri() {
  if (!at_iri())
    fail_expected("an IRI");
  const Token token = take();
  return token.kind == TokenKind::iri ? resolve(token) : expand(token);
}

std::string Grammar::resolve(const Token& token) const {
  if (rdf::is_absolute_iri(token.text))
    return token.text;
  if (base_.empty()) {
    fail(token.offset,
         "relative IRI <" + token.text + "> without a base",
         "write BASE <…> or give --base");
  }
  return rdf::resolve_iri(token.text, base_);
}

std::string Grammar::expand(const Token& token) const {
  const std::size_t colon = token.text.find(':');
  const std::string prefix = token.text.substr(0, colon);
  const auto found = prefixes_.find(prefix);
  if (found == prefixes_.end()) {
    std::vector<std::string> known;
    for (const auto& [name, iri] : prefixes_)
      known.push_back(name);
    const std::string near = closest(prefix, known);
    const rdf::Prefixes standard = rdf::standard_prefixes();
    const auto usual = standard.find(prefix);
    fail(token.offset,
         "unknown prefix '" + prefix + ":'",
         near.empty() || usual != standard.end()
             ? "declare it with PREFIX " + prefix + ": <" +
                   (usual == standard.end() ? "…" : usual->second) + ">"
             : "did you mean '" + near + ":'?");
  }
  std::string out = found->second;
  for (std::size_t i = colon + 1; i < token.text.size(); ++i) {
    if (token.text[i] == '\\')
      ++i;  // [172] PN_LOCAL_ESC
    out += token.text[i];
  }
  return out;
}

// [108] Var
Variable Grammar::variable() {
  if (!at_kind(TokenKind::variable))
    fail_expected("a variable");
  return {take().text};
}

bool Grammar::at_literal() const {
  switch (peek().kind) {
    case TokenKind::string:
    case TokenKind::integer:
    case TokenKind::decimal:
    case TokenKind::double_number: return true;
    default: return at_word("TRUE") || at_word("FALSE");
  }
}

// [129] RDFLiteral, [130]–[133] NumericLiteral, [134] BooleanLiteral
rdf::Term Grammar::literal() {
  switch (peek().kind) {
    case TokenKind::string: return string_literal();
    case TokenKind::integer:
      return rdf::Term::typed(take().text, vocabulary::xsd_integer);
    case TokenKind::decimal:
      return rdf::Term::typed(take().text, vocabulary::xsd_decimal);
    case TokenKind::double_number:
      return rdf::Term::typed(take().text, vocabulary::xsd_double);
    default: break;
  }
  const bool value = at_word("TRUE");
  if (!value && !at_word("FALSE"))
    fail_expected("a literal");
  take();
  return rdf::Term::typed(value ? "true" : "false", vocabulary::xsd_boolean);
}

rdf::Term Grammar::string_literal() {
  std::string content = take().text;
  if (at_kind(TokenKind::language_tag)) {
    return rdf::Term::tagged(std::move(content), take().text);
  }
  if (accept("^^")) {
    const std::size_t where = offset();
    const std::string datatype = iri();
    if (datatype == vocabulary::rdf_lang_string) {
      fail(where, "a literal of type rdf:langString needs a language tag");
    }
    return rdf::Term::typed(std::move(content), datatype);
  }
  return rdf::Term::literal(std::move(content));
}

// [107] VarOrIri
VariableOrTerm Grammar::variable_or_iri() {
  if (at_kind(TokenKind::variable))
    return variable();
  if (!at_iri())
    fail_expected("a variable or an IRI");
  return rdf::Term::iri(iri());
}

rdf::Term Grammar::fresh_blank() {
  return rdf::Term::blank(fresh_prefix_ + std::to_string(fresh_count_++));
}

// [26] LimitClause and [27] OffsetClause take an INTEGER
std::uint64_t Grammar::integer() {
  const Token token = peek();
  std::uint64_t value = 0;
  const char* end = token.text.data() + token.text.size();
  const bool digits = token.kind == TokenKind::integer && token.text.front() != '+';
  const auto [stop, status] = std::from_chars(token.text.data(), end, value);
  if (!digits || status == std::errc::invalid_argument || stop != end) {
    fail_expected("a number without sign");
  }
  if (status != std::errc{})
    fail(token.offset, "number is too large");
  take();
  return value;
}

}  // namespace byline::sparql
