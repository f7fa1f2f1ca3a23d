#include "ingest/reader.hpp"

#include "temporary_folder.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <unistd.h>

namespace byline::ingest {
namespace {

RawArticle file(const std::string& path) {
  RawArticle raw;
  raw.path = path;
  raw.where = {path};
  raw.default_id = "x";
  return raw;
}

struct BadFile {
  std::string_view name;
  std::string_view bytes;
  std::string_view message;
};

std::ostream& operator<<(std::ostream& out, const BadFile& bad) {
  return out << bad.name;
}

constexpr std::string_view utf16_bytes{"\xFF\xFEH\0i\0", 6};
constexpr std::string_view binary_bytes{
    "\x7F"
    "ELF\0\0",
    6};

const auto bad_files = std::to_array<BadFile>({
    {"latin1",
     "A city:\nS\xE3o Paulo",
     "x.txt:2:2: error: the text is not UTF-8: byte 9"},
    {"utf16", utf16_bytes, "UTF-16"},
    {"binary", binary_bytes, "this is not text: byte 4 is zero"},
    {"large", "12345678901234567890123", "larger than the limit of 20 bytes"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(reader)

BOOST_DATA_TEST_CASE(a_bad_file_is_reported_and_skipped,
                     boost::unit_test::data::make(bad_files),
                     bad) {
  const TemporaryFolder folder;
  const std::string path = folder.write("x.txt", bad.bytes);
  Diagnostics diagnostics;
  ReadOptions options;
  options.max_file_bytes = 20;
  BOOST_TEST(!read_article(file(path), options, diagnostics));
  BOOST_REQUIRE(diagnostics.entries().size() == 1U);
  const std::string text = render(diagnostics.entries().front());
  BOOST_TEST_CONTEXT(text) {
    BOOST_TEST((text.find(bad.message) != std::string::npos));
  }
}

BOOST_AUTO_TEST_CASE(an_unreadable_file_is_reported_and_skipped) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  BOOST_TEST(!read_article(file(folder.path() + "/none.txt"), {}, diagnostics));
  BOOST_TEST(diagnostics.error_count() == 1U);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_part_of_the_text) {
  const TemporaryFolder folder;
  const std::string path = folder.write("x.txt", "\xEF\xBB\xBFThe council met today.");
  Diagnostics diagnostics;
  const auto article = read_article(file(path), {}, diagnostics);
  BOOST_REQUIRE(article);
  BOOST_TEST(article->text == "The council met today.");
  BOOST_TEST(article->content_hash != article->text_hash);
}

BOOST_AUTO_TEST_CASE(metadata_beside_the_file_wins_over_its_path) {
  const TemporaryFolder folder;
  RawArticle raw = file(folder.write("x.txt", "The council met today."));
  raw.metadata = folder.write("x.meta.json",
                              R"({"id": "n/1", "date": "2022", "language": "pt-BR"})");
  Diagnostics diagnostics;
  const auto article = read_article(raw, {}, diagnostics);
  BOOST_REQUIRE(article);
  BOOST_TEST(article->id == "n/1");
  BOOST_TEST(article->language == "pt");
  BOOST_TEST(article->metadata.date == "2022");
}

BOOST_AUTO_TEST_CASE(wrong_metadata_skip_the_article) {
  const TemporaryFolder folder;
  RawArticle raw = file(folder.write("x.txt", "The council met today."));
  raw.metadata = folder.write("x.meta.json", R"({"titel": "n"})");
  Diagnostics diagnostics;
  BOOST_TEST(!read_article(raw, {}, diagnostics));
  BOOST_TEST(diagnostics.error_count() == 1U);
}

BOOST_AUTO_TEST_CASE(the_language_is_that_of_the_document_unless_told) {
  RawArticle raw;
  raw.format = InputFormat::json_line;
  raw.where = {"-", 1};
  raw.bytes =
      R"({"text": "A câmara aprovou ontem o orçamento da cidade para o próximo ano."})";
  Diagnostics diagnostics;
  const auto article = read_article(raw, {}, diagnostics);
  BOOST_REQUIRE(article);
  BOOST_TEST(article->language == "pt");
  BOOST_TEST(article->id == article->content_hash);
  ReadOptions options;
  options.language = "en";
  BOOST_TEST(read_article(raw, options, diagnostics)->language == "en");
}

BOOST_AUTO_TEST_CASE(a_record_without_text_is_reported) {
  RawArticle raw;
  raw.format = InputFormat::json_line;
  raw.where = {"-", 4};
  raw.bytes = R"({"title": "x"})";
  Diagnostics diagnostics;
  BOOST_TEST(!read_article(raw, {}, diagnostics));
  BOOST_TEST(diagnostics.entries().front().where.line == 4U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
