#include "sparql/print.hpp"

#include <algorithm>

namespace byline::sparql {
namespace {

std::string quoted(const std::string& text) {
  return rdf::to_ntriples(rdf::Term::literal(text));
}

std::string iri_text(const std::string& iri) {
  return "<" + iri + ">";
}

/// Writes patterns and queries with two spaces a level.
class Printer {
 public:
  void query(const Query& query);
  void operations(const UpdateRequest& request);
  void group(const GroupPattern& group);
  std::string take() { return std::move(out_); }

  void operator()(const TriplesBlock& block) { triples(block.triples); }
  void operator()(const Filter& filter) {
    line("FILTER (" + expression(filter.condition) + ")");
  }
  void operator()(const Bind& bind) {
    line("BIND (" + expression(bind.expression) + " AS ?" + bind.variable.name + ")");
  }
  void operator()(const OptionalPattern& optional) {
    begin("OPTIONAL ");
    group(optional.pattern);
  }
  void operator()(const MinusPattern& minus) {
    begin("MINUS ");
    group(minus.pattern);
  }
  void operator()(const UnionPattern& alternatives);
  void operator()(const GraphPattern& graph) {
    begin("GRAPH " + to_string(graph.name) + " ");
    group(graph.pattern);
  }
  void operator()(const ServicePattern& service) {
    begin(std::string("SERVICE ") + (service.silent ? "SILENT " : "") +
          to_string(service.endpoint) + " ");
    group(service.pattern);
  }
  void operator()(const InlineData& data);
  void operator()(const SubSelect& select);

  void operator()(const LoadOperation& load);
  void operator()(const GraphOperation& operation);
  void operator()(const TransferOperation& operation);
  void operator()(const DataOperation& operation);
  void operator()(const ModifyOperation& operation);

  std::string expression(const Expression& expression);

 private:
  void begin(const std::string& text) { out_ += std::string(depth_ * 2, ' ') + text; }
  void line(const std::string& text) { begin(text + "\n"); }
  void open() {
    out_ += "{\n";
    ++depth_;
  }
  void close() {
    --depth_;
    line("}");
  }
  void triples(const std::vector<TriplePattern>& triples);
  void quads(const std::vector<QuadBlock>& quads);
  void select(const Query& query);
  void construct(const Query& query);
  void describe(const Query& query);
  void dataset(const DatasetClause& dataset, const std::string& keyword);
  void modifiers(const SolutionModifiers& modifiers);
  std::string call(const std::string& name,
                   const std::vector<Expression>& arguments,
                   bool distinct = false);
  std::string operation(Operator op, const std::vector<Expression>& arguments);
  std::string aggregate(const AggregateCall& call,
                        const std::vector<Expression>& arguments);
  std::string exists(const ExistsCall& call);

  std::string out_;
  std::size_t depth_ = 0;
};

std::string Printer::call(const std::string& name,
                          const std::vector<Expression>& arguments,
                          bool distinct) {
  std::string out = name + (distinct ? "(DISTINCT " : "(");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    out += (i == 0 ? "" : ", ") + expression(arguments[i]);
  }
  return out + ")";
}

std::string Printer::operation(Operator op, const std::vector<Expression>& arguments) {
  const std::string name(name_of(op));
  switch (op) {
    case Operator::bound:
    case Operator::if_else:
    case Operator::coalesce: return call(name, arguments);
    case Operator::logical_not:
    case Operator::plus:
    case Operator::negate: return name + "(" + expression(arguments[0]) + ")";
    case Operator::in:
    case Operator::not_in:
      return "(" + expression(arguments[0]) + ") " +
             call(name + " ", {arguments.begin() + 1, arguments.end()});
    default: break;
  }
  std::string out;
  for (const Expression& argument : arguments) {
    if (!out.empty())
      out += " " + name + " ";
    out += "(" + expression(argument) + ")";
  }
  return out;
}

std::string Printer::aggregate(const AggregateCall& call,
                               const std::vector<Expression>& arguments) {
  std::string out(name_of(call.function));
  out += call.distinct ? "(DISTINCT " : "(";
  out += call.star ? "*" : expression(arguments[0]);
  if (call.function == Aggregate::group_concat && call.separator != " ") {
    out += "; SEPARATOR=" + quoted(call.separator);
  }
  return out + ")";
}

std::string Printer::exists(const ExistsCall& call) {
  Printer inner;
  inner.depth_ = depth_;
  inner.group(*call.pattern);
  std::string pattern = inner.take();
  pattern.pop_back();
  return (call.negated ? "NOT EXISTS " : "EXISTS ") + pattern;
}

std::string Printer::expression(const Expression& expression) {
  struct Visitor {
    Printer& printer;
    const std::vector<Expression>& arguments;
    std::string operator()(const Variable& variable) const { return "?" + variable.name; }
    std::string operator()(const rdf::Term& term) const { return rdf::to_ntriples(term); }
    std::string operator()(Operator op) const { return printer.operation(op, arguments); }
    std::string operator()(Builtin builtin) const {
      return printer.call(std::string(name_of(builtin)), arguments);
    }
    std::string operator()(const FunctionCall& function) const {
      return printer.call(iri_text(function.iri), arguments, function.distinct);
    }
    std::string operator()(const AggregateCall& aggregate) const {
      return printer.aggregate(aggregate, arguments);
    }
    std::string operator()(const ExistsCall& exists) const {
      return printer.exists(exists);
    }
  };
  return std::visit(Visitor{*this, expression.arguments}, expression.head);
}

void Printer::triples(const std::vector<TriplePattern>& triples) {
  for (const TriplePattern& triple : triples) {
    const auto* path = std::get_if<Path>(&triple.predicate);
    const std::string predicate =
        path != nullptr ? to_string(*path)
                        : to_string(std::get<VariableOrTerm>(triple.predicate));
    line(to_string(triple.subject) + " " + predicate + " " + to_string(triple.object) +
         " .");
  }
}

void Printer::group(const GroupPattern& group) {
  open();
  for (const Element& element : group.elements)
    std::visit(*this, element.kind);
  close();
}

void Printer::operator()(const UnionPattern& alternatives) {
  begin("");
  for (std::size_t i = 0; i < alternatives.alternatives.size(); ++i) {
    if (i > 0)
      begin("UNION ");
    group(alternatives.alternatives[i]);
  }
}

void Printer::operator()(const InlineData& data) {
  begin("VALUES (");
  for (const Variable& variable : data.variables)
    out_ += " ?" + variable.name;
  out_ += " ) ";
  open();
  for (const auto& row : data.rows) {
    begin("(");
    for (const auto& term : row)
      out_ += term ? " " + rdf::to_ntriples(*term) : " UNDEF";
    out_ += " )\n";
  }
  close();
}

/// A subquery is the only element of its group, whose braces are there already.
void Printer::operator()(const SubSelect& select) {
  query(select.query);
}

void Printer::select(const Query& query) {
  begin("SELECT");
  if (query.duplicates == Duplicates::distinct)
    out_ += " DISTINCT";
  if (query.duplicates == Duplicates::reduced)
    out_ += " REDUCED";
  if (query.star)
    out_ += " *";
  for (const Projection& item : query.projection) {
    const std::string name = "?" + item.variable.name;
    out_ += item.expression ? " (" + expression(*item.expression) + " AS " + name + ")"
                            : " " + name;
  }
  out_ += "\n";
}

void Printer::construct(const Query& query) {
  begin("CONSTRUCT ");
  open();
  triples(query.construct);
  close();
}

void Printer::describe(const Query& query) {
  begin(query.star ? "DESCRIBE *" : "DESCRIBE");
  for (const VariableOrTerm& target : query.described)
    out_ += " " + to_string(target);
  out_ += "\n";
}

void Printer::dataset(const DatasetClause& dataset, const std::string& keyword) {
  for (const std::string& iri : dataset.default_graphs)
    line(keyword + " " + iri_text(iri));
  for (const std::string& iri : dataset.named_graphs) {
    line(keyword + " NAMED " + iri_text(iri));
  }
}

void Printer::modifiers(const SolutionModifiers& modifiers) {
  if (!modifiers.group_by.empty()) {
    begin("GROUP BY");
    for (const GroupCondition& key : modifiers.group_by) {
      const bool plain =
          !key.variable && std::holds_alternative<Variable>(key.expression.head);
      const std::string text = expression(key.expression);
      const std::string name = key.variable ? " AS ?" + key.variable->name : "";
      out_ += plain ? " " + text : " (" + text + name + ")";
    }
    out_ += "\n";
  }
  if (!modifiers.having.empty()) {
    begin("HAVING");
    for (const Expression& condition : modifiers.having) {
      out_ += " (" + expression(condition) + ")";
    }
    out_ += "\n";
  }
  if (!modifiers.order_by.empty()) {
    begin("ORDER BY");
    for (const OrderCondition& key : modifiers.order_by) {
      out_ += (key.descending ? " DESC(" : " ASC(") + expression(key.expression) + ")";
    }
    out_ += "\n";
  }
  if (modifiers.limit)
    line("LIMIT " + std::to_string(*modifiers.limit));
  if (modifiers.offset)
    line("OFFSET " + std::to_string(*modifiers.offset));
}

void Printer::query(const Query& query) {
  switch (query.form) {
    case QueryForm::select: select(query); break;
    case QueryForm::construct: construct(query); break;
    case QueryForm::describe: describe(query); break;
    case QueryForm::ask: line("ASK"); break;
  }
  dataset(query.dataset, "FROM");
  begin("WHERE ");
  group(query.where);
  modifiers(query.modifiers);
  if (query.values)
    (*this)(*query.values);
}

std::string target_text(const GraphTarget& target) {
  switch (target.kind) {
    case GraphTarget::Kind::default_graph: return "DEFAULT";
    case GraphTarget::Kind::named: return "GRAPH " + iri_text(target.iri);
    case GraphTarget::Kind::all_named: return "NAMED";
    case GraphTarget::Kind::all: return "ALL";
  }
  return {};
}

void Printer::operator()(const LoadOperation& load) {
  begin(std::string("LOAD ") + (load.silent ? "SILENT " : "") + iri_text(load.source));
  if (load.graph)
    out_ += " INTO GRAPH " + iri_text(*load.graph);
}

void Printer::operator()(const GraphOperation& operation) {
  using Kind = GraphOperation::Kind;
  const std::string verb = operation.kind == Kind::clear  ? "CLEAR "
                           : operation.kind == Kind::drop ? "DROP "
                                                          : "CREATE ";
  begin(verb + (operation.silent ? "SILENT " : "") + target_text(operation.target));
}

void Printer::operator()(const TransferOperation& operation) {
  using Kind = TransferOperation::Kind;
  const std::string verb = operation.kind == Kind::add    ? "ADD "
                           : operation.kind == Kind::move ? "MOVE "
                                                          : "COPY ";
  begin(verb + (operation.silent ? "SILENT " : "") + target_text(operation.from) +
        " TO " + target_text(operation.to));
}

void Printer::quads(const std::vector<QuadBlock>& quads) {
  open();
  for (const QuadBlock& block : quads) {
    if (!block.graph) {
      triples(block.triples);
      continue;
    }
    begin("GRAPH " + to_string(*block.graph) + " ");
    open();
    triples(block.triples);
    close();
  }
  close();
}

void Printer::operator()(const DataOperation& operation) {
  begin(operation.insert ? "INSERT DATA " : "DELETE DATA ");
  quads(operation.quads);
}

void Printer::operator()(const ModifyOperation& operation) {
  if (operation.with)
    line("WITH " + iri_text(*operation.with));
  if (!operation.remove.empty() || operation.insert.empty()) {
    begin("DELETE ");
    quads(operation.remove);
  }
  if (!operation.insert.empty()) {
    begin("INSERT ");
    quads(operation.insert);
  }
  dataset(operation.using_graphs, "USING");
  begin("WHERE ");
  group(operation.where);
}

void Printer::operations(const UpdateRequest& request) {
  for (std::size_t i = 0; i < request.operations.size(); ++i) {
    if (i > 0)
      line(";");
    std::visit(*this, request.operations[i].kind);
    if (!out_.ends_with('\n'))
      out_ += "\n";
  }
}

std::string joined(const std::vector<Path>& parts, const char* separator) {
  std::string out;
  for (const Path& part : parts) {
    if (!out.empty())
      out += separator;
    out += to_string(part);
  }
  return "(" + out + ")";
}

}  // namespace

std::string to_string(const Query& query) {
  Printer printer;
  printer.query(query);
  return printer.take();
}

std::string to_string(const UpdateRequest& request) {
  Printer printer;
  printer.operations(request);
  return printer.take();
}

std::string to_string(const Expression& expression) {
  return Printer().expression(expression);
}

std::string to_string(const Path& path) {
  using Kind = Path::Kind;
  switch (path.kind) {
    case Kind::link: return iri_text(path.iri);
    case Kind::inverse: return "^" + to_string(path.parts[0]);
    case Kind::sequence: return joined(path.parts, "/");
    case Kind::alternative: return joined(path.parts, "|");
    case Kind::zero_or_more: return "(" + to_string(path.parts[0]) + ")*";
    case Kind::one_or_more: return "(" + to_string(path.parts[0]) + ")+";
    case Kind::zero_or_one: return "(" + to_string(path.parts[0]) + ")?";
    case Kind::negated_set: return "!" + joined(path.parts, "|");
  }
  return {};
}

std::string to_string(const VariableOrTerm& place) {
  if (const auto* variable = std::get_if<Variable>(&place))
    return "?" + variable->name;
  return rdf::to_ntriples(std::get<rdf::Term>(place));
}

}  // namespace byline::sparql
