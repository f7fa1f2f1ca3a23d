#include "sparql/arithmetic.hpp"
#include "sparql/compare.hpp"
#include "sparql/functions.hpp"
#include "term_text.hpp"

#include <boost/test/unit_test.hpp>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

/// The lines of tests/sparql/cases/*.txt: `NAME argument… => result`. NAME is a function
/// of SPARQL, an operator (= < <= + - * / u- u+), `cast:NAME` of XSD, `ebv`, `order`
/// (result -1, 0, 1; `-` is unbound). The result is a term or `error`; terms are compared
/// letter by letter.
namespace byline::sparql {
namespace {

Result truth(std::optional<bool> value) {
  return value ? Result(Value::boolean(*value)) : std::nullopt;
}

Result compare_words(const std::string& a, const std::string& b) {
  const auto read = [](const std::string& word) {
    return word == "-" ? std::nullopt : std::optional(read_term(word));
  };
  const auto left = read(a);
  const auto right = read(b);
  const auto found = order(left ? &*left : nullptr, right ? &*right : nullptr);
  return Value::integer(found < 0 ? -1 : found > 0 ? 1 : 0);
}

Result run_operator(const std::string& name, const std::vector<Value>& arguments) {
  const Value& a = arguments.at(0);
  if (name == "ebv")
    return truth(effective_boolean_value(a));
  if (name == "u-")
    return negate(a);
  if (name == "u+")
    return plus(a);
  if (name.starts_with("cast:")) {
    const std::string datatype = "http://www.w3.org/2001/XMLSchema#" + name.substr(5);
    BOOST_TEST(is_cast(datatype));
    return cast(datatype, a);
  }
  const Value& b = arguments.at(1);
  if (name == "=")
    return truth(equal(a, b));
  if (name == "<")
    return truth(less(a, b));
  if (name == "<=")
    return truth(less_or_equal(a, b));
  if (name == "+")
    return add(a, b);
  if (name == "-")
    return subtract(a, b);
  if (name == "*")
    return multiply(a, b);
  if (name == "/")
    return divide(a, b);
  throw std::invalid_argument("no operator: " + name);
}

Result run_case(const std::vector<std::string>& words, std::size_t arrow) {
  if (words[0] == "order") {
    return compare_words(words.at(1), words.at(2));
  }
  std::vector<Value> arguments;
  for (std::size_t i = 1; i < arrow; ++i) {
    arguments.push_back(read_term(words[i]));
  }
  if (const auto signature = builtin_named(words[0])) {
    CallContext context;
    context.base = "http://example.org/base/";
    context.now = "2026-05-04T03:02:01.5Z";
    return call(signature->builtin, arguments, context);
  }
  return run_operator(words[0], arguments);
}

void run_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::size_t cases = 0;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    const auto words = split_words(line);
    if (words.empty()) {
      continue;
    }
    BOOST_TEST_CONTEXT(path.filename().string() << ":" << number << ": " << line) {
      BOOST_TEST_REQUIRE(words.size() >= 3U);
      const std::size_t arrow = words.size() - 2;
      BOOST_TEST_REQUIRE(words[arrow] == "=>");
      const std::string& expected = words.back();
      BOOST_TEST(show(run_case(words, arrow)) ==
                 (expected == "error" ? expected : show(read_term(expected))));
      ++cases;
    }
  }
  BOOST_TEST(cases > 0U);
}

const std::filesystem::path case_folder =
    std::filesystem::path(BYLINE_SOURCE_DIR) / "tests/sparql/cases";

BOOST_AUTO_TEST_CASE(arithmetic_is_exact_and_promotes) {
  run_file(case_folder / "arithmetic.txt");
}

BOOST_AUTO_TEST_CASE(comparison_is_by_value_or_an_error) {
  run_file(case_folder / "compare.txt");
}

BOOST_AUTO_TEST_CASE(casts_follow_xpath) {
  run_file(case_folder / "casts.txt");
}

BOOST_AUTO_TEST_CASE(functions_do_what_the_specification_says) {
  run_file(case_folder / "functions.txt");
}

BOOST_AUTO_TEST_CASE(patterns_are_those_of_xpath) {
  run_file(case_folder / "regex.txt");
}

/// No assertion on time (the machine may be busy): the slowest are printed, and a test
/// that hangs is stopped by ctest. Back-references may be given up, never the others.
BOOST_AUTO_TEST_CASE(hostile_patterns_end_in_linear_time) {
  constexpr std::size_t text_bytes = 100'000;
  std::ifstream file(case_folder / "redos.txt");
  std::string line;
  std::map<double, std::string> slowest;  // CPU milliseconds
  std::size_t patterns = 0;
  while (std::getline(file, line)) {
    const auto words = split_words(line);
    if (words.empty()) {
      continue;
    }
    const auto regex = Regex::compile(read_term(words.at(0)).text, "");
    BOOST_TEST_REQUIRE(regex.has_value(), line);
    std::string text = read_term(words.at(1)).text;
    while (text.size() < text_bytes) {
      text += read_term(words.at(2)).text;
    }
    text += read_term(words.at(3)).text;
    const std::clock_t begin = std::clock();
    const auto found = regex->search(text);
    const double milliseconds =
        static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
    const bool has_back_reference = words.at(0).find("\\\\1") != std::string::npos ||
                                    words.at(0).find("\\\\2") != std::string::npos;
    BOOST_TEST((found.has_value() || has_back_reference), line);
    slowest.emplace(milliseconds, line);
    ++patterns;
  }
  BOOST_TEST(patterns >= 200U);
  std::size_t shown = 0;
  for (auto it = slowest.rbegin(); it != slowest.rend() && shown < 5; ++it, ++shown) {
    BOOST_TEST_MESSAGE(it->first << " ms: " << it->second);
  }
}

BOOST_AUTO_TEST_CASE(bnode_with_a_label_is_one_node_within_a_row) {
  CallContext context;
  const std::vector<Value> label{Value::string("x")};
  const auto first = show(call(Builtin::bnode, label, context));
  BOOST_TEST(show(call(Builtin::bnode, label, context)) == first);
  BOOST_TEST(show(call(Builtin::bnode, {}, context)) != first);
  context.start_row();
  BOOST_TEST(show(call(Builtin::bnode, label, context)) != first);
}

BOOST_AUTO_TEST_CASE(random_functions_come_from_the_given_generator) {
  CallContext context;
  context.random.seed(7);
  CallContext again;
  again.random.seed(7);
  const auto uuid = call(Builtin::uuid, {}, context);
  BOOST_TEST(show(uuid) == show(call(Builtin::uuid, {}, again)));
  BOOST_TEST(uuid->text.size() == 45U);  // urn:uuid: and 36 characters
  BOOST_TEST(uuid->text[23] == '4');
  BOOST_TEST((std::string("89ab").find(uuid->text[28]) != std::string::npos));
  for (int i = 0; i < 1000; ++i) {
    const double fraction = std::get<double>(call(Builtin::rand, {}, context)->payload);
    BOOST_TEST_REQUIRE((fraction >= 0 && fraction < 1));
  }
}

BOOST_AUTO_TEST_CASE(order_is_transitive_over_all_kinds) {
  std::vector<Value> values;
  for (const char* word : {"<a>",
                           "_:b",
                           "1",
                           "01",
                           "1.0",
                           "1e0",
                           "\"1\"^^float",
                           "9007199254740993",
                           "9007199254740992e0",
                           "\"NaN\"^^double",
                           "\"INF\"^^float",
                           "\"-INF\"^^double",
                           "\"x\"",
                           "\"x\"@en",
                           "\"x\"@EN",
                           "true",
                           "\"1\"^^boolean",
                           "\"2024-01-01\"^^date",
                           "\"2024-01-01Z\"^^date",
                           "\"2024-01-01T00:00:00\"^^dateTime",
                           "\"P1M\"^^duration",
                           "\"P30D\"^^duration",
                           "\"x\"^^integer",
                           "\"x\"^^<t>",
                           "\"\"",
                           "\"2024\"^^gYear"}) {
    values.push_back(read_term(word));
  }
  for (const Value& a : values) {
    for (const Value& b : values) {
      BOOST_TEST((order(a, b) == (0 <=> order(b, a))));
      BOOST_TEST((order(a, b) == 0) == same_term(a, b));
      for (const Value& c : values) {
        BOOST_TEST(!(order(a, b) < 0 && order(b, c) < 0 && order(a, c) >= 0));
      }
    }
  }
}

}  // namespace
}  // namespace byline::sparql
