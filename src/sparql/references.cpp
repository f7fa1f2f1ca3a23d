#include "sparql/references.hpp"

#include "base/diagnostics.hpp"
#include "rdf/vocabulary.hpp"
#include "sparql/builtin.hpp"
#include "sparql/functions.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

/// Walks over a tree and collects one kind of reference.
class Collector {
 public:
  enum class Kind : std::uint8_t { outside, function, triples };

  explicit Collector(Kind kind) : kind_(kind) {}

  void query(const Query& query);
  void request(const UpdateRequest& request);
  std::vector<Reference> take() { return std::move(found_); }

 private:
  void group(const GroupPattern& group);
  void element(const Element& element);
  void expression(const Expression& expression);
  void add(Kind kind, const std::string& iri, std::size_t offset, bool silent = false) {
    if (kind == kind_)
      found_.push_back({iri, offset, silent});
  }

  Kind kind_;
  std::vector<Reference> found_;
};

void Collector::query(const Query& query) {
  for (const Projection& item : query.projection) {
    if (item.expression)
      expression(*item.expression);
  }
  group(query.where);
  for (const GroupCondition& key : query.modifiers.group_by)
    expression(key.expression);
  for (const Expression& condition : query.modifiers.having)
    expression(condition);
  for (const OrderCondition& condition : query.modifiers.order_by)
    expression(condition.expression);
}

void Collector::request(const UpdateRequest& request) {
  for (const UpdateOperation& operation : request.operations) {
    if (const auto* load = std::get_if<LoadOperation>(&operation.kind)) {
      add(Kind::outside, load->source, operation.offset, load->silent);
    } else if (const auto* modify = std::get_if<ModifyOperation>(&operation.kind)) {
      group(modify->where);
    }
  }
}

void Collector::group(const GroupPattern& group) {
  for (const Element& item : group.elements)
    element(item);
}

void Collector::element(const Element& element) {
  if (std::holds_alternative<TriplesBlock>(element.kind)) {
    add(Kind::triples, {}, element.offset);
  } else if (const auto* filter = std::get_if<Filter>(&element.kind)) {
    expression(filter->condition);
  } else if (const auto* bind = std::get_if<Bind>(&element.kind)) {
    expression(bind->expression);
  } else if (const auto* optional = std::get_if<OptionalPattern>(&element.kind)) {
    group(optional->pattern);
  } else if (const auto* minus = std::get_if<MinusPattern>(&element.kind)) {
    group(minus->pattern);
  } else if (const auto* alternatives = std::get_if<UnionPattern>(&element.kind)) {
    std::ranges::for_each(alternatives->alternatives,
                          [this](const GroupPattern& one) { group(one); });
  } else if (const auto* graph = std::get_if<GraphPattern>(&element.kind)) {
    group(graph->pattern);
  } else if (const auto* select = std::get_if<SubSelect>(&element.kind)) {
    query(select->query);
  } else if (const auto* service = std::get_if<ServicePattern>(&element.kind)) {
    if (const auto* endpoint = std::get_if<rdf::Term>(&service->endpoint))
      add(Kind::outside, endpoint->value, element.offset, service->silent);
  }
}

void Collector::expression(const Expression& expression) {
  if (const auto* call = std::get_if<FunctionCall>(&expression.head)) {
    if (!is_cast(call->iri))
      add(Kind::function, call->iri, expression.offset);
  } else if (const auto* exists = std::get_if<ExistsCall>(&expression.head)) {
    group(*exists->pattern);
  }
  for (const Expression& argument : expression.arguments)
    this->expression(argument);
}

}  // namespace

std::vector<Reference> outside_references(const Query& query) {
  Collector collector(Collector::Kind::outside);
  collector.query(query);
  return collector.take();
}

std::vector<Reference> outside_references(const UpdateRequest& request) {
  Collector collector(Collector::Kind::outside);
  collector.request(request);
  return collector.take();
}

std::vector<Reference> unknown_functions(const Query& query) {
  Collector collector(Collector::Kind::function);
  collector.query(query);
  return collector.take();
}

std::vector<Reference> unknown_functions(const UpdateRequest& request) {
  Collector collector(Collector::Kind::function);
  collector.request(request);
  return collector.take();
}

bool asks_data(const Query& query) {
  Collector collector(Collector::Kind::triples);
  collector.query(query);
  return query.form == QueryForm::describe || !collector.take().empty();
}

std::string meant_instead_of(const std::string& function) {
  const std::string local = function.substr(function.find_last_of("#/:") + 1);
  if (const auto builtin = builtin_named(local))
    return "did you mean " + std::string(builtin->name) + "(…), which is built in?";
  if (!function.starts_with(rdf::vocabulary::xsd_ns))
    return {};
  std::vector<std::string> casts;
  for (const std::string_view name : {"boolean",
                                      "dateTime",
                                      "decimal",
                                      "double",
                                      "float",
                                      "integer",
                                      "string",
                                      "date",
                                      "time",
                                      "duration"}) {
    casts.emplace_back(name);
  }
  const std::string near = closest(local, casts);
  return near.empty() ? "" : "did you mean xsd:" + near + "?";
}

}  // namespace byline::sparql
