#include "ingest/language.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <array>
#include <cld2/public/compact_lang_det.h>

namespace byline::ingest {
namespace {

constexpr std::size_t sample_bytes = 64 * 1024;

std::string_view sample(std::string_view text) {
  if (text.size() <= sample_bytes) {
    return text;
  }
  std::size_t end = sample_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

}  // namespace

std::string identify_language(std::string_view text) {
  const auto part = sample(text);
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int text_bytes = 0;
  bool is_reliable = false;
  const auto best = CLD2::DetectLanguageSummary(part.data(),
                                                static_cast<int>(part.size()),
                                                true,
                                                languages.data(),
                                                percents.data(),
                                                &text_bytes,
                                                &is_reliable);
  const auto chosen = best == CLD2::UNKNOWN_LANGUAGE ? languages[0] : best;
  if (chosen == CLD2::UNKNOWN_LANGUAGE || text_bytes == 0) {
    return {};
  }
  return primary_subtag(CLD2::LanguageCode(chosen));
}

std::string primary_subtag(std::string_view tag) {
  return fold(tag.substr(0, tag.find_first_of("-_")));
}

}  // namespace byline::ingest
