#pragma once

#include "knowledge/inflection.hpp"
#include "knowledge/rules.hpp"

#include <array>
#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace byline::knowledge {

/// Words that one instruction accepts: forms with features, or lemmas of a model.
struct FormGroup {
  std::size_t number = 0;  ///< among the groups of its language
  Forms forms;
  std::vector<std::string> lemmas;  ///< sorted
  /// Words that the tokenizer may cut ("co-founder", "'ll"), matched as written.
  std::vector<std::string> cut_words;
};

enum class Op : std::uint8_t {
  word,         ///< a: words
  forms,        ///< a: groups; mask: features wanted
  set,          ///< a: sets
  tag,          ///< a: words
  any,          ///< one token
  gap,          ///< one token that is no boundary
  adverb,       ///< one adverb
  aside,        ///< a stretch between commas, brackets or dashes
  slot,         ///< a: slots; b: captures
  bound_slot,   ///< a: 0 subject, 1 object of the frame; b: captures
  bound_words,  ///< a: places: words of the frame
  open,         ///< b: captures; its text begins here
  close,        ///< b: captures; its text ends here
  start,        ///< at the sentence's start
  end,          ///< at the sentence's end
  inside,       ///< a: words
  negation,     ///< a: negations; must not match here
  split,        ///< tries a, then b
  jump,         ///< a
  match
};

enum class TriggerUse : std::uint8_t { none, words, anchor };

struct Instruction {
  Op op = Op::match;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint16_t mask = form_any;
  TriggerUse trigger = TriggerUse::none;
};

struct WordBlock;

/// An instruction for words, a tag or a slot that no match goes without.
struct Need {
  std::uint32_t instruction = 0;
  /// Of word, forms, set and tag: the number of what it asks of a token (TestNumbers).
  std::uint32_t test = 0;
};

/// Where a construction has words of a frame or role.
struct WordPlace {
  enum class Kind : std::uint8_t { verb, noun, preposition };
  Kind kind = Kind::verb;
  std::string feature;  ///< the form wanted; empty: any

  auto operator<=>(const WordPlace&) const = default;
};

/// A pattern ready to run (extract/pattern_match.hpp).
struct Program {
  std::vector<Instruction> code;
  std::vector<std::string> words;
  std::vector<std::shared_ptr<const FormGroup>> groups;  ///< shared by programs
  std::vector<std::shared_ptr<const WordBlock>> sets;    ///< shared by programs
  std::vector<SlotSpec> slots;
  std::vector<Need> needs;            ///< in order
  bool begins_with_need = false;      ///< every match begins with the first of `needs`
  std::vector<std::string> captures;  ///< slot names
  std::vector<Program> negations;
  std::vector<std::string> keys;  ///< one of these must stand in the sentence; sorted;
                                  ///< empty: no such words
  /// Of a construction: such words are the frame's.
  std::optional<WordPlace::Kind> key_place;
};

/// A set of words and phrases that many patterns name: a long row of alternatives, of
/// which one stands at few tokens. Compiled once; what it takes at a token is found once
/// for all of them.
struct WordBlock {
  std::size_t number = 0;  ///< among the blocks of its language
  std::string name;        ///< of the set
  /// The words that it begins with, whatever feature is asked of them.
  std::shared_ptr<const FormGroup> beginnings;
  std::uint32_t test = 0;  ///< as Need::test
  Program program;         ///< words, groups and sets, and branches
};

/// What one frame or role puts into the places of constructions.
struct Binding {
  SlotSpec subject;  ///< takes lists unless `single`
  SlotSpec object;
  std::string title;  ///< name of the capture
  /// By number of the place (CompileCache::places): programs without slots, tried in
  /// turn.
  std::vector<std::vector<Program>> words;
  std::vector<std::uint32_t> tests;  ///< of the places, as Need::test
};

/// A program, and for a construction what stands in its places.
struct BoundProgram {
  std::shared_ptr<const Program> program;
  std::shared_ptr<const Binding> binding;  ///< null: not of a construction
};

/// Groups by the text of what they are made of; null: that is no group. Patterns of many
/// rules share them.
using FormGroups = std::map<std::string, std::shared_ptr<const FormGroup>>;

/// Words one of which must stand for a pattern to match, sorted; null: no such words.
using Keys = std::shared_ptr<const std::vector<std::string>>;

/// By name of a set: the words that its matches begin with; null: not just words, or one
/// group that needs no such test.
using Beginnings = std::map<std::string, std::shared_ptr<const FormGroup>>;

/// Blocks by the name of the set and by what its words are to the pattern.
using WordBlocks =
    std::map<std::pair<std::string, TriggerUse>, std::shared_ptr<const WordBlock>>;

/// Keys by the text of what the pattern is made of.
using KeySets = std::map<std::string, Keys>;

/// Forms by lemma, first as a verb's and a noun's, second as a noun's alone.
using LemmaForms = std::array<std::unordered_map<std::string, Forms>, 2>;

/// Numbers what the patterns of one language cannot do without, and its groups of words,
/// from 0: whoever matches finds by number what was asked of a token before.
class TestNumbers {
 public:
  std::uint32_t of_word(const std::string& word);
  std::uint32_t of_tag(const std::string& tag);
  /// `group` has its number.
  std::uint32_t of_forms(const FormGroup& group, std::uint16_t mask);
  /// A test of its own.
  std::uint32_t fresh_test() { return tests_++; }
  std::size_t fresh_group() { return groups_++; }
  [[nodiscard]] std::size_t tests() const { return tests_; }
  [[nodiscard]] std::size_t groups() const { return groups_; }

 private:
  std::map<std::string, std::uint32_t> words_;
  std::map<std::string, std::uint32_t> tags_;
  std::map<std::pair<std::size_t, std::uint16_t>, std::uint32_t> forms_;
  std::uint32_t tests_ = 0;
  std::size_t groups_ = 0;
};

/// What compiling the patterns of one language keeps between them.
struct CompileCache {
  TestNumbers numbers;
  FormGroups groups;
  Beginnings beginnings;
  WordBlocks blocks;
  KeySets keys;
  LemmaForms forms;
  std::map<std::string, std::size_t> fill_keys;  ///< by what decides what fills a slot
  std::map<WordPlace, std::uint32_t> places;     ///< their numbers, from 0
};

/// Everything that compiling a pattern needs beside it.
struct CompileContext {
  const RuleSet& rules;
  const Inflection& inflection;
  std::string language;
  CompileCache* cache = nullptr;  ///< of the same language
  bool construction = false;      ///< placeholders may stand
};

/// Compiles a pattern, that of a construction after `shaped` (rules_expand.hpp). A set
/// that the language lacks, or sets that contain each other, throw RuleSyntaxError.
Program compile(const Pattern& pattern, const CompileContext& context);

/// The words of a frame or role at a place: its single words as one group, then phrases.
std::vector<Program> words_at(const Rule& rule,
                              const WordPlace& place,
                              const CompileContext& context);
/// Words one of which must stand for the rule's words of that kind to stand; sorted.
std::vector<std::string> keys_at(const Rule& rule,
                                 WordPlace::Kind kind,
                                 const CompileContext& context);
/// A slot of a frame as constructions take it.
SlotSpec bound_slot(const std::optional<SlotSpec>& slot, const CompileContext& context);

}  // namespace byline::knowledge
