#include "extract/mentions.hpp"

#include "language_chain.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>

namespace byline::extract {
namespace {

struct Example {
  const char* language;
  const char* text;
  const char* expected;  ///< "label class: mentions", joined by "; "
};

std::ostream& operator<<(std::ostream& out, const Example& example) {
  return out << example.text;
}

const auto examples = std::to_array<Example>({
    {"en",
     "The Torch Foundation grew. The foundation is new.",
     "Torch Foundation by:Foundation: Torch Foundation, foundation"},
    {"en",
     "The Torch Foundation launched the Kite Foundation. The foundation is new.",
     "Torch Foundation by:Foundation: Torch Foundation; Kite Foundation by:Foundation: "
     "Kite Foundation, foundation"},
    {"en",
     "The Torch Foundation grew. They met the Foundation d'entreprises.",
     "Torch Foundation by:Foundation: Torch Foundation"},
    {"en",
     "It hired Ana Lima, director of Zeta Corp., in May. Lima said that Zeta grew.",
     "Ana Lima foaf:Person: Ana Lima, Lima; Zeta Corp. by:Company: Zeta Corp., Zeta"},
    {"en",
     "The Blue Harbor Society (BHS) met. BHS will stay.",
     "Blue Harbor Society org:Organization: Blue Harbor Society, BHS, BHS"},
    {"en",
     "Now Kubrix is a framework. They like the Kubrix framework and Kubrix. They use Kubirx.",
     "Kubrix by:Project: Kubrix, Kubrix, Kubrix, Kubirx"},
    {"en", "He saw Zeta grow. The zeta says: yes.", "Zeta: Zeta, zeta"},
    {"en",
     "They like the Open Grid Commons. Now the Commons is new. They like the Commons.",
     "Open Grid Commons: Open Grid Commons, Commons, Commons"},
    {"en", "It stood in an Acme post on Monday.", ""},
    {"en",
     "Zeta Corp. grew. The company behind Kubrix met.",
     "Zeta Corp. by:Company: Zeta Corp.; Kubrix: Kubrix"},
    {"pt",
     "O Sr. Mariano Gomide Faria saiu. Depois Gomide voltou.",
     "Mariano Gomide Faria foaf:Person: Mariano Gomide Faria, Gomide"},
    {"en",
     "The Digital Directorate of France (Dinum) met. They like the Dinum.",
     "Digital Directorate of France by:Company: Digital Directorate of France, Dinum, "
     "Dinum"},
    {"pt",
     "A empresa por trás do Kubrix cresceu. A Zeta Ltda. cresceu.",
     "Kubrix: Kubrix; Zeta Ltda. by:Company: Zeta Ltda."},
    {"en",
     "Now Kubrix.com is a company. They like Kubrix.",
     "Kubrix.com by:Company: Kubrix.com, Kubrix"},
    {"en",
     "Now Zeta does what Kubrixn't. They sang Ain't Gonna Go with Zeta.",
     "Zeta: Zeta, Zeta; Go: Go"},
    {"en", "They met Mr. Silva. He left.", "Silva foaf:Person: Silva, He"},
    {"en",
     "Kubrix is a framework. They like Kubrix. Kubrix moves to the Kubrix Foundation. The "
     "governing body will meet.",
     "Kubrix by:Project: Kubrix, Kubrix, Kubrix; Kubrix Foundation by:Foundation: Kubrix "
     "Foundation, The"},
    {"en",
     "“We will sell our shops,” said Ana Lima, chief executive of Zeta Corp.",
     "Ana Lima foaf:Person: Ana Lima; Zeta Corp. by:Company: We, our, Zeta Corp."},
    {"en",
     "They met Mr. Silva. “We like his work,” said Mr. Costa.",
     "Silva foaf:Person: Silva, his; Costa foaf:Person: Costa"},
    {"en",
     "Now the Zeta Society met. As a society, it will stay.",
     "Zeta Society org:Organization: Zeta Society, it"},
    {"en",
     "The Kubrix Commons Foundation met. Now Kubrix Commons is new.",
     "Kubrix Commons Foundation by:Foundation: Kubrix Commons Foundation, Kubrix Commons"},
    {"en",
     "Zeta Bank grew. It hired Josiah Zeta. It likes Zeta.",
     "Zeta Bank by:Company: Zeta Bank, It, It, Zeta; Josiah Zeta: Josiah Zeta"},
    {"en",
     "Zeta Corp. grew. Zeta Corp. met. Chief executive Ana Lima said no.",
     "Zeta Corp. by:Company: Zeta Corp., Zeta Corp., Chief; Ana Lima foaf:Person: Ana Lima"},
    {"en",
     "The Torch Museum grew. They met. They met. They met. They met. They met. The museum "
     "is new.",
     "Torch Museum org:Organization: Torch Museum, museum"},
    {"pt",
     "Ela viu o framework Kubrix. O Kubrix cresceu. Ele usa redes.",
     "Kubrix by:Project: Kubrix, Kubrix, Ele"},
    {"pt", "O framework Kubrix cresceu. Ela usa redes.", "Kubrix by:Project: Kubrix"},
    {"pt",
     "Ela viu a Fundação Zeta crescer. A fundação é nova.",
     "Fundação Zeta by:Foundation: Fundação Zeta, fundação"},
    {"pt",
     "Ontem a Sra. Lima chegou. Ela falou do framework Kubrix.",
     "Lima foaf:Person: Lima, Ela; Kubrix by:Project: Kubrix"},
});

std::string shown(const Article& article, const ArticleFacts& facts) {
  std::string out;
  for (std::size_t i = 0; i < facts.entities.size(); ++i) {
    const Entity& entity = facts.entities[i];
    out += (out.empty() ? "" : "; ") + entity.label +
           (entity.classes.empty() ? "" : " " + entity.classes.front()) + ":";
    std::string separator = " ";
    for (const Mention& mention : facts.mentions) {
      if (mention.entity == i) {
        out += separator + article.text.substr(mention.span.begin, mention.span.size());
        separator = ", ";
      }
    }
  }
  return out;
}

/// What is found in a text where the lexicon knows Zeta.
std::string shown_with(const std::string& class_of_zeta, const std::string& text) {
  const LanguageChain chain{"en",
                            "@prefix by: <https://w3id.org/byline#> .\n"
                            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                            "<urn:a> a by:" +
                                class_of_zeta + " ; skos:prefLabel \"Zeta\"@en .\n"};
  const Article article = article_of(text);
  return shown(article, chain.find(article, chain.annotate(article)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mentions)

BOOST_DATA_TEST_CASE(names_short_forms_and_anaphora_meet_in_one_entity,
                     boost::unit_test::data::make(examples),
                     example) {
  const LanguageChain chain{example.language};
  const Article article = article_of(example.text);
  const Annotation annotation = chain.annotate(article);
  BOOST_TEST(shown(article, chain.find(article, annotation)) == example.expected);
}

BOOST_AUTO_TEST_CASE(the_lexicon_decides_label_and_keeps_parts_apart) {
  const LanguageChain chain{
      "en",
      "@prefix by: <https://w3id.org/byline#> .\n"
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
      "<urn:a> a by:Company ; skos:prefLabel \"Zeta\"@en ; "
      "skos:altLabel \"Old Zeta\"@en .\n"
      "<urn:b> a by:Company ; skos:prefLabel \"Zeta Cloud\"@en .\n"};
  const Article article = article_of("They left Zeta and Old Zeta for Zeta Cloud.");
  const Annotation annotation = chain.annotate(article);
  const ArticleFacts facts = chain.find(article, annotation);
  BOOST_TEST(shown(article, facts) ==
             "Zeta by:Company: Zeta, Old Zeta; Zeta Cloud by:Company: Zeta Cloud");
  BOOST_TEST(facts.entities.front().in_lexicon);
}

BOOST_AUTO_TEST_CASE(what_stands_around_a_namesake_tells_the_company_from_its_work) {
  const auto shown_of = [](const std::string& text) {
    const LanguageChain chain{"en",
                              "@prefix by: <https://w3id.org/byline#> .\n"
                              "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                              "<urn:a> a by:Project ; skos:prefLabel \"Zeta\"@en .\n"
                              "<urn:b> a by:Company ; skos:prefLabel \"Zeta, Inc.\"@en ; "
                              "skos:altLabel \"Zeta\"@en .\n"};
    const Article article = article_of(text);
    return shown(article, chain.find(article, chain.annotate(article)));
  };
  BOOST_TEST(shown_of("They left Zeta on Monday.") == "Zeta by:Project: Zeta");
  BOOST_TEST(shown_of("The shares of Zeta fell, Zeta employees said.") ==
             "Zeta, Inc. by:Company: Zeta, Zeta");
  BOOST_TEST(shown_of("They use Zeta 2.0, Zeta employees said.") ==
             "Zeta by:Project: Zeta; Zeta, Inc. by:Company: Zeta");
}

BOOST_AUTO_TEST_CASE(the_last_word_of_a_known_work_means_it) {
  const LanguageChain chain{
      "en",
      "@prefix by: <https://w3id.org/byline#> .\n"
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
      "<urn:a> a by:Project ; skos:prefLabel \"Oriva Zeta\"@en .\n"};
  const Article article = article_of("They left Oriva Zeta for Kubrix. Then Zeta grew.");
  BOOST_TEST(shown(article, chain.find(article, chain.annotate(article))) ==
             "Oriva Zeta by:Project: Oriva Zeta, Zeta; Kubrix: Kubrix");
}

BOOST_AUTO_TEST_CASE(the_last_word_of_a_work_called_like_known_ones_means_it) {
  const auto shown_beside = [](const std::string& second) {
    const LanguageChain chain{
        "en",
        "@prefix by: <https://w3id.org/byline#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<urn:a> a by:Project ; skos:prefLabel \"Oriva Zeta\"@en .\n"
        "<urn:b> a by:Project ; skos:prefLabel \"" +
            second + "\"@en .\n"};
    const Article article = article_of("They like Oriva Kubrix. They left for Kubrix.");
    return shown(article, chain.find(article, chain.annotate(article)));
  };
  BOOST_TEST(shown_beside("Oriva Tau") == "Oriva Kubrix: Oriva Kubrix, Kubrix");
  BOOST_TEST(shown_beside("Sigma Tau") == "Oriva Kubrix: Oriva Kubrix; Kubrix: Kubrix");
}

BOOST_AUTO_TEST_CASE(a_company_named_after_a_thing_is_another_entity) {
  BOOST_TEST(shown_with("Project", "They left Zeta for Zeta Inc. on Monday.") ==
             "Zeta by:Project: Zeta; Zeta Inc. by:Company: Zeta Inc.");
}

BOOST_AUTO_TEST_CASE(what_companies_add_belongs_to_a_known_name) {
  BOOST_TEST(shown_with("Company", "They left Zeta, Inc. and Zeta & Co. LLC for her.") ==
             "Zeta by:Company: Zeta, Inc., Zeta & Co. LLC");
}

BOOST_AUTO_TEST_CASE(a_step_names_its_antecedent) {
  const LanguageChain chain{"en"};
  const Article article = article_of("They met Mr. Silva. He left.");
  const Annotation annotation = chain.annotate(article);
  const Mention pronoun = chain.find(article, annotation).mentions.back();
  BOOST_TEST((pronoun.form == MentionForm::pronoun));
  BOOST_TEST((pronoun.step == Step::pronoun));
  BOOST_TEST(article.text.substr(pronoun.antecedent.begin, pronoun.antecedent.size()) ==
             "Silva");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::extract
