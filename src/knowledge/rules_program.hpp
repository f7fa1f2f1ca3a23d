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
#include <vector>

namespace byline::knowledge {

/// Words that one instruction accepts: forms with features, or lemmas of a model.
struct FormGroup {
  Forms forms;
  std::vector<std::string> lemmas;  ///< sorted
  /// Words that the tokenizer may cut ("co-founder", "'ll"), matched as written.
  std::vector<std::string> cut_words;
};

enum class Op : std::uint8_t {
  word,         ///< a: words
  forms,        ///< a: groups; mask: features wanted
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
  std::vector<SlotSpec> slots;
  /// Instructions for words, tags and slots that no match goes without, in order.
  std::vector<std::uint32_t> needs;
  bool begins_with_need = false;      ///< every match begins with the first of `needs`
  std::vector<std::string> captures;  ///< slot names
  std::vector<Program> negations;
  std::vector<std::string> keys;  ///< one of these must stand in the sentence; sorted;
                                  ///< empty: no such words
  /// Of a construction: such words are the frame's.
  std::optional<WordPlace::Kind> key_place;
};

/// What one frame or role puts into the places of constructions.
struct Binding {
  SlotSpec subject;  ///< takes lists unless `single`
  SlotSpec object;
  std::string title;  ///< name of the capture
  /// By number of the place (CompileCache::places): programs without slots, tried in
  /// turn.
  std::vector<std::vector<Program>> words;
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

/// Keys by the text of what the pattern is made of.
using KeySets = std::map<std::string, Keys>;

/// Forms by lemma, first as a verb's and a noun's, second as a noun's alone.
using LemmaForms = std::array<std::unordered_map<std::string, Forms>, 2>;

/// What compiling the patterns of one language keeps between them.
struct CompileCache {
  FormGroups groups;
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
