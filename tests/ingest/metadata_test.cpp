#include "ingest/metadata.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace byline::ingest {
namespace {

struct BadRecord {
  std::string_view json;
  std::string_view message;  ///< must be in what is reported
};

std::ostream& operator<<(std::ostream& out, const BadRecord& record) {
  return out << record.json;
}

constexpr auto bad_records = std::to_array<BadRecord>({
    {R"({"titel": "x"})", "did you mean 'title'?"},
    {R"({"zzzzzz": "x"})", "the keys are id, title"},
    {R"({"text": "x"})", "unknown key 'text'"},
    {R"({"title": 7})", "not a string"},
    {R"({"date": "14.9.2022"})", "write YYYY"},
    {R"({"date": "2022-02-30"})", "not a date"},
    {R"({"language": "english language"})", "not a language tag"},
    {R"(["title"])", "a JSON object is expected"},
    {R"({"title": )", "not valid JSON"},
    {"{\n\"title\": \"x\",\n \"dat\": \"2022\"}", "x.json:3:2: error"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(metadata)

BOOST_DATA_TEST_CASE(bad_records_are_reported_with_a_way_out,
                     boost::unit_test::data::make(bad_records),
                     record) {
  Diagnostics diagnostics;
  BOOST_TEST(!parse_record(record.json, "x.json", 1, false, diagnostics));
  BOOST_REQUIRE(diagnostics.entries().size() == 1U);
  const std::string text = render(diagnostics.entries().front());
  BOOST_TEST_CONTEXT(text) {
    BOOST_TEST((text.find(record.message) != std::string::npos));
  }
}

BOOST_AUTO_TEST_CASE(a_record_keeps_the_day_of_a_time_and_ignores_null) {
  Diagnostics diagnostics;
  const auto record =
      parse_record(R"({"id":"i","text":"t","url":null,"date":"2022-09-14T10:00:00Z"})",
                   "-",
                   1,
                   true,
                   diagnostics);
  BOOST_REQUIRE(record);
  BOOST_TEST(record->id == "i");
  BOOST_TEST(*record->text == "t");
  BOOST_TEST(record->metadata.date == "2022-09-14");
  BOOST_TEST(record->metadata.url == "");
}

BOOST_AUTO_TEST_CASE(dates_keep_their_precision) {
  BOOST_TEST(iso_date("2022").value_or("-") == "2022");
  BOOST_TEST(iso_date("2022-09").value_or("-") == "2022-09");
  BOOST_TEST(!iso_date("22-09-01"));
  BOOST_TEST(!iso_date("2022-13"));
  BOOST_TEST(!iso_date("2022-09-1"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
