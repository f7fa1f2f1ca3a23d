#include "knowledge/rules_program.hpp"

#include "knowledge/rules_beginnings.hpp"
#include "knowledge/rules_expand.hpp"
#include "knowledge/rules_keys.hpp"
#include "knowledge/rules_lexer.hpp"
#include "knowledge/rules_words.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace byline::knowledge {
namespace {

/// Turns a Pattern into instructions.
class Compiler {
 public:
  Compiler(const CompileContext& context, Program& program)
      : context_(context),
        program_(program),
        words_of_(context) {}

  void run(const Pattern& pattern) {
    emit(pattern, TriggerUse::words);
    add({.op = Op::match});
    find_needs();
    program_.key_place = place_of(pattern);
    const Keys keys = program_.key_place ? nullptr : keys_of(pattern, context_);
    if (keys) {
      program_.keys = *keys;
    }
  }

  /// One of the words, phrases and sets `items`: the words that can be one group are.
  void run_items(const std::vector<Pattern>& items, std::vector<Program>& programs) {
    Pattern words;
    words.kind = PatternKind::alternatives;
    std::vector<const Pattern*> others;
    for (const Pattern& item : items) {
      std::string text;
      if (PatternWords::describe(item, text) && words_of_.group_of(item) != nullptr &&
          PatternWords::asked_feature(item) &&
          (words.parts.empty() || PatternWords::asked_feature(words.parts.front()) ==
                                      PatternWords::asked_feature(item))) {
        words.parts.push_back(item);
      } else {
        others.push_back(&item);
      }
    }
    if (!words.parts.empty()) {
      Compiler{context_, programs.emplace_back()}.run(words);
    }
    for (const Pattern* other : others) {
      Compiler{context_, programs.emplace_back()}.run(*other);
    }
  }

  /// Keys of alternatives, or nothing.
  std::vector<std::string> run_keys(const Pattern& alternatives) {
    const Keys keys = keys_of(alternatives, context_);
    return keys ? *keys : std::vector<std::string>{};
  }

  SlotSpec with_key(SlotSpec slot) {
    slot.fill_key = fill_key(slot);
    return slot;
  }

 private:
  static bool takes_words(Op op) {
    return op == Op::word || op == Op::forms || op == Op::set || op == Op::tag ||
           op == Op::slot || op == Op::bound_slot || op == Op::bound_words;
  }

  static bool takes_nothing(Op op) {
    return op == Op::open || op == Op::close || op == Op::start || op == Op::inside ||
           op == Op::negation;
  }

  /// All ways lead forward: what no branch before it leaps over stands on each of them.
  void find_needs() {
    std::size_t joined = 0;  // where all branches so far have met
    bool at_begin = true;
    for (std::uint32_t i = 0; i < next(); ++i) {
      const Instruction& code = program_.code[i];
      if (code.op == Op::split || code.op == Op::jump) {
        joined = std::max<std::size_t>({joined, code.a, code.b});
      }
      if (i >= joined && takes_words(code.op)) {
        program_.begins_with_need |= at_begin;
        program_.needs.push_back({i, test_of(code)});
      }
      at_begin = at_begin && takes_nothing(code.op);
    }
  }

  [[nodiscard]] std::uint32_t test_of(const Instruction& code) const {
    TestNumbers& numbers = context_.cache->numbers;
    switch (code.op) {
      case Op::word: return numbers.of_word(program_.words[code.a]);
      case Op::tag: return numbers.of_tag(program_.words[code.a]);
      case Op::forms: return numbers.of_forms(*program_.groups[code.a], code.mask);
      case Op::set: return program_.sets[code.a]->test;
      default: return 0;
    }
  }

  std::size_t add(Instruction instruction) {
    program_.code.push_back(instruction);
    return program_.code.size() - 1;
  }

  /// Where the next instruction will stand.
  [[nodiscard]] std::uint32_t next() const {
    return static_cast<std::uint32_t>(program_.code.size());
  }

  template <typename Value>
  static std::uint32_t put(std::vector<Value>& values, Value value) {
    values.push_back(std::move(value));
    return static_cast<std::uint32_t>(values.size() - 1);
  }

  /// Repeated elements name the same words.
  std::uint32_t word_index(const std::string& word) {
    const auto [known, fresh] = words_.try_emplace(word, 0);
    if (fresh) {
      known->second = put(program_.words, word);
    }
    return known->second;
  }

  std::uint32_t capture_index(const std::string& name) {
    const auto found = std::ranges::find(program_.captures, name);
    if (found != program_.captures.end()) {
      return static_cast<std::uint32_t>(found - program_.captures.begin());
    }
    return put(program_.captures, name);
  }

  /// Words of a language's own files (auxiliaries, articles) never carry a claim.
  [[nodiscard]] bool is_grammar(const Pattern& reference) const {
    const WordSet* set = context_.rules.find_set(reference.text, context_.language);
    return set != nullptr && context_.rules.files[set->place.file].path.find(
                                 "languages/") != std::string::npos;
  }

  void emit_group(std::shared_ptr<const FormGroup> group,
                  std::uint16_t mask,
                  TriggerUse use) {
    add({.op = Op::forms,
         .a = put(program_.groups, std::move(group)),
         .mask = mask,
         .trigger = use});
  }

  static std::uint16_t mask_of(std::string_view feature) {
    return feature.empty() ? std::uint16_t{form_any} : form_feature(feature);
  }

  void emit_lemma(const Pattern& pattern, TriggerUse use) {
    emit_group(words_of_.group_of(pattern), mask_of(pattern.feature), use);
  }

  void emit_alternatives(const Pattern& pattern, TriggerUse use) {
    std::vector<std::size_t> jumps;
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
      const bool last = i + 1 == pattern.parts.size();
      std::size_t split = 0;
      if (!last) {
        split = add({.op = Op::split});
        program_.code[split].a = next();
      }
      emit(pattern.parts[i], use);
      if (!last) {
        jumps.push_back(add({.op = Op::jump}));
        program_.code[split].b = next();
      }
    }
    for (const std::size_t jump : jumps) {
      program_.code[jump].a = next();
    }
  }

  void emit_repeat(const Pattern& pattern, TriggerUse use) {
    for (std::size_t i = 0; i < pattern.min; ++i) {
      emit(pattern.parts.front(), use);
    }
    emit_more(
        pattern.max - pattern.min, false, [&] { emit(pattern.parts.front(), use); });
  }

  /// Up to `count` more, each only behind the one before it.
  template <typename Body>
  void emit_more(std::size_t count, bool lazy, const Body& body) {
    std::vector<std::size_t> splits;
    splits.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      splits.push_back(add({.op = Op::split}));
      auto& split = program_.code.back();
      (lazy ? split.b : split.a) = next();
      body();
    }
    for (const std::size_t split : splits) {
      (lazy ? program_.code[split].a : program_.code[split].b) = next();
    }
  }

  void emit_set(const Pattern& pattern, TriggerUse use) {
    if (std::ranges::find(open_sets_, pattern.text) != open_sets_.end()) {
      throw RuleSyntaxError{
          pattern.place.offset, "set '" + pattern.text + "' contains itself", ""};
    }
    open_sets_.push_back(pattern.text);
    const Pattern& words = words_of_.set_pattern(pattern);
    if (const auto& beginnings = beginnings_of_set(pattern.text, words)) {
      add({.op = Op::set,
           .a = put(program_.sets, block(pattern, words, use, beginnings))});
    } else {
      emit(words, use);
    }
    open_sets_.pop_back();
  }

  /// Set `reference` of words and phrases as a block, made when first asked for.
  std::shared_ptr<const WordBlock> block(
      const Pattern& reference,
      const Pattern& words,
      TriggerUse use,
      const std::shared_ptr<const FormGroup>& beginnings) {
    auto& blocks = context_.cache->blocks;
    if (const auto known = blocks.find({reference.text, use}); known != blocks.end()) {
      return known->second;
    }
    auto made = std::make_shared<WordBlock>();
    made->name = reference.text;
    made->beginnings = beginnings;
    Compiler compiler{context_, made->program};
    compiler.open_sets_ = open_sets_;
    compiler.emit(words, use);
    compiler.add({.op = Op::match});
    made->test = context_.cache->numbers.fresh_test();
    made->number = blocks.size();
    blocks.emplace(std::pair{reference.text, use}, made);
    return made;
  }

  /// What a set of nothing but words and phrases begins with; null: it is something else,
  /// or a group of words, which needs no block.
  const std::shared_ptr<const FormGroup>& beginnings_of_set(const std::string& name,
                                                            const Pattern& words) {
    const auto [entry, fresh] = context_.cache->beginnings.try_emplace(name);
    if (fresh) {
      Program program;
      Compiler compiler{context_, program};
      compiler.open_sets_ = open_sets_;
      compiler.emit(words, TriggerUse::none);
      const bool is_group = program.code.size() == 1;
      if (auto group = is_group ? std::nullopt : beginnings_of(program)) {
        group->number = context_.cache->numbers.fresh_group();
        entry->second = std::make_shared<const FormGroup>(std::move(*group));
      }
    }
    return entry->second;
  }

  /// Everything of a slot but its name and place.
  std::size_t fill_key(const SlotSpec& slot) {
    std::string text;
    for (const std::string& type : slot.types) {
      text += type + "|";
    }
    for (const bool flag : {slot.list,
                            slot.single,
                            slot.name_only,
                            slot.anaphor_only,
                            slot.known_only,
                            slot.guess,
                            slot.sure,
                            slot.argument,
                            slot.loose}) {
      text += flag ? '1' : '0';
    }
    for (const auto& phrase : slot.until) {
      for (const std::string& word : phrase) {
        text += " " + word;
      }
      text += ";";
    }
    text += std::to_string(slot.max_tokens) + "+" + std::to_string(slot.min_years);
    auto& keys = context_.cache->fill_keys;
    return keys.try_emplace(std::move(text), keys.size() + 1).first->second;
  }

  void emit_slot(const Pattern& pattern) {
    const std::uint32_t index = put(program_.slots, with_key(pattern.slot));
    add({.op = Op::slot, .a = index, .b = capture_index(pattern.slot.name)});
  }

  void emit_capture(const Pattern& pattern, TriggerUse use) {
    const std::uint32_t capture = capture_index(pattern.text);
    add({.op = Op::open, .b = capture});
    emit(pattern.parts.front(), use);
    add({.op = Op::close, .b = capture});
  }

  void emit_negation(const Pattern& pattern) {
    Program inner;
    Compiler{context_, inner}.run(pattern.parts.front());
    add({.op = Op::negation, .a = put(program_.negations, std::move(inner))});
  }

  void emit(const Pattern& pattern, TriggerUse use) {
    use = pattern.anchor ? TriggerUse::anchor : use;
    if (pattern.kind == PatternKind::set && is_grammar(pattern)) {
      use = TriggerUse::none;
    }
    if (pattern.kind == PatternKind::alternatives || pattern.kind == PatternKind::set) {
      auto group = words_of_.group_of(pattern);  // most have none, which shows at once
      const auto feature = group ? PatternWords::asked_feature(pattern) : std::nullopt;
      if (feature) {
        emit_group(std::move(group), mask_of(*feature), use);
        return;
      }
    }
    switch (pattern.kind) {
      case PatternKind::word:
        add({.op = Op::word, .a = word_index(pattern.text), .trigger = use});
        return;
      case PatternKind::lemma: emit_lemma(pattern, use); return;
      case PatternKind::set: emit_set(pattern, use); return;
      case PatternKind::tag: add({.op = Op::tag, .a = word_index(pattern.text)}); return;
      case PatternKind::any: add({.op = Op::any}); return;
      case PatternKind::gap:
        emit_more(pattern.max, true, [&] { add({.op = Op::gap}); });
        return;
      case PatternKind::sequence:
        for (const Pattern& part : pattern.parts) {
          emit(part, use);
        }
        return;
      case PatternKind::alternatives: emit_alternatives(pattern, use); return;
      case PatternKind::repeat: emit_repeat(pattern, use); return;
      case PatternKind::negation: emit_negation(pattern); return;
      case PatternKind::start: add({.op = Op::start}); return;
      case PatternKind::end: add({.op = Op::end}); return;
      case PatternKind::inside:
        add({.op = Op::inside, .a = word_index(pattern.text)});
        return;
      case PatternKind::aside: add({.op = Op::aside}); return;
      case PatternKind::adverb: add({.op = Op::adverb}); return;
      case PatternKind::slot: emit_slot(pattern); return;
      case PatternKind::capture: emit_capture(pattern, use); return;
      case PatternKind::placeholder: emit_place(pattern); return;
    }
  }

  /// A place that a frame or role fills when the program runs.
  void emit_place(const Pattern& pattern) {
    if (!context_.construction) {
      throw RuleSyntaxError{pattern.place.offset,
                            "'" + pattern.text + "' may stand only in a construction",
                            ""};
    }
    if (pattern.text == "SUBJECT" || pattern.text == "OBJECT") {
      add({.op = Op::bound_slot,
           .a = pattern.text == "OBJECT" ? 1U : 0U,
           .b = capture_index(pattern.text)});
      return;
    }
    auto& places = context_.cache->places;
    const auto number = static_cast<std::uint32_t>(places.size());
    const WordPlace::Kind kind = kind_of(pattern);
    add({.op = Op::bound_words,
         .a = places.try_emplace({kind, pattern.feature}, number).first->second,
         .trigger = kind == WordPlace::Kind::preposition ? TriggerUse::none
                                                         : TriggerUse::anchor});
  }

  const CompileContext& context_;
  Program& program_;
  PatternWords words_of_;
  std::vector<std::string> open_sets_;
  std::unordered_map<std::string_view, std::uint32_t> words_;  ///< views into patterns
};

}  // namespace

std::uint32_t TestNumbers::of_word(const std::string& word) {
  const auto [known, fresh] = words_.try_emplace(word, tests_);
  return fresh ? fresh_test() : known->second;
}

std::uint32_t TestNumbers::of_tag(const std::string& tag) {
  const auto [known, fresh] = tags_.try_emplace(tag, tests_);
  return fresh ? fresh_test() : known->second;
}

std::uint32_t TestNumbers::of_forms(const FormGroup& group, std::uint16_t mask) {
  const auto [known, fresh] = forms_.try_emplace({group.number, mask}, tests_);
  return fresh ? fresh_test() : known->second;
}

Program compile(const Pattern& pattern, const CompileContext& context) {
  Program program;
  Compiler{context, program}.run(pattern);
  return program;
}

std::vector<Program> words_at(const Rule& rule,
                              const WordPlace& place,
                              const CompileContext& context) {
  std::vector<Pattern> items;
  switch (place.kind) {
    case WordPlace::Kind::verb:
      items = verb_patterns(rule, context.language, place.feature);
      break;
    case WordPlace::Kind::noun:
      items = noun_patterns(rule, context.language, place.feature);
      break;
    case WordPlace::Kind::preposition: {
      auto words = words_of(rule.owner_prepositions, context.language);
      if (words.empty()) {
        words = {"@role_of"};
      }
      items = words_pattern(words, rule.place).parts;
      break;
    }
  }
  Program none;
  std::vector<Program> programs;
  Compiler{context, none}.run_items(items, programs);
  return programs;
}

std::vector<std::string> keys_at(const Rule& rule,
                                 WordPlace::Kind kind,
                                 const CompileContext& context) {
  Pattern words;
  words.kind = PatternKind::alternatives;
  words.parts = kind == WordPlace::Kind::verb ? verb_patterns(rule, context.language, {})
                                              : noun_patterns(rule, context.language, {});
  Program none;
  return Compiler{context, none}.run_keys(words);
}

SlotSpec bound_slot(const std::optional<SlotSpec>& slot, const CompileContext& context) {
  if (!slot) {
    return {};
  }
  SlotSpec bound = *slot;
  bound.list = !slot->single;
  Program none;
  return Compiler{context, none}.with_key(std::move(bound));
}

}  // namespace byline::knowledge
