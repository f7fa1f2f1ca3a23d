#pragma once

#include "base/text_hash.hpp"
#include "knowledge/gazetteers.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byline::extract {

/// A name of the lexicon, ready for matching.
struct KnownName {
  std::string folded;
  std::string text;
  std::size_t entry = 0;  ///< index into Lexicon::entries
};

/// What finding names needs of a language, fetched once. Borrowed tables must outlive it.
struct NameTables {
  NameTables(const knowledge::Lexicon& known_names,
             const knowledge::LanguageTables& tables,
             const knowledge::Gazetteers& lists,
             const knowledge::Ontology& classes);

  const knowledge::Lexicon& lexicon;
  const knowledge::Gazetteers& gazetteers;
  const knowledge::Ontology& ontology;
  const knowledge::WordTable& heads;
  const knowledge::WordTable& class_words;
  const knowledge::WordTable& roles;
  const knowledge::WordTable& workplace_links;
  const knowledge::WordTable& profile_words;
  const knowledge::WordTable& near_words;
  const knowledge::WordTable& thing_relatives;
  const knowledge::WordTable& titles;
  const knowledge::WordTable& links;
  const knowledge::WordTable& no_names;
  const knowledge::WordTable& naming_words;
  const knowledge::WordTable& function_words;
  const knowledge::WordTable& metonymy;
  const knowledge::WordTable& translated_heads;
  const knowledge::WordTable& definite_words;
  const knowledge::WordTable& indefinite_words;
  const knowledge::WordTable& copulas;
  const knowledge::WordTable& example_words;
  const knowledge::WordTable& as_words;
  const knowledge::WordTable& new_words;
  const knowledge::WordTable& noun_genders;
  const knowledge::WordTable& portfolio_posts;
  const knowledge::WordTable& peer_nouns;
  const knowledge::WordTable& founding_words;
  const knowledge::WordTable& ordinals;
  const knowledge::WordTable& place_cues;
  const knowledge::WordTable& organization_cues;
  const knowledge::WordTable& person_cues;
  const knowledge::WordTable& plural_verbs;
  const knowledge::WordTable& owned_adjectives;
  const knowledge::WordTable& demonyms;
  const knowledge::WordTable& age_words;
  const knowledge::WordTable& owners;
  const knowledge::WordTable& part_names;
  const knowledge::WordTable& field_words;
  const knowledge::WordTable& owner_marks;
  const knowledge::WordTable& possessive_names;
  const knowledge::WordTable& owned_nouns;
  const knowledge::WordTable& bare_posts;
  const knowledge::WordTable& dropped_subjects;
  const knowledge::WordTable& say_verbs;
  const knowledge::WordTable& role_groups;
  const knowledge::WordTable& self_named;
  const knowledge::WordTable& made_words;
  const knowledge::WordTable& first_names;
  const knowledge::WordTable& pronouns;
  const knowledge::WordTable& expletives;
  const knowledge::WordTable& months;
  const knowledge::WordTable& weekdays;
  /// "inc." as head words are written: without its period, unless one has it.
  [[nodiscard]] std::string_view head_of_abbreviation(std::string_view word) const;

  bool heads_come_first = false;  ///< "Banco Azul": the class word before the name
  /// First run of letters and digits of a folded name → names, the longest first.
  std::unordered_map<std::string, std::vector<KnownName>, TextHash, std::equal_to<>>
      known;
};

/// The first run of letters and digits of `folded`, or its first character.
std::string_view first_run(std::string_view folded);

}  // namespace byline::extract
