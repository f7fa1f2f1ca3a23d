#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The rule language as parsed: docs/rules.md is the reference.
namespace byline::knowledge {

/// A place in a rule file: index into RuleSet::files, byte offset into its text.
struct RulePlace {
  std::size_t file = 0;
  std::size_t offset = 0;
};

/// `<name: Type | Type flags>` (docs/rules.md, section 4).
struct SlotSpec {
  std::string name;
  std::vector<std::string> types;
  bool optional = false;
  bool list = false;
  bool single = false;
  bool name_only = false;
  bool anaphor_only = false;
  bool known_only = false;  ///< no name whose class is only guessed from the slot
  bool argument = false;    ///< of a verb: "its" before a noun is none
  bool guess = false;       ///< a name of unknown class may be a person or a place, too
  bool sure = false;        ///< what stands here is of the class, whatever it looks like
  bool loose = false;
  std::vector<std::vector<std::string>> until;  ///< phrases as folded words
  std::size_t max_tokens = 40;
  std::size_t min_years = 0;  ///< of a period
  RulePlace place;
  /// Slots of one language that the same words fill have the same one; 0: not compiled.
  std::size_t fill_key = 0;
};

enum class PatternKind : std::uint8_t {
  word,   ///< text: one folded word
  lemma,  ///< text, feature
  set,    ///< text: name of the set
  tag,    ///< text: universal tag in lower case
  any,
  gap,  ///< max
  sequence,
  alternatives,
  repeat,  ///< parts[0], min, max
  negation,
  start,
  end,
  inside,  ///< text: title heading quote list
  aside,
  adverb,
  slot,
  placeholder,  ///< text: SUBJECT …, feature
  capture       ///< text: slot name; the words of parts[0] are its text
};

inline constexpr std::size_t unbounded = 12;  ///< most repetitions of `*` and `+`

struct Pattern {
  PatternKind kind = PatternKind::sequence;
  std::string text;
  std::string feature;
  std::size_t min = 0;
  std::size_t max = 0;
  SlotSpec slot;
  std::vector<Pattern> parts;
  bool anchor = false;  ///< its tokens are the trigger, alone
  bool noun = false;    ///< of a lemma: forms of a noun only
  RulePlace place;
};

/// Edge of a tree pattern; relation names as in universaldependencies.org.
struct TreeEdge;

struct TreeNode {
  std::optional<SlotSpec> slot;
  Pattern test;  ///< word test; empty sequence: any
  std::vector<TreeEdge> edges;
};

struct TreeEdge {
  std::string relation;
  bool upwards = false;
  std::vector<std::string> cases;  ///< folded words of the preposition; empty: any
  TreeNode target;
};

enum class EmissionKind : std::uint8_t { triple, event, statistic, membership };

/// One `emit` clause.
struct Emission {
  EmissionKind kind = EmissionKind::triple;
  std::string subject;      ///< slot (triple); statistic: `of`; membership: person
  std::string property;     ///< triple
  std::string object;       ///< slot or prefixed name (triple); membership: organization
  bool object_end = false;  ///< triple: the end of the period that fills `object`
  std::string type;         ///< event
  std::vector<std::pair<std::string, std::string>> roles;  ///< role → slot
  std::string metric_text;  ///< statistic: metric given by the rule
  RulePlace place;
};

/// One fact that an example promises.
struct ExpectedFact {
  EmissionKind kind = EmissionKind::triple;
  std::string subject;
  std::string property;
  std::vector<std::string> objects;
  std::string type;
  std::vector<std::pair<std::string, std::string>> roles;
  bool negated = false;
  std::uint8_t modality = 0;
  std::string said_by;
  RulePlace place;
};

struct Example {
  bool positive = true;
  std::string language;
  std::string text;
  std::vector<ExpectedFact> facts;
  RulePlace place;
};

/// Words per language ("any" for every language): each a phrase, words may begin with
/// `~`.
using LanguageWords = std::map<std::string, std::vector<std::string>>;

/// `with SLOT: TYPE LANG "word" …`.
struct Oblique {
  SlotSpec slot;
  LanguageWords prepositions;
};

struct MatchClause {
  std::string language;
  Pattern pattern;
};

struct TreeClause {
  std::string language;
  TreeNode head;
  RulePlace place;
};

enum class RuleKind : std::uint8_t { rule, frame, role };

/// A `rule`, `frame` or `role` statement.
struct Rule {
  RuleKind kind = RuleKind::rule;
  std::string name;
  double confidence = 0.85;
  int priority = 0;
  std::vector<MatchClause> matches;
  std::vector<TreeClause> trees;
  std::vector<Emission> emissions;
  bool require_asserted = false;
  bool plain = false;  ///< a definition: no word around it makes it less certain
  std::uint8_t modality = 0;
  std::vector<std::string> only;
  std::vector<std::string> except;
  LanguageWords verbs;
  LanguageWords nouns;
  LanguageWords context;
  std::optional<SlotSpec> subject;  ///< of a role: the holder
  std::optional<SlotSpec> object;   ///< of a role: the owner
  LanguageWords owner_prepositions;
  std::string title;
  std::string time;
  std::vector<Oblique> obliques;
  std::vector<Example> examples;
  bool incomplete = false;  ///< clauses of it could not be read: reported already
  RulePlace place;
};

/// `construction NAME for verb|role lang L`.
struct Construction {
  std::string name;
  RuleKind kind = RuleKind::frame;
  std::string language;
  double confidence = 1.0;
  int priority = 0;
  std::vector<Pattern> patterns;
  RulePlace place;
};

struct WordSet {
  std::string name;
  std::string language;
  Pattern pattern;
  RulePlace place;
};

struct RuleFileText {
  std::string path;
  std::string text;
  /// Names for examples: label → class.
  std::map<std::string, std::string> example_names;
};

/// All rule files of an ontology folder, parsed but not yet expanded.
struct RuleSet {
  std::vector<RuleFileText> files;
  std::vector<Rule> rules;                  ///< sorted by name
  std::vector<Construction> constructions;  ///< sorted by (kind, language, name)
  std::map<std::pair<std::string, std::string>, WordSet> sets;  ///< (name, language)

  /// The set `name` of `language`, else of "any", else null.
  [[nodiscard]] const WordSet* find_set(std::string_view name,
                                        std::string_view language) const;
};

}  // namespace byline::knowledge
