#include "extract/certainty.hpp"

#include "extract/claim_words.hpp"
#include "extract/quotations.hpp"
#include "extract/quoted_titles.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

/// Begin of the clause that holds `token`: behind the last boundary before it.
std::size_t clause_begin(const SentenceView& view, std::size_t token) {
  for (std::size_t i = token; i > 0; --i) {
    if (view.is_barrier(i - 1) || view.in_set(i - 1, "clause_boundary")) {
      return i;
    }
  }
  return 0;
}

std::size_t clause_end(const SentenceView& view, std::size_t token) {
  std::size_t i = token;
  while (i < view.size() && !view.is_barrier(i) && !view.in_set(i, "clause_boundary")) {
    ++i;
  }
  return i;
}

/// Where the noun phrase of `token` ends at the latest: "Zeta, a unit of Acme, |had met
/// between 2006 and 2017".
std::size_t phrase_end(const SentenceView& view, std::size_t token) {
  std::size_t i = token;
  const std::size_t end = clause_end(view, token);
  while (i < end && view.token(i).tag != Tag::aux &&
         (view.token(i).tag != Tag::verb || view.token(i).relation == Relation::amod)) {
    ++i;
  }
  return i;
}

bool any_in(const SentenceView& view,
            std::size_t begin,
            std::size_t end,
            const SetName& set) {
  for (std::size_t i = begin; i < end; ++i) {
    if (view.in_set(i, set)) {
      return true;
    }
  }
  return false;
}

bool is_question(const SentenceView& view) {
  for (std::size_t i = view.size(); i > 0 && view.is_punctuation(i - 1); --i) {
    if (view.token(i - 1).folded == "?") {
      return true;
    }
  }
  return false;
}

bool covers(const QuotedSpan& quote, Span span) {
  return std::ranges::any_of(quote.pieces,
                             [&](const Span& piece) { return piece.contains(span); });
}

bool cue_is(const SentenceView& view, Span cue, const SetName& set) {
  const auto& sentences = view.context().annotation.sentences;
  if (cue.empty() || !view.sentence().span.contains(cue)) {
    // the cue stands in another sentence: read it there
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      if (!cue.empty() && sentences[s].span.contains(cue) && s != view.index()) {
        const SentenceView other{view.context(), s, view.facts(), {}};
        return cue_is(other, cue, set);
      }
    }
    return false;
  }
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (cue.contains(view.token(i).span) && view.in_set(i, set)) {
      return true;
    }
  }
  return false;
}

void add_quotation(const SentenceView& view, Span claim, Certainty& certainty) {
  const auto& quotes = view.context().annotation.quotes;
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const QuotedSpan& quote = quotes[i];
    if (!covers(quote, claim)) {
      continue;
    }
    if (!quote.speaker.empty()) {
      if (const Mention* speaker =
              speaker_in(view.context().annotation, view.facts(), quote.speaker)) {
        certainty.said_by = speaker->entity;
      }
    }
    if (!quote.direct && !certainty.said_by) {
      continue;  // nobody is named: the article's own claim
    }
    if (quote.direct) {
      certainty.in_quotation = i;
    }
    if (quote.direct || !cue_is(view, quote.cue, "speech_presupposing")) {
      certainty.modality |= modality_reported;
    }
    if (quote.direct) {
      return;
    }
  }
}

/// "X said that …" where the article's quotations do not show it.
void add_indirect_speech(const SentenceView& view,
                         const Match& match,
                         std::size_t trigger,
                         Certainty& certainty) {
  if (certainty.said_by || certainty.in_quotation) {
    return;
  }
  for (std::size_t i = 1; i + 1 < trigger; ++i) {
    const bool noun = view.in_set(i, "claim_noun") && view.in_set(i + 1, "be") &&
                      i + 2 < view.size() && view.in_set(i + 2, "that_word");
    const bool plain = view.in_set(i, "speech_plain") || noun;
    if (!noun &&
        ((!plain && !view.in_set(i, "speech_presupposing")) || is_taken(match, i) ||
         !view.in_set(i + 1, "that_word") || view.token(i).tag == Tag::noun)) {
      continue;
    }
    if (plain) {
      certainty.modality |= modality_reported;
    }
    for (const Unit& unit : view.units()) {
      const Mention& mention = view.facts().mentions[unit.mention];
      const EntityKind kind = view.facts().entities[mention.entity].kind;
      const bool speaks = kind == EntityKind::person || kind == EntityKind::organization;
      if (unit.end <= i && unit.end + 6 >= i && speaks) {
        certainty.said_by = mention.entity;
      }
    }
  }
}

/// Whether a semicolon stands between: another clause begins there.
bool any_barrier(const SentenceView& view, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (view.token(i).folded == ";") {
      return true;
    }
  }
  return false;
}

/// "according to X": what the sentence says is X's claim.
void add_source(const SentenceView& view, const Match& match, Certainty& certainty) {
  for (std::size_t i = 0; i < view.size(); ++i) {
    const std::size_t end = view.match_set(i, "source");
    if (end == 0 || is_taken(match, i)) {
      continue;
    }
    // "Kite has 300 users, and according to Zeta …": the source of the clause behind
    // "and"
    const bool opens_next =
        i > 0 && match.tokens.end <= i && view.token(i - 1).tag == Tag::cconj;
    if (opens_next ||
        (end < match.tokens.first && any_barrier(view, end, match.tokens.first))) {
      continue;
    }
    certainty.modality |= modality_reported;
    for (const Unit& unit : view.units()) {
      if (end >= unit.begin && end <= unit.first && !certainty.said_by) {
        certainty.said_by = view.facts().mentions[unit.mention].entity;
      }
    }
  }
}

/// Where the clause of `trigger` ends, before `end`: "studied in Lisbon |and was| … until
/// 1965".
std::size_t before_joined_clause(const SentenceView& view,
                                 std::size_t trigger,
                                 std::size_t end) {
  for (std::size_t i = trigger + 1; i + 1 < end; ++i) {
    const Tag next = view.token(i + 1).tag;
    if (view.token(i).tag == Tag::cconj && (next == Tag::verb || next == Tag::aux)) {
      return i;
    }
  }
  return end;
}

bool has_event(const knowledge::Rule& rule) {
  return std::ranges::any_of(rule.emissions, [](const knowledge::Emission& e) {
    return e.kind == knowledge::EmissionKind::event;
  });
}

/// Whether a later verb takes the date: "the company based in Porto |will invest until
/// 2029|".
bool is_of_later_verb(const SentenceView& view, std::size_t trigger, std::size_t date) {
  constexpr int most_steps = 4;
  std::int32_t head = view.token(date).head;
  for (int steps = 0; steps < most_steps && head > static_cast<std::int32_t>(trigger);
       ++steps) {
    const Token& token = view.token(static_cast<std::size_t>(head));
    if (token.tag == Tag::verb) {
      return true;
    }
    head = token.head;
  }
  return false;
}

/// "since 2006", "until 2018" behind the trigger of a lasting relation.
void add_validity(const SentenceView& view,
                  const knowledge::Rule& rule,
                  std::size_t trigger,
                  std::size_t end,
                  Certainty& certainty) {
  if (has_event(rule)) {
    return;
  }
  for (const DateExpression& date : view.sentence().dates) {
    const std::size_t at = date.tokens.first;
    if (at == 0 || at < trigger || at > end || date.value.empty() ||
        is_of_later_verb(view, trigger, at)) {
      continue;
    }
    if (view.in_set(at - 1, "since_word")) {
      certainty.valid_from = date.value;
    }
    if (view.in_set(at - 1, "until_word")) {
      certainty.valid_to = date.value;
      certainty.modality |= modality_former;
    }
    if (!date.end_value.empty() && rule.kind == knowledge::RuleKind::role) {
      certainty.valid_from = date.value;
      certainty.valid_to = date.end_value;
      certainty.modality |= modality_former;
    }
  }
}

/// Whether an accent stands on one of the last two letters: "comprará", "comprarão".
bool ends_accented(std::string_view word) {
  constexpr std::size_t shortest = 2;
  return word.size() > shortest &&
         std::ranges::any_of(word.substr(word.size() - shortest), [](char c) {
           return static_cast<unsigned char>(c) >= 0x80;
         });
}

bool is_future_form(const SentenceView& view, const Match& match) {
  constexpr std::uint16_t others = knowledge::form_past | knowledge::form_third |
                                   knowledge::form_present | knowledge::form_participle;
  const bool accented =
      view.context().tables.table("token_settings").value("accented_future") == "yes";
  return std::ranges::any_of(match.forms, [&](const MatchedForm& form) {
    return (form.bits & knowledge::form_future) != 0 && (form.bits & others) == 0 &&
           (!accented || ends_accented(view.token(form.token).word));
  });
}

bool is_conditional_form(const Match& match) {
  return std::ranges::any_of(match.forms, [](const MatchedForm& form) {
    return form.bits != 0 && (form.bits & ~knowledge::form_conditional) == 0;
  });
}

/// "Acme to buy Zeta": an infinitive with nothing before it but the subject.
bool is_headline_infinitive(const SentenceView& view, const ClaimWords& words) {
  const std::size_t before = words.group_begin();
  return before + 1 <= words.trigger() &&
         view.in_set(words.trigger() - 1, "infinitive_mark") && words.trigger() > 0 &&
         view.token(words.trigger()).tag != Tag::noun && before == words.trigger() - 1 &&
         before > 0 && view.unit_at(before - 1) != nullptr;
}

void add_former(const SentenceView& view, const ClaimWords& words, Certainty& certainty) {
  const std::size_t first = words.first();
  const bool since_then = first > 1 && view.token(first - 1).tag == Tag::adv &&
                          view.token(first - 2).tag == Tag::adp;
  const bool former_before =
      first > 0 && !since_then && view.in_set(first - 1, "former_word");
  if (words.any("former_word") || former_before) {
    certainty.modality |= modality_former;
  }
}

/// `"… whether it works," said Ana Lima, who |joined| …`: where the words begin that may
/// bind a claim outside quotation marks.
std::size_t behind_quotation(const SentenceView& view,
                             std::size_t trigger,
                             const Certainty& certainty) {
  std::size_t i = certainty.in_quotation ? 0 : trigger;
  while (i > 0 && !is_quotation_mark(view.token(i - 1))) {
    --i;
  }
  return i;
}

/// "Ana Lima, |until January| the head of Acme": a date before the post ends it.
void add_until(const SentenceView& view,
               const Match& match,
               std::size_t trigger,
               Certainty& certainty) {
  for (const DateExpression& date : view.sentence().dates) {
    const std::size_t at = date.tokens.first;
    if (at > match.tokens.first + 1 && at < trigger &&
        view.in_set(at - 1, "until_word")) {
      certainty.modality |= modality_former;
    }
  }
}

void add_words(const SentenceView& view,
               const RuleMatch& found,
               const ClaimWords& words,
               Certainty& certainty) {
  const std::size_t begin = clause_begin(view, words.trigger());
  const std::size_t end = clause_end(view, words.trigger());
  const std::size_t own = behind_quotation(view, words.trigger(), certainty);
  certainty.negated =
      (words.any("negation") && !words.any("not_negation")) || words.any("denial_verb");
  if (words.any("hedge") || any_in(view, begin, end, "hedge_adverb") ||
      any_in(view, own, words.trigger(), "condition") || is_question(view)) {
    certainty.modality |= modality_hedged;
  }
  if (words.any("future_auxiliary") || words.any("future_verb") ||
      is_future_form(view, found.match) || is_headline_infinitive(view, words)) {
    certainty.modality |= modality_future;
  }
  if (words.any("conditional_auxiliary") || is_conditional_form(found.match)) {
    const bool reported = certainty.said_by.has_value() ||
                          any_in(view, 0, words.trigger(), "speech_presupposing") ||
                          any_in(view, 0, words.trigger(), "speech_plain");
    certainty.modality |= reported ? modality_future : modality_hedged;
  }
  add_former(view, words, certainty);
  if (any_in(view, own, words.trigger(), "opinion")) {
    certainty.modality |= modality_opinion;
  }
}

/// Characters that make the claim: its trigger.
Span claim_span(const SentenceView& view, const RuleMatch& found) {
  const Match& match = found.match;
  if (match.trigger.empty()) {
    return view.span_of(match.tokens.first, match.tokens.end);
  }
  return view.token(match.trigger.front()).span;
}

/// "Ana Lima, head of Acme, said …": what a noun phrase says of a person is the article's
/// own claim, whatever the verb of the sentence does.
bool is_noun_phrase(const SentenceView& view, const RuleMatch& found) {
  for (std::size_t i = found.match.tokens.first; i < found.match.tokens.end; ++i) {
    const Tag tag = view.token(i).tag;
    const bool verb = tag == Tag::verb || tag == Tag::aux || view.in_set(i, "be");
    if (verb && !is_taken(found.match, i)) {
      return false;
    }
  }
  return view.has_tags();
}

/// "was president of", not "was named president of".
bool is_past_post(const SentenceView& view,
                  const knowledge::Rule& rule,
                  const RuleMatch& found) {
  const bool lasts =
      std::ranges::any_of(rule.emissions, [](const knowledge::Emission& e) {
        return e.kind == knowledge::EmissionKind::membership;
      });
  if (rule.kind != knowledge::RuleKind::role || !lasts) {
    return false;
  }
  const std::size_t trigger =
      found.match.trigger.empty() ? found.match.tokens.end : found.match.trigger.front();
  bool past = false;
  for (std::size_t i = found.match.tokens.first; i < trigger; ++i) {
    if (is_taken(found.match, i)) {
      continue;
    }
    if (view.in_set(i, "past_copula")) {
      past = true;
    } else if (view.token(i).tag == Tag::verb || view.in_set(i, "chosen_word")) {
      return false;
    }
  }
  return past;
}

}  // namespace

Certainty assess(const SentenceView& view,
                 const knowledge::Rule& rule,
                 const RuleMatch& match) {
  Certainty certainty;
  if (rule.plain) {
    return certainty;
  }
  const ClaimWords words{view, match};
  add_quotation(view, claim_span(view, match), certainty);
  if (rule.kind == knowledge::RuleKind::role && !certainty.in_quotation &&
      is_noun_phrase(view, match)) {
    certainty.said_by.reset();
    certainty.modality = words.any("future_verb") ? modality_future : modality_none;
    add_former(view, words, certainty);
    add_until(view, match.match, words.trigger(), certainty);
    add_validity(
        view, rule, words.trigger(), phrase_end(view, words.trigger()), certainty);
    certainty.negated = words.any("negation") && !words.any("not_negation");
    certainty.modality |= rule.modality;
    return certainty;
  }
  add_source(view, match.match, certainty);
  add_indirect_speech(view, match.match, words.trigger(), certainty);
  add_words(view, match, words, certainty);
  if (has_event(rule) && view.token(words.trigger()).tag == Tag::verb) {
    certainty.modality &= ~modality_former;  // "had |previously| bought": it stays done
  }
  add_validity(
      view,
      rule,
      words.trigger(),
      before_joined_clause(view, words.trigger(), clause_end(view, words.trigger())),
      certainty);
  if (is_past_post(view, rule, match) && certainty.plain()) {
    certainty.modality |= modality_former;
  }
  certainty.modality |= rule.modality;
  if (certainty.plain() && !certainty.in_quotation) {
    certainty.said_by.reset();  // presupposed: the article asserts it, too
  }
  return certainty;
}

bool presupposes(const ExtractContext& context,
                 const ArticleFacts& facts,
                 const QuotedSpan& quote) {
  const SentenceView view{context, quote.sentence, facts, {}};
  return cue_is(view, quote.cue, "speech_presupposing");
}

}  // namespace byline::extract
