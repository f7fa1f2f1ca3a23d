#include "extract/extract.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/certainty.hpp"
#include "extract/class_settling.hpp"
#include "extract/emit.hpp"
#include "extract/event_parts.hpp"
#include "extract/mention_lists.hpp"
#include "extract/quotations.hpp"
#include "extract/select.hpp"
#include "extract/sentence_view.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

/// Mentions of each sentence, in order of position; of two that overlap, the longer.
std::vector<std::vector<std::size_t>> mentions_apart(const Annotation& annotation,
                                                     const ArticleFacts& facts) {
  auto result = mentions_by_sentence(annotation, facts);
  for (auto& list : result) {
    std::erase_if(list, [&](std::size_t i) {
      // an implied organization stands at no word of its own
      const Mention& mention = facts.mentions[i];
      return mention.end_token == mention.first_token &&
             !(mention.form == MentionForm::pronoun && mention.step == Step::heading);
    });
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

/// Whether a thing is of a kind that a property takes at this end.
bool is_of_kind(const knowledge::Ontology& ontology,
                const ArticleFacts& facts,
                const Node& node,
                const std::vector<std::string>& allowed) {
  if (node.kind != NodeKind::entity || facts.entities[node.index].classes.empty()) {
    return true;
  }
  bool tells_kind = false;
  for (const std::string& name : allowed) {
    const auto kind = ontology.kind_of(name);
    if (!kind || *kind == facts.entities[node.index].kind) {
      return true;
    }
    tells_kind = true;
  }
  return !tells_kind;
}

/// "Ana Lima created the band Oriva": a name of unknown class fits a rule for works, too.
/// Once the article has settled what it is, the facts of other kinds go.
void drop_facts_of_other_kinds(const knowledge::Ontology& ontology, ArticleFacts& facts) {
  std::erase_if(facts.facts, [&](const Fact& fact) {
    const auto* property = ontology.find_property(fact.property);
    return property != nullptr && fact.subject.kind == NodeKind::entity &&
           (!is_of_kind(ontology, facts, fact.subject, property->domains) ||
            !is_of_kind(ontology, facts, fact.object, property->ranges));
  });
}

/// "members include |Arm|": what is named so is no role.
bool is_word_of_name(const SentenceView& view,
                     const knowledge::Rule& rule,
                     const RuleMatch& match) {
  if (rule.kind != knowledge::RuleKind::role || match.match.trigger.empty()) {
    return false;
  }
  const std::size_t trigger = match.match.trigger.front();
  const Unit* unit = view.unit_at(trigger);
  if (unit == nullptr || trigger < unit->first || trigger >= unit->end) {
    return false;
  }
  const Mention& mention = view.facts().mentions[unit->mention];
  return mention.form == MentionForm::name && unit->end == unit->first + 1 &&
         is_upper(first_code_point(view.token(trigger).word));
}

/// "Kite is a tool for Java that was |started| by Ana Lima": the clause is about the noun
/// that the tree hangs it on, not about the name right before it.
bool is_said_of_noun(const SentenceView& view,
                     const knowledge::Rule& rule,
                     const RuleMatch& match) {
  if (rule.kind != knowledge::RuleKind::frame || match.match.trigger.empty() ||
      match.from_tree) {
    return false;
  }
  const std::size_t trigger = match.match.trigger.front();
  const Token& verb = view.token(trigger);
  if (verb.relation != Relation::acl || verb.head < 0) {
    return false;
  }
  const auto head = static_cast<std::size_t>(verb.head);
  std::size_t begin = 0;  // of the last thing named before the verb
  std::size_t end = 0;
  bool holds = false;  // the noun itself is one of them
  for (const Capture& capture : match.match.captures) {
    for (const Filler& filler : capture.fillers) {
      if (filler.tokens.end <= trigger && filler.tokens.end > end) {
        begin = filler.tokens.first;
        end = filler.tokens.end;
      }
      const Unit* unit = view.unit_at(filler.tokens.first);
      holds |= unit != nullptr && unit->begin <= head && head < unit->long_end;
    }
  }
  // a name that hangs on the noun by a preposition, the clause right behind the name
  const bool inside = end > 0 && head < begin && view.token(head).tag == Tag::noun &&
                      begin > 0 && view.token(begin - 1).folded != "," &&
                      view.token(end).folded != ",";
  bool joined = false;
  for (std::size_t i = begin; i < end; ++i) {
    const Relation relation = view.token(i).relation;
    joined |= relation == Relation::nmod || relation == Relation::conj;
  }
  return inside && joined && !holds &&
         end + 1 >= trigger - std::min<std::size_t>(trigger, 3);
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
      if (mentions_[i].empty()) {
        continue;  // every rule tells something of something that is named
      }
      const SentenceView view{context_, i, facts, mentions_[i]};
      for (const RuleMatch& match : find_matches(view)) {
        if (seen != nullptr) {
          seen->push_back({match.rule, match.construction});
        }
        const knowledge::Rule& rule = context_.rules.source.rules[match.rule];
        if (!is_word_of_name(view, rule, match) && !is_said_of_noun(view, rule, match)) {
          emitter.emit(view, match, assess(view, rule, match));
        }
      }
    }
    emitter.add_words_of_origin();
    join_events(facts);
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
                               quoted_pieces(annotation),
                               knowledge.rules,
                               *language,
                               knowledge.tables,
                               knowledge.ontology,
                               knowledge.only_rule};
  add_quotations(
      annotation,
      [&](const QuotedSpan& quote) { return presupposes(context, facts, quote); },
      facts);
  const auto mentions = mentions_apart(annotation, facts);
  const bool unsure = std::ranges::any_of(facts.entities, &Entity::class_is_guess);
  ArticleFacts again = unsure ? facts : ArticleFacts{};
  std::vector<SeenMatch> seen;
  std::vector<SeenMatch>* const observed =
      knowledge.observer != nullptr ? &seen : nullptr;
  const Pass pass{context, mentions};
  const Emitter emitter = pass.run(facts, observed);
  if (emitter.against_class()) {
    settle_classes(emitter.guesses(), knowledge.ontology, again);
    facts = std::move(again);
    seen.clear();
    apply_guesses(pass.run(facts, observed).guesses(), knowledge.ontology, facts);
  } else {
    apply_guesses(emitter.guesses(), knowledge.ontology, facts);
  }
  drop_facts_of_other_kinds(knowledge.ontology, facts);
  for (const SeenMatch& match : seen) {
    (*knowledge.observer)(match);
  }
  return facts;
}

}  // namespace byline::extract
