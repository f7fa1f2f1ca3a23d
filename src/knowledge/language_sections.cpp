#include "knowledge/language_sections.hpp"

#include <algorithm>
#include <array>

namespace byline::knowledge {
namespace {

/// By use. Meaning of each: docs/annotate.md.
constexpr auto sections = std::to_array<LanguageSection>({
    // Reading: what is no news.
    {"calls_to_action", 1, 1},
    {"dateline_words", 1, 1},
    {"end_markers", 1, 1},
    {"share_words", 1, 1},
    {"tail_heads", 1, 1},
    // Sentences and tokens.
    {"abbreviations", 1, 1},
    {"abbreviations_before_number", 1, 1},
    {"abbreviations_may_end", 1, 1},
    {"clitics", 1, 1},
    {"contractions", 2, 2},
    {"enclitics", 1, 1},
    {"function_words", 1, 1},
    {"hyphen_prefixes", 1, 1},
    {"token_settings", 2, 2},
    // Numbers.
    {"comparators", 2, 2},
    {"comparators_after", 2, 2},
    {"currencies", 2, 2},
    {"number_settings", 2, 2},
    {"number_words", 2, 2},
    {"multipliers", 2, 2},
    {"units", 2, 2},
    {"vague_numbers", 2, 2},
    // Dates.
    {"anaphoric_dates", 3, 3},
    {"date_links", 1, 1},
    {"date_settings", 2, 2},
    {"future_cues", 1, 1},
    {"months", 2, 2},
    {"months_short", 2, 2},
    {"ordinal_endings", 1, 1},
    {"period_links", 2, 2},
    {"relative_days", 2, 2},
    {"relative_shifts", 3, 3},
    {"time_units", 2, 2},
    {"unit_ends", 2, 2},
    {"weekdays", 2, 2},
    {"weekdays_short", 2, 2},
    {"year_cues", 1, 1},
    // Quotations.
    {"quote_sources", 1, 1},
    {"quote_sources_first", 1, 1},
    {"say_conjunctions", 1, 1},
    {"say_nouns", 1, 1},
    {"say_verbs", 1, 1},
    {"say_verbs_bare", 1, 1},
    {"judging_verbs", 1, 1},
    // Names.
    {"class_words", 2, 3},
    {"demonyms", 2, 2},
    {"copulas", 1, 1},
    {"definite_words", 1, 2},
    {"example_words", 1, 1},
    {"as_words", 1, 1},
    {"new_words", 1, 1},
    {"noun_genders", 2, 2},
    {"portfolio_posts", 1, 1},
    {"peer_nouns", 1, 1},
    {"founding_words", 1, 1},
    {"ordinal_words", 2, 2},
    {"indefinite_words", 1, 1},
    {"first_names", 2, 2},
    {"name_heads", 2, 3},
    {"name_links", 1, 2},
    {"naming_words", 1, 1},
    {"no_names", 1, 1},
    {"person_cues", 1, 1},
    {"plural_verbs", 1, 1},
    {"owned_adjectives", 1, 1},
    {"place_cues", 1, 1},
    {"possessive_words", 1, 1},
    {"name_order", 1, 1},
    {"organization_cues", 1, 1},
    {"owner_marks", 1, 1},
    {"owned_nouns", 2, 2},
    {"bare_posts", 2, 2},
    {"dropped_subjects", 2, 2},
    {"part_names", 1, 1},
    {"field_words", 1, 1},
    {"possessive_names", 1, 2},
    {"role_nouns", 1, 2},
    {"workplace_links", 1, 1},
    {"profile_words", 1, 1},
    {"near_words", 1, 1},
    {"thing_relatives", 1, 1},
    {"age_words", 1, 1},
    {"role_groups", 2, 3},
    {"self_named", 1, 1},
    {"made_words", 2, 2},
    {"titles", 1, 2},
    {"translated_heads", 2, 2},
    {"metonymy_nouns", 1, 2},
    // Pronouns.
    {"expletive_cues", 1, 1},
    {"pronouns", 4, 4},
});

}  // namespace

const LanguageSection* find_language_section(std::string_view name) {
  const auto* found = std::ranges::find(sections, name, &LanguageSection::name);
  return found == sections.end() ? nullptr : found;
}

std::vector<std::string> language_section_names() {
  std::vector<std::string> names;
  for (const auto& section : sections) {
    names.emplace_back(section.name);
  }
  return names;
}

}  // namespace byline::knowledge
