#include "annotate/antecedent_trainer.hpp"
#include "annotate/entity_marks.hpp"
#include "annotate/gold_words.hpp"
#include "annotate/model_evaluator.hpp"
#include "annotate/model_trainer.hpp"
#include "base/files.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

using namespace byline;            // NOLINT(google-build-using-namespace)
using namespace byline::annotate;  // NOLINT(google-build-using-namespace)

namespace {

const std::filesystem::path data =
    std::filesystem::path{BYLINE_SOURCE_DIR} / "tests/annotate/learned/data";

LanguageModel train() {
  TrainingOptions options;
  options.data = data;
  options.command = "test";
  return train_language(read_recipe(data / "stories.json"), options);
}

const LanguageModel& tiny_model() {
  static const LanguageModel model = train();
  return model;
}

std::vector<Sentence> article(const std::vector<std::vector<std::string>>& sentences) {
  std::vector<Sentence> result;
  for (const std::vector<std::string>& words : sentences) {
    result.push_back(sentence_of(words));
  }
  tiny_model().analyse(result);
  return result;
}

/// The word that the first pronoun of the last sentence most likely means.
std::string meant(const std::vector<Sentence>& article) {
  const PronounReading& reading = article.back().pronouns.at(0);
  const MeantNoun& noun = reading.antecedents.at(0);
  return article[noun.sentence].tokens[noun.token].word;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(antecedents)

BOOST_AUTO_TEST_CASE(marks_of_entities_nest_and_give_their_heads) {
  const std::vector<TreeSentence> treebank = read_treebank(
      "1\tthe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(7-person-new-cf1-1-2-coref\n"
      "2\thead\thead\tNOUN\t_\t_\t0\troot\t_\t_\n"
      "3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n"
      "4\tAcme\tAcme\tPROPN\t_\t_\t2\tnmod\t_\tEntity=(8-organization-new-cf2-1-1-coref)7)\n",
      "marks");
  const std::vector<EntityMark> marks = entity_marks(treebank.front());
  BOOST_REQUIRE(marks.size() == 2);
  BOOST_TEST(marks[0].number == "8");
  BOOST_TEST(marks[0].first == 3);
  BOOST_TEST(marks[0].end == 4);
  BOOST_TEST(marks[1].type == "person");
  BOOST_TEST(marks[1].first == 0);
  BOOST_TEST(marks[1].end == 4);
  BOOST_TEST(marks[1].head == 1);
}

BOOST_AUTO_TEST_CASE(probabilities_are_shares_of_the_exponentials) {
  std::vector<double> values{-2.5, 0.25, 1, -39, -700};
  std::vector<double> expected;
  double sum = 0;
  for (const double value : values) {
    expected.push_back(std::exp(value));
    sum += expected.back();
  }
  to_probabilities(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    BOOST_TEST(std::abs(values[i] - expected[i] / sum) < 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(learns_what_the_pronouns_of_its_stories_mean) {
  const ModelFigures figures =
      evaluate_model(tiny_model(), read_recipe(data / "stories.json"), data);
  const Counts& counts = figures.antecedents.at(0).counts;
  BOOST_TEST(counts.gold == 10);
  BOOST_TEST(counts.found >= 8);
  BOOST_TEST(counts.right == counts.found);
}

BOOST_AUTO_TEST_CASE(number_decides_between_nouns) {
  BOOST_TEST(meant(article({{"The", "loaves", "reached", "the", "shop", "."},
                            {"They", "were", "white", "."}})) == "loaves");
  BOOST_TEST(meant(article({{"The", "shop", "sold", "the", "loaves", "."},
                            {"It", "was", "white", "."}})) == "shop");
}

BOOST_AUTO_TEST_CASE(what_a_pronoun_means_passes_on_to_the_next) {
  const std::vector<Sentence> found =
      article({{"The", "baker", "sold", "the", "shop", "."},
               {"It", "was", "old", "."},
               {"It", "was", "white", "."}});
  BOOST_TEST(meant(found) == "shop");
  for (const MeantNoun& noun : found.back().pronouns[0].antecedents) {
    BOOST_TEST(noun.sentence == 0);  // never the pronoun itself
  }
}

BOOST_AUTO_TEST_CASE(a_pronoun_without_nouns_before_means_nothing) {
  const std::vector<Sentence> found = article({{"It", "was", "old", "."}});
  BOOST_TEST(found.back().pronouns.at(0).antecedents.empty());
  BOOST_TEST(!found.back().pronouns.at(0).is_sure());
}

BOOST_AUTO_TEST_CASE(a_saved_model_reads_pronouns_alike) {
  const LanguageModel copy = LanguageModel::from_bytes(tiny_model().to_bytes(), "copy");
  BOOST_TEST(copy.parts().antecedents.words.size() == 4);
  BOOST_TEST((copy.to_bytes() == tiny_model().to_bytes()));
  BOOST_TEST((train().to_bytes() == tiny_model().to_bytes()));
}

BOOST_AUTO_TEST_CASE(thousands_of_pronouns_in_one_sentence) {
  std::vector<std::string> words;
  for (int i = 0; i < 20'000; ++i) {
    words.insert(words.end(), {"It", "sold", "the", "shop", "and"});
  }
  const std::vector<Sentence> found = article({words});
  BOOST_TEST(found[0].pronouns.size() == 20'000);
}

BOOST_AUTO_TEST_SUITE_END()
