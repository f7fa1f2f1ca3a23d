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
  const char* date;  ///< the article's; empty: none
  const char* text;
  const char* dates;  ///< "value[..end] [words]", joined by "; "; "?" is left open
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

// 2022-09-14 was a Wednesday.
const auto examples = std::to_array<Example>({
    {"en", "", "It began on March 8, 2011.", "2011-03-08 [March 8, 2011]"},
    {"en",
     "",
     "On Tuesday, 8th of March 2011 it rained.",
     "2011-03-08 [Tuesday, 8th of March 2011]"},
    {"en", "", "As of August 2022 it grew.", "2022-08 [August 2022]"},
    {"en",
     "",
     "From August 2021 to August 2022 it counted.",
     "2021-08..2022-08 [August 2021 to August 2022]"},
    {"en",
     "",
     "between 2001 and 2003, or 2005-2007",
     "2001..2003 [2001 and 2003]; 2005..2007 [2005-2007]"},
    {"en", "", "It was founded in 2000 with 2000 people.", "2000 [2000]"},
    {"en", "", "Acme announced it last year.", "? [last year]"},
    {"en",
     "2022",
     "Acme announced it last year, yesterday.",
     "2021 [last year]; ? [yesterday]"},
    {"en",
     "2022-09-14",
     "On Friday and next Friday, today.",
     "2022-09-16 [Friday]; 2022-09-16 [next Friday]; 2022-09-14 [today]"},
    {"en", "2022-09-14", "On Friday it said so.", "2022-09-09 [Friday]"},
    {"en", "2022-09-14", "It will open on Friday.", "2022-09-16 [Friday]"},
    {"en",
     "2022-09-14",
     "Two years ago, three months ago, last month, last week.",
     "2020 [Two years ago]; 2022-06 [three months ago]; 2022-08 [last month]; ? [last week]"},
    {"en",
     "2022-09-14",
     "In November it rose; in May it fell.",
     "2021-11 [November]; 2022-05 [May]"},
    {"en", "2022-01-05", "It closed on December 30.", "2021-12-30 [December 30]"},
    {"en",
     "2022-09-14",
     "It sold 5 in 2019, up from the year before.",
     "2019 [2019]; 2018 [the year before]"},
    {"en",
     "",
     "The date is 3/4/2022, then 14/9/2022 and 2022-09-14.",
     "? [3/4/2022]; 2022-09-14 [14/9/2022]; 2022-09-14 [2022-09-14]"},
    {"en", "", "It may march on; 31 February 2020 is none.", "2020-02 [February 2020]"},
    {"pt",
     "",
     "em 14 de setembro de 2022 e em março de 2021",
     "2022-09-14 [14 de setembro de 2022]; 2021-03 [março de 2021]"},
    {"pt",
     "",
     "1º de maio de 2020, dia 3/4/2022",
     "2020-05-01 [1º de maio de 2020]; 2022-04-03 [3/4/2022]"},
    {"pt",
     "",
     "de agosto de 2021 a agosto de 2022",
     "2021-08..2022-08 [agosto de 2021 a agosto de 2022]"},
    {"pt",
     "2022-09-14",
     "no ano passado, há dois anos, ontem",
     "2021 [ano passado]; 2020 [há dois anos]; 2022-09-13 [ontem]"},
    {"pt",
     "2022-09-14",
     "disse nesta quarta-feira (14) e na segunda (12)",
     "2022-09-14 [nesta quarta-feira (14)]; 2022-09-12 [segunda (12)]"},
    {"pt", "", "ele disse ontem", "? [ontem]"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(date_finder)

BOOST_DATA_TEST_CASE(dates_keep_their_precision_and_stay_open_without_a_dateline,
                     boost::unit_test::data::make(examples),
                     example) {
  Article article;
  article.text = example.text;
  article.metadata.date = example.date;
  article.blocks.push_back({{0, article.text.size()}, BlockKind::paragraph, {}});
  const Annotator annotator{shipped_tables(example.language)};
  std::string found;
  for (const auto& sentence : annotator.annotate(article).sentences) {
    for (const auto& date : sentence.dates) {
      BOOST_TEST(date.value.empty() == !date.open_reason.empty());
      found += (found.empty() ? "" : "; ") + (date.value.empty() ? "?" : date.value) +
               (date.end_value.empty() ? "" : ".." + date.end_value) + " [" +
               article.text.substr(date.span.begin, date.span.size()) + "]";
    }
  }
  BOOST_TEST(found == example.dates);
}

BOOST_AUTO_TEST_CASE(a_dateline_in_the_text_is_the_date_to_count_from) {
  Article article;
  article.text = "A title\nTuesday, March 8, 2011\nAcme said so on Friday.";
  article.blocks = {{{0, 7}, BlockKind::title, {}},
                    {{8, 30}, BlockKind::dateline, {}},
                    {{31, article.text.size()}, BlockKind::paragraph, {}}};
  const Annotator annotator{shipped_tables("en")};
  const Annotation annotation = annotator.annotate(article);
  BOOST_TEST(annotation.reference_date == "2011-03-08");
  BOOST_TEST(annotation.sentences.back().dates.front().value == "2011-03-04");
  BOOST_TEST(annotation.sentences.back().dates.front().from_dateline);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::annotate
