#include "ingest/article_source.hpp"

#include "temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace byline::ingest {
namespace {

std::vector<std::string> ids_below(const std::string& path, Diagnostics& diagnostics) {
  std::istringstream none;
  ArticleSource source{{path}, none, {}};
  std::vector<std::string> ids;
  while (const auto raw = source.next(diagnostics)) {
    ids.push_back(raw->default_id + (raw->metadata.empty() ? "" : "+meta"));
  }
  return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(article_source)

BOOST_AUTO_TEST_CASE(a_folder_gives_its_articles_in_order_of_path) {
  const TemporaryFolder folder;
  folder.write("b/x.txt.gz", "x");
  folder.write("a.txt", "a");
  folder.write("a.meta.json", "{}");
  folder.write("c.html", "c");
  folder.write("README.md", "no article");
  folder.write(".hidden/z.txt", "z");
  folder.write(".z.txt", "z");
  Diagnostics diagnostics;
  const std::vector<std::string> expected{"a+meta", "b/x", "c"};
  BOOST_TEST(ids_below(folder.path(), diagnostics) == expected,
             boost::test_tools::per_element());
  BOOST_TEST(diagnostics.entries().empty());
}

BOOST_AUTO_TEST_CASE(an_empty_folder_gives_nothing) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  BOOST_TEST(ids_below(folder.path(), diagnostics).empty());
}

BOOST_AUTO_TEST_CASE(a_missing_path_is_unusable) {
  std::istringstream none;
  BOOST_CHECK_EXCEPTION(
      (ArticleSource{{"/nowhere/at/all"}, none, {}}), Error, [](const Error& error) {
        return error.exit_code() == ExitCode::unusable;
      });
}

BOOST_AUTO_TEST_CASE(json_lines_stream_from_standard_input) {
  std::istringstream input{"{\"text\": \"a\"}\n\n{\"text\": \"b\"}"};
  ArticleSource source{{"-"}, input, {}};
  Diagnostics diagnostics;
  std::vector<std::size_t> lines;
  while (const auto raw = source.next(diagnostics)) {
    BOOST_TEST((raw->format == InputFormat::json_line));
    lines.push_back(raw->where.line);
  }
  const std::vector<std::size_t> expected{1, 3};
  BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_record_beyond_the_limit_is_passed_over) {
  std::istringstream input{std::string(20000, 'x') + "\n{\"text\": \"b\"}\n"};
  ArticleSource source{{"-"}, input, {.max_file_bytes = 100}};
  Diagnostics diagnostics;
  const auto raw = source.next(diagnostics);
  BOOST_REQUIRE(raw);
  BOOST_TEST(raw->where.line == 2U);
  BOOST_TEST(diagnostics.error_count() == 1U);
}

BOOST_AUTO_TEST_CASE(two_articles_with_one_id_are_an_error_naming_both_places) {
  ArticleIds ids;
  Diagnostics diagnostics;
  BOOST_TEST(ids.add("x", {"a.txt"}, diagnostics));
  BOOST_TEST(!ids.add("x", {"b.jsonl", 3}, diagnostics));
  const std::string text = render(diagnostics.entries().front());
  BOOST_TEST(text.find("b.jsonl:3") != std::string::npos);
  BOOST_TEST(text.find("a.txt") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
