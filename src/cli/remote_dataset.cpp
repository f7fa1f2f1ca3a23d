#include "cli/remote_dataset.hpp"

#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace byline::cli {
namespace {

using sparql::Element;
using sparql::Expression;
using sparql::GroupPattern;

/// Walks a query. `inside` says whether a GRAPH stands around the place.
class NamedDefaultGraph {
 public:
  explicit NamedDefaultGraph(const std::string& name)
      : default_graph_(rdf::Term::iri(name)) {}

  void rewrite(sparql::Query& query, bool inside) const {
    rewrite(query.where, inside);
    for (sparql::Projection& item : query.projection) {
      if (item.expression) {
        rewrite(*item.expression, inside);
      }
    }
    for (sparql::GroupCondition& condition : query.modifiers.group_by) {
      rewrite(condition.expression, inside);
    }
    for (Expression& condition : query.modifiers.having) {
      rewrite(condition, inside);
    }
    for (sparql::OrderCondition& condition : query.modifiers.order_by) {
      rewrite(condition.expression, inside);
    }
  }

 private:
  /// The filter stands in the group around GRAPH: inside, the variable has no value yet
  /// (SPARQL 1.1, 18.6: the graph's name is joined to the solutions afterwards).
  void rewrite(GroupPattern& group, bool inside) const {
    std::vector<Element> filters;
    for (Element& element : group.elements) {
      if (const auto* graph = std::get_if<sparql::GraphPattern>(&element.kind)) {
        if (const auto* name = std::get_if<sparql::Variable>(&graph->name)) {
          filters.push_back(is_not_default_graph(*name));
        }
      }
      std::visit([&](auto& kind) { rewrite_kind(kind, inside); }, element.kind);
      if (!inside && std::holds_alternative<sparql::TriplesBlock>(element.kind)) {
        element = in_default_graph(std::move(element));
      }
    }
    for (Element& filter : filters) {
      group.elements.push_back(std::move(filter));
    }
  }

  [[nodiscard]] Element is_not_default_graph(const sparql::Variable& name) const {
    Expression differs{
        sparql::Operator::not_equal, {{name, {}, 0}, {default_graph_, {}, 0}}, 0};
    return {sparql::Filter{std::move(differs)}, 0};
  }

  [[nodiscard]] Element in_default_graph(Element triples) const {
    sparql::GraphPattern graph{default_graph_, {}};
    graph.pattern.elements.push_back(std::move(triples));
    return {std::move(graph), 0};
  }

  void rewrite_kind(sparql::GraphPattern& graph, bool) const {
    rewrite(graph.pattern, true);
  }
  void rewrite_kind(sparql::OptionalPattern& optional, bool inside) const {
    rewrite(optional.pattern, inside);
  }
  void rewrite_kind(sparql::MinusPattern& minus, bool inside) const {
    rewrite(minus.pattern, inside);
  }
  void rewrite_kind(sparql::UnionPattern& alternatives, bool inside) const {
    for (GroupPattern& alternative : alternatives.alternatives) {
      rewrite(alternative, inside);
    }
  }
  void rewrite_kind(sparql::SubSelect& select, bool inside) const {
    rewrite(select.query, inside);
  }
  void rewrite_kind(sparql::Filter& filter, bool inside) const {
    rewrite(filter.condition, inside);
  }
  void rewrite_kind(sparql::Bind& bind, bool inside) const {
    rewrite(bind.expression, inside);
  }
  /// Triples are put into a graph by their group; another service has its own graphs.
  void rewrite_kind(sparql::TriplesBlock&, bool) const {}
  void rewrite_kind(sparql::InlineData&, bool) const {}
  void rewrite_kind(sparql::ServicePattern&, bool) const {}

  void rewrite(Expression& expression, bool inside) const {
    if (auto* exists = std::get_if<sparql::ExistsCall>(&expression.head)) {
      GroupPattern pattern = *exists->pattern;
      rewrite(pattern, inside);
      exists->pattern = std::make_shared<const GroupPattern>(std::move(pattern));
    }
    for (Expression& argument : expression.arguments) {
      rewrite(argument, inside);
    }
  }

  rdf::Term default_graph_;
};

}  // namespace

sparql::Query with_named_default_graph(sparql::Query query,
                                       const std::string& default_graph) {
  if (query.dataset.empty()) {
    NamedDefaultGraph(default_graph).rewrite(query, false);
  }
  return query;
}

}  // namespace byline::cli
