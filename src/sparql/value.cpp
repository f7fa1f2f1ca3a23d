#include "sparql/value.hpp"

#include "sparql/datatypes.hpp"

#include <utility>

namespace byline::sparql {
namespace {

Value with_text(Type type, std::string text) {
  Value value;
  value.type = type;
  value.text = std::move(text);
  return value;
}

Value computed(Type type, Value::Payload payload) {
  Value value;
  value.type = type;
  value.payload = std::move(payload);
  value.has_text = false;
  return value;
}

Type type_of(DateTimeKind kind) {
  switch (kind) {
    case DateTimeKind::date_time: return Type::date_time;
    case DateTimeKind::date: return Type::date;
    case DateTimeKind::time: return Type::time;
    case DateTimeKind::year: return Type::g_year;
    case DateTimeKind::year_month: return Type::g_year_month;
    case DateTimeKind::month_day: return Type::g_month_day;
    case DateTimeKind::month: return Type::g_month;
    case DateTimeKind::day: return Type::g_day;
  }
  return Type::date_time;
}

struct CanonicalForm {
  Type type;

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const Decimal& value) const { return value.print(); }
  std::string operator()(float value) const { return print_float(value); }
  std::string operator()(double value) const { return print_double(value); }
  std::string operator()(const DateTime& value) const { return value.print(); }
  std::string operator()(const Duration& value) const {
    return value.print(type == Type::year_month_duration);
  }
};

Value decode_literal(const rdf::TermView& term) {
  Value value = with_text(Type::other, std::string(term.value));
  const Datatype* datatype = find_datatype(term.datatype);
  if (datatype == nullptr) {
    value.datatype = term.datatype;
    return value;
  }
  auto payload = parse_lexical(*datatype, term.value);
  value.type = payload ? datatype->type : Type::ill_typed;
  if (payload) {
    value.payload = std::move(*payload);
  }
  if (value.type == Type::lang_string) {
    value.language = term.language;
  }
  if (datatype_iri(value.type) != datatype->iri) {
    value.datatype = datatype->iri;
  }
  return value;
}

}  // namespace

Value Value::iri(std::string text) {
  return with_text(Type::iri, std::move(text));
}

Value Value::blank(std::string label) {
  return with_text(Type::blank, std::move(label));
}

Value Value::string(std::string text) {
  return with_text(Type::string, std::move(text));
}

Value Value::lang_string(std::string text, std::string language) {
  Value value = with_text(Type::lang_string, std::move(text));
  value.language = std::move(language);
  return value;
}

Value Value::boolean(bool value) {
  return computed(Type::boolean, value);
}

Value Value::integer(std::int64_t value) {
  return computed(Type::integer, Decimal(value));
}

Value Value::integer(Decimal value) {
  return computed(Type::integer, std::move(value));
}

Value Value::decimal(Decimal value) {
  return computed(Type::decimal, std::move(value));
}

Value Value::single(float value) {
  return computed(Type::single, value);
}

Value Value::real(double value) {
  return computed(Type::real, value);
}

Value Value::date_time(DateTime value) {
  const Type type = type_of(value.kind);
  return computed(type, std::move(value));
}

Value Value::duration(Type type, Duration value) {
  return computed(type, std::move(value));
}

Value decode(const rdf::TermView& term) {
  switch (term.kind) {
    case rdf::TermKind::iri: return Value::iri(std::string(term.value));
    case rdf::TermKind::blank: return Value::blank(std::string(term.value));
    case rdf::TermKind::literal: break;
  }
  return decode_literal(term);
}

std::string lexical_form(const Value& value) {
  return value.has_text ? value.text
                        : std::visit(CanonicalForm{value.type}, value.payload);
}

std::string_view datatype_of(const Value& value) {
  return value.datatype.empty() ? datatype_iri(value.type)
                                : std::string_view(value.datatype);
}

rdf::Term to_term(const Value& value) {
  if (value.type == Type::iri) {
    return rdf::Term::iri(value.text);
  }
  if (value.type == Type::blank) {
    return rdf::Term::blank(value.text);
  }
  return {rdf::TermKind::literal,
          lexical_form(value),
          std::string(datatype_of(value)),
          value.language};
}

}  // namespace byline::sparql
