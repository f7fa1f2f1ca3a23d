#include "sparql/print.hpp"

namespace byline::sparql {

std::string_view name_of(Operator op) {
  switch (op) {
    case Operator::logical_or: return "||";
    case Operator::logical_and: return "&&";
    case Operator::equal: return "=";
    case Operator::not_equal: return "!=";
    case Operator::less: return "<";
    case Operator::greater: return ">";
    case Operator::less_or_equal: return "<=";
    case Operator::greater_or_equal: return ">=";
    case Operator::add:
    case Operator::plus: return "+";
    case Operator::subtract:
    case Operator::negate: return "-";
    case Operator::multiply: return "*";
    case Operator::divide: return "/";
    case Operator::logical_not: return "!";
    case Operator::in: return "IN";
    case Operator::not_in: return "NOT IN";
    case Operator::bound: return "BOUND";
    case Operator::if_else: return "IF";
    case Operator::coalesce: return "COALESCE";
  }
  return {};
}

std::string_view name_of(Aggregate function) {
  switch (function) {
    case Aggregate::count: return "COUNT";
    case Aggregate::sum: return "SUM";
    case Aggregate::min: return "MIN";
    case Aggregate::max: return "MAX";
    case Aggregate::avg: return "AVG";
    case Aggregate::sample: return "SAMPLE";
    case Aggregate::group_concat: return "GROUP_CONCAT";
  }
  return {};
}

}  // namespace byline::sparql
