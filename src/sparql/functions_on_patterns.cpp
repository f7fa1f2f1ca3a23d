#include "sparql/function_groups.hpp"

#include <algorithm>
#include <string>
#include <utility>

/// SPARQL 1.1, 17.4.3.14 and 17.4.3.15: REGEX and REPLACE.
namespace byline::sparql {

Result call_on_patterns(Builtin function, Arguments arguments, CallContext& context) {
  const bool is_replace = function == Builtin::replace;
  const std::size_t flags_at = is_replace ? 3 : 2;
  const bool has_flags = arguments.size() > flags_at;
  const auto is_plain = [](const Value& value) { return value.type == Type::string; };
  if (!arguments[0].is_string() || !std::ranges::all_of(arguments.subspan(1), is_plain)) {
    return std::nullopt;
  }
  const std::string_view flags =
      has_flags ? std::string_view(arguments[flags_at].text) : "";
  const Regex* regex = context.regexes.find(arguments[1].text, flags);
  if (regex == nullptr) {
    return std::nullopt;
  }
  if (is_replace) {
    auto replaced = regex->replace(arguments[0].text, arguments[2].text);
    return replaced ? Result(like(arguments[0], std::move(*replaced))) : std::nullopt;
  }
  const auto found = regex->search(arguments[0].text);
  return found ? Result(Value::boolean(*found)) : std::nullopt;
}

}  // namespace byline::sparql
