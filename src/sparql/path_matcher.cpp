#include "sparql/join_rows.hpp"
#include "sparql/pattern_matcher.hpp"
#include "store/index.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace byline::sparql {
namespace {

using Nodes = std::vector<TermId>;
using NodeSet = std::unordered_set<TermId>;

/// Walks paths in the active graph, as sets of nodes (SPARQL 1.1, 18.4: ALP).
class PathWalker {
 public:
  PathWalker(Environment& environment, const ActiveGraph& active)
      : environment_(environment),
        active_(active) {
    if (active.kind == ActiveGraph::Kind::default_graph &&
        environment.dataset.has_plain_default()) {
      index_ = dynamic_cast<const store::Index*>(&environment.terms.store());
    }
  }

  /// Nodes that `path` leads to from `node`, each once; against its direction if not
  /// `forward`. Zero-length paths lead to `node` itself, whatever it is.
  Nodes from(TermId node, const Path& path, bool forward);
  /// Whether the active graph has a triple with this subject or object.
  [[nodiscard]] bool is_node(TermId node) const;
  /// All subjects and objects, ascending.
  [[nodiscard]] Nodes all_nodes() const;
  /// Each triple that a negated set lets through, by subject and object of the path;
  /// `any` for either.
  template <typename Found>
  void each_not_in(const Path& set, TermId subject, TermId object, Found found);

 private:
  struct Negated {
    std::vector<TermId> forward;
    std::vector<TermId> backward;
    bool has_forward = false;
    bool has_backward = false;
  };
  /// A predicate of the path: its term, and its pairs where an index has them.
  struct Link {
    TermId predicate = unbound;
    bool is_indexed = false;
    store::Grouped objects;
    store::Grouped subjects;
  };
  const Link& link(const Path& path);
  Nodes along(const Path& path, TermId node, bool forward);
  Negated negated(const Path& set);
  Nodes closure(Nodes found, const Path& step, bool forward, bool with_start);
  void scan(TermId s,
            TermId p,
            TermId o,
            const std::function<void(const store::Row&)>& row);

  Environment& environment_;
  const ActiveGraph& active_;
  const store::Index* index_ = nullptr;
  std::map<const Path*, Link> links_;
};

const PathWalker::Link& PathWalker::link(const Path& path) {
  const auto [entry, is_new] = links_.try_emplace(&path);
  Link& link = entry->second;
  if (is_new) {
    link.predicate = environment_.terms.intern(rdf::Term::iri(path.iri).view());
    const auto rank = index_ != nullptr ? index_->rank(link.predicate) : std::nullopt;
    if (rank) {
      link.is_indexed = true;
      link.objects = index_->objects_by_subject(*rank);
      link.subjects = index_->subjects_by_object(*rank);
    }
  }
  return link;
}

/// One step along a predicate.
Nodes PathWalker::along(const Path& path, TermId node, bool forward) {
  const Link& known = link(path);
  Nodes out;
  if (known.is_indexed) {
    const store::Grouped& grouped = forward ? known.objects : known.subjects;
    const store::RowRange rows = grouped.find(node);
    out.resize(rows.size());
    grouped.column().decode(rows.begin, rows.end, out.data());
    environment_.budget.tick();
  } else if (forward) {
    scan(node, known.predicate, store::any, [&](const auto& row) {
      out.push_back(row.object);
    });
  } else {
    scan(store::any, known.predicate, node, [&](const auto& row) {
      out.push_back(row.subject);
    });
  }
  return out;
}

void PathWalker::scan(TermId s,
                      TermId p,
                      TermId o,
                      const std::function<void(const store::Row&)>& row) {
  store::Pattern pattern;
  pattern.subject = s;
  pattern.predicate = p;
  pattern.object = o;
  environment_.dataset.scan(pattern, active_, [&](const store::Row& found) {
    environment_.budget.tick();
    row(found);
    return true;
  });
}

bool PathWalker::is_node(TermId node) const {
  store::Pattern as_subject;
  as_subject.subject = node;
  store::Pattern as_object;
  as_object.object = node;
  return environment_.dataset.count(as_subject, active_) > 0 ||
         environment_.dataset.count(as_object, active_) > 0;
}

Nodes PathWalker::all_nodes() const {
  Nodes out;
  environment_.dataset.scan({}, active_, [&](const store::Row& row) {
    environment_.budget.tick();
    out.push_back(row.subject);
    out.push_back(row.object);
    return true;
  });
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

PathWalker::Negated PathWalker::negated(const Path& set) {
  Negated out;
  out.has_forward = set.parts.empty();
  for (const Path& part : set.parts) {
    const bool inverse = part.kind == Path::Kind::inverse;
    const Path& link = inverse ? part.parts[0] : part;
    const TermId id = environment_.terms.intern(rdf::Term::iri(link.iri).view());
    (inverse ? out.backward : out.forward).push_back(id);
    (inverse ? out.has_backward : out.has_forward) = true;
  }
  return out;
}

template <typename Found>
void PathWalker::each_not_in(const Path& set,
                             TermId subject,
                             TermId object,
                             Found found) {
  const Negated members = negated(set);
  const auto outside = [](const std::vector<TermId>& ids, TermId predicate) {
    return std::ranges::find(ids, predicate) == ids.end();
  };
  if (members.has_forward) {
    scan(subject, store::any, object, [&](const store::Row& row) {
      if (outside(members.forward, row.predicate))
        found(row.subject, row.object);
    });
  }
  if (members.has_backward) {
    scan(object, store::any, subject, [&](const store::Row& row) {
      if (outside(members.backward, row.predicate))
        found(row.object, row.subject);
    });
  }
}

/// Everything that steps lead to from `found`, which is part of it if `with_start`.
Nodes PathWalker::closure(Nodes start, const Path& step, bool forward, bool with_start) {
  Nodes found;
  NodeSet seen;
  const auto add = [&](TermId node) {
    if (seen.insert(node).second)
      found.push_back(node);
  };
  if (with_start) {
    for (const TermId node : start)
      add(node);
  } else {
    for (const TermId node : start) {
      for (const TermId next : from(node, step, forward))
        add(next);
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    environment_.budget.tick();
    for (const TermId next : from(found[i], step, forward))
      add(next);
  }
  return found;
}

Nodes PathWalker::from(TermId node, const Path& path, bool forward) {
  using Kind = Path::Kind;
  Nodes out;
  switch (path.kind) {
    case Kind::link: return along(path, node, forward);
    case Kind::inverse: return from(node, path.parts[0], !forward);
    case Kind::sequence: {
      out.push_back(node);
      for (std::size_t i = 0; i < path.parts.size(); ++i) {
        const Path& part = path.parts[forward ? i : path.parts.size() - 1 - i];
        Nodes next;
        for (const TermId at : out) {
          const Nodes reached = from(at, part, forward);
          next.insert(next.end(), reached.begin(), reached.end());
        }
        out = std::move(next);
      }
      break;
    }
    case Kind::alternative:
      for (const Path& part : path.parts) {
        const Nodes reached = from(node, part, forward);
        out.insert(out.end(), reached.begin(), reached.end());
      }
      break;
    case Kind::zero_or_more: return closure({node}, path.parts[0], forward, true);
    case Kind::one_or_more: return closure({node}, path.parts[0], forward, false);
    case Kind::zero_or_one:
      out = from(node, path.parts[0], forward);
      out.push_back(node);
      break;
    case Kind::negated_set:
      if (forward) {
        each_not_in(
            path, node, store::any, [&](TermId, TermId to) { out.push_back(to); });
      } else {
        each_not_in(
            path, store::any, node, [&](TermId at, TermId) { out.push_back(at); });
      }
      break;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Joins a table with one path pattern, row by row, remembering what was walked.
class PathMatcher {
 public:
  PathMatcher(Environment& environment,
              const PatternTriple& triple,
              const ActiveGraph& active)
      : environment_(environment),
        active_(active),
        walker_(environment, active),
        path_(std::get<Path>(triple.predicate)),
        subject_(slot_of(triple.subject, environment.terms)),
        object_(slot_of(triple.object, environment.terms)) {}

  Table match(const Table& seed);

 private:
  /// Whether both ends are one variable.
  [[nodiscard]] bool is_loop() const {
    return subject_.is_variable && object_.is_variable &&
           subject_.variable == object_.variable;
  }
  /// Whether `node` may begin or end a path here. A zero-length path from what a variable
  /// is bound to needs a node of the graph; from a term of the query it does not.
  [[nodiscard]] bool allowed(const Slot& slot, TermId node) {
    return !slot.is_variable || active_.substituted || !may_be_empty() ||
           walker_.is_node(node);
  }
  [[nodiscard]] bool may_be_empty() const {
    return path_.kind == Path::Kind::zero_or_more ||
           path_.kind == Path::Kind::zero_or_one;
  }
  const Nodes& reached(TermId node, bool forward);
  const std::vector<std::pair<TermId, TermId>>& all_pairs();
  void match_row(RowIndex row, TermId subject, TermId object);
  void match_negated(RowIndex row, TermId subject, TermId object);
  void emit(RowIndex row, TermId subject, TermId object) {
    environment_.budget.tick();
    if (is_loop() && subject != object)
      return;
    origin_.push_back(row);
    subjects_.push_back(subject);
    objects_.push_back(object);
  }

  Environment& environment_;
  const ActiveGraph& active_;
  PathWalker walker_;
  const Path& path_;
  Slot subject_;
  Slot object_;
  std::unordered_map<TermId, Nodes> forward_;
  std::unordered_map<TermId, Nodes> backward_;
  std::optional<std::vector<std::pair<TermId, TermId>>> pairs_;
  std::vector<RowIndex> origin_;
  std::vector<TermId> subjects_;
  std::vector<TermId> objects_;
};

const Nodes& PathMatcher::reached(TermId node, bool forward) {
  auto& memory = forward ? forward_ : backward_;
  const auto known = memory.find(node);
  if (known != memory.end())
    return known->second;
  return memory.emplace(node, walker_.from(node, path_, forward)).first->second;
}

/// For two unbound variables: from every node of the graph.
const std::vector<std::pair<TermId, TermId>>& PathMatcher::all_pairs() {
  if (pairs_)
    return *pairs_;
  pairs_.emplace();
  for (const TermId start : walker_.all_nodes()) {
    for (const TermId end : walker_.from(start, path_, true)) {
      environment_.budget.tick();
      pairs_->emplace_back(start, end);
    }
  }
  return *pairs_;
}

void PathMatcher::match_negated(RowIndex row, TermId subject, TermId object) {
  walker_.each_not_in(
      path_, subject, object, [&](TermId from, TermId to) { emit(row, from, to); });
}

void PathMatcher::match_row(RowIndex row, TermId subject, TermId object) {
  if (path_.kind == Path::Kind::negated_set)
    return match_negated(row, subject, object);
  if (subject != unbound && object != unbound) {
    const bool same_term = subject == object && may_be_empty();
    if (same_term) {
      if (allowed(subject_, subject) || allowed(object_, object))
        emit(row, subject, object);
    } else if (std::ranges::find(reached(subject, true), object) !=
               reached(subject, true).end()) {
      emit(row, subject, object);
    }
  } else if (subject != unbound) {
    if (!allowed(subject_, subject))
      return;
    for (const TermId end : reached(subject, true))
      emit(row, subject, end);
  } else if (object != unbound) {
    if (!allowed(object_, object))
      return;
    for (const TermId start : reached(object, false))
      emit(row, start, object);
  } else {
    for (const auto& [start, end] : all_pairs())
      emit(row, start, end);
  }
}

Table PathMatcher::match(const Table& seed) {
  const auto column = [&](const Slot& slot) {
    return slot.is_variable ? seed.column_of(slot.variable) : std::nullopt;
  };
  const auto subject_column = column(subject_);
  const auto object_column = column(object_);
  for (RowIndex row = 0; row < seed.rows; ++row) {
    const TermId subject =
        subject_.is_variable ? seed.at(subject_column, row) : subject_.constant;
    const TermId object =
        object_.is_variable ? seed.at(object_column, row) : object_.constant;
    match_row(row, subject, object);
    environment_.budget.tick();
  }
  Table out = seed.gather(origin_);
  const auto put = [&](const Slot& slot, std::vector<TermId>& terms) {
    if (!slot.is_variable)
      return;
    if (const auto at = out.column_of(slot.variable)) {
      out.columns[*at] = terms;
    } else {
      out.add_column(slot.variable, terms);
    }
  };
  put(subject_, subjects_);
  put(object_, objects_);
  return out;
}

}  // namespace

Table match_path(Environment& environment,
                 Table seed,
                 const PatternTriple& triple,
                 const ActiveGraph& active) {
  return PathMatcher(environment, triple, active).match(seed);
}

}  // namespace byline::sparql
