#pragma once

#include "assemble/local_graph.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"
#include "model/article.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <map>
#include <string>
#include <utility>

namespace byline::assemble {

/// The lexicon by what an entity of an article says of itself.
class LexiconIndex {
 public:
  /// `lexicon` must outlive the index.
  explicit LexiconIndex(const knowledge::Lexicon& lexicon);
  /// The entry of this kind and label; of several, the first by qualifier.
  [[nodiscard]] const knowledge::LexiconEntry* find(EntityKind kind,
                                                    const std::string& label) const;

 private:
  std::map<std::pair<EntityKind, std::string>, const knowledge::LexiconEntry*> entries_;
};

/// What `localize` needs beside the article.
struct LocalContext {
  const knowledge::Ontology& ontology;
  const LexiconIndex& lexicon;
  const std::map<std::string, RulePlace>& rules;  ///< by name
};

/// The article's local graph: IRIs for names, code points for bytes. Facts that name an
/// unknown term or break an index are bugs of the extractor: asserted.
///
/// A literal where the ontology wants a skos:Concept becomes a topic of the article; two
/// assertions of one fact in one sentence become the more confident one.
LocalGraph localize(const Article& article,
                    const Annotation& annotation,
                    const ArticleFacts& facts,
                    const LocalContext& context);

}  // namespace byline::assemble
