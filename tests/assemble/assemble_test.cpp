#include "assemble/local_graph_codec.hpp"
#include "hand_made.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

using namespace byline;
using namespace byline::hand_made;

namespace {

HandMade board_article(const std::string& id = "000") {
  HandMade made(id, "“Olá”.\nThe Zeta Foundation board includes Acme.");
  const Node zeta =
      made.entity(EntityKind::organization, "Zeta Foundation", "by:Foundation");
  const Node acme = made.company("Acme");
  made.facts.entities.back().in_lexicon = true;
  made.fact(zeta, "by:governingBoardMember", acme, "Zeta Foundation board includes Acme");
  return made;
}

std::size_t count_with(const std::set<std::string>& all, const std::string& part) {
  std::size_t count = 0;
  for (const std::string& line : all) {
    count += line.find(part) != std::string::npos ? 1 : 0;
  }
  return count;
}

std::string subject_of_assertion(const std::set<std::string>& all,
                                 const std::string& rest) {
  for (const std::string& line : all) {
    if (line.find(rest) != std::string::npos) {
      return line.substr(0, line.find(' '));
    }
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assemble_graph)

BOOST_AUTO_TEST_CASE(a_fact_has_plain_triple_assertion_and_sentence) {
  const std::set<std::string> all = lines(graph_of({board_article().local()}));
  const std::string fact =
      "organization/Zeta_Foundation by:governingBoardMember organization/Acme";
  BOOST_TEST(all.contains(fact));
  BOOST_TEST(all.contains(fact + " article/000"));
  const std::string node = subject_of_assertion(all, " rdf:predicate ");
  BOOST_TEST(node.starts_with("article/000#a-"));
  const std::string integer = "\"^^<http://www.w3.org/2001/XMLSchema#integer>";
  // Code points, not bytes: the first line has three characters of more than one byte.
  BOOST_TEST(all.contains(node + " nif:beginIndex \"11" + integer));
  BOOST_TEST(all.contains(node + " nif:endIndex \"46" + integer));
  BOOST_TEST(all.contains(node + " by:sentence article/000#offset_7_47"));
  BOOST_TEST(all.contains(node + " by:rule rule/made-by-hand"));
  BOOST_TEST(all.contains(node + " by:confidence \"0.90\"^^<http://www.w3.org/2001/"
                                 "XMLSchema#decimal>"));
  BOOST_TEST(
      all.contains("article/000#offset_7_47 nif:anchorOf \"The Zeta Foundation "
                   "board includes Acme.\"@en"));
  BOOST_TEST(all.contains("rule/made-by-hand by:ruleFile \"hand.rules\""));
}

BOOST_AUTO_TEST_CASE(classes_labels_and_lexicon_stand_where_they_belong) {
  const std::set<std::string> all = lines(graph_of({board_article().local()}));
  BOOST_TEST(
      all.contains("organization/Zeta_Foundation rdf:type org:Organization "
                   "article/000"));
  BOOST_TEST(
      all.contains("organization/Zeta_Foundation skos:prefLabel \"Zeta "
                   "Foundation\"@en article/000"));
  BOOST_TEST(all.contains("organization/Acme rdf:type by:Company"));
  BOOST_TEST(!all.contains("organization/Acme rdf:type by:Company article/000"));
  BOOST_TEST(all.contains("organization/Acme skos:altLabel \"ACM\""));
  BOOST_TEST(!all.contains("organization/Acme skos:altLabel \"ACM\" article/000"));
}

BOOST_AUTO_TEST_CASE(the_plain_triple_exists_iff_an_assertion_is_plain) {
  HandMade made = board_article();
  made.facts.facts[0].evidence.certainty.modality = modality_future;
  made.facts.facts[0].evidence.certainty.said_by = 1;
  std::set<std::string> all = lines(graph_of({made.local()}));
  BOOST_TEST(!all.contains(
      "organization/Zeta_Foundation by:governingBoardMember organization/Acme"));
  const std::string node = subject_of_assertion(all, " rdf:predicate ");
  BOOST_TEST(all.contains(node + " by:modality by:future"));
  BOOST_TEST(all.contains(node + " by:saidBy organization/Acme"));
  all = lines(graph_of({made.local(), board_article("001").local()}));
  const std::string fact =
      "organization/Zeta_Foundation by:governingBoardMember organization/Acme";
  BOOST_TEST(all.contains(fact));
  BOOST_TEST(!all.contains(fact + " article/000"));
  BOOST_TEST(all.contains(fact + " article/001"));
}

BOOST_AUTO_TEST_CASE(events_are_named_by_their_defining_roles_and_year) {
  const auto donation = [](const std::string& id, bool dated) {
    HandMade made(id, "Acme gave Torch to Zeta in 2015.");
    const Node event = made.event("by:Donation", "gave");
    made.fact(event, "sem:eventType", {NodeKind::iri, 0, "by:Donation", ""}, "gave");
    made.fact(event, "by:theme", made.project("Torch"), "gave Torch");
    if (dated) {
      made.fact(
          event, "sem:hasTimeStamp", HandMade::literal("2015", "xsd:gYear"), "2015");
    }
    return made.local();
  };
  std::set<std::string> all =
      lines(graph_of({donation("0", true), donation("1", false)}));
  BOOST_TEST(all.contains("event/Donation/Torch~2015 by:theme work/Torch article/1"));
  BOOST_TEST(count_with(all, "event/Donation/Torch ") == 0U);
  all = lines(graph_of({donation("1", false)}));
  BOOST_TEST(all.contains("event/Donation/Torch sem:eventType by:Donation"));
}

BOOST_AUTO_TEST_CASE(an_event_without_its_roles_belongs_to_its_article) {
  HandMade made("0", "A donation was made.");
  const Node event = made.event("by:Donation", "donation");
  made.fact(event, "sem:eventType", {NodeKind::iri, 0, "by:Donation", ""}, "donation");
  const std::set<std::string> all = lines(graph_of({made.local()}));
  BOOST_TEST(count_with(all, "article/0#e-") > 0U);
}

BOOST_AUTO_TEST_CASE(an_event_announced_names_its_announcement) {
  HandMade made("0", "Ana announced that the Zeta Foundation was founded.");
  const Node launch = made.event("by:FoundationLaunch", "founded");
  const Node announcement = made.event("by:Announcement", "announced");
  const Node ana = made.person("Ana Lima");
  const Node zeta =
      made.entity(EntityKind::organization, "Zeta Foundation", "by:Foundation");
  made.fact(launch, "by:theme", zeta, "Zeta Foundation was founded");
  made.fact(announcement, "by:agent", ana, "Ana announced");
  made.fact(announcement, "by:theme", launch, "announced that the Zeta Foundation was");
  const std::set<std::string> all = lines(graph_of({made.local()}));
  BOOST_TEST(all.contains(
      "event/Announcement/Ana_Lima+FoundationLaunch_Zeta_Foundation by:theme "
      "event/FoundationLaunch/Zeta_Foundation"));
}

BOOST_AUTO_TEST_CASE(symmetric_relations_are_written_once_as_first_stated) {
  const auto partners = [](const std::string& id, bool turned) {
    HandMade made(id, "Acme and Zeta are partners.");
    const Node acme = made.company("Acme");
    const Node zeta = made.company("Zeta");
    made.fact(
        turned ? zeta : acme, "by:partnerOf", turned ? acme : zeta, "Acme and Zeta");
    return made.local();
  };
  const std::set<std::string> all =
      lines(graph_of({partners("0", true), partners("1", false)}));
  BOOST_TEST(all.contains("organization/Zeta by:partnerOf organization/Acme article/1"));
  BOOST_TEST(count_with(all, "organization/Acme by:partnerOf") == 0U);
  BOOST_TEST(count_with(all, "rdf:subject organization/Zeta") == 2U);
}

BOOST_AUTO_TEST_CASE(a_literal_for_a_concept_becomes_a_topic) {
  HandMade made = board_article();
  made.fact({NodeKind::entity, 0, {}, {}},
            "by:principle",
            HandMade::literal("Stay open"),
            "board");
  const std::set<std::string> all = lines(graph_of({made.local()}));
  BOOST_TEST(all.contains("organization/Zeta_Foundation by:principle topic/Stay_open"));
  BOOST_TEST(all.contains("topic/Stay_open rdf:type skos:Concept article/000"));
  BOOST_TEST(all.contains("topic/Stay_open skos:prefLabel \"Stay open\"@en"));
}

BOOST_AUTO_TEST_CASE(statistics_quotations_and_memberships_are_described) {
  HandMade made("0", "“We grew,” said Ana Lima, chair of Zeta, “by 65,000 users.”");
  const Node ana = made.person("Ana Lima");
  const Node zeta = made.company("Zeta");
  Statistic statistic;
  statistic.of = zeta;
  statistic.metric = "users";
  statistic.value = "65000";
  statistic.comparator = "by:gt";
  statistic.period_end = "2022-08";
  made.facts.statistics.push_back(statistic);
  made.fact({NodeKind::statistic, 0, {}, {}}, "by:statisticOf", zeta, "65,000 users");
  made.facts.quotations.push_back(
      {{made.at("We grew,"), made.at("by 65,000 users.")}, true, 0, 0});
  made.fact({NodeKind::quotation, 0, {}, {}}, "by:speaker", ana, "said Ana Lima");
  made.facts.memberships.push_back({0, 1, "chair"});
  made.fact({NodeKind::membership, 0, {}, {}}, "org:member", ana, "Ana Lima, chair");
  const std::set<std::string> all = lines(graph_of({made.local()}));
  const std::string node = subject_of_assertion(all, "rdf:type by:Statistic");
  BOOST_TEST(node.starts_with("statistic/"));
  BOOST_TEST(all.contains(node + " by:metric topic/users article/0"));
  BOOST_TEST(all.contains(
      node + " by:periodEnd \"2022-08\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"));
  const std::string quotation = subject_of_assertion(all, "rdf:type by:Quotation");
  BOOST_TEST(all.contains(quotation + " schema:text \"We grew, by 65,000 users.\"@en"));
  BOOST_TEST(all.contains(quotation + " by:piece article/0#offset_1_9"));
  BOOST_TEST(all.contains("article/0#offset_1_9 rdf:type nif:String"));
  BOOST_TEST(all.contains(quotation + " by:speaker person/Ana_Lima article/0"));
  BOOST_TEST(all.contains("membership/Ana_Lima+Zeta+chair rdf:type org:Membership"));
}

BOOST_AUTO_TEST_CASE(evidence_stays_in_its_sentence) {
  HandMade made("0", "Ana said this.\nAnd that.");
  made.fact(
      made.person("Ana"), "schema:jobTitle", HandMade::literal("chair"), "Ana said");
  made.facts.facts[0].evidence.span = {0, 20};
  const std::set<std::string> all = lines(graph_of({made.local()}));
  BOOST_TEST(count_with(all, "nif:endIndex \"14\"") == 2U);
  BOOST_TEST(count_with(all, "nif:endIndex \"20\"") == 0U);
}

BOOST_AUTO_TEST_CASE(mentions_are_written_only_when_asked_for) {
  HandMade made = board_article();
  made.company("Unused");
  made.facts.mentions.push_back(
      {made.at("Acme"), 1, 0, 0, 1, MentionForm::name, Step::none, {}, 1.0});
  BOOST_TEST(count_with(lines(graph_of({made.local()})), "nif:EntityOccurrence") == 0U);
  const std::set<std::string> all = lines(graph_of({made.local()}, true));
  BOOST_TEST(
      all.contains("article/000#offset_42_46 itsrdf:taIdentRef organization/Acme"));
  BOOST_TEST(all.contains("article/000#offset_42_46 by:mentionForm by:name"));
  BOOST_TEST(count_with(all, "by:subjectBegin") == 1U);
  BOOST_TEST(count_with(all, "organization/Unused") == 0U);
}

BOOST_AUTO_TEST_CASE(the_default_graph_is_the_union_and_has_no_blank_nodes) {
  const std::set<rdf::Quad> all =
      graph_of({board_article("0").local(), board_article("1").local()});
  for (const rdf::Quad& quad : all) {
    BOOST_TEST((!quad.subject.is_blank() && !quad.object.is_blank()));
    if (quad.graph) {
      rdf::Quad in_default = quad;
      in_default.graph.reset();
      BOOST_TEST(all.contains(in_default));
    }
  }
}

/// The procedure of the data model, section 4. Both articles name what the lexicon
/// describes: descriptions that nothing names any more would have to be swept after it.
BOOST_AUTO_TEST_CASE(an_article_can_be_removed_exactly) {
  HandMade other("1", "Acme bought Delta.");
  const Node acme = other.company("Acme");
  other.facts.entities.back().in_lexicon = true;
  other.fact(other.company("Delta"), "by:ownedBy", acme, "Acme bought Delta");
  const std::string gone = "https://example.org/article/000";
  std::set<rdf::Quad> all = graph_of({board_article().local(), other.local()});
  const std::set<rdf::Quad> before = all;
  const auto in_another_graph = [&](rdf::Quad quad) {
    for (const rdf::Quad& one : before) {
      quad.graph = one.graph;
      if (one.graph && one.graph->value != gone && one == quad) {
        return true;
      }
    }
    return false;
  };
  for (const rdf::Quad& quad : before) {
    const bool owned =
        quad.subject.value == gone || quad.subject.value.starts_with(gone + "#");
    if (!quad.graph && owned) {
      all.erase(quad);
    }
    if (quad.graph && quad.graph->value == gone) {
      all.erase(quad);
      if (!in_another_graph(quad)) {
        rdf::Quad in_default = quad;
        in_default.graph.reset();
        all.erase(in_default);
      }
    }
  }
  const std::set<rdf::Quad> expected = graph_of({other.local()});
  const std::set<std::string> left = lines(all);
  const std::set<std::string> wanted = lines(expected);
  BOOST_TEST(left == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_graph_in_few_bytes_is_the_same_graph) {
  HandMade made = board_article();
  const Node event = made.event("by:Donation", "board");
  made.fact(event, "by:agent", made.person("Ana Lima"), "includes Acme").evidence.step =
      Step::pronoun;
  const assemble::LocalGraph graph = made.local();
  BOOST_TEST((assemble::decode(assemble::encode(graph)) == graph));
  BOOST_TEST((assemble::decode(assemble::encode({})) == assemble::LocalGraph{}));
  BOOST_TEST(assemble::encode(graph) != assemble::encode(board_article().local()));
}

BOOST_AUTO_TEST_CASE(parts_of_a_graph_are_the_graph) {
  std::vector<assemble::LocalGraph> graphs;
  for (int i = 0; i < 7; ++i) {
    HandMade made = board_article(std::to_string(i));
    // the one that says it first gives the order
    const Node ana = made.person(i % 2 == 0 ? "Ana Lima" : "Omar Haddad");
    const Node omar = made.person(i % 2 == 0 ? "Omar Haddad" : "Ana Lima");
    made.fact(ana, "schema:spouse", omar, "includes Acme");
    graphs.push_back(made.local());
  }
  const std::set<rdf::Quad> whole = graph_of(graphs);
  const assemble::LocalGraphs all(graphs);
  for (const std::size_t count : {1U, 2U, 3U, 7U, 9U}) {
    std::vector<hand_made::Collector> parts(count);
    std::vector<rdf::QuadSink*> sinks;
    for (hand_made::Collector& part : parts) {
      sinks.push_back(&part);
    }
    assemble::write_graph(all, {}, options_of(false), sinks);
    std::set<rdf::Quad> together;
    for (const hand_made::Collector& part : parts) {
      together.insert(part.quads.begin(), part.quads.end());
    }
    BOOST_TEST((together == whole));
  }
}

BOOST_AUTO_TEST_CASE(graphs_are_sorted_and_equal_ones_are_one) {
  assemble::LocalGraphs graphs({board_article("b").local(),
                                board_article("a").local(),
                                board_article("b").local()});
  graphs.sort();
  BOOST_REQUIRE_EQUAL(graphs.size(), 2U);
  BOOST_TEST(graphs.id(0) == "a");
  BOOST_TEST((graphs.load(1) == board_article("b").local()));
  BOOST_TEST((graphs.load(0) == board_article("a").local()));
}

BOOST_AUTO_TEST_SUITE_END()
