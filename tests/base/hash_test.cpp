#include "base/hash.hpp"

#include <boost/test/unit_test.hpp>

namespace byline {
namespace {

BOOST_AUTO_TEST_CASE(sha256_of_the_standard_example) {
  // FIPS 180-4, appendix B.1
  BOOST_TEST(sha256_hex("abc") ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_CASE(short_hash_is_sixteen_base32_characters) {
  // The first 80 bits of SHA-256("abc"), base32.
  BOOST_TEST(short_hash({"abc"}) == "xj4bnp4pahh6uqkb");
}

BOOST_AUTO_TEST_CASE(parts_are_kept_apart) {
  BOOST_TEST(short_hash({"ab", "c"}) != short_hash({"a", "bc"}));
  BOOST_TEST(short_hash({"", "a"}) != short_hash({"a"}));
}

}  // namespace
}  // namespace byline
