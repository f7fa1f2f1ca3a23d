#include "knowledge/rules_compiled.hpp"

#include "base/characters.hpp"
#include "base/files.hpp"
#include "knowledge/rules_expand.hpp"
#include "knowledge/rules_lexer.hpp"
#include "knowledge/rules_parse_pattern.hpp"
#include "knowledge/rules_parser.hpp"
#include "knowledge/rules_words.hpp"

#include <algorithm>
#include <future>
#include <set>

namespace byline::knowledge {
namespace {

/// Compiles all rules for one language.
class LanguageCompiler {
 public:
  LanguageCompiler(const RuleSet& rules,
                   std::string language,
                   LanguageRules& result,
                   Diagnostics& diagnostics)
      : rules_(rules),
        context_{rules, result.inflection, std::move(language), &cache_},
        result_(result),
        diagnostics_(diagnostics) {}

  void run() {
    compile_sets();
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const Rule& rule = rules_.rules[i];
      guarded(rule.place, [&] { compile_context(rule, i); });
      if (rule.kind == RuleKind::rule) {
        compile_rule(rule, i);
      } else {
        compile_frame(rule, i);
      }
    }
    index();
    result_.tests = cache_.numbers.tests();
    result_.groups = cache_.numbers.groups();
    result_.blocks = cache_.blocks.size();
    result_.fill_keys = cache_.fill_keys.size() + 1;
  }

 private:
  template <typename Action>
  void guarded(RulePlace place, Action action) {
    try {
      action();
    } catch (const RuleSyntaxError& error) {
      const RulePlace where{place.file, error.offset == 0 ? place.offset : error.offset};
      if (reported_.insert(error.message).second) {
        report_at(rules_, where, error.message, error.hint, diagnostics_);
      }
    }
  }

  void compile_sets() {
    for (const auto& [key, set] : rules_.sets) {
      const auto& [name, language] = key;
      if (language == context_.language ||
          (language == "any" && !rules_.sets.contains({name, context_.language}))) {
        guarded(set.place, [&, n = name, s = &set] {
          Pattern reference;
          reference.kind = PatternKind::set;
          reference.text = n;
          reference.place = s->place;
          result_.sets[n] = compile(reference, context_);
        });
      }
    }
  }

  void compile_context(const Rule& rule, std::size_t index) {
    for (const std::string& language : {context_.language, std::string{"any"}}) {
      const auto found = rule.context.find(language);
      if (found != rule.context.end()) {
        result_.contexts[index] =
            compile(words_pattern(found->second, rule.place), context_);
      }
    }
  }

  void compile_rule(const Rule& rule, std::size_t index) {
    for (const MatchClause& clause : rule.matches) {
      if (clause.language == context_.language || clause.language == "any") {
        guarded(clause.pattern.place, [&] {
          auto program =
              std::make_shared<const Program>(compile(clause.pattern, context_));
          add_key_group(program->keys, {result_.patterns.size()});
          result_.patterns.push_back({index, {}, 1.0, 0, {std::move(program), nullptr}});
        });
      }
    }
    for (const TreeClause& clause : rule.trees) {
      if (clause.language == context_.language || clause.language == "any") {
        guarded(clause.place,
                [&] { result_.trees.push_back(compile_tree(clause, index, context_)); });
      }
    }
  }

  void compile_frame(const Rule& rule, std::size_t index) {
    const auto verbs = words_of(rule.verbs, context_.language);
    const auto nouns = words_of(rule.nouns, context_.language);
    if (verbs.empty() && nouns.empty()) {
      return;
    }
    CompiledFrame frame;
    frame.rule = index;
    frame.verbs = form_group(verbs, context_);
    frame.nouns = form_group(nouns, context_);
    guarded(rule.place, [&] { compile_obliques(rule, frame); });
    result_.frames.emplace(index, std::move(frame));
    guarded(rule.place, [&] { bind_constructions(rule, index); });
  }

  /// A slot of a rule, marked as what a verb takes if it is a frame's.
  static std::optional<SlotSpec> argument(const Rule& rule,
                                          std::optional<SlotSpec> slot) {
    if (slot) {
      slot->argument = rule.kind == RuleKind::frame;
    }
    return slot;
  }

  /// Constructions are compiled once for all rules of a shape; a rule brings its words
  /// and slots.
  void bind_constructions(const Rule& rule, std::size_t index) {
    auto binding = std::make_shared<Binding>();
    binding->subject = bound_slot(argument(rule, rule.subject), context_);
    binding->object = bound_slot(argument(rule, rule.object), context_);
    binding->title = rule.title;
    std::map<WordPlace::Kind, std::vector<std::size_t>> by_kind;
    for (const ShapedConstruction& shaped :
         constructions_of(shape_of(rule, context_.language))) {
      if (!takes(rule, *shaped.construction) || !takes(rule, shaped.pattern)) {
        continue;
      }
      const std::size_t number = result_.patterns.size();
      if (shaped.program->key_place) {
        by_kind[*shaped.program->key_place].push_back(number);
      } else {
        add_key_group(shaped.program->keys, {number});
      }
      result_.patterns.push_back({index,
                                  shaped.construction->name,
                                  shaped.construction->confidence,
                                  shaped.construction->priority,
                                  {shaped.program, binding}});
    }
    binding->words.resize(cache_.places.size());
    for (const auto& [place, number] : cache_.places) {
      binding->words[number] = words_at(rule, place, context_);
    }
    for (std::size_t i = 0; i < binding->words.size(); ++i) {
      binding->tests.push_back(cache_.numbers.fresh_test());
    }
    for (auto& [kind, patterns] : by_kind) {
      add_key_group(keys_at(rule, kind, context_), std::move(patterns));
    }
  }

  struct ShapedConstruction {
    const Construction* construction = nullptr;
    ShapedPattern pattern;
    std::shared_ptr<const Program> program;
  };

  const std::vector<ShapedConstruction>& constructions_of(const RuleShape& shape) {
    const auto [entry, fresh] = shaped_.try_emplace(shape);
    for (std::size_t i = 0; fresh && i < rules_.constructions.size(); ++i) {
      const Construction& construction = rules_.constructions[i];
      if (construction.language == context_.language || construction.language == "any") {
        guarded(construction.place, [&, all = &entry->second] {
          shape_construction(construction, shape, *all);
        });
      }
    }
    return entry->second;
  }

  void shape_construction(const Construction& construction,
                          const RuleShape& shape,
                          std::vector<ShapedConstruction>& all) {
    CompileContext context = context_;
    context.construction = true;
    for (const Pattern& pattern : construction.patterns) {
      if (auto cut = shaped(pattern, shape)) {
        auto program = std::make_shared<const Program>(compile(cut->pattern, context));
        all.push_back({&construction, std::move(*cut), std::move(program)});
      }
    }
  }

  void add_key_group(const std::vector<std::string>& keys,
                     std::vector<std::size_t> patterns) {
    if (keys.empty()) {
      result_.without_key.insert(
          result_.without_key.end(), patterns.begin(), patterns.end());
      return;
    }
    for (const std::string& key : keys) {
      result_.words.keys_of(key).key_groups.push_back(result_.key_groups.size());
    }
    result_.key_groups.push_back(std::move(patterns));
  }

  void compile_obliques(const Rule& rule, CompiledFrame& frame) {
    for (const Oblique& oblique : rule.obliques) {
      const auto words = words_of(oblique.prepositions, context_.language);
      if (words.empty()) {
        continue;
      }
      frame.obliques.push_back(
          {*argument(rule, oblique.slot),
           compile(words_pattern(words, oblique.slot.place), context_),
           false});
    }
    if (!rule.time.empty()) {
      SlotSpec slot;
      slot.name = rule.time;
      slot.types = {"date"};
      slot.optional = true;
      slot.place = rule.place;
      Pattern set;
      set.kind = PatternKind::set;
      set.text = "date_preposition";
      set.place = rule.place;
      frame.obliques.push_back({slot, compile(set, context_), true});
    }
  }

  void index() {
    for (const auto& [name, program] : result_.sets) {
      result_.sets_by_hash.emplace_back(hash_name(name), &program);
    }
    std::ranges::sort(result_.sets_by_hash);
    for (const CompiledPattern& pattern : result_.patterns) {
      result_.needed.add(*pattern.program.program, pattern.program.binding.get());
    }
    for (std::size_t i = 0; i < result_.trees.size(); ++i) {
      add_tree(i, result_.trees[i].keys);
    }
    for (const auto* groups : {&cache_.groups, &cache_.beginnings}) {
      for (const auto& [text, group] : *groups) {
        if (group) {
          result_.words.add(*group);
        }
      }
    }
    for (const auto& [rule, frame] : result_.frames) {
      for (const FormGroup* group : {&frame.verbs, &frame.nouns}) {
        result_.words.add(*group);
        for (const auto& [form, bits] : group->forms) {
          auto& rules = result_.words.keys_of(form).frames;
          if (rules.empty() || rules.back() != rule) {
            rules.push_back(rule);
          }
        }
      }
    }
  }

  void add_tree(std::size_t index, const std::vector<std::string>& keys) {
    if (keys.empty()) {
      result_.trees_without_key.push_back(index);
    }
    for (const std::string& key : keys) {
      result_.words.keys_of(key).trees.push_back(index);
    }
  }

  const RuleSet& rules_;
  CompileCache cache_;
  CompileContext context_;
  LanguageRules& result_;
  Diagnostics& diagnostics_;
  std::map<RuleShape, std::vector<ShapedConstruction>> shaped_;
  std::set<std::string> reported_;  ///< a construction fails alike for every frame
};

}  // namespace

void PatternKeys::add(const Program& program, const Binding* binding) {
  for (auto need = program.needs.rbegin(); need != program.needs.rend(); ++need) {
    const Instruction& code = program.code[need->instruction];
    if (code.op == Op::forms) {
      groups_.push_back(static_cast<std::uint32_t>(program.groups[code.a]->number));
    }
    if (code.op == Op::bound_words) {
      tests_.push_back(binding->tests[code.a]);
    } else if (code.op != Op::slot && code.op != Op::bound_slot) {
      tests_.push_back(need->test);
    }
  }
  begins_.push_back({static_cast<std::uint32_t>(groups_.size()),
                     static_cast<std::uint32_t>(tests_.size())});
}

const LanguageRules* CompiledRules::find(std::string_view language) const {
  const auto found = languages.find(language);
  return found == languages.end() ? nullptr : &found->second;
}

namespace {

/// A thread a language: they share nothing but the rules, which stay as they are.
class Compilation {
 public:
  Compilation(CompiledRules& compiled, std::map<std::string, Inflection> inflections) {
    for (auto& [language, inflection] : inflections) {
      LanguageRules& result = compiled.languages[language];
      result.inflection = std::move(inflection);
      runs_.push_back(
          std::async(std::launch::async, [&compiled, &result, name = language] {
            Diagnostics found;
            LanguageCompiler{compiled.source, name, result, found}.run();
            return found;
          }));
    }
  }

  void finish(Diagnostics& diagnostics) {
    for (std::future<Diagnostics>& run : runs_) {
      diagnostics.append(run.get());
    }
  }

 private:
  std::vector<std::future<Diagnostics>> runs_;
};

}  // namespace

CompiledRules compile_rules(RuleSet rules,
                            std::map<std::string, Inflection> inflections,
                            Diagnostics& diagnostics) {
  CompiledRules compiled;
  compiled.source = std::move(rules);
  Compilation{compiled, std::move(inflections)}.finish(diagnostics);
  return compiled;
}

ParsedRules parse_rule_folder(const std::filesystem::path& ontology_folder) {
  ParsedRules parsed;
  parsed.rules = parse_rules(read_rule_files(ontology_folder), parsed.diagnostics);
  std::vector<std::filesystem::path> folders;
  if (std::filesystem::is_directory(ontology_folder / "languages")) {
    for (const auto& entry :
         std::filesystem::directory_iterator{ontology_folder / "languages"}) {
      folders.push_back(entry.path());
    }
  }
  std::ranges::sort(folders);
  for (const auto& folder : folders) {
    const auto file = folder / "inflection.tsv";
    if (std::filesystem::exists(file)) {
      parsed.inflections[folder.filename().string()] =
          Inflection::parse(read_file(file), file.generic_string(), parsed.diagnostics);
    }
  }
  return parsed;
}

CompiledRules check_and_compile(ParsedRules parsed,
                                const Ontology& ontology,
                                Diagnostics& diagnostics) {
  std::vector<std::string> languages;
  for (const auto& [language, inflection] : parsed.inflections) {
    languages.push_back(language);
  }
  diagnostics.append(parsed.diagnostics);
  CompiledRules compiled;
  compiled.source = std::move(parsed.rules);
  Compilation compilation{compiled, std::move(parsed.inflections)};
  check_rules(compiled.source, languages, ontology, diagnostics);  // meanwhile
  compilation.finish(diagnostics);
  return compiled;
}

CompiledRules load_rules(const std::filesystem::path& ontology_folder,
                         const Ontology& ontology,
                         Diagnostics& diagnostics) {
  return check_and_compile(parse_rule_folder(ontology_folder), ontology, diagnostics);
}

}  // namespace byline::knowledge
