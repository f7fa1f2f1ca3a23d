#pragma once

#include "extract/filler.hpp"
#include "extract/sentence_view.hpp"
#include "knowledge/rules.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

/// Slots that words fill, whatever they name.
namespace byline::extract {

bool has_type(const knowledge::SlotSpec& slot, std::string_view type);

/// The words [begin, end) of the sentence.
Filler text_filler(const SentenceView& view, std::size_t begin, std::size_t end);

/// Whether the word may stand in a phrase of nouns and adjectives.
bool in_phrase(const SentenceView& view, std::size_t i);

/// The words of a post with what it is a post of, unless that is named: "director |of
/// engineering|", "diretora |de tecnologia|".
Span span_of_post(const SentenceView& view, const Filler& post);

/// Behind a list member: the end of ", and", "as well as", "," …; 0 if none is there.
std::size_t separator_end(const SentenceView& view, std::size_t at);

void fill_text(const SentenceView& view,
               const knowledge::SlotSpec& slot,
               std::size_t begin,
               std::vector<SlotFill>& fills);

/// "computer vision", "redes neurais profundas", "aprendizado de máquina": the run of
/// nouns and adjectives, also with one "of" part; longest first.
void fill_phrase(const SentenceView& view,
                 FillerKind kind,
                 bool list,
                 std::size_t begin,
                 std::vector<SlotFill>& fills);

}  // namespace byline::extract
