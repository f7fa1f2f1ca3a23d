#include "annotate/lemma_trainer.hpp"
#include "annotate/linear_model.hpp"
#include "annotate/name_corpus.hpp"
#include "annotate/name_finder.hpp"
#include "annotate/name_lists.hpp"
#include "annotate/name_records.hpp"
#include "annotate/name_trainer.hpp"
#include "annotate/spelling_slips.hpp"
#include "annotate/treebank.hpp"
#include "annotate/word_classes.hpp"
#include "base/diagnostics.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace byline;            // NOLINT(google-build-using-namespace)
using namespace byline::annotate;  // NOLINT(google-build-using-namespace)

namespace {

const std::string two_words =
    "1\tWe\twe\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\twin\twin\tVERB\t_\tMood=Ind\t0\troot\t_\t_\n";

struct BadFile {
  const char* text;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const BadFile& bad) {
  return out << bad.message;
}

const std::vector<BadFile> bad_files = {
    {"1\tWe\n", "not ten columns"},
    {"2\tWe\twe\tPRON\t_\t_\t0\troot\t_\t_\n", "not numbered in order"},
    {"1\tWe\twe\tPRONOUN\t_\t_\t0\troot\t_\t_\n", "unknown universal tag 'PRONOUN'"},
    {"1\tWe\twe\tPRON\t_\t_\t_\troot\t_\t_\n", "no head"},
    {"1\tWe\twe\tPRON\t_\t_\t2\troot\t_\t_\n", "not one of its words"},
};

const std::vector<BadFile> bad_classes = {
    {"01\tbread\nbread\n", "2"},
    {"000\tbread\n", "1"},
    {"012\tbread\n", "1"},
    {"111111111111111111111\tbread\n", "1"},
};

std::vector<WordFeatures> features(const std::vector<std::string>& words) {
  std::vector<WordFeatures> result;
  for (const std::string& word : words) {
    result.push_back(features_of(word));
  }
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_parts)

BOOST_AUTO_TEST_CASE(reads_words_and_skips_ranges_and_empty_nodes) {
  const auto trees =
      read_treebank("# newdoc\n1-2\tWewin\t_\t_\t_\t_\t_\t_\t_\t_\n" + two_words +
                        "2.1\tx\tx\tX\t_\t_\t_\t_\t_\t_\n\n" + two_words,
                    "t");
  BOOST_REQUIRE(trees.size() == 2);
  BOOST_TEST(trees[0].words.size() == 2);
  BOOST_TEST(trees[0].words[0].head == 1);
  BOOST_TEST(trees[0].words[1].head == no_head);
  BOOST_TEST(annotation(trees[0].words[1].morphology, "Mood") == "Ind");
  BOOST_TEST(annotation("Moods=No|Mood=Ind", "Mood") == "Ind");
}

BOOST_DATA_TEST_CASE(says_what_is_wrong_with_a_treebank,
                     boost::unit_test::data::make(bad_files),
                     bad) {
  BOOST_CHECK_EXCEPTION(read_treebank(bad.text, "t"), Error, [&](const Error& error) {
    return std::string{error.what()}.find(bad.message) != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(reads_both_kinds_of_iob) {
  NameFormat format;
  format.types = {{"PER", "PER"}, {"ORG", "ORG"}, {"field", "?"}};
  const auto names = read_names(
      "Ann I-PER\nLee I-PER\nof O\nAcme B-ORG\nBeta B-ORG\nin O\nlogic B-field\n",
      "n",
      format);
  BOOST_REQUIRE(names.size() == 1);
  BOOST_REQUIRE(names[0].names.size() == 3);
  BOOST_TEST(names[0].names[0].end == 2);
  BOOST_TEST(names[0].names[1].first == 3);
  BOOST_TEST(names[0].names[2].first == 4);
  BOOST_TEST(names[0].allowed[5] == 1);  // nothing but outside
  BOOST_TEST(names[0].allowed[6] != 1);  // may be a thing of another kind
}

BOOST_AUTO_TEST_CASE(reads_names_of_documents) {
  NameFormat format;
  format.types = {{"LOC", "LOC"}, {"ORG", "ORG"}};
  format.every = 2;
  format.from = 1;
  format.adjectives_open = true;
  const auto names = names_of_documents(
      R"([{"sents":[["left","out"]],"vertexSet":[]},
          {"sents":[["The","city",""],["the","Acme","Works","of","Lyon","in","1999"]],
           "vertexSet":[[{"sent_id":1,"pos":[0,3],"type":"ORG"}],
                        [{"sent_id":1,"pos":[2,3],"type":"LOC"}],
                        [{"sent_id":1,"pos":[4,5],"type":"LOC"},
                         {"sent_id":1,"pos":[6,9],"type":"LOC"}],
                        [{"sent_id":1,"pos":[6,7],"type":"TIME"}]]}])",
      "d",
      format);
  BOOST_REQUIRE(names.size() == 2);
  BOOST_TEST(names[0].words[2] == "-");
  BOOST_TEST(names[0].names.empty());
  BOOST_REQUIRE(names[1].names.size() == 2);  // the longer one, from its capital on
  BOOST_TEST(names[1].names[0].first == 1);
  BOOST_TEST(names[1].names[0].end == 3);
  BOOST_TEST(names[1].names[0].type == 1);
  BOOST_TEST(names[1].names[1].first == 4);
  BOOST_TEST(names[1].allowed[6] == 1);  // a year is no name
  BOOST_TEST(names[1].adjectives_open);
  BOOST_TEST(names[1].document == 1);
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_documents) {
  for (const std::string text : {"{", "{}", R"([{"sents":1}])", R"([{"sents":[]}])"}) {
    BOOST_CHECK_THROW(names_of_documents(text, "d", {}), Error);
  }
}

BOOST_AUTO_TEST_CASE(rivals_are_the_best_of_the_others) {
  const std::vector<std::int32_t> scores = {9, 3, 7, 7, 1};
  BOOST_TEST(best_rival(scores, 1, 5, 2) == 3);
  BOOST_TEST(best_rival(scores, 1, 5, 0) == 2);  // the first among equals
  BOOST_TEST(best_rival(scores, 0, 5, 0) == 2);
  BOOST_TEST(best_rival(scores, 4, 5, 4) == 4);  // there is no other
}

BOOST_AUTO_TEST_CASE(leads_keep_a_margin) {
  const std::vector<std::int32_t> scores = {9, 3, 7, 7};
  BOOST_TEST(leads(scores, 0, 2, 2));
  BOOST_TEST(!leads(scores, 0, 2, 3));
  BOOST_TEST(leads(scores, 2, 3, 0));  // the first among equals is chosen
  BOOST_TEST(!leads(scores, 3, 2, 0));
  BOOST_TEST(!leads(scores, 1, 2, 0));
}

BOOST_AUTO_TEST_CASE(label_sequences_are_well_formed) {
  NameTransitions transitions{};
  std::vector<NameScores> scores(5);
  for (NameScores& word : scores) {
    word.fill(0);
    word[name_label(0, NamePlace::inner)] = 10;
    word[name_label(1, NamePlace::first)] = 9;
  }
  const std::vector<std::uint8_t> labels = best_labels(scores, transitions);
  std::size_t previous = 0;
  for (const std::uint8_t label : labels) {
    BOOST_TEST(name_labels_join(previous, label));
    previous = label;
  }
  BOOST_TEST(name_labels_join(previous, 0));
  const std::vector<FoundName> names = names_of(labels);
  BOOST_REQUIRE(names.size() == 1);
  BOOST_TEST(names[0].end - names[0].first == 5);
}

BOOST_AUTO_TEST_CASE(lists_mark_the_longest_name) {
  const std::vector<std::string> texts = {"# type: LOC\nNew Town\nNew Town Hill\nHill\n"};
  const NameLists lists = NameLists::from_texts(texts);
  auto words = features({"in", "NEW", "Town", "Hill", "and", "new", "town"});
  lists.mark(words);
  BOOST_TEST(words[0].lists == 0);
  BOOST_TEST(words[1].lists == 2);
  BOOST_TEST(words[2].lists == 3);
  BOOST_TEST(words[3].lists == 4);
  BOOST_TEST(words[5].lists == 0);
}

BOOST_AUTO_TEST_CASE(classes_tell_what_is_alike) {
  const WordClasses classes =
      WordClasses::from_text("# two classes\n011\tOak elm\n0101\toak Ash oak\n", "names");
  BOOST_TEST(classes.words().size() == 4);
  auto words = features({"Oak", "oak", "Elm", "ash", "OAK", "beech"});
  for (WordFeatures& word : words) {
    classes.fill(word);
  }
  BOOST_TEST(words[0].word_class == 6);   // 0, 1, 1 from the lowest bit
  BOOST_TEST(words[1].word_class == 10);  // 0, 1, 0, 1
  BOOST_TEST(words[2].word_class == 6);   // there is only "elm"
  BOOST_TEST(words[3].word_class == 10);
  BOOST_TEST(words[4].word_class == 6);
  BOOST_TEST(words[5].word_class == 0);
  BOOST_TEST(classes.contains("elm"));
  BOOST_TEST(!classes.contains("ash"));
  BOOST_TEST(!WordClasses{}.contains("elm"));
}

BOOST_DATA_TEST_CASE(bad_classes_name_their_line, bad_classes, bad) {
  BOOST_CHECK_EXCEPTION(
      WordClasses::from_text(bad.text, "names"), Error, [&](const Error& error) {
        return std::to_string(error.diagnostic().where.line) == bad.message;
      });
}

BOOST_AUTO_TEST_CASE(open_words_are_no_names_unless_the_model_says_so) {
  constexpr auto person = static_cast<std::uint8_t>(name_label(0, NamePlace::whole));
  constexpr auto other = static_cast<std::uint8_t>(name_label(3, NamePlace::whole));
  constexpr std::uint32_t none_or_other = 1U | 1U << other;
  const std::vector<std::uint32_t> allowed = {
      none_or_other, none_or_other, none_or_other, 1U << person, 1U};
  const std::vector<std::uint8_t> guess = {person, other, 0, other, other};
  const std::vector<std::uint32_t> wanted = {1U, none_or_other, 1U, 1U << person, 1U};
  BOOST_TEST(wanted_labels(allowed, guess) == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lemmas_that_are_known_are_preferred) {
  const std::vector<LemmaExample> examples = {{"walked", "walk", 1, false},
                                              {"talked", "talk", 1, false},
                                              {"asked", "ask", 1, false},
                                              {"parked", "park", 1, false},
                                              {"liked", "like", 1, false},
                                              {"hiked", "hike", 1, false},
                                              {"baked", "bake", 1, false},
                                              {"smoke", "smoke", 2, false}};
  const Lemmatizer lemmatizer = train_lemmatizer(examples);
  BOOST_TEST(lemmatizer.lemma("smoked", 1, false) == "smoke");
  BOOST_TEST(lemmatizer.lemma("poked", 1, false) == "pok");
  const WordClasses words = WordClasses::from_text("1\tpoke\n", "names");
  BOOST_TEST(lemmatizer.lemma("poked", 1, false, words) == "poke");
}

BOOST_AUTO_TEST_CASE(lemmas_follow_endings_and_exceptions) {
  const std::vector<LemmaExample> examples = {{"walked", "walk", 1, false},
                                              {"talked", "talk", 1, false},
                                              {"asked", "ask", 1, false},
                                              {"went", "go", 1, false},
                                              {"Ann", "Ann", 2, false}};
  const Lemmatizer lemmatizer = train_lemmatizer(examples);
  BOOST_TEST(lemmatizer.lemma("parked", 1, false) == "park");
  BOOST_TEST(lemmatizer.lemma("Parked", 1, true) == "park");
  BOOST_TEST(lemmatizer.lemma("went", 1, false) == "go");
  BOOST_TEST(lemmatizer.lemma("Ann", 2, false) == "Ann");
  BOOST_TEST(lemmatizer.lemma("zebra", 7, false) == "zebra");
}

BOOST_AUTO_TEST_CASE(lemmas_keep_their_digits) {
  const Lemmatizer lemmatizer =
      train_lemmatizer(std::vector<LemmaExample>{{"5,000", "5000", 1, false},
                                                 {"8,000", "8000", 1, false},
                                                 {"1000s", "100", 1, false}});
  BOOST_TEST(lemmatizer.lemma("7,000", 1, false) == "7000");
  BOOST_TEST(lemmatizer.lemma("2000s", 1, false) == "2000s");
}

BOOST_AUTO_TEST_CASE(lemmas_of_numbers_lose_the_marks_that_they_lose_in_the_treebank) {
  const Lemmatizer lemmatizer =
      train_lemmatizer(std::vector<LemmaExample>{{"1,250", "1250", 1, false},
                                                 {"8,107,000", "8107000", 1, false},
                                                 {"2.50", "2.50", 1, false},
                                                 {"20.000", "20.000", 1, false}});
  BOOST_TEST(lemmatizer.lemma("3,471", 1, false) == "3471");
  BOOST_TEST(lemmatizer.lemma("12,345,678", 1, false) == "12345678");
  BOOST_TEST(lemmatizer.lemma("9.75", 1, false) == "9.75");
  BOOST_TEST(lemmatizer.lemma("30.000", 1, false) == "30.000");
}

BOOST_AUTO_TEST_CASE(lemmas_of_words_in_capitals) {
  const Lemmatizer lemmatizer =
      train_lemmatizer(std::vector<LemmaExample>{{"Hills", "Hill", 2, false, true},
                                                 {"Isles", "Isle", 2, false, true},
                                                 {"STS", "STS", 2, false, true},
                                                 {"Parked", "park", 1, false},
                                                 {"met", "meet", 1, false}});
  BOOST_TEST(lemmatizer.lemma("Towns", 2, false) == "Town");
  BOOST_TEST(lemmatizer.lemma("AMS", 2, false) == "AMS");  // no plural
  BOOST_TEST(lemmatizer.lemma("Met", 1, false) == "meet");
}

BOOST_AUTO_TEST_CASE(lemmas_of_names_do_not_count_as_known) {
  std::vector<LemmaExample> examples = {{"walked", "walk", 1, false},
                                        {"talked", "talk", 1, false},
                                        {"asked", "ask", 1, false},
                                        {"parked", "park", 1, false},
                                        {"liked", "like", 1, false},
                                        {"hiked", "hike", 1, false},
                                        {"baked", "bake", 1, false},
                                        {"time", "time", 2, false},
                                        {"Tim", "Tim", 3, false, true}};
  BOOST_TEST(train_lemmatizer(examples).lemma("timed", 1, false) == "time");
  examples.back().name = false;
  BOOST_TEST(train_lemmatizer(examples).lemma("timed", 1, false) == "tim");
}

BOOST_AUTO_TEST_CASE(slips_of_spelling_are_what_was_meant) {
  BOOST_TEST(unstressed("soooo") == (std::vector<std::string>{"so", "soo"}),
             boost::test_tools::per_element());
  BOOST_TEST(unstressed("soon").empty());
  BOOST_TEST(slips_of("four").empty());
  const std::vector<LemmaExample> examples = {
      {"length", "length", 1, false}, {"so", "so", 1, false}, {"elm", "elm", 1, false}};
  const Lemmatizer lemmatizer = train_lemmatizer(examples);
  const WordClasses words = WordClasses::from_text("1\tlenght2\n", "words");
  BOOST_TEST(lemmatizer.lemma("lenght", 1, false, words) == "length");
  BOOST_TEST(lemmatizer.lemma("lengtth", 1, false, words) == "length");
  BOOST_TEST(lemmatizer.lemma("sooo", 1, false, words) == "so");
  BOOST_TEST(lemmatizer.lemma("lenght", 1, false) == "lenght");
  const WordClasses listed = WordClasses::from_text("1\tlenght\n", "words");
  BOOST_TEST(lemmatizer.lemma("lenght", 1, false, listed) == "lenght");
}

BOOST_AUTO_TEST_CASE(irregular_forms_are_learned_where_the_treebank_has_none) {
  TagSet tags;
  const std::uint8_t past = tags.add("VERB VerbForm=Fin Tense=Past");
  const std::uint8_t present = tags.add("VERB VerbForm=Fin Tense=Pres");
  const std::uint8_t noun = tags.add("NOUN");
  std::vector<LemmaExample> examples = {{"sang", "hum", past, false}};
  add_irregular_forms(
      "# lists\nverb\te\tpast=1+ed\nform\tsing\tpast=sang participle=sung\n"
      "form\tflee\tpast,participle=fled\n",
      tags,
      examples);
  BOOST_REQUIRE(examples.size() == 2);
  BOOST_TEST(examples[1].word == "fled");
  BOOST_TEST(examples[1].lemma == "flee");
  BOOST_TEST(examples[1].tag == past);
  BOOST_TEST(present != noun);
}

BOOST_AUTO_TEST_CASE(the_typer_sees_the_whole_name) {
  const auto words_of = [](const std::vector<std::string>& texts) {
    std::vector<WordFeatures> words;
    for (const std::string& text : texts) {
      words.push_back(features_of(text));
    }
    return words;
  };
  std::vector<NameExample> examples;
  for (const char* place : {"Bonn", "Turin", "Ghent", "Lund"}) {
    examples.push_back({words_of({"University", "of", place}), {}, {{0, 3, 1, 1}}});
    examples.push_back({words_of({"in", place}), {}, {{1, 2, 2, 1}}});
  }
  const NameTyper typer = train_name_typer(examples, {.runs = 1});
  const auto school = words_of({"University", "of", "Basel"});
  const TypeScores scores = typer.score(school, {0, 3});
  BOOST_TEST(scores[1] > scores[2]);
  const auto town = words_of({"in", "Basel"});
  const TypeScores town_scores = typer.score(town, {1, 2});
  BOOST_TEST(town_scores[2] > town_scores[1]);
  BOOST_TEST(NameTyper{}.score(town, {1, 2})[2] == 0);
}

BOOST_AUTO_TEST_CASE(spelling_features_see_kinds_of_characters) {
  const WordFeatures word = features_of("E-Mail7");
  BOOST_TEST(word.capital);
  BOOST_TEST(word.has_hyphen);
  BOOST_TEST(word.has_digit);
  BOOST_TEST(!word.all_capitals);
  BOOST_TEST(features_of("\xE2\x80\x9C").lower == features_of("\"").lower);
  BOOST_TEST(features_of("1999").lower == features_of("2024").lower);
  BOOST_TEST(features_of("Ação").lower == features_of("ação").lower);
  BOOST_TEST(features_of("acao").lower != features_of("ação").lower);
}

BOOST_AUTO_TEST_SUITE_END()
