#pragma once

#include "base/diagnostics.hpp"
#include "base/text_hash.hpp"
#include "knowledge/form_index.hpp"
#include "knowledge/inflection.hpp"
#include "knowledge/language_tables.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rules.hpp"
#include "knowledge/rules_program.hpp"
#include "knowledge/rules_tree.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace byline::knowledge {

/// One pattern of a rule in one language; of a frame or role: one construction.
struct CompiledPattern {
  std::size_t rule = 0;      ///< index into RuleSet::rules
  std::string construction;  ///< empty for a plain rule
  double confidence = 1.0;
  int priority = 0;
  BoundProgram program;
};

/// A prepositional part of a frame in one language.
struct CompiledOblique {
  SlotSpec slot;
  Program preposition;
  bool bare = false;  ///< also without preposition (dates)
};

/// What tree matching needs of a frame in one language.
struct CompiledFrame {
  std::size_t rule = 0;
  FormGroup verbs;
  FormGroup nouns;
  std::vector<CompiledOblique> obliques;
};

/// Of each pattern what no match goes without. Asked of every candidate for a sentence,
/// so all lies one behind the other: a pattern's own memory is rarely near.
class PatternKeys {
 public:
  /// Those of the next pattern; `binding` may be null.
  void add(const Program& program, const Binding* binding);
  /// Groups of words (FormGroup::number).
  [[nodiscard]] std::span<const std::uint32_t> groups(std::size_t pattern) const {
    return std::span{groups_}.subspan(
        begins_[pattern].group, begins_[pattern + 1].group - begins_[pattern].group);
  }
  /// Tests of single tokens, from the last element that is no slot to the first.
  [[nodiscard]] std::span<const std::uint32_t> tests(std::size_t pattern) const {
    return std::span{tests_}.subspan(begins_[pattern].test,
                                     begins_[pattern + 1].test - begins_[pattern].test);
  }

 private:
  struct Begin {
    std::uint32_t group = 0;
    std::uint32_t test = 0;
  };
  std::vector<std::uint32_t> groups_;
  std::vector<std::uint32_t> tests_;
  std::vector<Begin> begins_ = {{}};  ///< by pattern, and the end of the last
};

/// The rules of one language.
struct LanguageRules {
  std::vector<CompiledPattern> patterns;
  PatternKeys needed;  ///< by pattern
  /// A key group is the patterns that want the same words.
  std::vector<std::vector<std::size_t>> key_groups;
  std::vector<std::size_t> without_key;  ///< patterns
  std::vector<CompiledTree> trees;
  std::vector<std::size_t> trees_without_key;
  std::map<std::size_t, CompiledFrame> frames;  ///< by rule
  std::map<std::size_t, Program> contexts;  ///< words one of which must stand, by rule
  std::map<std::string, Program, std::less<>> sets;
  /// The sets by hash_name() of their names, ascending: code asks for them at each token.
  std::vector<std::pair<std::uint64_t, const Program*>> sets_by_hash;
  Inflection inflection;
  FormIndex words;
  std::size_t tests = 0;      ///< above each Need::test
  std::size_t groups = 0;     ///< above each FormGroup::number
  std::size_t blocks = 0;     ///< above each WordBlock::number
  std::size_t fill_keys = 0;  ///< above each SlotSpec::fill_key
};

/// All rules, expanded and compiled. Immutable; shared by threads.
struct CompiledRules {
  RuleSet source;
  std::map<std::string, LanguageRules, std::less<>> languages;

  [[nodiscard]] const LanguageRules* find(std::string_view language) const;
};

/// Compiles; what cannot be compiled is reported and left out.
/// `inflections` by language; a language is what has an inflection table.
CompiledRules compile_rules(RuleSet rules,
                            std::map<std::string, Inflection> inflections,
                            Diagnostics& diagnostics);

/// The rule files and inflection tables of an ontology folder, read but not checked.
struct ParsedRules {
  RuleSet rules;
  std::map<std::string, Inflection> inflections;  ///< by language
  Diagnostics diagnostics;                        ///< of the files' syntax
};

/// Reads `*.rules` and `languages/*/inflection.tsv` below `ontology_folder`. Needs no
/// ontology: may run while that is read.
ParsedRules parse_rule_folder(const std::filesystem::path& ontology_folder);

/// Checks parsed rules against `ontology` and compiles them. All errors are in
/// `diagnostics`, those of the syntax, too.
CompiledRules check_and_compile(ParsedRules parsed,
                                const Ontology& ontology,
                                Diagnostics& diagnostics);

/// Both of these.
CompiledRules load_rules(const std::filesystem::path& ontology_folder,
                         const Ontology& ontology,
                         Diagnostics& diagnostics);

/// Static checks (docs/rules.md): names, classes, domains, ranges, sets, languages,
/// examples, duplicates.
void check_rules(const RuleSet& rules,
                 const std::vector<std::string>& languages,
                 const Ontology& ontology,
                 Diagnostics& diagnostics);

}  // namespace byline::knowledge
