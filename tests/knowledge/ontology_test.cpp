#include "knowledge/ontology.hpp"

#include "base/files.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace byline;
using namespace byline::knowledge;

namespace {

const Ontology& shipped() {
  static const Ontology ontology =
      Ontology::load({BYLINE_SOURCE_DIR "/ontology/byline.ttl"});
  return ontology;
}

std::string error_of(const std::string& turtle) {
  try {
    Ontology::parse(
        "@prefix by: <https://w3id.org/byline#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n" +
            turtle,
        "x.ttl");
  } catch (const Error& error) {
    return render(error.diagnostic());
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ontology)

BOOST_AUTO_TEST_CASE(shipped_classes_have_kinds_and_superclasses) {
  const Ontology& ontology = shipped();
  BOOST_TEST(ontology.is_a("by:Foundation", "org:Organization"));
  BOOST_TEST(!ontology.is_a("org:Organization", "by:Foundation"));
  BOOST_TEST(ontology.is_a("by:Rule", "owl:Thing"));
  BOOST_TEST((ontology.kind_of("by:Team") == EntityKind::organization));
  BOOST_TEST((ontology.kind_of("foaf:Person") == EntityKind::person));
  BOOST_TEST((ontology.kind_of("by:ProgrammingLanguage") == EntityKind::work));
  BOOST_TEST(!ontology.kind_of("by:Assertion"));
  const std::vector<std::string> written = {
      "by:Foundation", "org:FormalOrganization", "org:Organization"};
  BOOST_TEST(ontology.written_classes("by:Foundation") == written,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(shipped_properties_have_domain_range_and_direction) {
  const Ontology& ontology = shipped();
  const PropertyDefinition* partner = ontology.find_property("by:partnerOf");
  BOOST_REQUIRE(partner != nullptr);
  BOOST_TEST(partner->symmetric);
  BOOST_TEST(!partner->is_literal);
  const PropertyDefinition* board = ontology.find_property("by:governingBoardMember");
  BOOST_REQUIRE(board != nullptr);
  BOOST_TEST(ontology.fits(board->domains, "by:Foundation"));
  BOOST_TEST(!ontology.fits(board->domains, "foaf:Person"));
  BOOST_TEST(ontology.is_subproperty("by:formerName", "skos:altLabel"));
  const PropertyDefinition* born = ontology.find_property("schema:birthDate");
  BOOST_REQUIRE(born != nullptr);
  BOOST_TEST(born->functional);
  BOOST_TEST(born->is_literal);
  BOOST_TEST(ontology.find_property("by:founderOf")->inverse == "schema:founder");
}

BOOST_AUTO_TEST_CASE(every_own_term_has_labels_and_comments_in_both_languages) {
  const std::string text = read_file(BYLINE_SOURCE_DIR "/ontology/byline.ttl");
  for (const auto& [name, definition] : shipped().properties()) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(definition.labels.contains("en"));
      BOOST_TEST(definition.labels.contains("pt"));
      BOOST_TEST(!definition.ranges.empty());
    }
  }
  for (const auto& [name, definition] : shipped().classes()) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(definition.labels.contains("en"));
      BOOST_TEST(definition.labels.contains("pt"));
    }
  }
}

BOOST_AUTO_TEST_CASE(domains_and_ranges_name_declared_classes_or_datatypes) {
  const Ontology& ontology = shipped();
  for (const auto& [name, definition] : ontology.properties()) {
    for (const std::vector<std::string>& places :
         {definition.domains, definition.ranges}) {
      for (const std::string& place : places) {
        const bool outside = place.starts_with("xsd:") || place.starts_with("rdf:") ||
                             place.starts_with("owl:") || place.starts_with("nif:");
        BOOST_TEST((outside || ontology.find_class(place) != nullptr),
                   name + " names " + place);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(event_types_keep_the_order_of_their_roles) {
  const Ontology& ontology = shipped();
  BOOST_TEST(ontology.event_types().size() == 21U);
  const std::vector<std::string> roles = {"by:theme", "schema:softwareVersion"};
  BOOST_TEST(ontology.find_event_type("by:Release")->defining_roles == roles,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_expand_and_compact) {
  const Ontology& ontology = shipped();
  BOOST_TEST(ontology.expand("by:Foundation").value() ==
             "https://w3id.org/byline#Foundation");
  BOOST_TEST(!ontology.expand("nothing:Foundation"));
  BOOST_TEST(ontology.compact("http://www.w3.org/ns/org#unitOf") == "org:unitOf");
  BOOST_TEST(ontology.compact("https://example.org/x") == "https://example.org/x");
}

BOOST_AUTO_TEST_CASE(bad_ontologies_are_refused_with_a_place) {
  BOOST_TEST(error_of("by:X a owl:Class ; by:kind \"planet\" .\n")
                 .find("unknown kind \"planet\"") != std::string::npos);
  BOOST_TEST(error_of("by:X a by:EventType .\n").find("no by:definingRole") !=
             std::string::npos);
  BOOST_TEST(error_of("by:X a owl:Class \n").find("x.ttl") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
