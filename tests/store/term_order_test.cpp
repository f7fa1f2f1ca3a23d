#include "store/term_order.hpp"

#include "store/calendar.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace {

using byline::rdf::Term;
using byline::store::compare_terms;
using byline::store::value_key;
using byline::store::ValueGroup;

Term xsd(const std::string& lexical, const std::string& type) {
  return Term::typed(lexical, "http://www.w3.org/2001/XMLSchema#" + type);
}

/// Every term is less than the next one.
const std::vector<Term> ascending = {
    Term::blank("a"),
    Term::blank("b"),
    Term::iri("http://e.example/a"),
    Term::iri("http://e.example/a/b"),
    Term::iri("http://e.example/b"),
    xsd("-INF", "double"),
    xsd("-10.5", "decimal"),
    xsd("-10.50", "decimal"),
    xsd("-10", "int"),
    xsd("0", "integer"),
    xsd("00", "integer"),
    xsd("1E-3", "double"),
    xsd("0.5", "float"),
    xsd(".5", "decimal"),
    xsd("1E0", "double"),
    xsd("1.0", "decimal"),
    xsd("01", "integer"),
    xsd("1", "integer"),
    xsd("2", "integer"),
    xsd("9007199254740992", "integer"),
    xsd("9007199254740993", "integer"),
    xsd("9007199254740993.5", "decimal"),
    xsd("100000000000000000000", "integer"),
    xsd("100000000000000000001", "integer"),
    xsd("1E400", "double"),
    xsd("INF", "double"),
    xsd("NaN", "double"),
    xsd("2022-06-30T23:59:59.25Z", "dateTime"),
    xsd("2022-06-30T23:59:59.5Z", "dateTime"),
    xsd("2022-07-01T02:00:00+01:00", "dateTime"),
    xsd("2022-07-01T02:00:00", "dateTime"),
    xsd("-0044-03-15", "date"),
    xsd("2022-06-30", "date"),
    xsd("2022-07-01+14:00", "date"),
    xsd("2022-07-01", "date"),
    xsd("12022-07-01", "date"),
    xsd("2022-01", "gYearMonth"),
    xsd("2022-02", "gYearMonth"),
    xsd("1999", "gYear"),
    xsd("2022", "gYear"),
    xsd("false", "boolean"),
    xsd("true", "boolean"),
    Term::literal(""),
    Term::literal("a"),
    Term::literal("a\n"),
    Term::literal("é"),
    Term::tagged("z", "en"),
    Term::tagged("a", "pt"),
    Term::typed("1", "http://e.example/type"),
    xsd("2022-02-30", "date"),
    xsd("2022-02-28T24:00:01", "dateTime"),
    xsd("1.5", "integer"),
};

BOOST_AUTO_TEST_SUITE(term_order)

BOOST_AUTO_TEST_CASE(orders_by_value_inside_groups) {
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      const auto a = ascending[i].view();
      const auto b = ascending[j].view();
      BOOST_TEST((compare_terms(a, value_key(a), b, value_key(b)) == (i <=> j)),
                 to_ntriples(ascending[i]) << " and " << to_ntriples(ascending[j]));
    }
  }
}

BOOST_AUTO_TEST_CASE(ill_formed_values_are_no_values) {
  for (const auto& [lexical, type] : std::vector<std::pair<std::string, std::string>>{
           {"", "integer"},
           {"+", "integer"},
           {"1e5", "decimal"},
           {".", "decimal"},
           {"1e", "double"},
           {"inf", "double"},
           {" 1", "integer"},
           {"20220-1-1", "date"},
           {"02022-01-01", "date"},
           {"2022-13", "gYearMonth"},
           {"2022-01-01T10:00:00.", "dateTime"},
           {"2022-01-01T10:00:00+15:00", "dateTime"},
           {"TRUE", "boolean"}}) {
    const Term term = xsd(lexical, type);
    BOOST_TEST((value_key(term.view()).group == ValueGroup::other), to_ntriples(term));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
