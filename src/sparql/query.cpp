#include "sparql/query.hpp"

#include "base/diagnostics.hpp"
#include "rdf/writer.hpp"
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
  [[nodiscard]] std::size_t row_count() const override {
    const bool is_graph = form_ == QueryForm::construct || form_ == QueryForm::describe;
    return is_graph ? triples_.size() : table_.rows;
  }
  [[nodiscard]] bool answer() const override { return table_.rows > 0; }
  void each_triple(const std::function<void(const rdf::QuadView&)>& take) const override;
  [[nodiscard]] std::string explanation() const override {
    return to_string(profile_, translated_.algebra, translated_.variables);
  }

 private:
  void evaluate(const Query& query);
  void keep_template_variables(const Query& query);

  QueryForm form_;
  DatasetView dataset_;
  TermSpace terms_;
  CallContext calls_;
  Budget budget_;
  TranslatedQuery translated_;
  Profile profile_;
  Environment environment_;
  Table table_;
  std::vector<IdTriple> triples_;
};

/// What a template without blank nodes makes of a solution depends on its variables
/// alone: their distinct values are enough.
void Run::keep_template_variables(const Query& query) {
  auto variables = template_variables(translated_.variables, query.construct);
  if (variables && environment_.optimise) {
    Algebra projected{Project{std::move(*variables)}, {}};
    projected.inputs.push_back(std::move(translated_.algebra));
    Algebra distinct{Distinct{}, {}};
    distinct.inputs.push_back(std::move(projected));
    translated_.algebra = std::move(distinct);
  }
}

void Run::evaluate(const Query& query) {
  if (form_ == QueryForm::construct) {
    keep_template_variables(query);
  }
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

void Run::each_triple(const std::function<void(const rdf::QuadView&)>& take) const {
  for (const IdTriple& triple : triples_) {
    take({terms_.view(triple.subject),
          terms_.view(triple.predicate),
          terms_.view(triple.object),
          true,
          {}});
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

std::vector<rdf::Quad> QueryRun::triples() const {
  std::vector<rdf::Quad> out;
  out.reserve(row_count());
  each_triple([&](const rdf::QuadView& triple) { out.push_back(triple.copy()); });
  rdf::canonical_order(out);
  return out;
}

std::unique_ptr<QueryRun> run(const Query& query,
                              const store::Store& store,
                              const RunOptions& options) {
  return std::make_unique<Run>(query, store, options);
}

}  // namespace byline::sparql
