#include "base/characters.hpp"

#include "base/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

namespace byline {

BOOST_AUTO_TEST_SUITE(characters)

BOOST_AUTO_TEST_CASE(folding_drops_case_accents_and_typography) {
  BOOST_TEST(fold("SÃO Paulo") == "sao paulo");
  BOOST_TEST(fold("Fundação") == "fundacao");
  BOOST_TEST(fold("Strasse") == fold("STRAßE"));
  BOOST_TEST(fold("don’t “say” – so") == "don't \"say\" - so");
  BOOST_TEST(fold("ﬁle") == "file");
  BOOST_TEST(fold("") == "");
}

// A character that no table holds sends the whole text another way; both must agree.
BOOST_AUTO_TEST_CASE(every_character_folds_alike_alone_and_in_other_company) {
  const std::string elsewhere = "\xE4\xB8\xAD";  // U+4E2D, folds to itself
  for (char32_t c = 1; c < 0x2100; ++c) {
    std::string text;
    append_utf8(text, c);
    BOOST_TEST(fold("A" + text + "B" + elsewhere) == "a" + fold(text) + "b" + elsewhere,
               "U+" << std::hex << static_cast<std::uint32_t>(c));
  }
}

BOOST_AUTO_TEST_CASE(ill_formed_bytes_fold_to_replacement_characters) {
  BOOST_TEST(fold("a\xFFz") == "a\xEF\xBF\xBDz");
}

BOOST_AUTO_TEST_CASE(trimming_knows_unicode_spaces) {
  BOOST_TEST(trim("\xC2\xA0 a b\xE2\x80\x89\n") == "a b");
  BOOST_TEST(trim(" \t ") == "");
}

BOOST_AUTO_TEST_CASE(classes_hold_outside_ascii) {
  BOOST_TEST(is_upper(U'É'));
  BOOST_TEST(is_lower(U'ç'));
  BOOST_TEST(!is_letter(U'9'));
  BOOST_TEST(is_digit(U'٣'));
  BOOST_TEST(is_mark(0x0301));
  BOOST_TEST((last_code_point("caf\xC3\xA9") == U'é'));
  BOOST_TEST((first_code_point("") == 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline
