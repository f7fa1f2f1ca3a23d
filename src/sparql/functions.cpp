#include "sparql/functions.hpp"

#include "sparql/function_groups.hpp"

namespace byline::sparql {

Result call(Builtin function, std::span<const Value> arguments, CallContext& context) {
  switch (function) {
    case Builtin::str:
    case Builtin::lang:
    case Builtin::datatype:
    case Builtin::iri:
    case Builtin::bnode:
    case Builtin::uuid:
    case Builtin::str_uuid:
    case Builtin::str_lang:
    case Builtin::str_dt:
    case Builtin::same_term:
    case Builtin::is_iri:
    case Builtin::is_blank:
    case Builtin::is_literal:
    case Builtin::is_numeric: return call_on_terms(function, arguments, context);
    case Builtin::lang_matches:
    case Builtin::concat:
    case Builtin::str_len:
    case Builtin::ucase:
    case Builtin::lcase:
    case Builtin::encode_for_uri:
    case Builtin::contains:
    case Builtin::str_starts:
    case Builtin::str_ends:
    case Builtin::str_before:
    case Builtin::str_after:
    case Builtin::substr: return call_on_strings(function, arguments);
    case Builtin::replace:
    case Builtin::regex: return call_on_patterns(function, arguments, context);
    case Builtin::rand:
    case Builtin::abs:
    case Builtin::ceil:
    case Builtin::floor:
    case Builtin::round: return call_on_numbers(function, arguments, context);
    case Builtin::year:
    case Builtin::month:
    case Builtin::day:
    case Builtin::hours:
    case Builtin::minutes:
    case Builtin::seconds:
    case Builtin::timezone:
    case Builtin::tz:
    case Builtin::now: return call_on_dates(function, arguments, context);
    case Builtin::md5:
    case Builtin::sha1:
    case Builtin::sha256:
    case Builtin::sha384:
    case Builtin::sha512: return call_hash(function, arguments);
  }
  return std::nullopt;
}

}  // namespace byline::sparql
