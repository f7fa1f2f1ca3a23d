#pragma once

#include "annotate/annotator.hpp"
#include "annotate/language_model.hpp"
#include "assemble/localize.hpp"
#include "base/diagnostics.hpp"
#include "extract/mentions.hpp"
#include "ingest/tables.hpp"
#include "knowledge/gazetteers.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rules_compiled.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::pipeline {

struct KnowledgeOptions {
  std::filesystem::path ontology;  ///< the folder `ontology/`
  /// Used instead of `ontology/lexicon/*.ttl`; an empty list is an empty lexicon.
  std::optional<std::vector<std::filesystem::path>> lexicon;
};

/// Everything in `ontology/`, read once, then shared by all threads.
class KnowledgeBase {
 public:
  /// Throws Error: no folder, an ontology, lexicon or table that does not load, rule
  /// files with errors (all of them are in `diagnostics`, the error says how many).
  KnowledgeBase(const KnowledgeOptions& options, Diagnostics& diagnostics);
  KnowledgeBase(const KnowledgeBase&) = delete;
  KnowledgeBase& operator=(const KnowledgeBase&) = delete;
  KnowledgeBase(KnowledgeBase&&) = delete;
  KnowledgeBase& operator=(KnowledgeBase&&) = delete;
  ~KnowledgeBase() = default;

  [[nodiscard]] const knowledge::Ontology& ontology() const { return ontology_; }
  [[nodiscard]] const knowledge::Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const knowledge::CompiledRules& rules() const { return rules_; }
  [[nodiscard]] const ingest::ReadingTablesByLanguage& reading_tables() const {
    return reading_tables_;
  }
  /// The tables of a language; of one without folder: empty ones.
  [[nodiscard]] const knowledge::LanguageTables& tables(std::string_view language) const;
  [[nodiscard]] const annotate::Annotator& annotator(std::string_view language) const;
  [[nodiscard]] const extract::MentionFinder& mention_finder(
      std::string_view language) const;
  /// The learned model of a language, or null.
  [[nodiscard]] const annotate::LanguageModel* model(std::string_view language) const;
  [[nodiscard]] bool knows_language(std::string_view language) const;
  [[nodiscard]] const std::map<std::string, assemble::RulePlace>& rule_places() const {
    return rule_places_;
  }
  [[nodiscard]] const assemble::LexiconIndex& lexicon_index() const {
    return lexicon_index_;
  }
  /// Hash of every file below the folder (big files: of their size, head and tail).
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

 private:
  struct Reading;

  KnowledgeBase(const KnowledgeOptions& options,
                Reading reading,
                Diagnostics& diagnostics);
  void find_rule_places();

  knowledge::Ontology ontology_;
  knowledge::Lexicon lexicon_;
  std::map<std::string, knowledge::LanguageTables> languages_;
  knowledge::LanguageTables no_language_;
  ingest::ReadingTablesByLanguage reading_tables_;
  std::map<std::string, annotate::Annotator, std::less<>> annotators_;
  std::map<std::string, extract::MentionFinder, std::less<>> finders_;
  std::map<std::string, annotate::LanguageModel, std::less<>> models_;
  annotate::Annotator plain_annotator_;
  knowledge::CompiledRules rules_;
  knowledge::Gazetteers gazetteers_;
  extract::MentionFinder plain_finder_;
  std::map<std::string, assemble::RulePlace> rule_places_;
  assemble::LexiconIndex lexicon_index_;
  std::string content_hash_;
};

}  // namespace byline::pipeline
