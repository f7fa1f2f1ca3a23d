#include "rdf/document_order.hpp"

#include "rdf/order.hpp"
#include "rdf/prefetch.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string>

namespace byline::rdf {
namespace {

/// Order of predicates below a subject: type, labels, the rest.
int rank(const Quad& quad) {
  const std::string& predicate = quad.predicate.value;
  if (predicate == vocabulary::rdf_type) {
    return 0;
  }
  return predicate == vocabulary::skos_pref_label || predicate == vocabulary::rdfs_label
             ? 1
             : 2;
}

bool graph_before(const Quad* a, const Quad* b) {
  return a->graph < b->graph;
}

bool rank_before(const Quad* a, const Quad* b) {
  return rank(*a) < rank(*b);
}

/// Statements are sorted already, except by what the order above adds.
template <typename Before>
void sort_stably(Statements& statements, Before before) {
  if (!std::is_sorted(statements.begin(), statements.end(), before)) {
    std::stable_sort(statements.begin(), statements.end(), before);
  }
}

/// Collects the statements of a subject until those of the next one come.
class SubjectRuns {
 public:
  explicit SubjectRuns(const StatementsSink& sink) : sink_(sink) {}

  void add(const Quad& quad) {
    if (!run_.empty() &&
        (run_.back()->subject != quad.subject || run_.back()->graph != quad.graph)) {
      finish();
    }
    run_.push_back(&quad);
  }
  void finish() {
    if (!run_.empty()) {
      sort_stably(run_, rank_before);
      sink_(run_);
      run_.clear();
    }
  }

 private:
  const StatementsSink& sink_;
  Statements run_;
};

}  // namespace

void for_each_subject(const std::vector<Quad>& quads, const StatementsSink& sink) {
  Statements statements;
  statements.reserve(quads.size());
  for (const Quad& quad : quads) {
    statements.push_back(&quad);
  }
  sort_stably(statements, graph_before);
  SubjectRuns runs(sink);
  for (const Quad* quad : statements) {
    runs.add(*quad);
  }
  runs.finish();
}

bool try_each_subject(const std::vector<Quad>& quads, const StatementsSink& sink) {
  SubjectRuns runs(sink);
  for (std::size_t i = 0; i < quads.size(); ++i) {
    prefetch(quads[std::min(i + prefetch_distance, quads.size() - 1)]);
    if (i > 0 && !canonically_before(quads[i - 1], quads[i])) {
      return false;
    }
    runs.add(quads[i]);
  }
  runs.finish();
  return true;
}

Statements document_order(const std::vector<Quad>& quads) {
  Statements statements;
  statements.reserve(quads.size());
  for_each_subject(quads, [&](const Statements& subject) {
    statements.insert(statements.end(), subject.begin(), subject.end());
  });
  return statements;
}

}  // namespace byline::rdf
