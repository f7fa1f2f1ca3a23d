#include "extract/mentions.hpp"

#include "extract/anaphora.hpp"
#include "extract/dropped_subjects.hpp"
#include "extract/entity_build.hpp"
#include "extract/entity_groups.hpp"
#include "extract/implied_owners.hpp"
#include "extract/name_candidates.hpp"
#include "extract/name_tables.hpp"
#include "extract/ordinal_mentions.hpp"
#include "extract/speaker_pronouns.hpp"

namespace byline::extract {

struct MentionFinder::Parts {
  Parts(const knowledge::Lexicon& lexicon,
        const knowledge::LanguageTables& tables,
        const knowledge::Gazetteers& gazetteers,
        const knowledge::Ontology& ontology)
      : names(lexicon, tables, gazetteers, ontology) {}

  NameTables names;
};

MentionFinder::MentionFinder(const knowledge::Lexicon& lexicon,
                             const knowledge::LanguageTables& tables,
                             const knowledge::Gazetteers& gazetteers,
                             const knowledge::Ontology& ontology)
    : parts_(std::make_unique<const Parts>(lexicon, tables, gazetteers, ontology)) {}

MentionFinder::MentionFinder(MentionFinder&&) noexcept = default;

MentionFinder::~MentionFinder() = default;

ArticleFacts MentionFinder::find(const Article& article,
                                 const Annotation& annotation) const {
  const NameTables& tables = parts_->names;
  const auto candidates = find_name_candidates(article, annotation, tables);
  const Grouping grouping = group_candidates(candidates, annotation, tables);
  std::vector<std::size_t> entity_of;
  ArticleFacts facts = build_entities(grouping, candidates, tables, entity_of);
  std::vector<char> genders(facts.entities.size(), 0);
  for (std::size_t g = 0; g < grouping.groups.size(); ++g) {
    if (entity_of[g] < genders.size()) {
      genders[entity_of[g]] = grouping.groups[g].gender;
    }
  }
  add_ordinal_mentions(annotation, tables, facts);
  resolve_anaphora(annotation, tables, genders, facts);
  add_speaker_pronouns(annotation, tables, facts);
  add_implied_owners(annotation, tables, facts);
  add_dropped_subjects(annotation, tables, facts);
  return facts;
}

}  // namespace byline::extract
