#include "pipeline/rule_explain.hpp"

#include "annotate/parser.hpp"
#include "annotate/tag_set.hpp"
#include "extract/pattern_match.hpp"
#include "extract/select.hpp"
#include "extract/sentence_view.hpp"
#include "extract/tree_match.hpp"
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
    case Op::set: return "@" + program.sets[code.a]->name;
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
    out << "  " << std::setw(3) << i << "  " << token.word;
    if (token.tag != Tag::unknown) {
      out << "  " << token.lemma << "  " << annotate::tag_name(token.tag);
    }
    if (view.has_tree()) {
      out << "  " << annotate::relation_name(token.relation);
      if (token.head >= 0) {
        out << " <- " << token.head;
      }
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
  const char* refusal = nullptr;  ///< of a frame whose words match
};

/// The same of its tree patterns.
struct NearestTree {
  extract::PartialTree partial;
  bool matched = false;
};

void write_nearest_tree(const extract::SentenceView& view,
                        const std::string& rule,
                        const NearestTree& nearest,
                        std::ostream& out) {
  out << "  " << rule << " (tree)";
  if (nearest.matched) {
    out << ": matches\n";
  } else if (nearest.partial.wanted.empty()) {
    out << ": no word fits the head\n";
  } else {
    out << ": " << nearest.partial.edges << " edges from '"
        << view.token(nearest.partial.head).word << "', then wanted "
        << nearest.partial.wanted << "\n";
  }
}

void write_trees(const extract::SentenceView& view,
                 const knowledge::RuleSet& rules,
                 const std::string& only,
                 std::ostream& out) {
  std::map<std::size_t, NearestTree> best;
  for (const knowledge::CompiledTree& tree : view.context().language.trees) {
    if (!only.empty() && rules.rules[tree.rule].name != only) {
      continue;
    }
    extract::PartialTree partial;
    const bool matched = !match_tree(view, tree, &partial).empty();
    NearestTree& nearest = best[tree.rule];
    nearest.matched |= matched;
    if (partial.edges > nearest.partial.edges || nearest.partial.wanted.empty()) {
      nearest.partial = partial;
    }
  }
  for (const auto& [rule, nearest] : best) {
    if (!only.empty() || nearest.matched || nearest.partial.edges > 0) {
      write_nearest_tree(view, rules.rules[rule].name, nearest, out);
    }
  }
}

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
    out << (nearest.refusal == nullptr ? ": matches" : ": the words match, but ")
        << (nearest.refusal == nullptr ? "" : nearest.refusal) << "\n";
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

/// Null if one of a pattern's matches holds.
const char* refusal_of(const extract::SentenceView& view,
                       const knowledge::CompiledRules& rules,
                       const knowledge::CompiledPattern& pattern,
                       const std::vector<extract::Match>& matches) {
  const knowledge::Rule& rule = rules.source.rules[pattern.rule];
  const char* refusal = nullptr;
  for (const extract::Match& match : matches) {
    extract::RuleMatch found;
    found.rule = pattern.rule;
    found.match = match;
    refusal = rule.kind == knowledge::RuleKind::rule
                  ? nullptr
                  : extract::why_refused(view, rule, found);
    if (refusal == nullptr) {
      return nullptr;
    }
  }
  return refusal;
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
    const auto matches = match_all(view, pattern.program, &partial);
    const bool matched = !matches.empty();
    const char* refusal = matched ? refusal_of(view, rules, pattern, matches) : nullptr;
    Nearest& nearest = best[pattern.rule];
    const bool says_more = matched && (!nearest.matched || nearest.refusal != nullptr);
    const bool nearer =
        nearest.pattern == nullptr || partial.tokens > nearest.partial.tokens;
    if (says_more || (nearer && !nearest.matched)) {
      nearest = {partial, &pattern, matched, refusal};
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
  const extract::ExtractContext context{text.article,
                                        text.annotation,
                                        extract::quoted_pieces(text.annotation),
                                        rules,
                                        *language,
                                        tables,
                                        ontology};
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
    write_trees(view, rules.source, rule, out);
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
