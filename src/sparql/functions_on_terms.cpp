#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"
#include "sparql/characters.hpp"
#include "sparql/compare.hpp"
#include "sparql/function_groups.hpp"

#include <string>

/// SPARQL 1.1, 17.4.2: functions on RDF terms.
namespace byline::sparql {
namespace {

Result str(const Value& value) {
  if (value.type == Type::blank) {
    return std::nullopt;
  }
  return Value::string(lexical_form(value));
}

/// IRI(iri), IRI("relative or absolute"): what is no IRI is an error.
Result iri(const Value& value, const std::string& base) {
  if (value.type == Type::iri) {
    return value;
  }
  if (value.type != Type::string || rdf::find_bad_iri_byte(value.text)) {
    return std::nullopt;
  }
  if (rdf::is_absolute_iri(value.text)) {
    return Value::iri(value.text);
  }
  return base.empty() ? std::nullopt
                      : Result(Value::iri(rdf::resolve_iri(value.text, base)));
}

std::string new_blank_label(CallContext& context) {
  return context.blank_prefix + std::to_string(context.blank_count++);
}

Result bnode(Arguments arguments, CallContext& context) {
  if (arguments.empty()) {
    return Value::blank(new_blank_label(context));
  }
  if (arguments[0].type != Type::string) {
    return std::nullopt;
  }
  const auto [place, is_new] = context.row_blanks.try_emplace(arguments[0].text);
  if (is_new) {
    place->second = new_blank_label(context);
  }
  return Value::blank(place->second);
}

/// RFC 4122, 4.4: version 4, variant 10, from 128 random bits.
std::string random_uuid(CallContext& context) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::uint64_t high = context.random();
  std::uint64_t low = context.random();
  high = (high & 0xFFFFFFFFFFFF0FFFULL) | 0x4000ULL;
  low = (low & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
  std::string out;
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) {
      out += '-';
    }
    const std::uint64_t half = nibble < 16 ? high : low;
    out += digits[(half >> (4 * (15 - nibble % 16))) & 15U];
  }
  return out;
}

/// [145] LANGTAG without the @: [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
bool is_language_tag(std::string_view tag) {
  bool is_first = true;
  std::size_t subtag = 0;
  for (const char c : tag) {
    if (c == '-') {
      if (subtag == 0) {
        return false;
      }
      is_first = false;
      subtag = 0;
    } else if (is_first ? is_ascii_letter(c) : is_ascii_alphanumeric(c)) {
      ++subtag;
    } else {
      return false;
    }
  }
  return subtag > 0;
}

Result str_lang(const Value& text, const Value& tag) {
  if (text.type != Type::string || tag.type != Type::string ||
      !is_language_tag(tag.text)) {
    return std::nullopt;
  }
  return Value::lang_string(text.text, tag.text);
}

Result str_dt(const Value& text, const Value& datatype) {
  if (text.type != Type::string || datatype.type != Type::iri ||
      datatype.text == rdf::vocabulary::rdf_lang_string) {
    return std::nullopt;  // a language-tagged string needs a tag
  }
  return decode({rdf::TermKind::literal, text.text, datatype.text, {}});
}

}  // namespace

Result call_on_terms(Builtin function, Arguments arguments, CallContext& context) {
  switch (function) {
    case Builtin::bnode: return bnode(arguments, context);
    case Builtin::uuid: return Value::iri("urn:uuid:" + random_uuid(context));
    case Builtin::str_uuid: return Value::string(random_uuid(context));
    default: break;
  }
  const Value& value = arguments[0];
  switch (function) {
    case Builtin::str: return str(value);
    case Builtin::lang:
      return value.is_literal() ? Result(Value::string(value.language)) : std::nullopt;
    case Builtin::datatype:
      return value.is_literal() ? Result(Value::iri(std::string(datatype_of(value))))
                                : std::nullopt;
    case Builtin::iri: return iri(value, context.base);
    case Builtin::str_lang: return str_lang(value, arguments[1]);
    case Builtin::str_dt: return str_dt(value, arguments[1]);
    case Builtin::same_term: return Value::boolean(same_term(value, arguments[1]));
    case Builtin::is_iri: return Value::boolean(value.type == Type::iri);
    case Builtin::is_blank: return Value::boolean(value.type == Type::blank);
    case Builtin::is_literal: return Value::boolean(value.is_literal());
    case Builtin::is_numeric: return Value::boolean(value.is_numeric());
    default: return std::nullopt;
  }
}

}  // namespace byline::sparql
