#include "sparql/algebra.hpp"

#include "sparql/print.hpp"

namespace byline::sparql {

VariableId VariableTable::id_of(std::string_view name) {
  if (const auto found = ids_.find(name); found != ids_.end())
    return found->second;
  const auto id = static_cast<VariableId>(names_.size());
  names_.emplace_back(name);
  ids_.emplace(name, id);
  return id;
}

VariableId VariableTable::fresh(std::string_view purpose) {
  return id_of("." + std::string(purpose) + std::to_string(names_.size()));
}

bool VariableTable::is_internal(VariableId id) const {
  return names_[id].starts_with('.') || names_[id].starts_with("_:");
}

std::string to_string(const Place& place, const VariableTable& variables) {
  if (const auto* variable = std::get_if<VariableId>(&place)) {
    const std::string& name = variables.name(*variable);
    return name.starts_with("_:") ? name : "?" + name;
  }
  return rdf::to_ntriples(std::get<rdf::Term>(place));
}

std::string to_string(const PatternTriple& triple, const VariableTable& variables) {
  const auto* path = std::get_if<Path>(&triple.predicate);
  const std::string predicate =
      path != nullptr ? to_string(*path)
                      : to_string(std::get<Place>(triple.predicate), variables);
  return to_string(triple.subject, variables) + " " + predicate + " " +
         to_string(triple.object, variables);
}

namespace {

std::string indented(const std::string& text, const std::string& by) {
  std::string out = by;
  for (const char c : text) {
    out += c;
    if (c == '\n')
      out += by;
  }
  return out;
}

struct FormulaPrinter {
  const VariableTable& variables;
  const std::vector<Formula>& arguments;

  [[nodiscard]] std::string list(const std::string& head) const {
    std::string out = "(" + head;
    for (const Formula& argument : arguments)
      out += " " + to_string(argument, variables);
    return out + ")";
  }
  std::string operator()(VariableId id) const { return "?" + variables.name(id); }
  std::string operator()(const rdf::Term& term) const { return rdf::to_ntriples(term); }
  std::string operator()(Operator op) const { return list(std::string(name_of(op))); }
  std::string operator()(Builtin builtin) const {
    return list(std::string(name_of(builtin)));
  }
  std::string operator()(const FunctionCall& call) const {
    return list("<" + call.iri + ">");
  }
  std::string operator()(const Exists& exists) const {
    return std::string(exists.negated ? "(notexists\n" : "(exists\n") +
           indented(to_string(*exists.pattern, variables), "    ") + ")";
  }
};

struct HeadlinePrinter {
  const VariableTable& variables;

  [[nodiscard]] std::string all(const std::vector<Formula>& conditions) const {
    std::string out;
    for (const Formula& condition : conditions)
      out += " " + to_string(condition, variables);
    return out;
  }
  [[nodiscard]] std::string names(const std::vector<VariableId>& ids) const {
    std::string out;
    for (const VariableId id : ids)
      out += " ?" + variables.name(id);
    return out;
  }
  std::string operator()(const BasicPattern& pattern) const {
    std::string out = pattern.triples.empty() ? "unit" : "bgp";
    for (const PatternTriple& triple : pattern.triples) {
      out += (&triple == &pattern.triples.front() ? " " : " . ") +
             to_string(triple, variables);
    }
    return out;
  }
  std::string operator()(const Join&) const { return "join"; }
  std::string operator()(const LeftJoin& join) const {
    return "leftjoin" + all(join.conditions);
  }
  std::string operator()(const FilterRows& filter) const {
    return "filter" + all(filter.conditions);
  }
  std::string operator()(const Union&) const { return "union"; }
  std::string operator()(const Minus&) const { return "minus"; }
  std::string operator()(const InGraph& graph) const {
    return "graph " + to_string(graph.graph, variables);
  }
  std::string operator()(const Extend& extend) const {
    return "extend ?" + variables.name(extend.variable) + " " +
           to_string(extend.formula, variables);
  }
  std::string operator()(const ValuesTable& table) const {
    return "table" + names(table.variables) + " (" + std::to_string(table.rows.size()) +
           " rows)";
  }
  std::string operator()(const Group& group) const {
    std::string out = "group" + names(group.keys);
    for (const AggregateColumn& column : group.aggregates) {
      const std::string argument =
          column.argument ? to_string(*column.argument, variables) : "*";
      out += " ?" + variables.name(column.variable) + "=" +
             std::string(name_of(column.call.function)) + "(" +
             (column.call.distinct ? "distinct " : "") + argument + ")";
    }
    return out;
  }
  std::string operator()(const OrderBy& order) const {
    std::string out = "order";
    for (const SortKey& key : order.keys) {
      out +=
          (key.descending ? " desc(" : " asc(") + to_string(key.formula, variables) + ")";
    }
    return out;
  }
  std::string operator()(const Project& project) const {
    return "project" + names(project.variables);
  }
  std::string operator()(const Distinct& distinct) const {
    return distinct.reduced ? "reduced" : "distinct";
  }
  std::string operator()(const Slice& slice) const {
    return "slice offset " + std::to_string(slice.offset) +
           (slice.limit ? " limit " + std::to_string(*slice.limit) : "");
  }
  std::string operator()(const Service& service) const {
    return std::string("service ") + (service.silent ? "silent " : "") +
           to_string(service.endpoint, variables);
  }
};

}  // namespace

std::string to_string(const Formula& formula, const VariableTable& variables) {
  return std::visit(FormulaPrinter{variables, formula.arguments}, formula.head);
}

std::string headline(const Algebra& algebra, const VariableTable& variables) {
  return std::visit(HeadlinePrinter{variables}, algebra.operation);
}

std::string to_string(const Algebra& algebra, const VariableTable& variables) {
  std::string out = headline(algebra, variables);
  for (const Algebra& input : algebra.inputs) {
    out += "\n" + indented(to_string(input, variables), "  ");
  }
  return out;
}

}  // namespace byline::sparql
