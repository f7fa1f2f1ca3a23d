#include "pipeline/rule_explain.hpp"

#include "extract/pattern_match.hpp"
#include "extract/select.hpp"
#include "extract/sentence_view.hpp"
#include "pipeline/rule_facts.hpp"

#include <algorithm>
#include <iomanip>

namespace byline::pipeline {
namespace {

using extract::PartialMatch;
using knowledge::Instruction;
using knowledge::Op;
using knowledge::Program;

std::string words_of(const knowledge::FormGroup& group) {
  constexpr std::size_t shown = 6;
  std::vector<std::string> words = group.cut_words;
  for (const auto& [form, bits] : group.forms) {
    words.push_back(form);
  }
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == shown) {
      return text + " | …";
    }
    text += (i == 0 ? "" : " | ") + words[i];
  }
  return text;
}

std::string slot_text(const knowledge::SlotSpec& slot) {
  std::string types;
  for (const std::string& type : slot.types) {
    types += (types.empty() ? "" : " | ") + type;
  }
  return "<" + slot.name + ": " + types + ">";
}

/// The element at an instruction, as an author would write it.
std::string element(const Program& program,
                    const knowledge::Binding* binding,
                    std::size_t pc) {
  const Instruction& code = program.code[pc];
  switch (code.op) {
    case Op::word: return "\"" + program.words[code.a] + "\"";
    case Op::forms: return words_of(*program.groups[code.a]);
    case Op::tag: return "#" + program.words[code.a];
    case Op::slot: return slot_text(program.slots[code.a]);
    case Op::bound_slot:
      return slot_text(code.a == 0 ? binding->subject : binding->object);
    case Op::bound_words: {
      const auto& words = binding->words[code.a];
      return words.empty() ? "…" : element(words.front(), nullptr, 0);
    }
    case Op::any: return "any";
    case Op::gap: return "a gap";
    case Op::adverb: return "adverb";
    case Op::aside: return "aside";
    case Op::start: return "^";
    case Op::end: return "$";
    case Op::inside: return "in(" + program.words[code.a] + ")";
    case Op::negation: return "not …";
    case Op::open:
    case Op::close:
    case Op::split:
    case Op::jump:
    case Op::match: break;
  }
  return "the end";
}

void write_tokens(const extract::SentenceView& view, std::ostream& out) {
  for (std::size_t i = 0; i < view.size(); ++i) {
    const Token& token = view.token(i);
    out << "  " << std::setw(3) << i << "  " << token.word << "  " << token.lemma;
    if (token.head >= 0) {
      out << "  -> " << token.head;
    }
    if (const extract::Unit* unit = view.unit_at(i)) {
      const auto& facts = view.facts();
      const Entity& entity = facts.entities[facts.mentions[unit->mention].entity];
      out << "  = " << entity.label << " ("
          << (entity.classes.empty() ? "unknown class" : entity.classes.front()) << ")";
    }
    out << "\n";
  }
}

/// The pattern of a rule that came furthest.
struct Nearest {
  PartialMatch partial;
  const knowledge::CompiledPattern* pattern = nullptr;
  bool matched = false;
};

void write_nearest(const extract::SentenceView& view,
                   const knowledge::RuleSet& rules,
                   std::size_t rule,
                   const Nearest& nearest,
                   std::ostream& out) {
  out << "  " << rules.rules[rule].name;
  if (!nearest.pattern->construction.empty()) {
    out << " (" << nearest.pattern->construction << ")";
  }
  if (nearest.matched) {
    out << ": matches\n";
    return;
  }
  const std::size_t at = nearest.partial.begin + nearest.partial.tokens;
  out << ": " << nearest.partial.tokens << " tokens from " << nearest.partial.begin
      << ", then wanted "
      << element(*nearest.pattern->program.program,
                 nearest.pattern->program.binding.get(),
                 nearest.partial.instruction)
      << " at '" << (at < view.size() ? view.token(at).word : "end of sentence") << "'\n";
}

void write_rules(const extract::SentenceView& view,
                 const knowledge::CompiledRules& rules,
                 const std::string& only,
                 std::ostream& out) {
  std::map<std::size_t, Nearest> best;
  for (const auto& pattern : view.context().language.patterns) {
    if (!only.empty() && rules.source.rules[pattern.rule].name != only) {
      continue;
    }
    PartialMatch partial;
    const bool matched = !match_all(view, pattern.program, &partial).empty();
    Nearest& nearest = best[pattern.rule];
    const bool nearer =
        nearest.pattern == nullptr || partial.tokens > nearest.partial.tokens;
    if ((matched && !nearest.matched) || (nearer && !nearest.matched)) {
      nearest = {partial, &pattern, matched};
    }
  }
  for (const auto& [rule, nearest] : best) {
    if (!only.empty() || nearest.matched || nearest.partial.tokens >= 2) {
      write_nearest(view, rules.source, rule, nearest, out);
    }
  }
}

}  // namespace

void explain_rules(const RuleExamples& examples,
                   const knowledge::CompiledRules& rules,
                   const knowledge::Ontology& ontology,
                   const MarkedText& text,
                   const std::string& rule,
                   std::ostream& out) {
  const auto* language = rules.find(text.article.language);
  if (language == nullptr) {
    out << "no rules for language '" << text.article.language << "'\n";
    return;
  }
  const auto& tables = examples.tables(text.article.language);
  const extract::ExtractContext context{
      text.article, text.annotation, rules, *language, tables, ontology};
  for (std::size_t i = 0; i < text.annotation.sentences.size(); ++i) {
    std::vector<std::size_t> mentions;
    for (std::size_t m = 0; m < text.facts.mentions.size(); ++m) {
      if (text.facts.mentions[m].sentence == i) {
        mentions.push_back(m);
      }
    }
    const extract::SentenceView view{context, i, text.facts, mentions};
    out << "sentence " << i << "\n";
    write_tokens(view, out);
    out << "rules\n";
    write_rules(view, rules, rule, out);
    out << "matches\n";
    for (const auto& match : find_matches(view)) {
      out << "  " << rules.source.rules[match.rule].name << " " << match.construction
          << " tokens " << match.match.tokens.first << "-" << match.match.tokens.end - 1
          << "\n";
    }
  }
  out << "facts\n";
  for (const std::string& line : describe(examples.extract(text, extract::every_rule))) {
    out << "  " << line << "\n";
  }
}

}  // namespace byline::pipeline
