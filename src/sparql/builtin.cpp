#include "sparql/builtin.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace byline::sparql {
namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

// [121] BuiltInCall, [122] RegexExpression, [123] SubstringExpression, [124]
// StrReplaceExpression. The first row of a function is its printed name.
constexpr std::array<BuiltinSignature, 49> signatures{{
    {Builtin::str, "STR", 1, 1},
    {Builtin::lang, "LANG", 1, 1},
    {Builtin::lang_matches, "LANGMATCHES", 2, 2},
    {Builtin::datatype, "DATATYPE", 1, 1},
    {Builtin::iri, "IRI", 1, 1},
    {Builtin::iri, "URI", 1, 1},
    {Builtin::bnode, "BNODE", 0, 1},
    {Builtin::rand, "RAND", 0, 0},
    {Builtin::abs, "ABS", 1, 1},
    {Builtin::ceil, "CEIL", 1, 1},
    {Builtin::floor, "FLOOR", 1, 1},
    {Builtin::round, "ROUND", 1, 1},
    {Builtin::concat, "CONCAT", 0, any_number},
    {Builtin::str_len, "STRLEN", 1, 1},
    {Builtin::ucase, "UCASE", 1, 1},
    {Builtin::lcase, "LCASE", 1, 1},
    {Builtin::encode_for_uri, "ENCODE_FOR_URI", 1, 1},
    {Builtin::contains, "CONTAINS", 2, 2},
    {Builtin::str_starts, "STRSTARTS", 2, 2},
    {Builtin::str_ends, "STRENDS", 2, 2},
    {Builtin::str_before, "STRBEFORE", 2, 2},
    {Builtin::str_after, "STRAFTER", 2, 2},
    {Builtin::substr, "SUBSTR", 2, 3},
    {Builtin::replace, "REPLACE", 3, 4},
    {Builtin::regex, "REGEX", 2, 3},
    {Builtin::year, "YEAR", 1, 1},
    {Builtin::month, "MONTH", 1, 1},
    {Builtin::day, "DAY", 1, 1},
    {Builtin::hours, "HOURS", 1, 1},
    {Builtin::minutes, "MINUTES", 1, 1},
    {Builtin::seconds, "SECONDS", 1, 1},
    {Builtin::timezone, "TIMEZONE", 1, 1},
    {Builtin::tz, "TZ", 1, 1},
    {Builtin::now, "NOW", 0, 0},
    {Builtin::uuid, "UUID", 0, 0},
    {Builtin::str_uuid, "STRUUID", 0, 0},
    {Builtin::md5, "MD5", 1, 1},
    {Builtin::sha1, "SHA1", 1, 1},
    {Builtin::sha256, "SHA256", 1, 1},
    {Builtin::sha384, "SHA384", 1, 1},
    {Builtin::sha512, "SHA512", 1, 1},
    {Builtin::str_lang, "STRLANG", 2, 2},
    {Builtin::str_dt, "STRDT", 2, 2},
    {Builtin::same_term, "sameTerm", 2, 2},
    {Builtin::is_iri, "isIRI", 1, 1},
    {Builtin::is_iri, "isURI", 1, 1},
    {Builtin::is_blank, "isBLANK", 1, 1},
    {Builtin::is_literal, "isLITERAL", 1, 1},
    {Builtin::is_numeric, "isNUMERIC", 1, 1},
}};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::optional<BuiltinSignature> builtin_named(std::string_view name) {
  const auto* found = std::ranges::find_if(signatures, [&](const BuiltinSignature& row) {
    return same_letters(row.name, name);
  });
  if (found == signatures.end())
    return std::nullopt;
  return *found;
}

std::vector<std::string> callable_names() {
  std::vector<std::string> out;
  for (const BuiltinSignature& row : signatures)
    out.emplace_back(row.name);
  for (const std::string_view name : {"BOUND",
                                      "IF",
                                      "COALESCE",
                                      "COUNT",
                                      "SUM",
                                      "MIN",
                                      "MAX",
                                      "AVG",
                                      "SAMPLE",
                                      "GROUP_CONCAT"})
    out.emplace_back(name);
  return out;
}

std::string_view name_of(Builtin builtin) {
  const auto* found = std::ranges::find(signatures, builtin, &BuiltinSignature::builtin);
  return found == signatures.end() ? std::string_view{} : found->name;
}

}  // namespace byline::sparql
