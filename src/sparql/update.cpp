#include "sparql/update.hpp"

#include "base/diagnostics.hpp"
#include "sparql/evaluator.hpp"
#include "sparql/graph_edits.hpp"
#include "sparql/graph_results.hpp"
#include "sparql/translate.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

using GraphName = GraphEdits::GraphName;

GraphName name_of(const GraphTarget& target) {
  if (target.kind != GraphTarget::Kind::named)
    return std::nullopt;
  return rdf::Term::iri(target.iri);
}

std::string text_of(const GraphName& graph) {
  return graph ? "<" + graph->value + ">" : "the default graph";
}

[[noreturn]] void fail(const std::string& message) {
  throw Error(ExitCode::unusable, {}, message, "SILENT lets the request go on");
}

/// Collects what LOAD reads; its blank nodes get a prefix that nothing else has.
class LoadedQuads final : public rdf::QuadSink {
 public:
  LoadedQuads(std::string blank_prefix, Budget& budget)
      : blank_prefix_(std::move(blank_prefix)),
        budget_(budget) {}
  void quad(const rdf::QuadView& quad) override {
    budget_.tick();
    rdf::Quad& copy = quads.emplace_back(quad.copy());
    rename(copy.subject);
    rename(copy.object);
    if (copy.graph)
      rename(*copy.graph);
  }
  std::vector<rdf::Quad> quads;

 private:
  void rename(rdf::Term& term) const {
    if (term.is_blank())
      term.value = blank_prefix_ + term.value;
  }

  std::string blank_prefix_;
  Budget& budget_;
};

class Updater {
 public:
  Updater(const store::Store& store, const RunOptions& options, const LoadDocument& load)
      : edits_(store),
        options_(options),
        load_(load),
        budget_(options.limits) {
    calls_.now = options.now;
    calls_.random.seed(options.random_seed);
    calls_.blank_prefix = unused_blank_prefix(store);
  }

  void run(const UpdateRequest& request);
  [[nodiscard]] GraphEdits& edits() { return edits_; }

  void operator()(const LoadOperation& operation);
  void operator()(const GraphOperation& operation);
  void operator()(const TransferOperation& operation);
  void operator()(const DataOperation& operation);
  void operator()(const ModifyOperation& operation);

 private:
  [[nodiscard]] std::vector<GraphName> targets(const GraphTarget& target) const;
  [[nodiscard]] DatasetView view_for(const ModifyOperation& operation);
  void load(const LoadOperation& operation);

  GraphEdits edits_;
  const RunOptions& options_;
  const LoadDocument& load_;
  Budget budget_;
  CallContext calls_;
};

void Updater::run(const UpdateRequest& request) {
  for (const UpdateOperation& operation : request.operations) {
    calls_.base = operation.base;
    budget_.check();
    std::visit(*this, operation.kind);
  }
}

std::vector<GraphName> Updater::targets(const GraphTarget& target) const {
  using Kind = GraphTarget::Kind;
  std::vector<GraphName> out;
  if (target.kind == Kind::named)
    return {name_of(target)};
  if (target.kind != Kind::all_named)
    out.emplace_back();
  if (target.kind != Kind::default_graph) {
    for (rdf::Term& graph : edits_.graphs())
      out.emplace_back(std::move(graph));
  }
  return out;
}

// 3.1.4
void Updater::operator()(const LoadOperation& operation) {
  try {
    load(operation);
  } catch (const Error& error) {
    if (!operation.silent || error.exit_code() == ExitCode::limit ||
        error.exit_code() == ExitCode::interrupted)
      throw;
    if (options_.warn)
      options_.warn(error.diagnostic());
  }
}

void Updater::load(const LoadOperation& operation) {
  if (!load_) {
    throw Error(ExitCode::unusable,
                {},
                "LOAD <" + operation.source + "> is not allowed",
                "allow its origin with --allow-service");
  }
  LoadedQuads loaded(calls_.blank_prefix + std::to_string(calls_.blank_count++) + "x",
                     budget_);
  load_(operation.source, loaded);
  GraphName into;
  if (operation.graph)
    into = rdf::Term::iri(*operation.graph);
  if (into)
    edits_.create(*into);
  for (rdf::Quad& quad : loaded.quads) {
    if (into)
      quad.graph = into;
    edits_.insert(quad);
  }
}

// 3.1.3, 3.2.1, 3.2.2
void Updater::operator()(const GraphOperation& operation) {
  using Kind = GraphOperation::Kind;
  for (const GraphName& graph : targets(operation.target)) {
    const bool exists = edits_.exists(graph);
    if (operation.kind == Kind::create) {
      if (exists && !operation.silent)
        fail("graph " + text_of(graph) + " exists already");
      edits_.create(*graph);
    } else if (!exists) {
      if (!operation.silent)
        fail("there is no graph " + text_of(graph));
    } else if (operation.kind == Kind::clear) {
      edits_.clear(graph);
    } else {
      edits_.drop(graph);
    }
  }
}

// 3.2.3–3.2.5; a graph onto itself stays as it is.
void Updater::operator()(const TransferOperation& operation) {
  using Kind = TransferOperation::Kind;
  const GraphName from = name_of(operation.from);
  const GraphName to = name_of(operation.to);
  if (!edits_.exists(from)) {
    if (!operation.silent)
      fail("there is no graph " + text_of(from));
    return;
  }
  if (from == to)
    return;
  if (operation.kind != Kind::add)
    edits_.clear(to);
  edits_.copy(from, to);
  if (operation.kind == Kind::move)
    edits_.drop(from);
}

// 3.1.1, 3.1.2
void Updater::operator()(const DataOperation& operation) {
  std::map<std::string, rdf::Term> blanks;
  const auto term = [&](const VariableOrTerm& place) {
    const auto& written = std::get<rdf::Term>(place);
    if (!written.is_blank())
      return written;
    const auto known = blanks.find(written.value);
    if (known != blanks.end())
      return known->second;
    rdf::Term made =
        rdf::Term::blank(calls_.blank_prefix + std::to_string(calls_.blank_count++));
    return blanks.emplace(written.value, std::move(made)).first->second;
  };
  for (const QuadBlock& block : operation.quads) {
    GraphName graph;
    if (block.graph)
      graph = term(*block.graph);
    for (const TriplePattern& triple : block.triples) {
      budget_.tick();
      const rdf::Quad quad{term(triple.subject),
                           term(std::get<VariableOrTerm>(triple.predicate)),
                           term(triple.object),
                           graph};
      if (quad.subject.is_literal())
        continue;
      if (operation.insert) {
        edits_.insert(quad);
      } else {
        edits_.remove(quad);
      }
    }
  }
}

// 3.1.3: USING makes the dataset; else WITH is the default graph beside all named ones.
DatasetView Updater::view_for(const ModifyOperation& operation) {
  const store::Store& store = edits_.store();
  if (!operation.using_graphs.empty())
    return {store, operation.using_graphs};
  if (operation.with)
    return DatasetView::with_default(store, *operation.with);
  return DatasetView(store);
}

// 3.1.3: both templates are filled from one set of solutions; deletions come first.
void Updater::operator()(const ModifyOperation& operation) {
  const DatasetView dataset = view_for(operation);
  TermSpace terms(edits_.store());
  VariableTable variables;
  const Algebra pattern = translate_pattern(operation.where, variables);
  Environment environment{dataset,
                          terms,
                          variables,
                          calls_,
                          budget_,
                          nullptr,
                          options_.ask_endpoint,
                          options_.optimise,
                          options_.warn};
  const Table table = Evaluator(environment).evaluate(pattern);
  std::optional<VariableOrTerm> with;
  if (operation.with)
    with = rdf::Term::iri(*operation.with);
  std::vector<rdf::Quad> removed;
  std::vector<rdf::Quad> inserted;
  TemplateFiller filler(environment, table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (const QuadBlock& block : operation.remove) {
      filler.fill(block.triples, block.graph ? block.graph : with, row, removed);
    }
    for (const QuadBlock& block : operation.insert) {
      filler.fill(block.triples, block.graph ? block.graph : with, row, inserted);
    }
  }
  for (const rdf::Quad& quad : removed)
    edits_.remove(quad);
  for (const rdf::Quad& quad : inserted)
    edits_.insert(quad);
}

}  // namespace

UpdateResult update(const UpdateRequest& request,
                    const store::Store& store,
                    const RunOptions& options,
                    const LoadDocument& load_document) {
  Updater updater(store, options, load_document);
  const std::vector<rdf::Quad> before = updater.edits().quads();
  updater.run(request);
  UpdateResult out;
  out.quads = updater.edits().quads();
  std::vector<rdf::Quad> common;
  std::ranges::set_intersection(before, out.quads, std::back_inserter(common));
  out.added = out.quads.size() - common.size();
  out.removed = before.size() - common.size();
  return out;
}

}  // namespace byline::sparql
