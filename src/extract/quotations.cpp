#include "extract/quotations.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/mention_lists.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

constexpr double direct_confidence = 0.95;
constexpr double indirect_confidence = 0.85;

/// An occasion named in the sentence of the cue, outside the words quoted.
const Mention* occasion_of(const Annotation& annotation,
                           const ArticleFacts& facts,
                           const QuotedSpan& quote) {
  const Span sentence = annotation.sentences[quote.sentence].span;
  for (const Mention& mention : mentions_in(facts, sentence)) {
    const bool quoted = std::ranges::any_of(
        quote.pieces, [&](const Span& piece) { return piece.overlaps(mention.span); });
    if (!quoted && !quote.cue.empty() &&
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

/// Whether no subject of what follows is named: "the lawyer, Ana Lima|,| said", not
/// "according to her, Ana Lima left".
bool is_closed(const Sentence& sentence, const Mention& mention) {
  const auto& tokens = sentence.tokens;
  return mention.end_token >= tokens.size() ||
         (tokens[mention.end_token].tag != Tag::verb &&
          tokens[mention.end_token].tag != Tag::aux &&
          tokens[mention.end_token].tag != Tag::cconj &&
          tokens[mention.end_token].tag != Tag::adv);
}

/// "a secretária-geral da entidade|, Neusa Batista": the person whom a comma names behind
/// a post and its complement; null if there is none.
const Mention* named_behind(const Sentence& sentence,
                            const ArticleFacts& facts,
                            Span post) {
  constexpr std::size_t complement = 8;   // tokens between the post and the comma
  constexpr std::size_t description = 4;  // "a galerista"
  const auto& tokens = sentence.tokens;
  const auto is_plain = [&](std::size_t i) {
    return tokens[i].tag != Tag::punct && tokens[i].tag != Tag::verb &&
           tokens[i].tag != Tag::aux && tokens[i].tag != Tag::pron;
  };
  const auto behind = std::ranges::partition_point(
      tokens, [&](const Token& token) { return token.span.begin < post.end; });
  auto at = static_cast<std::size_t>(behind - tokens.begin());
  const std::size_t last = std::min(tokens.size(), at + complement);
  const auto named_at = [&](std::size_t i) -> const Mention* {
    const auto here = mentions_in(facts, tokens[i].span);
    const auto found = std::ranges::find_if(here, [&](const Mention& mention) {
      return mention.first_token == i && mention.form == MentionForm::name &&
             facts.entities[mention.entity].kind == EntityKind::person;
    });
    return found == here.end() ? nullptr : &*found;
  };
  while (at < last && is_plain(at)) {
    // "disse o fundador e diretor |Ana Lima|", not "disse o ministro a |Ana Lima|"
    const bool given =
        at > 0 && (tokens[at - 1].tag == Tag::adp || tokens[at - 1].tag == Tag::det);
    if (const Mention* mention = named_at(at); mention != nullptr && !given) {
      return mention;
    }
    ++at;
  }
  if (at >= last || tokens[at].folded != ",") {
    return nullptr;
  }
  for (std::size_t i = at + 1; i < tokens.size() && i <= at + description; ++i) {
    if (const Mention* mention = named_at(i); mention != nullptr) {
      return mention;
    }
    // "the historian Sir |Ana Lima|": a capital of no name is a form of address
    const bool other_name = is_upper(first_code_point(tokens[i].word)) &&
                            !mentions_in(facts, tokens[i].span).empty();
    if (!is_plain(i) || other_name) {
      break;
    }
  }
  return nullptr;
}

/// Whether a mention is a subject of its sentence, or names one behind a comma.
bool is_subject(const Sentence& sentence, const Mention& mention) {
  const auto subject = [&](const Token& token) { return is_subject(token.relation); };
  if (mention.first_token == mention.end_token && mention.step == Step::heading &&
      mention.form == MentionForm::pronoun) {
    return true;  // left out before its verb
  }
  const auto& tokens = sentence.tokens;
  for (std::size_t i = mention.first_token; i < mention.end_token; ++i) {
    const std::int32_t head = tokens[i].relation == Relation::appos ? tokens[i].head : -1;
    if (subject(tokens[i]) ||
        (head >= 0 && subject(tokens.at(static_cast<std::size_t>(head))))) {
      return true;
    }
  }
  return false;
}

/// Who says what a verb without subject reports: the subject of the sentence before.
const Mention* person_before(const Annotation& annotation,
                             const ArticleFacts& facts,
                             std::size_t sentence,
                             Span piece) {
  const Mention* found = nullptr;
  const std::size_t first = sentence > 0 ? sentence - 1 : 0;
  const Span before{annotation.sentences[first].span.begin, piece.begin};
  for (const Mention& mention : mentions_in(facts, before)) {
    if (mention.sentence > sentence || mention.sentence + 1 < sentence ||
        mention.span.end > piece.begin ||
        facts.entities[mention.entity].kind != EntityKind::person ||
        !is_subject(annotation.sentences[mention.sentence], mention)) {
      continue;
    }
    if (found != nullptr && found->entity != mention.entity) {
      return nullptr;
    }
    found = &mention;
  }
  return found;
}

/// Who says what a verb without subject reports, if that is the source of what is
/// reported right before: "According to Ana Lima, … “…”, disse."
const Mention* source_before(const Annotation& annotation,
                             const ArticleFacts& facts,
                             std::size_t number) {
  constexpr std::size_t reach = 4;  // quotations of a block stand together
  const QuotedSpan& quote = annotation.quotes[number];
  const std::size_t end = std::min(annotation.quotes.size(), number + reach);
  const Mention* found = nullptr;
  for (std::size_t i = number - std::min(number, reach); i < end; ++i) {
    const QuotedSpan& other = annotation.quotes[i];
    if (other.direct || other.speaker.empty() || other.sentence > quote.sentence ||
        other.sentence + 1 < quote.sentence ||
        other.speaker.end > quote.pieces.front().begin) {
      continue;
    }
    const Mention* speaker = speaker_in(annotation, facts, other.speaker);
    if (speaker == nullptr ||
        facts.entities[speaker->entity].kind != EntityKind::person) {
      continue;
    }
    if (found != nullptr && found->entity != speaker->entity) {
      return nullptr;
    }
    found = speaker;
  }
  return found;
}

}  // namespace

const Mention* speaker_in(const Annotation& annotation,
                          const ArticleFacts& facts,
                          Span span) {
  const auto& sentences = annotation.sentences;
  if (sentences.empty()) {
    return nullptr;
  }
  const auto behind = std::ranges::upper_bound(
      sentences, span.begin, {}, [](const Sentence& s) { return s.span.begin; });
  const std::size_t here =
      behind == sentences.begin()
          ? 0
          : static_cast<std::size_t>(std::distance(sentences.begin(), behind)) - 1;
  constexpr std::size_t comma = 2;  // characters of ", "
  const Mention* best = nullptr;
  const Span reach{sentences[here].span.begin, span.end + comma + 1};
  for (const Mention& mention : mentions_in(facts, reach)) {
    const bool person = facts.entities[mention.entity].kind == EntityKind::person &&
                        mention.form == MentionForm::name;
    if (person && mention.sentence == here && mention.span.begin > span.end &&
        mention.span.begin <= span.end + comma && is_closed(sentences[here], mention)) {
      return &mention;  // "Acme's lawyer | , Ana Lima, said"
    }
    if (mention.span.overlaps(span) &&
        (best == nullptr || mention.span.size() > best->span.size())) {
      best = &mention;
    }
  }
  const bool named = best != nullptr && best->form == MentionForm::name &&
                     facts.entities[best->entity].kind == EntityKind::person;
  const Mention* behind_post =
      named ? nullptr : named_behind(sentences[here], facts, span);
  return behind_post != nullptr ? behind_post : best;
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
    if (quote.direct && quote.speaker.empty() && !quote.cue.empty()) {
      speaker = person_before(annotation, facts, quote.sentence, quote.pieces.front());
      speaker = speaker != nullptr ? speaker : source_before(annotation, facts, i);
    }
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
    const Mention* occasion = occasion_of(annotation, facts, quote);
    if (occasion != nullptr && speaker != nullptr) {
      facts.facts.push_back(quotation_fact(quote, i, "by:saidAt", *occasion));
    }
  }
}

}  // namespace byline::extract
