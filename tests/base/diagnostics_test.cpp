#include "base/diagnostics.hpp"

#include <boost/test/unit_test.hpp>

namespace byline {
namespace {

BOOST_AUTO_TEST_CASE(renders_place_line_caret_and_hint) {
  const std::string text = "first\nsecond é line\n";
  const Diagnostic diagnostic = diagnose(
      text, text.find("line"), "a.rules", "unknown word", "did you mean 'lime'?");
  BOOST_TEST(render(diagnostic) ==
             "a.rules:2:10: error: unknown word\n"
             "  second é line\n"
             "           ^\n"
             "  hint: did you mean 'lime'?\n");
}

BOOST_AUTO_TEST_CASE(control_characters_never_reach_the_terminal) {
  const Diagnostic diagnostic = diagnose("a\x1B[31mb", 1, "f", "bad byte");
  BOOST_TEST(render(diagnostic).find('\x1B') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_long_line_is_shown_around_the_caret) {
  const std::string text = std::string(100000, 'a') + "X" + std::string(1000, 'b');
  const std::string shown = render(diagnose(text, 100000, "f", "bad"));
  BOOST_TEST(shown.size() < 400U);
  BOOST_TEST(shown.find('X') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(suggests_only_near_words) {
  BOOST_TEST(closest("by:Fondation", {"by:Team", "by:Foundation"}) == "by:Foundation");
  BOOST_TEST(closest("quux", {"by:Team", "by:Foundation"}).empty());
}

}  // namespace
}  // namespace byline
