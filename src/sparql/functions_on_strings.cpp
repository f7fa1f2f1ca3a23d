#include "base/utf8.hpp"
#include "sparql/characters.hpp"
#include "sparql/function_groups.hpp"
#include "sparql/numeric.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>

#include <algorithm>
#include <cmath>
#include <string>

/// SPARQL 1.1, 17.4.3: functions on strings. Lengths and positions are code points.
namespace byline::sparql {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_tags(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// 17.4.3.1.2, argument compatibility rules.
bool compatible(const Value& a, const Value& b) {
  return a.is_string() && b.is_string() &&
         (b.type == Type::string ||
          (a.type == Type::lang_string && equal_tags(a.language, b.language)));
}

/// Upper or lower case by Unicode's full mappings, of no particular language.
std::string change_case(const std::string& text, bool upper) {
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  constexpr const char* no_language = "";
  if (upper) {
    icu::CaseMap::utf8ToUpper(no_language, 0, text, sink, nullptr, status);
  } else {
    icu::CaseMap::utf8ToLower(no_language, 0, text, sink, nullptr, status);
  }
  return out;
}

/// XPath F&O 3.1, 6.2: everything but the unreserved characters of RFC 3986.
std::string encode_for_uri(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_ascii_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

/// RFC 4647, 3.3.1 basic filtering; `*` matches every tag but the empty one.
bool language_matches(std::string_view tag, std::string_view range) {
  if (range == "*") {
    return !tag.empty();
  }
  return tag.size() >= range.size() && !range.empty() &&
         equal_tags(tag.substr(0, range.size()), range) &&
         (tag.size() == range.size() || tag[range.size()] == '-');
}

Result concat(Arguments arguments) {
  std::string text;
  bool one_tag = !arguments.empty();
  for (const Value& argument : arguments) {
    if (!argument.is_string()) {
      return std::nullopt;
    }
    one_tag = one_tag && argument.type == Type::lang_string &&
              equal_tags(argument.language, arguments[0].language);
    text += argument.text;
  }
  return one_tag ? Value::lang_string(std::move(text), arguments[0].language)
                 : Value::string(std::move(text));
}

/// XPath F&O 3.1, 5.4.3: characters at positions p with round(start) <= p <
/// round(start) + round(length); NaN takes none.
Result substr(Arguments arguments) {
  const Value& source = arguments[0];
  if (!source.is_string() || !arguments[1].is_numeric() ||
      (arguments.size() == 3 && !arguments[2].is_numeric())) {
    return std::nullopt;
  }
  const auto rounded = [](double value) { return std::floor(value + 0.5); };
  const double first = rounded(as_double(arguments[1]));
  const double end =
      arguments.size() == 3 ? first + rounded(as_double(arguments[2])) : HUGE_VAL;
  if (!(first < end) || end <= 1) {
    return like(source, "");
  }
  const auto offset = [&source](double position) {  // byte of the 1-based code point
    const double size = static_cast<double>(source.text.size()) + 1;
    const double inside = std::min(std::max(position, 1.0), size);
    return byte_offset_of(source.text, static_cast<std::size_t>(inside) - 1);
  };
  const std::size_t begin = offset(first);
  return like(source, source.text.substr(begin, offset(end) - begin));
}

Result before_or_after(Builtin function, const Value& text, const Value& part) {
  const std::size_t found = text.text.find(part.text);
  if (found == std::string::npos) {
    return Value::string("");
  }
  return like(text,
              function == Builtin::str_before
                  ? text.text.substr(0, found)
                  : text.text.substr(found + part.text.size()));
}

Result call_on_two(Builtin function, const Value& a, const Value& b) {
  if (function == Builtin::lang_matches) {
    if (a.type != Type::string || b.type != Type::string) {
      return std::nullopt;
    }
    return Value::boolean(language_matches(a.text, b.text));
  }
  if (!compatible(a, b)) {
    return std::nullopt;
  }
  switch (function) {
    case Builtin::contains:
      return Value::boolean(a.text.find(b.text) != std::string::npos);
    case Builtin::str_starts: return Value::boolean(a.text.starts_with(b.text));
    case Builtin::str_ends: return Value::boolean(a.text.ends_with(b.text));
    case Builtin::str_before:
    case Builtin::str_after: return before_or_after(function, a, b);
    default: return std::nullopt;
  }
}

}  // namespace

Value like(const Value& model, std::string text) {
  return model.type == Type::lang_string
             ? Value::lang_string(std::move(text), model.language)
             : Value::string(std::move(text));
}

Result call_on_strings(Builtin function, Arguments arguments) {
  if (function == Builtin::concat) {
    return concat(arguments);
  }
  if (function == Builtin::substr) {
    return substr(arguments);
  }
  if (arguments.size() == 2) {
    return call_on_two(function, arguments[0], arguments[1]);
  }
  const Value& value = arguments[0];
  if (!value.is_string()) {
    return std::nullopt;
  }
  switch (function) {
    case Builtin::str_len:
      return Value::integer(static_cast<std::int64_t>(count_code_points(value.text)));
    case Builtin::ucase: return like(value, change_case(value.text, true));
    case Builtin::lcase: return like(value, change_case(value.text, false));
    case Builtin::encode_for_uri: return Value::string(encode_for_uri(value.text));
    default: return std::nullopt;
  }
}

}  // namespace byline::sparql
