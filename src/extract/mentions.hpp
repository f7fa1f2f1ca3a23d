#pragma once

#include "knowledge/gazetteers.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"
#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <memory>

namespace byline::extract {

/// Finds what an article names: entities with kind, class and label, and every mention of
/// them: names, short forms, pronouns, "the company". For one language.
///
/// Works without lexicon and without model (names by the shape of words); both only
/// improve. Unresolvable pronouns and phrases give nothing: no answer beats a wrong one.
/// An entity of unknown class has no classes and the kind topic. Mentions are in text
/// order; entities in order of their first mention. Thread-safe when const; linear in the
/// article.
class MentionFinder {
 public:
  /// All of them must outlive the finder.
  MentionFinder(const knowledge::Lexicon& lexicon,
                const knowledge::LanguageTables& tables,
                const knowledge::Gazetteers& gazetteers,
                const knowledge::Ontology& ontology);
  MentionFinder(const MentionFinder&) = delete;
  MentionFinder& operator=(const MentionFinder&) = delete;
  MentionFinder(MentionFinder&&) noexcept;
  MentionFinder& operator=(MentionFinder&&) = delete;
  ~MentionFinder();

  /// Fills `entities` and `mentions` of the result.
  [[nodiscard]] ArticleFacts find(const Article& article,
                                  const Annotation& annotation) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace byline::extract
