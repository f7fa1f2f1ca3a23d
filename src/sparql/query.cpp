#include "sparql/query.hpp"

#include "base/diagnostics.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/graph_results.hpp"
#include "sparql/translate.hpp"

namespace byline::sparql {
namespace {

DatasetView dataset_of(const Query& query,
                       const store::Store& store,
                       const RunOptions& options) {
  if (!query.dataset.empty())
    return DatasetView(store, query.dataset);
  if (options.union_default_graph)
    return DatasetView::with_union_default(store);
  return DatasetView(store);
}

CallContext call_context(const std::string& base,
                         const store::Store& store,
                         const RunOptions& options) {
  CallContext out;
  out.blank_prefix = unused_blank_prefix(store);
  out.base = base;
  out.now = options.now;
  out.random.seed(options.random_seed);
  return out;
}

class Run final : public QueryRun {
 public:
  Run(const Query& query, const store::Store& store, const RunOptions& options)
      : form_(query.form),
        dataset_(dataset_of(query, store, options)),
        terms_(store),
        calls_(call_context(query.base, store, options)),
        budget_(options.limits),
        translated_(translate(query)),
        environment_{dataset_,
                     terms_,
                     translated_.variables,
                     calls_,
                     budget_,
                     options.explain ? &profile_ : nullptr,
                     options.ask_endpoint,
                     options.optimise,
                     options.warn} {
    evaluate(query);
  }

  [[nodiscard]] QueryForm form() const override { return form_; }
  [[nodiscard]] Solutions solutions() override;
  [[nodiscard]] std::size_t row_count() const override { return table_.rows; }
  [[nodiscard]] bool answer() const override { return table_.rows > 0; }
  [[nodiscard]] const std::vector<rdf::Quad>& triples() const override {
    return triples_;
  }
  [[nodiscard]] std::string explanation() const override {
    return to_string(profile_, translated_.algebra, translated_.variables);
  }

 private:
  void evaluate(const Query& query);

  QueryForm form_;
  DatasetView dataset_;
  TermSpace terms_;
  CallContext calls_;
  Budget budget_;
  TranslatedQuery translated_;
  Profile profile_;
  Environment environment_;
  Table table_;
  std::vector<rdf::Quad> triples_;
};

void Run::evaluate(const Query& query) {
  table_ = Evaluator(environment_)
               .evaluate(translated_.algebra, form_ == QueryForm::ask ? 1 : no_limit);
  switch (form_) {
    case QueryForm::select: table_ = table_.project(translated_.projected); break;
    case QueryForm::construct:
      triples_ = construct(environment_, query.construct, table_);
      break;
    case QueryForm::describe: triples_ = describe(environment_, query, table_); break;
    case QueryForm::ask: break;
  }
  const std::uint64_t most = budget_.limits().max_rows;
  if (most != 0 && std::max(table_.rows, triples_.size()) > most) {
    throw Error(ExitCode::limit,
                {},
                "the result has more than " + std::to_string(most) + " rows",
                "see --max-rows, or add LIMIT to the query");
  }
}

Solutions Run::solutions() {
  Solutions out;
  for (const VariableId variable : table_.variables) {
    out.variables.push_back(translated_.variables.name(variable));
  }
  out.next = [this, row = std::size_t{0}](SolutionRow& terms) mutable {
    if (row >= table_.rows)
      return false;
    terms.clear();
    for (const auto& column : table_.columns) {
      terms.push_back(column[row] == unbound ? std::nullopt
                                             : std::optional(terms_.view(column[row])));
    }
    ++row;
    return true;
  };
  return out;
}

}  // namespace

std::unique_ptr<QueryRun> run(const Query& query,
                              const store::Store& store,
                              const RunOptions& options) {
  return std::make_unique<Run>(query, store, options);
}

}  // namespace byline::sparql
