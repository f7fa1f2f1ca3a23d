#include "knowledge/form_index.hpp"

#include "knowledge/rules_beginnings.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace byline::knowledge;

namespace {

FormGroup group(std::size_t number, Forms forms) {
  FormGroup result;
  result.number = number;
  result.forms = std::move(forms);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(form_index)

BOOST_AUTO_TEST_CASE(knows_the_groups_of_a_word) {
  FormIndex index;
  FormGroup first = group(0, {{"sold", form_past}, {"sells", form_any}});
  first.lemmas = {"sell"};
  FormGroup second = group(1, {{"sold", form_any}});
  second.cut_words = {"co-owner", "co-owners"};
  index.add(first);
  index.add(second);
  BOOST_TEST(index.find("sold").forms.size() == 2U);
  BOOST_TEST(index.find("sold").forms.front().bits == form_past);
  BOOST_TEST(index.find("bought").forms.empty());
  BOOST_TEST(index.find("sell").lemmas.front().group == 0U);
  index.keys_of("sell").trees.push_back(7);
  BOOST_TEST(index.find("sell").keys.trees == std::vector<std::size_t>{7});
  BOOST_TEST(index.cut_words('c').size() == 2U);
  BOOST_TEST(index.cut_words('c').front().word == "co-owner");
  BOOST_TEST(index.cut_words('x').empty());
}

// (a | ~b) c
BOOST_AUTO_TEST_CASE(a_match_begins_with_the_first_of_each_alternative) {
  Program program;
  program.words = {"set", "up", "co-founded"};
  program.groups = {
      std::make_shared<const FormGroup>(group(0, {{"founds", form_any}, {"set", 4}}))};
  program.code = {{.op = Op::split, .a = 1, .b = 3},
                  {.op = Op::word, .a = 0},
                  {.op = Op::jump, .a = 6},
                  {.op = Op::split, .a = 4, .b = 5},
                  {.op = Op::word, .a = 2},
                  {.op = Op::forms, .a = 0},
                  {.op = Op::word, .a = 1}};
  const auto beginnings = beginnings_of(program);
  BOOST_REQUIRE(beginnings.has_value());
  BOOST_TEST(beginnings->forms.size() == 2U);
  BOOST_TEST(beginnings->forms.at("set") == form_any);
  BOOST_TEST(beginnings->cut_words == std::vector<std::string>{"co-founded"});
}

BOOST_AUTO_TEST_CASE(what_may_be_empty_or_begin_with_anything_has_no_beginnings) {
  Program optional;
  optional.words = {"the"};
  optional.code = {{.op = Op::split, .a = 1, .b = 2}, {.op = Op::word, .a = 0}};
  BOOST_TEST(!beginnings_of(optional).has_value());
  Program any;
  any.code = {{.op = Op::any}};
  BOOST_TEST(!beginnings_of(any).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
