#include "annotate/annotator.hpp"
#include "shipped_tables.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>

namespace byline::annotate {
namespace {

struct Example {
  const char* language;
  const char* text;
  const char* numbers;  ///< "comparator value unit [words]", joined by "; "
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

const auto examples = std::to_array<Example>({
    {"en", "It counted more than 65,000 submissions.", "gt 65000 [more than 65,000]"},
    {"en", "over 150 thousand projects", "gt 150000 [over 150 thousand]"},
    {"en",
     "about $1.2 billion or 9%",
     "approx 1200000000 USD [about $1.2 billion]; eq 9 % [9%]"},
    {"en", "used by millions and dozens", "ge 1000000 [millions]; ge 12 [dozens]"},
    {"en",
     "twenty-five of two hundred and six people",
     "eq 25 [twenty-five]; eq 206 [two hundred and six]"},
    {"en", "a million users, 10 or more", "eq 1000000 [million]; ge 10 [10 or more]"},
    {"en",
     "one of them paid $65m and €3.5bn",
     "eq 65000000 USD [$65m]; eq 3500000000 EUR [€3.5bn]"},
    {"en",
     "at least 80 percent, up to 5",
     "ge 80 % [at least 80 percent]; le 5 [up to 5]"},
    {"en", "in 2015 it had 3 sites", "eq 3 [3]"},
    {"en", "1,2345 and 99999999999999999999999", ""},
    {"pt",
     "mais de 80% e cerca de 1,5 milhão",
     "gt 80 % [mais de 80%]; approx 1500000 [cerca de 1,5 milhão]"},
    {"pt",
     "US$ 9 milhões, R$ 1.234,50 e 3 bilhões de reais",
     "eq 9000000 USD [US$ 9 milhões]; eq 1234.5 BRL [R$ 1.234,50]; eq 3000000000 BRL [3 bilhões de reais]"},
    {"pt",
     "milhões de usuários e duas mil e quinhentas lojas",
     "ge 1000000 [milhões]; eq 2500 [duas mil e quinhentas]"},
});

std::string name_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::eq: return "eq";
    case Comparator::gt: return "gt";
    case Comparator::ge: return "ge";
    case Comparator::lt: return "lt";
    case Comparator::le: return "le";
    case Comparator::approx: return "approx";
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(number_finder)

BOOST_DATA_TEST_CASE(numbers_have_value_comparator_and_unit,
                     boost::unit_test::data::make(examples),
                     example) {
  const std::string text = example.text;
  const Annotator annotator{shipped_tables(example.language)};
  std::string found;
  for (const auto& number : annotator.annotate_sentence(text).numbers) {
    found += (found.empty() ? "" : "; ") + name_of(number.comparator) + " " +
             number.value + (number.unit.empty() ? "" : " " + number.unit) + " [" +
             text.substr(number.span.begin, number.span.size()) + "]";
  }
  BOOST_TEST(found == example.numbers);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::annotate
