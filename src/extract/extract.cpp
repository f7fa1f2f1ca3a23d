#include "extract/extract.hpp"

#include "extract/certainty.hpp"
#include "extract/emit.hpp"
#include "extract/quotations.hpp"
#include "extract/select.hpp"
#include "extract/sentence_view.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

/// Mentions of each sentence, in order of position; of two that overlap, the longer.
std::vector<std::vector<std::size_t>> mentions_by_sentence(const ArticleFacts& facts,
                                                           std::size_t sentences) {
  std::vector<std::vector<std::size_t>> result(sentences);
  for (std::size_t i = 0; i < facts.mentions.size(); ++i) {
    const Mention& mention = facts.mentions[i];
    if (mention.sentence < sentences && mention.end_token > mention.first_token) {
      result[mention.sentence].push_back(i);
    }
  }
  for (auto& list : result) {
    std::ranges::stable_sort(list, [&](std::size_t a, std::size_t b) {
      const Mention& x = facts.mentions[a];
      const Mention& y = facts.mentions[b];
      return x.first_token != y.first_token ? x.first_token < y.first_token
                                            : x.end_token > y.end_token;
    });
    std::vector<std::size_t> kept;
    for (const std::size_t mention : list) {
      if (kept.empty() ||
          facts.mentions[mention].first_token >= facts.mentions[kept.back()].end_token) {
        kept.push_back(mention);
      }
    }
    list = std::move(kept);
  }
  return result;
}

/// Names of unknown class get the class that most rules wanted; ties by name.
void apply_guesses(const Emitter& emitter,
                   const knowledge::Ontology& ontology,
                   ArticleFacts& facts) {
  for (const auto& [entity, votes] : emitter.guesses()) {
    const auto best = std::ranges::max_element(
        votes, [](const auto& a, const auto& b) { return a.second < b.second; });
    Entity& target = facts.entities[entity];
    const auto kind = ontology.kind_of(best->first);
    if (target.classes.empty() && kind) {
      target.classes = ontology.written_classes(best->first);
      target.kind = *kind;
    }
  }
}

}  // namespace

ArticleFacts extract(const Article& article,
                     const Annotation& annotation,
                     ArticleFacts found,
                     const Knowledge& knowledge) {
  ArticleFacts facts = std::move(found);
  const knowledge::LanguageRules* language = knowledge.rules.find(article.language);
  if (language == nullptr) {
    add_quotations(
        annotation, [](const QuotedSpan&) { return false; }, facts);
    return facts;
  }
  const ExtractContext context{article,
                               annotation,
                               knowledge.rules,
                               *language,
                               knowledge.tables,
                               knowledge.ontology,
                               knowledge.only_rule};
  add_quotations(
      annotation,
      [&](const QuotedSpan& quote) { return presupposes(context, facts, quote); },
      facts);
  const auto mentions = mentions_by_sentence(facts, annotation.sentences.size());
  Emitter emitter{facts};
  for (std::size_t i = 0; i < annotation.sentences.size(); ++i) {
    const SentenceView view{context, i, facts, mentions[i]};
    for (const RuleMatch& match : find_matches(view)) {
      emitter.emit(
          view, match, assess(view, knowledge.rules.source.rules[match.rule], match));
    }
  }
  apply_guesses(emitter, knowledge.ontology, facts);
  return facts;
}

}  // namespace byline::extract
