#pragma once

#include "annotate/annotator.hpp"
#include "extract/mentions.hpp"
#include "extract/name_tables.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

namespace byline::extract {

/// Annotator and mention finder of one language, with the shipped tables and ontology,
/// the lexicon given as Turtle, no gazetteers, no model.
class LanguageChain {
 public:
  explicit LanguageChain(const std::string& language, const std::string& lexicon = "")
      : tables_(knowledge::load_language_tables(folder() / "languages" / language,
                                                diagnostics_)),
        ontology_(knowledge::Ontology::load({folder() / "byline.ttl"})),
        lexicon_(lexicon.empty()
                     ? knowledge::Lexicon{}
                     : knowledge::Lexicon::parse(lexicon, "lexicon.ttl", ontology_)),
        annotator_(tables_),
        finder_(lexicon_, tables_, gazetteers_, ontology_) {
    BOOST_TEST(diagnostics_.error_count() == 0U);
  }

  [[nodiscard]] Annotation annotate(const Article& article) const {
    return annotator_.annotate(article);
  }
  [[nodiscard]] ArticleFacts find(const Article& article,
                                  const Annotation& annotation) const {
    return finder_.find(article, annotation);
  }
  [[nodiscard]] NameTables names() const {
    return {lexicon_, tables_, gazetteers_, ontology_};
  }
  [[nodiscard]] const knowledge::Ontology& ontology() const { return ontology_; }

 private:
  static std::filesystem::path folder() { return BYLINE_SOURCE_DIR "/ontology"; }

  Diagnostics diagnostics_;
  knowledge::LanguageTables tables_;
  knowledge::Ontology ontology_;
  knowledge::Lexicon lexicon_;
  knowledge::Gazetteers gazetteers_;
  annotate::Annotator annotator_;
  MentionFinder finder_;
};

/// An article of one paragraph a line.
inline Article article_of(const std::string& text) {
  Article article;
  article.text = text;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      article.blocks.push_back({{begin, end}, BlockKind::paragraph, {}});
    }
    begin = end + 1;
  }
  return article;
}

}  // namespace byline::extract
