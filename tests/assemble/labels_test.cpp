#include "assemble/labels.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

using namespace byline::assemble;

namespace {

struct Example {
  std::string label;
  std::string encoded;
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.label;
}

const std::vector<Example> examples = {
    {"PyTorch Foundation", "PyTorch_Foundation"},
    {"  Bolsa \t de\nValores ", "Bolsa_de_Valores"},
    {"C++", "C++"},
    {"AT&T", "AT&T"},
    {"São Paulo", "São_Paulo"},
    {"Sa\u0303o", "São"},  // decomposed: NFC composes it
    {"O'Neil", "O'Neil"},
    {"50% (half)", "50%25_%28half%29"},
    {"a/b#c?d", "a%2Fb%23c%3Fd"},
    {"東京", "東京"},
    {"..", "%2E%2E"},
    {"Meta’s", "Meta%E2%80%99s"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(labels)

BOOST_DATA_TEST_CASE(labels_become_iri_segments,
                     boost::unit_test::data::make(examples),
                     example) {
  BOOST_TEST(encode_label(example.label) == example.encoded);
}

BOOST_AUTO_TEST_CASE(long_labels_are_cut_and_hashed) {
  const std::string exact(120, 'a');
  BOOST_TEST(encode_label(exact) == exact);
  const std::string one_more = encode_label(exact + "a");
  BOOST_TEST(one_more.size() == 111U);
  BOOST_TEST(one_more.substr(0, 101) == std::string(100, 'a') + "~");
  BOOST_TEST(one_more != encode_label(exact + "b"));
}

BOOST_AUTO_TEST_CASE(article_ids_keep_their_slashes) {
  BOOST_TEST(encode_article_id("2022/09/a b") == "2022/09/a_b");
  BOOST_TEST(encode_article_id("../x") == "%2E%2E/x");
  BOOST_TEST(encode_article_id("") == "");
}

BOOST_AUTO_TEST_CASE(folding_forgets_case_and_width_and_spaces) {
  BOOST_TEST(fold_label("PYTORCH  foundation") == "pytorch foundation");
  BOOST_TEST(fold_label("Ｍｅｔａ") == "meta");
  BOOST_TEST(fold_label("Straße") == "strasse");
  BOOST_TEST(fold_label("São") != fold_label("Sao"));
}

BOOST_AUTO_TEST_SUITE_END()
