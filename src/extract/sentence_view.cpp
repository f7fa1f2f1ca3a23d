#include "extract/sentence_view.hpp"

#include "base/characters.hpp"
#include "extract/pattern_match.hpp"
#include "extract/quoted_titles.hpp"

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
  const char* set;
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
  collect_words();
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

void SentenceView::mark_unit_begins() {
  unit_begins_.assign(size(), 0);
  for (const Unit& unit : units_) {
    for (std::size_t i = unit.begin; i <= unit.first && i < size(); ++i) {
      unit_begins_[i] |= 3U;
    }
    for (std::size_t i = unit.begin - std::min(unit.begin, Unit::skipped);
         i < unit.begin && i < size();
         ++i) {
      unit_begins_[i] |= 2U;
    }
  }
}

void SentenceView::collect_words() {
  words_.reserve(size() * 2);
  for (std::size_t i = 0; i < size(); ++i) {
    const std::string& folded = token(i).folded;
    words_.push_back(folded);
    if (surfaces_[i] != folded) {
      words_.push_back(surfaces_[i]);
    }
    if (!lemmas_[i].empty() && lemmas_[i] != folded) {
      words_.push_back(lemmas_[i]);
    }
  }
}

bool SentenceView::may_modify(std::size_t i) const {
  if (is_punctuation(i)) {
    return false;
  }
  if (unit_of_token_[i] != none) {
    // "the artificial intelligence company Acme": a topic only describes
    const Mention& mention = facts_->mentions[units_[unit_of_token_[i]].mention];
    return facts_->entities[mention.entity].kind == EntityKind::topic &&
           is_lower_word(token(i).word);
  }
  if (in_set(i, "article")) {
    return true;
  }
  if (has_tags_) {
    switch (token(i).tag) {
      case Tag::adj:
      case Tag::det:
      case Tag::noun:
      case Tag::num:
      case Tag::propn:
      case Tag::adv:
      case Tag::x: return true;
      case Tag::verb: return token(i).relation == Relation::amod;
      case Tag::cconj: return joins_modifiers(i);
      default: return false;
    }
  }
  return !has_tag(i, "adp") && !has_tag(i, "aux") && !has_tag(i, "pron") &&
         !has_tag(i, "cconj") && surface(i) != "'s";
}

/// Between a name and its class word: "Kite web | framework", not "Zeta and the |
/// airline".
bool SentenceView::may_describe(std::size_t i) const {
  static const std::array<std::string, 5> others{
      "article", "and_word", "preposition", "auxiliary", "pronoun"};
  const Tag tag = token(i).tag;
  return tag != Tag::verb && tag != Tag::adv &&
         std::ranges::none_of(others,
                              [&](const std::string& set) { return in_set(i, set); });
}

/// "new and independent", "popular and widely used".
bool SentenceView::joins_modifiers(std::size_t i) const {
  const auto modifies = [this](std::size_t k) {
    return has_tag(k, "adj") || token(k).tag == Tag::adv;
  };
  return i > 0 && i + 1 < size() && modifies(i - 1) && modifies(i + 1);
}

void SentenceView::add_unit(std::size_t index) {
  constexpr std::size_t longest = 6;
  Unit& unit = units_[index];
  const Mention& mention = facts_->mentions[unit.mention];
  unit.first = unit.begin = mention.first_token;
  unit.end = unit.long_end = mention.end_token;
  take_quotation_marks(index);
  // "ex-Acme": what a hyphen joins to the name does not describe it
  const bool joined = unit.begin == unit.first && unit.begin > 0 &&
                      in_compound(unit.begin - 1) && token(unit.begin - 1).folded == "-";
  const bool bare = joined || mention.form == MentionForm::pronoun;
  while (!bare && unit.begin > 0 && unit.first - unit.begin < longest &&
         !ends_date_phrase(unit.begin - 1) &&
         (may_modify(unit.begin - 1) || in_compound(unit.begin - 1))) {
    --unit.begin;
  }
  // "to | Hamburg-based Elbe": the place belongs to the phrase
  if (unit.begin > 0 && unit.begin < unit.first && token(unit.begin).folded == "-" &&
      unit_of_token_[unit.begin - 1] != none) {
    unit.begin =
        facts_->mentions[units_[unit_of_token_[unit.begin - 1]].mention].first_token;
  }
  take_owner_place(unit);
  const knowledge::WordTable& classes = context_->tables.table("class_words");
  const bool named = mention.form == MentionForm::name;
  for (std::size_t i = unit.end; named && i < size() && i < unit.end + 3; ++i) {
    if (is_punctuation(i) || unit_of_token_[i] != none || !is_lower_word(token(i).word) ||
        !may_describe(i)) {
      break;
    }
    const auto kind = context_->ontology.kind_of(classes.value(token(i).folded));
    const EntityKind own = facts_->entities[mention.entity].kind;
    // "the Kite framework" is Kite; "the Kite port" is no place
    if (kind &&
        (*kind == own || own == EntityKind::topic || *kind == EntityKind::topic)) {
      unit.long_end = i + 1;
    }
  }
}

/// "In |2019| Acme bought": a date with a preposition is a phrase of its own.
bool SentenceView::ends_date_phrase(std::size_t i) const {
  const auto& dates = sentence_->dates;  // in text order, apart
  const auto date = std::ranges::lower_bound(
      dates, i + 1, {}, [](const DateExpression& d) { return d.tokens.end; });
  return date != dates.end() && date->tokens.end == i + 1 && date->tokens.first > 0 &&
         token(date->tokens.first - 1).tag == Tag::adp;
}

/// `|"The Salt Road"|`: the marks around a title belong to it.
void SentenceView::take_quotation_marks(std::size_t index) {
  Unit& unit = units_[index];
  if (unit.first == 0 || unit.end == unit.first || unit.end >= size() ||
      !is_quotation_mark(token(unit.first - 1)) || !is_quotation_mark(token(unit.end))) {
    return;
  }
  unit_of_token_[unit.first - 1] = unit_of_token_[unit.end] = index;
  --unit.begin;
  unit.long_end = ++unit.end;
}

/// The hyphen or the second half of a compound before a name: "the start-up | Kite",
/// "Lisbon-based | Kite".
bool SentenceView::in_compound(std::size_t i) const {
  const auto joins = [this](std::size_t k) {
    return k > 0 && k + 1 < size() && token(k).folded == "-" &&
           token(k - 1).span.end == token(k).span.begin &&
           token(k).span.end == token(k + 1).span.begin;
  };
  return joins(i) || (i > 0 && joins(i - 1) && is_lower_word(token(i).word));
}

/// "Japan's | Okada": the country before the name belongs to its noun phrase.
void SentenceView::take_owner_place(Unit& unit) const {
  if (unit.begin != unit.first || unit.begin < 2 ||
      !in_set(unit.begin - 1, "possessive_ending") ||
      unit_of_token_[unit.begin - 2] == none ||
      facts_->mentions[unit.mention].form != MentionForm::name) {
    return;
  }
  const auto kind_of = [this](std::size_t mention) {
    return facts_->entities[facts_->mentions[mention].entity].kind;
  };
  const Unit& owner = units_[unit_of_token_[unit.begin - 2]];
  const EntityKind own = kind_of(unit.mention);
  if (kind_of(owner.mention) == EntityKind::place && own != EntityKind::place) {
    unit.begin = facts_->mentions[owner.mention].first_token;
  }
}

const Unit* SentenceView::unit_at(std::size_t i) const {
  return i < unit_of_token_.size() && unit_of_token_[i] != none
             ? &units_[unit_of_token_[i]]
             : nullptr;
}

std::size_t SentenceView::match_word(std::size_t i, const std::string& word) const {
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
  if (!word.starts_with(here.folded) || here.folded.empty()) {
    return 0;
  }
  std::string joined = here.folded;
  for (std::size_t j = i + 1; j < size() && joined.size() < word.size(); ++j) {
    const std::size_t end = token(j - 1).span.end;
    // "formou-se": the hyphen before an enclitic is no token
    const bool hyphen =
        token(j).span.begin == end + 1 && context_->article.text[end] == '-';
    if (token(j).span.begin != end && !hyphen) {
      return 0;
    }
    joined += hyphen ? "-" : "";
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
  const knowledge::FormIndex& index = context_->language.forms;
  const Token& here = token(i);
  add_cut_words(i, here.folded);
  if (surfaces_[i] != here.folded) {
    add_cut_words(i, surfaces_[i]);
  }
  for (const auto& [group, bits] : index.forms(here.folded)) {
    // without accents "é" (is) and "e" (and) are one word
    if (here.tag != Tag::cconj || bits == any) {
      memo_.forms().add(group, i, {bits, 1, false});
    }
  }
  if (!lemmas_[i].empty() && here.tag != Tag::propn) {
    for (const auto& [group, bits] : index.lemmas(lemmas_[i])) {
      memo_.forms().add(group, i, {any, 1, true});
    }
  }
  if (surfaces_[i] != here.folded && !continues_word(i)) {
    const auto taken = static_cast<std::uint8_t>(match_word(i, surfaces_[i]));
    for (const auto& [group, bits] : index.forms(surfaces_[i])) {
      memo_.forms().add(group, i, {bits, taken, false});
    }
  }
}

void SentenceView::add_cut_words(std::size_t i, const std::string& begin) {
  if (begin.empty()) {
    return;
  }
  for (const auto& [word, group] : context_->language.forms.cut_words(begin.front())) {
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
    // "well-known", "widely used": a participle before its noun is an adjective, too
    const bool modifies = known == Tag::verb && token(i).relation == Relation::amod;
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
  const auto found = context_->language.sets.find("adverb_ending");
  if (found == context_->language.sets.end() || token(i).folded.size() < 6) {
    return false;
  }
  for (const auto& group : found->second.groups) {
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
  const char32_t first = first_code_point(token(i).word);
  return !is_letter(first) && !is_digit(first) && token(i).word != "'s" &&
         token(i).folded != "'s" && token(i).folded.size() <= 2 &&
         token(i).folded != "%" && token(i).folded != "$" && token(i).folded != "&" &&
         token(i).folded != "'";
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

std::size_t SentenceView::match_set(std::size_t i, std::string_view name) const {
  if (i >= size()) {
    return 0;
  }
  if (const std::uint32_t end = memo_.set_ends(name)[i]; end != MatchMemo::unknown) {
    return end;
  }
  const auto found = context_->language.sets.find(name);
  const std::size_t end =
      found == context_->language.sets.end() ? 0 : match_words(*this, found->second, i);
  memo_.set_ends(name)[i] = static_cast<std::uint32_t>(end);
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
