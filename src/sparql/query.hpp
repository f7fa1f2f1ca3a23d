#pragma once

#include "rdf/quad.hpp"
#include "sparql/budget.hpp"
#include "sparql/environment.hpp"
#include "sparql/solutions.hpp"
#include "sparql/syntax.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace byline::sparql {

struct RunOptions {
  Limits limits;
  bool union_default_graph = false;  ///< without FROM: the default graph is all graphs
  bool optimise = true;  ///< false: operator by operator, as the specification says
  bool explain = false;  ///< keep figures for `QueryRun::explanation`
  std::string now = "1970-01-01T00:00:00Z";  ///< NOW(): an xsd:dateTime
  std::uint64_t random_seed = 0;             ///< RAND, UUID, STRUUID
  AskEndpoint ask_endpoint;                  ///< empty: SERVICE is refused
  Warn warn;                                 ///< failures under SILENT; may be empty
};

/// The answer to a query.
class QueryRun {
 public:
  virtual ~QueryRun() = default;

  [[nodiscard]] virtual QueryForm form() const = 0;
  /// SELECT: the rows; readable once, valid as long as this.
  [[nodiscard]] virtual Solutions solutions() = 0;
  /// SELECT: number of rows. CONSTRUCT and DESCRIBE: number of triples.
  [[nodiscard]] virtual std::size_t row_count() const = 0;
  /// ASK.
  [[nodiscard]] virtual bool answer() const = 0;
  /// CONSTRUCT and DESCRIBE: hands over the triples, each once, in an order that depends
  /// on the dataset and the query alone.
  virtual void each_triple(
      const std::function<void(const rdf::QuadView&)>& take) const = 0;
  /// The same, copied, in canonical order (rdf::canonical_order).
  [[nodiscard]] std::vector<rdf::Quad> triples() const;
  /// The algebra with rows and times, and the steps of each basic graph pattern.
  [[nodiscard]] virtual std::string explanation() const = 0;
};

/// Evaluates the query over the store, which must outlive the result. Throws Error:
/// unusable (SERVICE not allowed), limit.
std::unique_ptr<QueryRun> run(const Query& query,
                              const store::Store& store,
                              const RunOptions& options);

}  // namespace byline::sparql
