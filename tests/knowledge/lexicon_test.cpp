#include "knowledge/lexicon.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace byline;
using namespace byline::knowledge;

namespace {

const std::string prefixes =
    "@prefix by: <https://w3id.org/byline#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix dct: <http://purl.org/dc/terms/> .\n"
    "@prefix schema: <https://schema.org/> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    "@prefix organization: <https://w3id.org/byline/data/organization/> .\n"
    "@prefix place: <https://w3id.org/byline/data/place/> .\n";

Lexicon parse(const std::string& turtle) {
  static const Ontology ontology =
      Ontology::load({BYLINE_SOURCE_DIR "/ontology/byline.ttl"});
  return Lexicon::parse(prefixes + turtle, "names.ttl", ontology);
}

std::string error_of(const std::string& turtle) {
  try {
    parse(turtle);
  } catch (const Error& error) {
    return render(error.diagnostic());
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lexicon)

BOOST_AUTO_TEST_CASE(entries_have_label_names_and_classes) {
  const Lexicon lexicon = parse(
      "place:Germany a schema:Place ; skos:prefLabel \"Germany\"@en ,\n"
      "  \"Alemanha\"@pt ; skos:altLabel \"FRG\"@en .\n"
      "organization:Acme a by:Company ; skos:prefLabel \"Acme\" .\n");
  BOOST_REQUIRE(lexicon.entries().size() == 2U);
  const LexiconEntry& acme = lexicon.entries()[0];
  BOOST_TEST(acme.label == "Acme");
  BOOST_TEST(acme.classes == std::vector<std::string>{"by:Company"},
             boost::test_tools::per_element());
  const LexiconEntry& germany = lexicon.entries()[1];
  BOOST_TEST((germany.kind == EntityKind::place));
  BOOST_TEST(germany.label == "Germany");
  BOOST_TEST(germany.names.size() == 3U);
}

BOOST_AUTO_TEST_CASE(relations_dates_and_former_names_do_not_belong_there) {
  const std::string acme =
      "organization:Acme a by:Company ; skos:prefLabel \"Acme\" ;\n  ";
  BOOST_TEST(error_of(acme + "by:ownedBy organization:Zeta .\n")
                 .find("names.ttl:10:3: error: by:ownedBy of organization:Acme does not "
                       "belong in the lexicon") != std::string::npos);
  BOOST_TEST(!error_of(acme + "schema:foundingDate \"1999\"^^xsd:gYear .\n").empty());
  BOOST_TEST(!error_of(acme + "by:formerName \"Acme Ltd\"@en .\n").empty());
}

BOOST_AUTO_TEST_CASE(same_as_needs_a_recorded_source) {
  const std::string acme =
      "organization:Acme a by:Company ; skos:prefLabel \"Acme\" ;\n"
      "  owl:sameAs <http://example.org/acme> .\n";
  BOOST_TEST(error_of(acme).find("without a recorded source") != std::string::npos);
  const Lexicon lexicon = parse("<> dct:source <http://example.org/dump> .\n" + acme);
  BOOST_TEST(lexicon.entries().at(0).same_as.at(0) == "http://example.org/acme");
}

BOOST_AUTO_TEST_CASE(unknown_classes_and_missing_labels_are_errors) {
  BOOST_TEST(error_of("organization:A a by:Compani ; skos:prefLabel \"A\" .\n")
                 .find("did you mean 'by:Company'?") != std::string::npos);
  BOOST_TEST(error_of("organization:A a by:Company .\n").find("no skos:prefLabel") !=
             std::string::npos);
  BOOST_TEST(error_of("organization:A a by:Company ; skos:prefLabel \"A\" , \"B\" .\n")
                 .find("two preferred labels") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
