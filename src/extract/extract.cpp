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

/// How much it takes to overrule the model: of an only word without a first name it knows
/// little.
double weight_of_opinion(const Entity& entity) {
  constexpr double of_word = 0.5;
  constexpr double of_name = 1.5;
  return entity.label.find(' ') == std::string::npos ? of_word : of_name;
}

/// Names whose class only the model gave take the one that rules want of them, if these
/// outweigh it; afterwards no class is open any more.
void settle_classes(const Emitter& emitter,
                    const knowledge::Ontology& ontology,
                    ArticleFacts& facts) {
  for (const auto& [number, votes] : emitter.guesses()) {
    Entity& entity = facts.entities[number];
    if (!entity.class_is_guess) {
      continue;
    }
    std::map<EntityKind, double> kinds;
    kinds[entity.kind] = weight_of_opinion(entity);
    for (const auto& [name, weight] : votes) {
      if (const auto kind = ontology.kind_of(name)) {
        kinds[*kind] += weight;
      }
    }
    const auto best = std::ranges::max_element(
        kinds, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best->first == entity.kind || best->second <= kinds[entity.kind]) {
      continue;
    }
    double most = 0;
    for (const auto& [name, weight] : votes) {
      if (ontology.kind_of(name) == best->first && weight > most) {
        most = weight;
        entity.classes = {name};
      }
    }
    entity.kind = best->first;
  }
  for (Entity& entity : facts.entities) {
    entity.class_is_guess = false;
  }
}

/// Runs the rules over all sentences.
class Pass {
 public:
  Pass(const ExtractContext& context,
       const std::vector<std::vector<std::size_t>>& mentions)
      : context_(context),
        mentions_(mentions) {}

  /// `seen`, if any, gets every match.
  Emitter run(ArticleFacts& facts, std::vector<SeenMatch>* seen) const {
    Emitter emitter{facts};
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const SentenceView view{context_, i, facts, mentions_[i]};
      for (const RuleMatch& match : find_matches(view)) {
        if (seen != nullptr) {
          seen->push_back({match.rule, match.construction});
        }
        emitter.emit(
            view, match, assess(view, context_.rules.source.rules[match.rule], match));
      }
    }
    return emitter;
  }

 private:
  const ExtractContext& context_;
  const std::vector<std::vector<std::size_t>>& mentions_;
};

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
  const bool unsure = std::ranges::any_of(facts.entities, &Entity::class_is_guess);
  ArticleFacts again = unsure ? facts : ArticleFacts{};
  std::vector<SeenMatch> seen;
  std::vector<SeenMatch>* const observed =
      knowledge.observer != nullptr ? &seen : nullptr;
  const Pass pass{context, mentions};
  const Emitter emitter = pass.run(facts, observed);
  if (emitter.against_class()) {
    settle_classes(emitter, knowledge.ontology, again);
    facts = std::move(again);
    seen.clear();
    apply_guesses(pass.run(facts, observed), knowledge.ontology, facts);
  } else {
    apply_guesses(emitter, knowledge.ontology, facts);
  }
  for (const SeenMatch& match : seen) {
    (*knowledge.observer)(match);
  }
  return facts;
}

}  // namespace byline::extract
