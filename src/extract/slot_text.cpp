#include "extract/slot_text.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/pattern_match.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace byline::extract {

using knowledge::SlotSpec;

namespace {

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

/// "the MPL |2.0| licence": digits, a point and a digit behind a capitalized word.
bool is_version(const SentenceView& view, std::size_t i) {
  const std::string& word = view.token(i).folded;
  const std::size_t point = word.find('.');
  return point != std::string::npos && point > 0 && point + 2 == word.size() &&
         std::ranges::all_of(word, [](char c) { return c == '.' || is_digit(c); }) &&
         is_upper(first_code_point(view.token(i - 1).word));
}

std::size_t phrase_end(const SentenceView& view, std::size_t begin) {
  constexpr std::size_t longest = 6;
  std::size_t end = begin;
  while (end < view.size() && end - begin < longest && in_phrase(view, end)) {
    ++end;
  }
  return end > begin && end < view.size() && is_version(view, end) ? end + 1 : end;
}

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

}  // namespace

bool has_type(const SlotSpec& slot, std::string_view type) {
  return std::ranges::find(slot.types, type) != slot.types.end();
}

Filler text_filler(const SentenceView& view, std::size_t begin, std::size_t end) {
  Filler filler;
  filler.tokens = {begin, end};
  filler.span = view.span_of(begin, end);
  return filler;
}

bool in_phrase(const SentenceView& view, std::size_t i) {
  if (view.is_punctuation(i)) {
    return view.token(i).folded == "-" && i > 0 && i + 1 < view.size() &&
           view.token(i - 1).span.end == view.token(i).span.begin &&
           view.token(i).span.end == view.token(i + 1).span.begin;
  }
  const bool fits = view.has_tag(i, "noun") || view.has_tag(i, "adj") ||
                    view.has_tag(i, "propn") || view.has_tag(i, "x") ||
                    (view.token(i).tag == Tag::verb && !view.in_set(i, "auxiliary") &&
                     i > 0 && view.token(i - 1).folded == "-");
  return fits && !view.is_adverb(i);
}

Span span_of_post(const SentenceView& view, const Filler& post) {
  constexpr std::size_t most = 3;
  const std::size_t of = view.match_set(post.tokens.end, "of");
  if (post.kind != FillerKind::text || of <= post.tokens.end) {
    return post.span;
  }
  std::size_t end = of;
  while (end < view.size() && end - of < most && in_phrase(view, end) &&
         view.unit_at(end) == nullptr) {
    ++end;
  }
  return end > of ? cover(post.span, view.span_of(of, end)) : post.span;
}

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

bool introduces_list(const SentenceView& view) {
  return view.size() > 0 && view.token(view.size() - 1).folded == ":";
}

std::vector<SlotFill> fill_from_list(const SentenceView& view, const SlotSpec& slot) {
  constexpr std::size_t most = 12;
  const auto& sentences = view.context().annotation.sentences;
  SlotFill fill;
  fill.end = view.size();
  if (!slot.list || !has_type(slot, "text") || !introduces_list(view)) {
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

}  // namespace byline::extract
