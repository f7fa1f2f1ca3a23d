#include "annotate/language_model.hpp"

#include "annotate/gold_words.hpp"
#include "annotate/model_evaluator.hpp"
#include "annotate/model_trainer.hpp"
#include "base/diagnostics.hpp"
#include "base/files.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace byline;            // NOLINT(google-build-using-namespace)
using namespace byline::annotate;  // NOLINT(google-build-using-namespace)

namespace {

const std::filesystem::path data =
    std::filesystem::path{BYLINE_SOURCE_DIR} / "tests/annotate/learned/data";

LanguageModel train(std::uint64_t seed, TrainingRecipe::Margins margin = {}) {
  TrainingOptions options;
  options.data = data;
  options.seed = seed;
  options.command = "test";
  TrainingRecipe recipe = read_recipe(data / "training.json");
  recipe.margin = margin;
  return train_language(recipe, options);
}

const LanguageModel& tiny_model() {
  static const LanguageModel model = train(1);
  return model;
}

/// One root, heads inside, and every word reaches the root.
bool is_tree(const Sentence& sentence) {
  std::size_t roots = 0;
  std::vector<std::uint8_t> reaches(sentence.tokens.size());
  for (std::size_t start = 0; start < sentence.tokens.size(); ++start) {
    std::vector<std::size_t> path;
    std::size_t i = start;
    while (reaches[i] == 0) {
      path.push_back(i);
      if (path.size() > sentence.tokens.size()) {
        return false;
      }
      const std::int32_t head = sentence.tokens[i].head;
      if (head == no_head) {
        ++roots;
        break;
      }
      if (head < 0 || head >= static_cast<std::int32_t>(sentence.tokens.size())) {
        return false;
      }
      i = static_cast<std::size_t>(head);
    }
    for (const std::size_t node : path) {
      reaches[node] = 1;
    }
  }
  return roots == 1;
}

std::vector<std::string> random_words(std::size_t count) {
  static const std::vector<std::string> some = {"Anna",
                                                "the",
                                                "sold",
                                                ".",
                                                "Red",
                                                "Kite",
                                                "Mill",
                                                "Town",
                                                "\xFF",
                                                "",
                                                "é",
                                                "42",
                                                "by"};
  std::vector<std::string> words;
  std::uint64_t state = count;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    words.push_back(some[(state >> 33U) % some.size()]);
  }
  return words;
}

/// A model of two treebanks: the words of one, where the other one's objects are
/// obliques.
LanguageModel model_of_two() {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / "byline-other-conventions.conllu";
  std::string trees = read_file(data / "trees.conllu");
  for (std::size_t at = 0; (at = trees.find("\tobj\t", at)) != std::string::npos;) {
    trees.replace(at, 5, "\tobl\t");
  }
  AtomicFile out{file};
  out.write(trees);
  out.commit();
  TrainingRecipe recipe = read_recipe(data / "training.json");
  for (TreeSource& source : recipe.trees) {
    source.conventions = "tiny";
  }
  for (std::size_t i = 0; i < 3; ++i) {
    TreeSource other;
    other.path = file.string();
    other.conventions = "other";
    recipe.trees.push_back(std::move(other));
  }
  TrainingOptions options;
  options.data = data;
  options.command = "test";
  const LanguageModel model = train_language(recipe, options);
  std::filesystem::remove(file);
  return LanguageModel::from_bytes(model.to_bytes(), "two");
}

std::string message_of(const std::string& bytes) {
  try {
    LanguageModel::from_bytes(bytes, "test.model");
  } catch (const Error& error) {
    BOOST_TEST(static_cast<int>(error.exit_code()) ==
               static_cast<int>(ExitCode::unusable));
    return error.what();
  }
  return "loaded";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(language_model)

BOOST_AUTO_TEST_CASE(training_twice_gives_the_same_bytes) {
  const std::string first = train(1).to_bytes();
  BOOST_TEST((first == train(1).to_bytes()));
  BOOST_TEST((first != train(2).to_bytes()));
}

BOOST_AUTO_TEST_CASE(learns_its_own_treebank) {
  const ModelFigures figures =
      evaluate_model(tiny_model(), read_recipe(data / "training.json"), data);
  const TreeFigures& trees = figures.trees.front();
  BOOST_TEST(trees.tags * 100 >= trees.words * 90);
  BOOST_TEST(trees.relations * 100 >= trees.words * 85);
  BOOST_TEST(trees.lemmas * 100 >= trees.words * 90);
  BOOST_TEST(figures.names.front().typed.f1() >= 90);
}

BOOST_AUTO_TEST_CASE(margins_make_each_perceptron_learn_more) {
  const std::size_t without = tiny_model().to_bytes().size();
  for (const TrainingRecipe::Margins margin : {TrainingRecipe::Margins{.tags = 40},
                                               {.names = 60},
                                               {.trees = 60},
                                               {.labels = 30}}) {
    BOOST_TEST(train(1, margin).to_bytes().size() > without);
  }
}

BOOST_AUTO_TEST_CASE(learns_its_own_treebank_with_margins) {
  const LanguageModel model = train(1, {40, 60, 60, 30});
  const ModelFigures figures =
      evaluate_model(model, read_recipe(data / "training.json"), data);
  const TreeFigures& trees = figures.trees.front();
  BOOST_TEST(trees.tags * 100 >= trees.words * 90);
  BOOST_TEST(trees.relations * 100 >= trees.words * 85);
  BOOST_TEST(figures.names.front().typed.f1() >= 90);
}

BOOST_AUTO_TEST_CASE(finds_who_did_what_in_the_passive) {
  Sentence sentence =
      sentence_of({"The", "bread", "was", "bought", "by", "Red", "Kite", "."});
  tiny_model().analyse(sentence);
  BOOST_TEST((sentence.tokens[1].relation == Relation::passive_subject));
  BOOST_TEST(sentence.tokens[1].head == 3);
  BOOST_TEST((sentence.tokens[6].relation == Relation::agent));
  BOOST_TEST(sentence.tokens[3].lemma == "buy");
  BOOST_REQUIRE(sentence.names.size() == 1);
  BOOST_TEST(sentence.names[0].type == "ORG");
  BOOST_TEST(sentence.names[0].span.begin == sentence.tokens[5].span.begin);
  BOOST_TEST(sentence.names[0].span.end == sentence.tokens[6].span.end);
}

BOOST_AUTO_TEST_CASE(known_names_stay_and_win) {
  Sentence sentence = sentence_of({"Red", "Kite", "opened", "a", "shop", "."});
  sentence.names.push_back(
      {.tokens = {0, 1}, .span = {0, 3}, .type = "PER", .confidence = 1});
  tiny_model().analyse(sentence);
  BOOST_REQUIRE(sentence.names.size() == 1);
  BOOST_TEST(sentence.names[0].type == "PER");
}

BOOST_AUTO_TEST_CASE(an_empty_sentence_stays_as_it_is) {
  Sentence sentence;
  tiny_model().analyse(sentence);
  BOOST_TEST(sentence.tokens.empty());
  std::vector<Sentence> none;
  tiny_model().analyse(none);
}

BOOST_AUTO_TEST_CASE(less_depth_does_less) {
  Sentence sentence = sentence_of({"Anna", "sold", "bread", "."});
  tiny_model().analyse(sentence, Depth::tags);
  BOOST_TEST((sentence.tokens[0].tag == Tag::propn));
  BOOST_TEST(sentence.names.empty());
  BOOST_TEST((sentence.tokens[0].relation == Relation::unknown));
  tiny_model().analyse(sentence, Depth::names);
  BOOST_TEST(sentence.names.size() == 1);
  BOOST_TEST((sentence.tokens[0].relation == Relation::unknown));
}

BOOST_AUTO_TEST_CASE(any_words_give_a_tree) {
  for (std::size_t size = 1; size < 60; ++size) {
    Sentence sentence = sentence_of(random_words(size));
    tiny_model().analyse(sentence);
    BOOST_TEST(is_tree(sentence), size << " words");
  }
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_words_are_one_tree) {
  Sentence sentence = sentence_of(random_words(100'000));
  tiny_model().analyse(sentence);
  BOOST_TEST(is_tree(sentence));
}

BOOST_AUTO_TEST_CASE(a_saved_model_is_the_same_model) {
  const std::string bytes = tiny_model().to_bytes();
  const LanguageModel copy = LanguageModel::from_bytes(bytes, "test.model");
  BOOST_TEST((copy.to_bytes() == bytes));
  BOOST_TEST(copy.parts().word_classes.words().size() == 6);
  BOOST_TEST(copy.parts().origin.language == "tiny");
}

BOOST_AUTO_TEST_CASE(damaged_models_are_refused) {
  const std::string bytes = tiny_model().to_bytes();
  for (std::size_t i = 12; i < bytes.size(); i += 997) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
    BOOST_TEST(message_of(damaged).find("damaged") != std::string::npos);
  }
  for (const std::size_t size : {20UL, 21UL, 1000UL, bytes.size() - 1}) {
    BOOST_TEST(message_of(bytes.substr(0, size)).find("damaged") != std::string::npos);
  }
  BOOST_TEST(message_of("").find("not a language model") != std::string::npos);
  BOOST_TEST(message_of("BYLMODEL").find("not a language model") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(newer_models_are_refused_by_their_number) {
  std::string newer = tiny_model().to_bytes();
  newer[8] = 99;
  BOOST_TEST(message_of(newer).find("format 99") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(follows_the_conventions_that_are_asked_for) {
  const LanguageModel model = model_of_two();
  BOOST_REQUIRE(model.parts().conventions.size() == 2);
  const auto relation_of_bread = [&](std::string_view conventions) {
    Sentence sentence = sentence_of({"The", "baker", "sold", "bread", "."});
    model.analyse(std::span{&sentence, 1}, Depth::trees, conventions);
    return relation_name(sentence.tokens[3].relation);
  };
  BOOST_TEST(relation_of_bread("other") == "obl");
  BOOST_TEST(relation_of_bread("tiny") == "obj");
  BOOST_TEST(relation_of_bread("") == "obj");  // more often
  BOOST_TEST(relation_of_bread("unknown") == "obj");
  BOOST_TEST(tiny_model().parts().conventions.empty());
}

BOOST_AUTO_TEST_SUITE_END()
