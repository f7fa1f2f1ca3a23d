#include "extract/name_tables.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace byline::extract {

std::string_view first_run(std::string_view folded) {
  std::size_t end = 0;
  while (end < folded.size()) {
    std::size_t next = end;
    const char32_t c = next_code_point(folded, next);
    if (!is_letter(c) && !is_digit(c)) {
      break;
    }
    end = next;
  }
  if (end == 0 && !folded.empty()) {
    next_code_point(folded, end);
  }
  return folded.substr(0, end);
}

NameTables::NameTables(const knowledge::Lexicon& known_names,
                       const knowledge::LanguageTables& tables,
                       const knowledge::Gazetteers& lists,
                       const knowledge::Ontology& classes)
    : lexicon(known_names),
      gazetteers(lists),
      ontology(classes),
      heads(tables.table("name_heads")),
      class_words(tables.table("class_words")),
      roles(tables.table("role_nouns")),
      workplace_links(tables.table("workplace_links")),
      profile_words(tables.table("profile_words")),
      near_words(tables.table("near_words")),
      thing_relatives(tables.table("thing_relatives")),
      titles(tables.table("titles")),
      links(tables.table("name_links")),
      no_names(tables.table("no_names")),
      naming_words(tables.table("naming_words")),
      function_words(tables.table("function_words")),
      metonymy(tables.table("metonymy_nouns")),
      translated_heads(tables.table("translated_heads")),
      definite_words(tables.table("definite_words")),
      indefinite_words(tables.table("indefinite_words")),
      copulas(tables.table("copulas")),
      example_words(tables.table("example_words")),
      as_words(tables.table("as_words")),
      new_words(tables.table("new_words")),
      noun_genders(tables.table("noun_genders")),
      portfolio_posts(tables.table("portfolio_posts")),
      peer_nouns(tables.table("peer_nouns")),
      founding_words(tables.table("founding_words")),
      ordinals(tables.table("ordinal_words")),
      place_cues(tables.table("place_cues")),
      organization_cues(tables.table("organization_cues")),
      person_cues(tables.table("person_cues")),
      plural_verbs(tables.table("plural_verbs")),
      owned_adjectives(tables.table("owned_adjectives")),
      demonyms(tables.table("demonyms")),
      age_words(tables.table("age_words")),
      owners(tables.table("possessive_words")),
      part_names(tables.table("part_names")),
      field_words(tables.table("field_words")),
      owner_marks(tables.table("owner_marks")),
      possessive_names(tables.table("possessive_names")),
      owned_nouns(tables.table("owned_nouns")),
      bare_posts(tables.table("bare_posts")),
      dropped_subjects(tables.table("dropped_subjects")),
      say_verbs(tables.table("say_verbs")),
      role_groups(tables.table("role_groups")),
      self_named(tables.table("self_named")),
      made_words(tables.table("made_words")),
      first_names(tables.table("first_names")),
      pronouns(tables.table("pronouns")),
      expletives(tables.table("expletive_cues")),
      months(tables.table("months")),
      weekdays(tables.table("weekdays")),
      heads_come_first(tables.table("name_order").has("head first")) {
  for (std::size_t i = 0; i < lexicon.entries().size(); ++i) {
    for (const auto& name : lexicon.entries()[i].names) {
      std::string folded = fold(name.text);
      auto& names = known[std::string{first_run(folded)}];
      names.push_back({std::move(folded), name.text, i});
    }
  }
  for (auto& [run, names] : known) {
    std::ranges::sort(names, [](const KnownName& a, const KnownName& b) {
      return a.folded.size() != b.folded.size() ? a.folded.size() > b.folded.size()
                                                : a.entry < b.entry;
    });
  }
}

std::string_view NameTables::head_of_abbreviation(std::string_view word) const {
  return word.ends_with('.') && !heads.has(word) ? word.substr(0, word.size() - 1) : word;
}

}  // namespace byline::extract
