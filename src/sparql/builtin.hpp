#pragma once

#include "sparql/regex.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace byline::sparql {

/// The functions of SPARQL 1.1 section 17.4 that take evaluated arguments ([121]
/// BuiltInCall). BOUND, IF, COALESCE, EXISTS, IN, && and || are not here: they do not
/// evaluate all their arguments and belong to the evaluator.
enum class Builtin : std::uint8_t {
  str,
  lang,
  lang_matches,
  datatype,
  iri,  ///< IRI and URI: resolved against CallContext::base
  bnode,
  rand,
  abs,
  ceil,
  floor,
  round,
  concat,
  str_len,
  ucase,
  lcase,
  encode_for_uri,
  contains,
  str_starts,
  str_ends,
  str_before,
  str_after,
  substr,
  replace,
  regex,
  year,
  month,
  day,
  hours,
  minutes,
  seconds,
  timezone,
  tz,
  now,
  uuid,
  str_uuid,
  md5,
  sha1,
  sha256,
  sha384,
  sha512,
  str_lang,
  str_dt,
  same_term,
  is_iri,  ///< isIRI and isURI
  is_blank,
  is_literal,
  is_numeric,
};

/// How a function is written and how many arguments the grammar allows.
struct BuiltinSignature {
  Builtin builtin;
  std::string_view name;  ///< as the specification writes it: "STRLEN", "isIRI"
  std::size_t min_arguments = 0;
  std::size_t max_arguments = 0;
};

/// The function of that name, in any case of ASCII letters, synonyms (URI, isURI) too.
std::optional<BuiltinSignature> builtin_named(std::string_view name);

/// All names that can be called, the functional forms and aggregates, too: "BOUND",
/// "SUM".
std::vector<std::string> callable_names();

/// The name the specification prints ("STRLEN").
std::string_view name_of(Builtin builtin);

/// What a call may need beside its arguments. One per query; `start_row` before the
/// expressions of each solution.
struct CallContext {
  std::string base;  ///< absolute IRI that IRI() resolves against; empty: none
  std::string now;   ///< what NOW() gives: an xsd:dateTime, the same for the whole query
  std::mt19937_64 random;          ///< RAND, UUID, STRUUID; seeded by the caller
  std::string blank_prefix = "f";  ///< of the labels that BNODE makes
  std::uint64_t blank_count = 0;   ///< blank nodes made so far
  std::map<std::string, std::string> row_blanks;  ///< BNODE("x") of this row → label
  RegexCache regexes;                             ///< compiled once per query

  void start_row() { row_blanks.clear(); }
};

}  // namespace byline::sparql
