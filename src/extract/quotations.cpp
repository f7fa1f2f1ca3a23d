#include "extract/quotations.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr double direct_confidence = 0.95;
constexpr double indirect_confidence = 0.85;

/// An occasion named in the sentence of the cue, outside the words quoted.
const Mention* occasion_of(const ArticleFacts& facts, const QuotedSpan& quote) {
  for (const Mention& mention : facts.mentions) {
    const bool quoted = std::ranges::any_of(
        quote.pieces, [&](const Span& piece) { return piece.overlaps(mention.span); });
    if (mention.sentence == quote.sentence && !quoted && !quote.cue.empty() &&
        facts.entities[mention.entity].kind == EntityKind::occasion) {
      return &mention;
    }
  }
  return nullptr;
}

Fact quotation_fact(const QuotedSpan& quote,
                    std::size_t index,
                    const std::string& property,
                    const Mention& object) {
  Fact fact;
  fact.subject.kind = NodeKind::quotation;
  fact.subject.index = index;
  fact.property = property;
  fact.object.kind = NodeKind::entity;
  fact.object.index = object.entity;
  Evidence& evidence = fact.evidence;
  evidence.sentence = quote.sentence;
  evidence.subject = quote.pieces.front();
  evidence.object = object.span;
  evidence.span = cover(quote.pieces.front(), object.span);
  if (!quote.cue.empty()) {
    evidence.span = cover(evidence.span, quote.cue);
  }
  evidence.rule = quotation_rule;
  evidence.confidence = quote.direct ? direct_confidence : indirect_confidence;
  evidence.step = object.step;
  evidence.antecedent = object.antecedent;
  return fact;
}

}  // namespace

const Mention* speaker_in(const Annotation& annotation,
                          const ArticleFacts& facts,
                          Span span) {
  const auto& sentences = annotation.sentences;
  const auto behind = std::ranges::upper_bound(
      sentences, span.begin, {}, [](const Sentence& s) { return s.span.begin; });
  const std::size_t here =
      behind == sentences.begin()
          ? 0
          : static_cast<std::size_t>(std::distance(sentences.begin(), behind)) - 1;
  constexpr std::size_t comma = 2;  // characters of ", "
  const Mention* best = nullptr;
  for (const Mention& mention : facts.mentions) {
    const bool person = facts.entities[mention.entity].kind == EntityKind::person &&
                        mention.form == MentionForm::name;
    if (person && mention.sentence == here && mention.span.begin > span.end &&
        mention.span.begin <= span.end + comma) {
      return &mention;  // "Acme's lawyer | , Ana Lima, said"
    }
    if (mention.span.overlaps(span) &&
        (best == nullptr || mention.span.size() > best->span.size())) {
      best = &mention;
    }
  }
  return best;
}

void add_quotations(const Annotation& annotation,
                    const std::function<bool(const QuotedSpan&)>& is_presupposed,
                    ArticleFacts& facts) {
  for (std::size_t i = 0; i < annotation.quotes.size(); ++i) {
    const QuotedSpan& quote = annotation.quotes[i];
    Quotation quotation;
    quotation.pieces = quote.pieces;
    quotation.direct = quote.direct;
    quotation.sentence = quote.sentence;
    const Mention* speaker =
        quote.speaker.empty() ? nullptr : speaker_in(annotation, facts, quote.speaker);
    if (speaker != nullptr) {
      quotation.speaker = speaker->entity;
    }
    const bool said = quote.direct || (speaker != nullptr && !is_presupposed(quote));
    if (!said) {
      quotation.pieces.clear();  // keeps the numbers of the others
    }
    facts.quotations.push_back(std::move(quotation));
    if (!said || quote.pieces.empty()) {
      continue;
    }
    if (speaker != nullptr) {
      facts.facts.push_back(quotation_fact(quote, i, "by:speaker", *speaker));
    }
    const Mention* occasion = occasion_of(facts, quote);
    if (occasion != nullptr && speaker != nullptr) {
      facts.facts.push_back(quotation_fact(quote, i, "by:saidAt", *occasion));
    }
  }
}

}  // namespace byline::extract
