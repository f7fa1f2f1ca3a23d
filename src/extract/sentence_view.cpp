#include "extract/sentence_view.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/pattern_match.hpp"

#include <algorithm>
#include <array>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Names of Tag, in its order.
constexpr std::array<std::string_view, 18> tag_names{"",
                                                     "adj",
                                                     "adp",
                                                     "adv",
                                                     "aux",
                                                     "cconj",
                                                     "det",
                                                     "intj",
                                                     "noun",
                                                     "num",
                                                     "part",
                                                     "pron",
                                                     "propn",
                                                     "punct",
                                                     "sconj",
                                                     "sym",
                                                     "verb",
                                                     "x"};

/// Without a tag: the set of the grammar that holds the words of a closed class.
struct ClosedClass {
  std::string_view tag;
  SetName set;
};
constexpr std::array closed_classes{ClosedClass{"det", "article"},
                                    ClosedClass{"adp", "preposition"},
                                    ClosedClass{"aux", "auxiliary"},
                                    ClosedClass{"pron", "pronoun"},
                                    ClosedClass{"cconj", "and_word"}};

bool is_lower_word(std::string_view text) {
  return is_lower(first_code_point(text));
}

}  // namespace

std::vector<Span> quoted_pieces(const Annotation& annotation) {
  std::vector<Span> all;
  for (const QuotedSpan& quote : annotation.quotes) {
    if (quote.direct) {
      all.insert(all.end(), quote.pieces.begin(), quote.pieces.end());
    }
  }
  std::ranges::sort(all);
  std::vector<Span> apart;
  for (const Span& piece : all) {
    if (!apart.empty() && piece.begin < apart.back().end) {
      apart.back().end = std::max(apart.back().end, piece.end);
    } else {
      apart.push_back(piece);
    }
  }
  return apart;
}

SentenceView::SentenceView(const ExtractContext& context,
                           std::size_t sentence,
                           const ArticleFacts& facts,
                           std::vector<std::size_t> mentions)
    : context_(&context),
      sentence_(&context.annotation.sentences[sentence]),
      facts_(&facts),
      index_(sentence),
      memo_(context.language, sentence_->tokens.size()) {
  const auto& tokens = sentence_->tokens;
  surfaces_.reserve(tokens.size());
  lemmas_.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool shared = i > 0 && tokens[i].span == tokens[i - 1].span;
    const bool shares =
        shared || (i + 1 < tokens.size() && tokens[i].span == tokens[i + 1].span);
    shared_.push_back(shared ? 1 : 0);
    surfaces_.push_back(shares ? fold(text_of(tokens[i].span)) : tokens[i].folded);
    lemmas_.push_back(tokens[i].lemma.empty() ? std::string{} : fold(tokens[i].lemma));
    has_tags_ |= tokens[i].tag != Tag::unknown;
    has_tree_ |= tokens[i].head != no_head;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    find_forms(i);
  }
  std::ranges::sort(word_uses_);
  word_uses_.erase(std::unique(word_uses_.begin(), word_uses_.end()), word_uses_.end());
  quoted_.assign(tokens.size(), 0);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto piece =
        std::ranges::lower_bound(context.quoted, tokens[i].span.end, {}, &Span::end);
    if (piece != context.quoted.end() && piece->contains(tokens[i].span)) {
      quoted_[i] = 1;
    }
  }
  unit_of_token_.assign(tokens.size(), none);
  for (const std::size_t mention : mentions) {
    for (std::size_t i = facts.mentions[mention].first_token;
         i < facts.mentions[mention].end_token && i < tokens.size();
         ++i) {
      unit_of_token_[i] = units_.size();
    }
    units_.push_back({.mention = mention});
  }
  for (std::size_t i = 0; i < units_.size(); ++i) {
    add_unit(i);
  }
  mark_unit_begins();
}

const knowledge::WordUses& SentenceView::take_uses(const std::string& word) {
  const knowledge::WordUses& uses = context_->language.words.find(word);
  word_uses_.push_back(&uses);
  return uses;
}

bool SentenceView::is_joined(std::size_t i) const {
  const std::size_t end = token(i).span.end;
  const std::size_t next = token(i + 1).span.begin;
  return next == end || (next == end + 1 && context_->article.text[end] == '-');
}

std::size_t SentenceView::match_whole_word(std::size_t i, const std::string& word) const {
  const Token& here = token(i);
  if (here.folded == word) {
    return 1;
  }
  if (surfaces_[i] == word && !continues_word(i)) {
    std::size_t count = 1;
    while (i + count < size() && continues_word(i + count)) {
      ++count;
    }
    return count;
  }
  if (here.folded.empty() || here.folded.size() >= word.size() ||
      !word.starts_with(here.folded)) {
    return 0;
  }
  std::string joined = here.folded;
  for (std::size_t j = i + 1; j < size() && joined.size() < word.size(); ++j) {
    if (!is_joined(j - 1)) {
      return 0;
    }
    joined += token(j).span.begin == token(j - 1).span.end ? "" : "-";
    joined += token(j).folded;
    if (joined == word) {
      return j + 1 - i;
    }
  }
  return 0;
}

/// Of several ways in which a group stands at a token the first counts: as written, as a
/// form, by the model's lemma, as the whole of a word that was cut.
void SentenceView::find_forms(std::size_t i) {
  constexpr std::uint16_t any = knowledge::form_any;
  const Token& here = token(i);
  add_cut_words(i, here.folded);
  if (surfaces_[i] != here.folded) {
    add_cut_words(i, surfaces_[i]);
  }
  const knowledge::WordUses& uses = take_uses(here.folded);
  for (const auto& [group, bits] : uses.forms) {
    // without accents "é" (is) and "e" (and) are one word
    if (here.tag != Tag::cconj || bits == any) {
      memo_.forms().add(group, i, {bits, 1, false});
    }
  }
  if (!lemmas_[i].empty()) {
    const auto& of_lemma = lemmas_[i] == here.folded ? uses : take_uses(lemmas_[i]);
    for (std::size_t k = 0; here.tag != Tag::propn && k < of_lemma.lemmas.size(); ++k) {
      memo_.forms().add(of_lemma.lemmas[k].group, i, {any, 1, true});
    }
  }
  if (surfaces_[i] != here.folded) {
    const knowledge::WordUses& whole = take_uses(surfaces_[i]);
    if (!continues_word(i)) {
      const auto taken = static_cast<std::uint8_t>(match_word(i, surfaces_[i]));
      for (const auto& [group, bits] : whole.forms) {
        memo_.forms().add(group, i, {bits, taken, false});
      }
    }
  }
}

void SentenceView::add_cut_words(std::size_t i, const std::string& begin) {
  if (begin.empty()) {
    return;
  }
  const bool goes_on = i + 1 < size() && is_joined(i);
  for (const auto& [word, group] : context_->language.words.cut_words(begin.front())) {
    if (!goes_on && word != token(i).folded && word != surfaces_[i]) {
      continue;
    }
    if (const std::size_t taken = match_word(i, word); taken > 0) {
      memo_.forms().add(
          group, i, {knowledge::form_any, static_cast<std::uint8_t>(taken), false});
    }
  }
}

std::size_t SentenceView::match_forms(std::size_t i,
                                      const knowledge::FormGroup& group,
                                      std::uint16_t mask) const {
  const FormHit hit = memo_.forms().at(group.number, i);
  // "his only live concert": an adjective is no finite verb
  constexpr std::uint16_t of_adjectives =
      knowledge::form_participle | knowledge::form_gerund;
  if (token(i).tag == Tag::adj && (mask & of_adjectives) == 0) {
    return 0;
  }
  const bool fits = hit.by_lemma ? mask == knowledge::form_any : (hit.bits & mask) != 0;
  return fits ? hit.tokens : 0;
}

bool SentenceView::may_begin(std::size_t i, const knowledge::FormGroup& group) const {
  // match_word() joins tokens without space between them to one word
  const auto is_cut = [this](std::size_t k) {
    constexpr std::string_view closing = ",.;:!?)]\"'";
    return k + 1 < size() && token(k).span.end == token(k + 1).span.begin &&
           closing.find(token(k + 1).folded) == std::string_view::npos;
  };
  return i < size() && (memo_.forms().at(group.number, i).tokens > 0 || is_cut(i));
}

bool SentenceView::has_tag(std::size_t i, const std::string& tag) const {
  const Tag known = token(i).tag;
  if (known != Tag::unknown) {
    // "well-known", "widely used", "its first president": what stands before its noun
    // like an adjective is one, too
    const bool modifies =
        (known == Tag::verb || known == Tag::adv) && token(i).relation == Relation::amod;
    return tag_names[static_cast<std::size_t>(known)] == tag ||
           (modifies && tag == "adj");
  }
  if (is_punctuation(i) || tag == "punct") {
    return is_punctuation(i) && tag == "punct";
  }
  for (const ClosedClass& closed : closed_classes) {
    if (closed.tag == tag) {
      return in_set(i, closed.set);
    }
  }
  if (tag == "num") {
    return is_digit(first_code_point(token(i).word));
  }
  if (tag == "propn") {
    return !is_lower_word(token(i).word);
  }
  const bool open = tag == "noun" || tag == "verb" || tag == "adj" || tag == "adv";
  return open && is_lower_word(token(i).word) &&
         std::ranges::none_of(closed_classes,
                              [&](const ClosedClass& c) { return in_set(i, c.set); });
}

bool SentenceView::is_adverb(std::size_t i) const {
  if (memo_.adverb(i) > 1) {
    const bool adverb = looks_like_adverb(i);
    memo_.adverb(i) = adverb ? 1 : 0;
  }
  return memo_.adverb(i) == 1;
}

bool SentenceView::looks_like_adverb(std::size_t i) const {
  if (is_punctuation(i)) {
    return false;
  }
  if (token(i).tag == Tag::adv || in_set(i, "adverb")) {
    return true;
  }
  const knowledge::Program* endings = memo_.sets().program("adverb_ending");
  if (endings == nullptr || token(i).folded.size() < 6) {
    return false;
  }
  for (const auto& group : endings->groups) {
    for (const auto& [ending, bits] : group->forms) {
      if (token(i).folded.ends_with(ending)) {
        return true;
      }
    }
  }
  return false;
}

bool SentenceView::is_punctuation(std::size_t i) const {
  if (token(i).tag == Tag::punct) {
    return true;
  }
  constexpr std::size_t longest = 2;  // bytes
  const std::string& word = token(i).folded;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (is_letter(c) || is_digit(c)) {
      return false;
    }
  }
  return word.size() <= longest && word != "%" && word != "$" && word != "&" &&
         word != "'";
}

bool SentenceView::only_punctuation(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_punctuation(i)) {
      return false;
    }
  }
  return true;
}

bool SentenceView::is_barrier(std::size_t i) const {
  const std::string& word = token(i).folded;
  return word == ";" || word == ":" || word == "\"";
}

bool SentenceView::in_quotation(std::size_t i) const {
  return i < quoted_.size() && quoted_[i] != 0;
}

std::size_t SentenceView::match_set(std::size_t i, const SetName& name) const {
  if (i >= size()) {
    return 0;
  }
  if (const std::uint32_t end = memo_.sets().at(name, i); end != SetEnds::unknown) {
    return end;
  }
  const std::size_t end = match_words(*this, *memo_.sets().program(name), i);
  memo_.sets().at(name, i) = static_cast<std::uint32_t>(end);
  return end;
}

bool SentenceView::is_capitalized(std::size_t i) const {
  return i > 0 && is_upper(first_code_point(token(i).word));
}

Span SentenceView::span_of(std::size_t begin, std::size_t end) const {
  return {token(begin).span.begin, token(end - 1).span.end};
}

std::string SentenceView::text_of(Span span) const {
  return context_->article.text.substr(span.begin, span.size());
}

}  // namespace byline::extract
