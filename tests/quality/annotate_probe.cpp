/// Reads articles (JSON Lines on standard input, or the paths given) and writes one JSON
/// object a line: what ingest, annotate and the mention finder make of each. Spans are
/// bytes of the text.
///
///     byline_annotate_probe [--keep-all] [--no-lexicon] [--no-model] [--trees]
///     LANGUAGES-FOLDER [PATH…]
///
/// With --keep-all nothing is cut as boilerplate: for measuring the stages after it. With
/// --trees tokens have their tag (number in `Tag`), lemma, head and relation, sentences
/// their names, too.
#include "annotate/annotator.hpp"
#include "annotate/language_model.hpp"
#include "extract/mentions.hpp"
#include "ingest/reader.hpp"
#include "knowledge/gazetteers.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"
#include "pipeline/reading_tables.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <span>

namespace byline {
namespace {

using Json = nlohmann::ordered_json;

Json shown(const Span& span) {
  return Json::array({span.begin, span.end});
}

Json shown(const Token& token, bool trees) {
  Json out = {token.span.begin, token.span.end, token.word};
  if (trees) {
    out.push_back(static_cast<int>(token.tag));
    out.push_back(token.lemma);
    out.push_back(token.head);
    out.push_back(static_cast<int>(token.relation));
  }
  return out;
}

Json shown(const Sentence& sentence, bool trees) {
  Json out;
  out["span"] = shown(sentence.span);
  out["block"] = sentence.block;
  for (const Token& token : sentence.tokens) {
    out["tokens"].push_back(shown(token, trees));
  }
  if (trees) {
    for (const NameSpan& name : sentence.names) {
      out["names"].push_back({{"span", shown(name.span)}, {"type", name.type}});
    }
  }
  for (const auto& number : sentence.numbers) {
    out["numbers"].push_back({{"span", shown(number.span)},
                              {"value", number.value},
                              {"comparator", static_cast<int>(number.comparator)},
                              {"unit", number.unit}});
  }
  for (const auto& date : sentence.dates) {
    out["dates"].push_back({{"span", shown(date.span)},
                            {"value", date.value},
                            {"end", date.end_value},
                            {"open", date.open_reason},
                            {"from_dateline", date.from_dateline}});
  }
  return out;
}

Json shown(const Article& article,
           const Annotation& annotation,
           const ArticleFacts& facts,
           bool trees) {
  Json out;
  out["id"] = article.id;
  out["language"] = article.language;
  for (const Block& block : article.blocks) {
    out["blocks"].push_back({{"span", shown(block.span)},
                             {"kind", static_cast<int>(block.kind)},
                             {"cut", block.cut_reason}});
  }
  for (const Sentence& sentence : annotation.sentences) {
    for (const PronounReading& reading : sentence.pronouns) {
      if (!reading.antecedents.empty()) {
        const MeantNoun& meant = reading.antecedents.front();
        const auto& tokens = annotation.sentences[meant.sentence].tokens;
        out["pronouns"].push_back({{"span", shown(sentence.tokens[reading.token].span)},
                                   {"antecedent",
                                    shown(cover(tokens[meant.tokens.first].span,
                                                tokens[meant.tokens.end - 1].span))},
                                   {"probability", meant.probability},
                                   {"sure", reading.is_sure()}});
      }
    }
  }
  out["sentences"] = Json::array();
  for (const Sentence& sentence : annotation.sentences) {
    out["sentences"].push_back(shown(sentence, trees));
  }
  for (const QuotedSpan& quote : annotation.quotes) {
    Json pieces;
    for (const Span& piece : quote.pieces) {
      pieces.push_back(shown(piece));
    }
    out["quotes"].push_back({{"pieces", pieces},
                             {"direct", quote.direct},
                             {"cue", shown(quote.cue)},
                             {"speaker", shown(quote.speaker)}});
  }
  for (const Entity& entity : facts.entities) {
    out["entities"].push_back({{"label", entity.label},
                               {"kind", knowledge::folder_of(entity.kind)},
                               {"classes", entity.classes},
                               {"names", entity.names},
                               {"in_lexicon", entity.in_lexicon}});
  }
  for (const Mention& mention : facts.mentions) {
    out["mentions"].push_back({{"span", shown(mention.span)},
                               {"entity", mention.entity},
                               {"form", static_cast<int>(mention.form)},
                               {"step", static_cast<int>(mention.step)},
                               {"antecedent", shown(mention.antecedent)},
                               {"confidence", mention.confidence}});
  }
  return out;
}

int run(std::vector<std::string> arguments) {
  const bool keep_all = std::erase(arguments, "--keep-all") > 0;
  const bool use_model = std::erase(arguments, "--no-model") == 0;
  const bool trees = std::erase(arguments, "--trees") > 0;
  const bool use_lexicon = std::erase(arguments, "--no-lexicon") == 0;
  Diagnostics diagnostics;
  const auto languages = knowledge::load_languages(arguments.at(0), diagnostics);
  const std::filesystem::path ontology_folder =
      std::filesystem::path{arguments.at(0)}.parent_path();
  const auto ontology = knowledge::Ontology::load({ontology_folder / "byline.ttl"});
  const auto gazetteers = knowledge::Gazetteers::load(ontology_folder / "gazetteers");
  const knowledge::Lexicon lexicon =
      use_lexicon ? knowledge::Lexicon::load(
                        knowledge::turtle_files(ontology_folder / "lexicon"), ontology)
                  : knowledge::Lexicon{};
  std::map<std::string, annotate::Annotator> annotators;
  std::map<std::string, extract::MentionFinder> finders;
  std::map<std::string, annotate::LanguageModel> models;
  for (const auto& [language, tables] : languages) {
    annotators.emplace(language, annotate::Annotator{tables});
    const auto model = ontology_folder / "languages" / language / "language.model";
    if (use_model && std::filesystem::exists(model)) {
      models.emplace(language, annotate::LanguageModel::load(model));
    }
    finders.emplace(language,
                    extract::MentionFinder{lexicon, tables, gazetteers, ontology});
  }
  std::vector<std::string> paths(arguments.begin() + 1, arguments.end());
  if (paths.empty()) {
    paths.emplace_back("-");
  }
  ingest::ReadOptions options;
  options.tables = pipeline::reading_tables(languages);
  ingest::ArticleSource source{paths, std::cin, {}};
  while (const auto raw = source.next(diagnostics)) {
    if (auto article = ingest::read_article(*raw, options, diagnostics)) {
      for (Block& block : article->blocks) {
        block.cut_reason = keep_all ? "" : block.cut_reason;
      }
      const auto annotator = annotators.find(article->language);
      if (annotator != annotators.end()) {
        const auto model = models.find(article->language);
        annotate::Analyzer analyzer;
        if (model != models.end()) {
          analyzer = [&](std::span<Sentence> sentences) {
            model->second.analyse(sentences);
          };
        }
        const Annotation annotation = annotator->second.annotate(*article, analyzer);
        const ArticleFacts facts =
            finders.at(article->language).find(*article, annotation);
        std::cout << shown(*article, annotation, facts, trees).dump() << '\n';
      }
    }
  }
  for (const auto& entry : diagnostics.entries()) {
    std::cerr << render(entry);
  }
  return 0;
}

}  // namespace
}  // namespace byline

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr
        << "usage: byline_annotate_probe [--keep-all] [--no-lexicon] [--no-model] [--trees] LANGUAGES-FOLDER [PATH…]\n";
    return 2;
  }
  return byline::run({argv + 1, argv + argc});
}
