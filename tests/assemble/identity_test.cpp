#include "hand_made.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace byline;
using namespace byline::hand_made;

namespace {

/// An article in which a person and companies are named together.
assemble::LocalGraph meeting(const std::string& id,
                             const std::string& person,
                             const std::vector<std::string>& companies,
                             const std::string& born = "") {
  HandMade made(id, person + " spoke.");
  const Node who = made.person(person);
  made.fact(who, "schema:jobTitle", HandMade::literal("chair"), "spoke");
  for (const std::string& name : companies) {
    made.fact(who, "schema:worksFor", made.company(name), "spoke");
  }
  if (!born.empty()) {
    made.fact(who, "schema:birthDate", HandMade::literal(born, "xsd:gYear"), "spoke");
  }
  return made.local();
}

assemble::LocalGraph naming(const std::string& id,
                            const std::string& organization,
                            const std::string& class_name,
                            const std::string& partner,
                            const std::string& language = "en") {
  HandMade made(id, organization + " works.", language);
  const Node one = made.entity(EntityKind::organization, organization, class_name);
  made.fact(one, "by:partnerOf", made.company(partner), "works");
  return made.local();
}

bool has_subject(const std::set<std::string>& all, const std::string& subject) {
  return std::ranges::any_of(
      all, [&](const std::string& line) { return line.starts_with(subject + " "); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(identity)

BOOST_AUTO_TEST_CASE(spelling_is_that_of_most_articles) {
  const auto all = lines(graph_of({naming("0", "NVIDIA", "by:Company", "Q"),
                                   naming("1", "Nvidia", "by:Company", "Q"),
                                   naming("2", "Nvidia", "by:Company", "Q")}));
  BOOST_TEST(has_subject(all, "organization/Nvidia"));
  BOOST_TEST(!has_subject(all, "organization/NVIDIA"));
  BOOST_TEST(all.contains("organization/Nvidia skos:altLabel \"NVIDIA\"@en article/0"));
}

BOOST_AUTO_TEST_CASE(a_surname_joins_the_one_full_name_with_shared_context) {
  const auto joined = lines(graph_of(
      {meeting("0", "Ana Lima", {"Zeta"}), meeting("1", "Lima", {"Zeta", "Q"})}));
  BOOST_TEST(!has_subject(joined, "person/Lima"));
  BOOST_TEST(joined.contains("person/Ana_Lima schema:worksFor organization/Q"));
  const auto apart =
      lines(graph_of({meeting("0", "Ana Lima", {"Zeta"}), meeting("1", "Lima", {"Q"})}));
  BOOST_TEST(has_subject(apart, "person/Lima"));
  const auto two = lines(graph_of({meeting("0", "Ana Lima", {"Zeta"}),
                                   meeting("1", "Rui Lima", {"Zeta"}),
                                   meeting("2", "Lima", {"Zeta"})}));
  BOOST_TEST(has_subject(two, "person/Lima"));
}

BOOST_AUTO_TEST_CASE(one_word_people_never_join_by_name_alone) {
  const auto all = lines(
      graph_of({meeting("0", "Ronaldo", {"Zeta"}), meeting("1", "Ronaldo", {"Q"})}));
  BOOST_TEST(has_subject(all, "person/Ronaldo"));
  BOOST_TEST(has_subject(all, "person/Ronaldo~1"));
  const auto one = lines(
      graph_of({meeting("0", "Ronaldo", {"Zeta"}), meeting("1", "Ronaldo", {"Zeta"})}));
  BOOST_TEST(!has_subject(one, "person/Ronaldo~1"));
}

BOOST_AUTO_TEST_CASE(people_with_incompatible_facts_are_two) {
  const auto all = lines(graph_of({meeting("0", "Ana Lima", {"Zeta"}, "1950"),
                                   meeting("1", "Ana Lima", {"Zeta"}, "1975")}));
  BOOST_TEST(has_subject(all, "person/Ana_Lima"));
  BOOST_TEST(has_subject(all, "person/Ana_Lima~1975"));
}

BOOST_AUTO_TEST_CASE(acronyms_and_translated_names_join_with_context) {
  const auto acronym =
      lines(graph_of({naming("0", "Cloud Nine Foundation", "by:Foundation", "Zeta"),
                      naming("1", "CNF", "org:Organization", "Zeta")}));
  BOOST_TEST(!has_subject(acronym, "organization/CNF"));
  const auto translated =
      lines(graph_of({naming("0", "Torch Foundation", "by:Foundation", "Zeta"),
                      naming("1", "Torch Foundation", "by:Foundation", "Zeta"),
                      naming("2", "Fundação Torch", "by:Foundation", "Zeta", "pt")}));
  BOOST_TEST(has_subject(translated, "organization/Torch_Foundation"));
  BOOST_TEST(!has_subject(translated, "organization/Fundação_Torch"));
  BOOST_TEST(translated.contains(
      "organization/Torch_Foundation skos:altLabel \"Fundação Torch\"@pt article/2"));
}

BOOST_AUTO_TEST_CASE(a_former_name_that_one_article_states_joins_in_others) {
  HandMade made("0", "Zeta, formerly Yota, works with Q.");
  const Node zeta = made.company("Zeta");
  made.fact(zeta, "by:formerName", HandMade::literal("Yota"), "formerly Yota");
  made.fact(zeta, "by:partnerOf", made.company("Q"), "works with Q");
  const auto all =
      lines(graph_of({made.local(), naming("1", "Yota", "by:Company", "Q")}));
  BOOST_TEST(!has_subject(all, "organization/Yota"));
  bool explained = false;
  for (const std::string& line : all) {
    explained = explained || line.find("by:joinedBy \"alias\"") != std::string::npos;
  }
  BOOST_TEST(explained);
}

BOOST_AUTO_TEST_CASE(a_user_decides_before_all_this) {
  const assemble::IdentityOverrides same = assemble::parse_overrides(
      "# mine\nsame\torganization/Zeta Inc\torganization/Zeta\n", "identity.tsv");
  const auto graphs = std::vector{naming("0", "Zeta", "by:Company", "Q"),
                                  naming("1", "Zeta Inc", "by:Company", "R")};
  BOOST_TEST(has_subject(lines(graph_of(graphs)), "organization/Zeta_Inc"));
  BOOST_TEST(!has_subject(lines(graph_of(graphs, false, same)), "organization/Zeta_Inc"));
  BOOST_CHECK_THROW(assemble::parse_overrides("join a b\n", "identity.tsv"), Error);
}

BOOST_AUTO_TEST_CASE(one_kind_by_vote) {
  const auto as = [](const std::string& id, EntityKind kind, const std::string& type) {
    HandMade made(id, "Delta works.");
    made.fact(
        made.entity(kind, "Delta", type), "by:partnerOf", made.company("Q"), "works");
    return made.local();
  };
  const auto all = lines(graph_of({as("0", EntityKind::work, "by:Product"),
                                   as("1", EntityKind::organization, "by:Company"),
                                   as("2", EntityKind::organization, "by:Company")}));
  BOOST_TEST(!has_subject(all, "work/Delta"));
  BOOST_TEST(!all.contains("organization/Delta rdf:type by:Product"));
}

// "GO" is named in passing and is not written: it can't decide what "Go" is.
BOOST_AUTO_TEST_CASE(what_facts_speak_of_decides_before_what_is_named_in_passing) {
  HandMade passing("0", "Rio Verde (GO) grows.");
  passing.entity(EntityKind::organization, "GO", "org:Organization");
  passing.fact(passing.company("Zeta"), "by:partnerOf", passing.company("Q"), "grows");
  HandMade telling("1", "Zeta uses Go.");
  telling.fact(telling.company("Zeta"),
               "by:uses",
               telling.entity(EntityKind::work, "Go", "by:ProgrammingLanguage"),
               "uses Go");
  const auto all = lines(graph_of({passing.local(), telling.local()}));
  BOOST_TEST(all.contains("work/Go rdf:type by:ProgrammingLanguage"));
  BOOST_TEST(!has_subject(all, "organization/GO"));
}

BOOST_AUTO_TEST_SUITE_END()
