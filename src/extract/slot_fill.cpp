#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/pattern_match.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

namespace byline::extract {
namespace {

using knowledge::SlotSpec;

constexpr double guessed = 0.8;

bool has_type(const SlotSpec& slot, std::string_view type) {
  return std::ranges::find(slot.types, type) != slot.types.end();
}

bool wants_mention(const SlotSpec& slot) {
  return std::ranges::any_of(slot.types, [](const std::string& type) {
    return type == "entity" || type.find(':') != std::string::npos;
  });
}

bool takes_only_mentions(const SlotSpec& slot) {
  return std::ranges::all_of(slot.types, [](const std::string& type) {
    return type == "entity" || type.find(':') != std::string::npos;
  });
}

/// A class whose things a capitalized word may well name; people and places are known by
/// their names' shape.
bool may_guess(const SentenceView& view, const std::string& type) {
  const auto kind = view.context().ontology.kind_of(type);
  return kind && (*kind == EntityKind::organization || *kind == EntityKind::work ||
                  *kind == EntityKind::occasion);
}

/// How many kinds of things the slot takes.
std::size_t kinds_of(const SentenceView& view, const SlotSpec& slot) {
  std::set<EntityKind> kinds;
  for (const std::string& type : slot.types) {
    if (const auto kind = view.context().ontology.kind_of(type)) {
      kinds.insert(*kind);
    }
  }
  return std::max<std::size_t>(1, kinds.size());
}

bool class_fits(const SentenceView& view, const Entity& entity, const std::string& type) {
  const auto& ontology = view.context().ontology;
  for (const std::string& name : entity.classes) {
    if (ontology.is_a(name, type)) {
      return true;
    }
  }
  // a guessed class is right about the kind at best: product or project?
  return !entity.in_lexicon && (!entity.class_from_text || entity.class_is_guess) &&
         entity.kind == EntityKind::work && ontology.kind_of(type) == EntityKind::work;
}

Filler text_filler(const SentenceView& view, std::size_t begin, std::size_t end) {
  Filler filler;
  filler.tokens = {begin, end};
  filler.span = view.span_of(begin, end);
  return filler;
}

/// "CNQX", "NeoConf": two capitals at least, no space.
bool is_acronym(std::string_view word) {
  constexpr std::size_t longest = 10;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < word.size();) {
    capitals += is_upper(next_code_point(word, i)) ? 1 : 0;
  }
  return capitals >= 2 && word.size() <= longest && is_upper(first_code_point(word));
}

bool starts_phrase(const SentenceView& view,
                   const std::vector<std::vector<std::string>>& phrases,
                   std::size_t at) {
  return std::ranges::any_of(phrases, [&](const std::vector<std::string>& words) {
    std::size_t i = at;
    for (const std::string& word : words) {
      const std::size_t taken = i < view.size() ? view.match_word(i, word) : 0;
      if (taken == 0) {
        return false;
      }
      i += taken;
    }
    return !words.empty();
  });
}

/// "stay open, be fair and grow": the parts between commas and "and".
std::vector<Filler> text_members(const SentenceView& view,
                                 std::size_t begin,
                                 std::size_t end) {
  std::vector<Filler> members;
  std::size_t from = begin;
  for (std::size_t i = begin; i < end;) {
    std::size_t next = view.token(i).folded == "," ? i + 1 : i;
    if (next < end) {
      next = std::max(next, view.match_set(next, "and_word"));
    }
    if (next == i) {
      ++i;
      continue;
    }
    if (i > from) {
      members.push_back(text_filler(view, from, i));
    }
    i = from = next;
  }
  if (end > from) {
    members.push_back(text_filler(view, from, end));
  }
  return members;
}

/// A short line without a stop: a point of a list.
bool is_list_point(const Sentence& sentence) {
  constexpr std::size_t longest = 10;
  return !sentence.tokens.empty() && sentence.tokens.size() <= longest &&
         is_letter(first_code_point(sentence.tokens.front().word)) &&
         is_letter(first_code_point(sentence.tokens.back().word));
}

void fill_text(const SentenceView& view,
               const SlotSpec& slot,
               std::size_t begin,
               std::vector<SlotFill>& fills) {
  std::size_t end = begin;
  while (end < view.size() && end - begin < slot.max_tokens && !view.is_barrier(end) &&
         !starts_phrase(view, slot.until, end)) {
    ++end;
  }
  while (end > begin && view.is_punctuation(end - 1) &&
         view.token(end - 1).folded != ")") {
    --end;
  }
  if (end > begin) {
    fills.push_back({slot.list ? text_members(view, begin, end)
                               : std::vector<Filler>{text_filler(view, begin, end)},
                     end});
  }
}

bool in_phrase(const SentenceView& view, std::size_t i) {
  if (view.is_punctuation(i)) {
    return view.token(i).folded == "-" && i > 0 && i + 1 < view.size() &&
           view.token(i - 1).span.end == view.token(i).span.begin &&
           view.token(i).span.end == view.token(i + 1).span.begin;
  }
  if (view.is_adverb(i)) {
    return false;
  }
  return view.has_tag(i, "noun") || view.has_tag(i, "adj") || view.has_tag(i, "propn") ||
         view.has_tag(i, "x") ||
         (view.token(i).tag == Tag::verb && !view.in_set(i, "auxiliary") && i > 0 &&
          view.token(i - 1).folded == "-");
}

std::size_t phrase_end(const SentenceView& view, std::size_t begin) {
  constexpr std::size_t longest = 6;
  std::size_t end = begin;
  while (end < view.size() && end - begin < longest && in_phrase(view, end)) {
    ++end;
  }
  return end;
}

std::size_t separator_end(const SentenceView& view, std::size_t at);

/// Further phrases behind commas and "and".
void extend_phrases(const SentenceView& view, FillerKind kind, SlotFill& fill) {
  while (true) {
    std::size_t begin = separator_end(view, fill.end);
    if (begin > 0 && begin < view.size()) {
      begin = std::max(begin, view.match_set(begin, "article"));
    }
    const std::size_t end = begin == 0 ? 0 : phrase_end(view, begin);
    if (end <= begin) {
      return;
    }
    Filler filler = text_filler(view, begin, end);
    filler.kind = kind;
    fill.fillers.push_back(std::move(filler));
    fill.end = end;
  }
}

/// "computer vision", "redes neurais profundas", "aprendizado de máquina": the run of
/// nouns and adjectives, also with one "of" part; longest first.
void fill_phrase(const SentenceView& view,
                 FillerKind kind,
                 bool list,
                 std::size_t begin,
                 std::vector<SlotFill>& fills) {
  const std::size_t end = phrase_end(view, begin);
  if (end == begin) {
    return;
  }
  const auto add = [&](std::size_t to) {
    Filler filler = text_filler(view, begin, to);
    filler.kind = kind;
    SlotFill fill{{filler}, to};
    if (list) {
      extend_phrases(view, kind, fill);
    }
    const Filler& last = fill.fillers.back();
    if (fill.fillers.size() > 1 && last.tokens.end > last.tokens.first + 1) {
      // "machine learning and computer vision framework": the head belongs to no topic
      SlotFill shorter = fill;
      shorter.end = last.tokens.end - 1;
      shorter.fillers.back() = text_filler(view, last.tokens.first, shorter.end);
      shorter.fillers.back().kind = kind;
      fills.push_back(std::move(shorter));
    }
    fills.push_back(std::move(fill));
  };
  if (const std::size_t of = view.match_set(end, "of"); of > end && of < view.size()) {
    const std::size_t more = phrase_end(view, of);
    if (more > of && kind == FillerKind::topic && !view.unit_at(of)) {
      add(more);
    }
  }
  for (std::size_t to = end; to > begin; --to) {
    if (!view.is_punctuation(to - 1)) {
      add(to);
    }
  }
}

void fill_number(const SentenceView& view,
                 const SlotSpec& slot,
                 std::size_t begin,
                 std::vector<SlotFill>& fills) {
  const auto& numbers = view.sentence().numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const NumberExpression& number = numbers[i];
    const bool percent = number.unit == "%";
    const bool money =
        !number.unit.empty() && !percent && is_upper(first_code_point(number.unit));
    const bool fits = has_type(slot, "number") ||
                      (percent && has_type(slot, "percent")) ||
                      (money && has_type(slot, "money"));
    if (number.tokens.first == begin && fits) {
      Filler filler = text_filler(view, number.tokens.first, number.tokens.end);
      filler.kind = FillerKind::number;
      filler.index = i;
      filler.span = number.span;
      fills.push_back({{filler}, number.tokens.end});
    }
  }
}

/// The years between the two ends of a period; nothing if a date has one.
std::optional<long> years_of(const DateExpression& date) {
  if (date.value.empty() || date.end_value.empty()) {
    return std::nullopt;
  }
  return std::atol(date.end_value.c_str()) - std::atol(date.value.c_str());
}

/// `period`: only dates with two ends, as far apart as the slot wants.
void fill_date(const SentenceView& view,
               const SlotSpec& slot,
               std::size_t begin,
               std::vector<SlotFill>& fills) {
  const bool any_date = has_type(slot, "date");
  const auto& dates = view.sentence().dates;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (dates[i].tokens.first != begin || dates[i].value.empty()) {
      continue;
    }
    const auto years = years_of(dates[i]);
    if (any_date || (years && *years >= static_cast<long>(slot.min_years))) {
      Filler filler = text_filler(view, dates[i].tokens.first, dates[i].tokens.end);
      filler.kind = FillerKind::date;
      filler.index = i;
      filler.span = dates[i].span;
      fills.push_back({{filler}, dates[i].tokens.end});
    }
  }
}

/// The class word at `at` and the tokens it takes.
std::size_t class_word(const SentenceView& view, std::size_t at, std::string& name) {
  const knowledge::WordTable& table = view.context().tables.table("class_words");
  std::size_t best = 0;
  std::string phrase;
  const std::size_t most = std::max<std::size_t>(1, table.longest_words);
  for (std::size_t i = at; i < view.size() && i < at + most; ++i) {
    phrase += (i == at ? "" : " ") + view.token(i).folded;
    if (table.has(phrase)) {
      name = std::string{table.value(phrase)};
      best = i + 1 - at;
    }
  }
  if (best == 0 && !view.token(at).lemma.empty() &&
      table.has(fold(view.token(at).lemma))) {
    name = std::string{table.value(fold(view.token(at).lemma))};
    best = 1;
  }
  return best;
}

void fill_class(const SentenceView& view,
                const SlotSpec& slot,
                std::size_t begin,
                std::vector<SlotFill>& fills) {
  constexpr std::size_t longest = 12;
  SlotFill best;
  for (std::size_t i = begin; i < view.size() && i < begin + longest;) {
    std::string name;
    const std::size_t taken =
        view.token(i).tag == Tag::verb ? 0 : class_word(view, i, name);
    if (taken > 0 && name.find(':') != std::string::npos) {
      Filler filler = text_filler(view, i, i + taken);
      filler.kind = FillerKind::class_word;
      filler.class_name = name;
      best = {{filler}, i + taken};
      i += taken;
      continue;
    }
    const bool stays = slot.loose && (in_phrase(view, i) || view.in_set(i, "and_word") ||
                                      view.is_adverb(i) || view.unit_at(i) != nullptr ||
                                      view.token(i).folded == "-" ||
                                      (view.token(i).folded == "," && i > begin));
    if (!stays) {
      break;
    }
    ++i;
  }
  if (best.end > 0) {
    fills.push_back(best);
  }
}

/// "Brazilian", "South Korean": the longest word of origin at `begin`.
void fill_nation(const SentenceView& view,
                 std::size_t begin,
                 std::vector<SlotFill>& fills) {
  const knowledge::WordTable& table = view.context().tables.table("demonyms");
  std::string phrase;
  const std::size_t most = std::max<std::size_t>(1, table.longest_words);
  for (std::size_t end = begin + 1; end <= view.size() && end <= begin + most; ++end) {
    phrase += (phrase.empty() ? "" : " ") + view.token(end - 1).folded;
    if (table.has(phrase)) {
      Filler filler = text_filler(view, begin, end);
      filler.kind = FillerKind::nation;
      filler.class_name = table.value(phrase);
      fills.insert(fills.begin(), {{std::move(filler)}, end});
    }
  }
}

bool unit_starts(const SentenceView& view,
                 const SlotSpec& slot,
                 const Unit& unit,
                 std::size_t begin) {
  constexpr std::size_t skipped = 3;
  if (begin >= unit.begin && begin <= unit.first) {
    return true;
  }
  if (!slot.loose || begin > unit.begin || unit.begin - begin > skipped) {
    return false;
  }
  for (std::size_t i = begin; i < unit.begin; ++i) {
    if (view.is_punctuation(i) || view.unit_at(i) != nullptr) {
      return false;
    }
  }
  return true;
}

void fill_mention(const SentenceView& view,
                  const SlotSpec& slot,
                  std::size_t begin,
                  std::vector<SlotFill>& fills) {
  for (const Unit& unit : view.units()) {
    if (!unit_starts(view, slot, unit, begin)) {
      continue;
    }
    const auto filler = fit_mention(view, slot, unit);
    if (!filler) {
      continue;
    }
    for (const std::size_t end : {unit.long_end, unit.end}) {
      const SlotFill one{{*filler}, end};
      if (slot.list) {
        SlotFill all = extend_list(view, slot, one);
        if (all.fillers.size() > 1) {
          fills.push_back(std::move(all));
        }
      }
      fills.push_back(one);
      if (unit.end == unit.long_end) {
        break;
      }
    }
  }
}

/// Behind a list member: the end of ", and", "as well as", "," …; 0 if none is there.
std::size_t separator_end(const SentenceView& view, std::size_t at) {
  if (at >= view.size()) {
    return 0;
  }
  std::size_t end = at;
  if (view.token(at).folded == "," || view.token(at).folded == "/") {
    end = at + 1;
  }
  if (const std::size_t joined = view.match_set(end, "and_word"); joined > end) {
    end = joined;
  }
  return end > at ? end : 0;
}

bool is_verb(const SentenceView& view, std::size_t i) {
  const Tag tag = view.token(i).tag;
  if (tag != Tag::unknown) {
    return tag == Tag::verb || tag == Tag::aux;
  }
  // without accents "é" (is) and "e" (and) are one word
  return view.in_set(i, "be") && !view.in_set(i, "and_word");
}

/// "Acme bought Zeta, and Blue Harbor sold …": behind a verb, what begins a clause of its
/// own is no member of a list.
bool starts_clause(const SentenceView& view, const Unit& unit, std::size_t list_begin) {
  if (unit.end >= view.size() || !is_verb(view, unit.end) ||
      view.in_set(unit.end, "participle_like")) {
    return false;
  }
  for (std::size_t i = 0; i < list_begin; ++i) {
    if (is_verb(view, i)) {
      return true;
    }
  }
  return false;
}

/// "Indonesian", "Brazilian": of a country, not a name of a thing.
bool is_adjective(const SentenceView& view, const Unit& unit) {
  for (std::size_t i = unit.first; i < unit.end; ++i) {
    if (view.token(i).tag != Tag::adj) {
      return false;
    }
  }
  return true;
}

/// "its smaller rival", "seu fundador": belongs to the noun behind it.
bool is_possessive(const SentenceView& view, const Unit& unit) {
  return unit.end == unit.first + 1 && view.in_set(unit.first, "owner") &&
         unit.end < view.size() &&
         (in_phrase(view, unit.end) || view.unit_at(unit.end) != nullptr);
}

}  // namespace

std::optional<Filler> fit_mention(const SentenceView& view,
                                  const SlotSpec& slot,
                                  const Unit& unit) {
  const Mention& mention = view.facts().mentions[unit.mention];
  const bool name = mention.form == MentionForm::name;
  if (slot.argument && mention.form == MentionForm::pronoun &&
      is_possessive(view, unit)) {
    return std::nullopt;
  }
  if ((slot.name_only && !name) || (slot.anaphor_only && name)) {
    return std::nullopt;
  }
  const Entity& entity = view.facts().entities[mention.entity];
  Filler filler;
  filler.kind = FillerKind::mention;
  filler.index = unit.mention;
  filler.tokens = {unit.first, unit.end};
  filler.span = mention.span;
  if (has_type(slot, "entity") ||
      (has_type(slot, "topic") && entity.kind == EntityKind::topic)) {
    return filler;
  }
  const bool open = entity.classes.empty() || entity.class_is_guess;
  for (const std::string& type : slot.types) {
    if (class_fits(view, entity, type)) {
      if (entity.class_is_guess) {
        filler.guess = entity.classes.front();
        filler.guess_weight = kinds_of(view, slot) == 1 ? 1.0 : 0.0;
      }
      return filler;
    }
  }
  for (const std::string& type : slot.types) {
    if (!slot.known_only && open && name && !is_adjective(view, unit) &&
        type.find(':') != std::string::npos && (slot.guess || may_guess(view, type))) {
      filler.factor = guessed;
      filler.guess = type;
      filler.guess_weight = 1.0 / static_cast<double>(kinds_of(view, slot));
      filler.against_class = entity.class_is_guess;
      return filler;
    }
  }
  return std::nullopt;
}

/// The unit right behind `owner`, or behind its possessive ending; null if there is none.
const Unit* unit_behind_owner(const SentenceView& view, const Unit& owner) {
  for (const Unit& unit : view.units()) {
    const bool adjacent = unit.first == owner.end;
    const bool possessed = unit.first == owner.end + 1 && owner.end < view.size() &&
                           view.in_set(owner.end, "possessive_ending");
    if (adjacent || possessed) {
      return &unit;
    }
  }
  return nullptr;
}

/// "o Sage | da Acme |, o Aurora": behind the owner of a list's member if a separator
/// follows, else `at`.
std::size_t behind_owner_phrase(const SentenceView& view, std::size_t at) {
  const std::size_t of = at < view.size() ? view.match_set(at, "of") : at;
  if (of <= at) {
    return at;
  }
  for (const Unit& unit : view.units()) {
    if (of >= unit.begin && of <= unit.first) {
      return separator_end(view, unit.end) > 0 ? unit.end : at;
    }
  }
  return at;
}

SlotFill extend_list(const SentenceView& view, const SlotSpec& slot, SlotFill first) {
  constexpr std::size_t most = 60;
  const SlotFill single = first;
  SlotFill all = std::move(first);
  bool joined = false;
  while (all.fillers.size() < most) {
    std::size_t from = all.end;
    if (from < view.size() && view.token(from).folded == "(") {
      std::size_t close = from + 1;
      while (close < view.size() && close < from + 6 && view.token(close).folded != ")") {
        ++close;
      }
      if (close < view.size() && view.token(close).folded == ")") {
        from = close + 1;
      }
    }
    from = behind_owner_phrase(view, from);
    const std::size_t separator = separator_end(view, from);
    const bool bare = separator > 0 && view.token(separator - 1).folded == ",";
    if (separator == 0 || (joined && bare)) {
      break;  // "by A and B, C grew": "and" was before the last member
    }
    std::size_t begin = separator;
    if (const std::size_t link = view.match_set(begin, "list_link"); link > begin) {
      begin = link;
    }
    const Unit* next = nullptr;
    for (const Unit& unit : view.units()) {
      if (begin >= unit.begin && begin <= unit.first) {
        next = &unit;
        break;
      }
    }
    auto filler = next == nullptr ? std::nullopt : fit_mention(view, slot, *next);
    if (next != nullptr && !filler) {
      // "…, Acme SkyBox and Zeta's Aurora": a member may stand behind its owner's name
      if (const Unit* owned = unit_behind_owner(view, *next); owned != nullptr) {
        next = owned;
        filler = fit_mention(view, slot, *owned);
      }
    }
    if (!filler && view.match_set(begin, "list_rest") > begin) {
      joined = true;  // "A, B and others"
    }
    // "…, A, B, C and D grew": the fourth is one more member
    constexpr std::size_t plain_list = 3;
    if (!filler || (all.fillers.size() < plain_list &&
                    starts_clause(view, *next, single.fillers.front().tokens.first))) {
      break;
    }
    joined |= !bare;
    all.fillers.push_back(*filler);
    all.end = next->long_end;
  }
  // "to the foundation, Acme gave …": two names and a comma are no list
  return joined || all.fillers.size() > 2 ? all : single;
}

const std::vector<SlotFill>& known_fills(const SentenceView& view,
                                         const SlotSpec& slot,
                                         std::size_t begin) {
  auto& fills = view.memo().fills(slot.fill_key, begin);
  if (!fills) {
    fills =
        begin < view.size() ? fill_slot(view, slot, begin) : fill_from_list(view, slot);
  }
  return *fills;
}

std::vector<SlotFill> fill_from_list(const SentenceView& view, const SlotSpec& slot) {
  constexpr std::size_t most = 12;
  const auto& sentences = view.context().annotation.sentences;
  SlotFill fill;
  fill.end = view.size();
  if (!slot.list || !has_type(slot, "text") || view.size() == 0 ||
      view.token(view.size() - 1).folded != ":") {
    return {};
  }
  for (std::size_t i = view.index() + 1;
       i < sentences.size() && fill.fillers.size() < most && is_list_point(sentences[i]);
       ++i) {
    Filler filler;
    filler.tokens = {view.size(), view.size()};
    filler.span =
        cover(sentences[i].tokens.front().span, sentences[i].tokens.back().span);
    fill.fillers.push_back(filler);
  }
  return fill.fillers.size() < 2 ? std::vector<SlotFill>{} : std::vector<SlotFill>{fill};
}

std::vector<SlotFill> fill_slot(const SentenceView& view,
                                const SlotSpec& slot,
                                std::size_t begin) {
  std::vector<SlotFill> fills;
  if (takes_only_mentions(slot)) {  // most do: no need to ask for each other type
    fill_mention(view, slot, begin, fills);
    return fills;
  }
  if (wants_mention(slot) || has_type(slot, "topic")) {
    fill_mention(view, slot, begin, fills);
  }
  if (has_type(slot, "number") || has_type(slot, "percent") || has_type(slot, "money")) {
    fill_number(view, slot, begin, fills);
  }
  if (has_type(slot, "date") || has_type(slot, "period")) {
    fill_date(view, slot, begin, fills);
  }
  if (has_type(slot, "nation")) {
    fill_nation(view, begin, fills);
  }
  if (has_type(slot, "class")) {
    fill_class(view, slot, begin, fills);
  }
  if (has_type(slot, "topic") && (fills.empty() || slot.list)) {
    fill_phrase(view, FillerKind::topic, slot.list, begin, fills);
  }
  if (has_type(slot, "acronym") && is_acronym(view.token(begin).word)) {
    fills.push_back({{text_filler(view, begin, begin + 1)}, begin + 1});
  }
  if (has_type(slot, "phrase")) {
    fill_phrase(view, FillerKind::text, slot.list, begin, fills);
  }
  if (has_type(slot, "text")) {
    fill_text(view, slot, begin, fills);
  }
  return fills;
}

}  // namespace byline::extract
