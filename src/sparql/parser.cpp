#include "sparql/parser.hpp"

#include "sparql/grammar.hpp"
#include "sparql/static_checks.hpp"

namespace byline::sparql {

Query parse_query(std::string text, const ParseOptions& options) {
  const QuerySource source(std::move(text), options.file);
  Query query = Grammar(source, options).query_unit();
  check(query, source);
  return query;
}

UpdateRequest parse_update(std::string text, const ParseOptions& options) {
  const QuerySource source(std::move(text), options.file);
  UpdateRequest request = Grammar(source, options).update_unit();
  check(request, source);
  return request;
}

}  // namespace byline::sparql
