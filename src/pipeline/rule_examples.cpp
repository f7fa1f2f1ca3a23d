#include "pipeline/rule_examples.hpp"

#include "base/characters.hpp"
#include "knowledge/rules_parser.hpp"
#include "pipeline/rule_facts.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace byline::pipeline {
namespace {

using knowledge::Example;
using knowledge::ExpectedFact;
using knowledge::Rule;

/// A stretch of the plain text and what it means.
struct Mark {
  Span span;
  std::string label;
  std::string class_name;
  bool refers = false;  ///< `[it|=Label]`
};

/// Cuts the marks out of the text of an example.
class MarkReader {
 public:
  explicit MarkReader(const std::string& text) : text_(text) {}

  std::vector<Mark> run(std::string& plain) {
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t bar = text_[i] == '[' ? text_.find('|', i) : std::string::npos;
      const std::size_t close = text_[i] == '[' ? text_.find(']', i) : std::string::npos;
      if (bar == std::string::npos || close == std::string::npos || bar > close) {
        plain += text_[i++];
        continue;
      }
      add(text_.substr(i + 1, bar - i - 1),
          text_.substr(bar + 1, close - bar - 1),
          plain);
      i = close + 1;
    }
    return std::move(marks_);
  }

 private:
  void add(const std::string& words, std::string meaning, std::string& plain) {
    Mark mark;
    mark.span = {plain.size(), plain.size() + words.size()};
    mark.label = words;
    if (meaning.starts_with("=")) {
      mark.refers = true;
      const std::size_t bar = std::min(meaning.find('|'), meaning.size());
      mark.label = meaning.substr(1, bar - 1);
      meaning = bar < meaning.size() ? meaning.substr(bar + 1) : "";
    }
    mark.class_name = meaning;
    plain += words;
    marks_.push_back(std::move(mark));
  }

  const std::string& text_;
  std::vector<Mark> marks_;
};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         byte >= 0x80;
}

/// Names of the file where they stand in the text, the longest first.
void add_names(const std::string& plain,
               const std::map<std::string, std::string>& names,
               std::vector<Mark>& marks) {
  std::vector<std::pair<std::string, std::string>> ordered{names.begin(), names.end()};
  std::ranges::stable_sort(
      ordered, std::greater{}, [](const auto& entry) { return entry.first.size(); });
  for (const auto& [label, class_name] : ordered) {
    for (std::size_t at = plain.find(label); at != std::string::npos;
         at = plain.find(label, at + label.size())) {
      const Span span{at, at + label.size()};
      const bool inside_word =
          (at > 0 && is_word_byte(plain[at - 1]) && is_word_byte(label.front())) ||
          (span.end < plain.size() && is_word_byte(plain[span.end]) &&
           is_word_byte(label.back()));
      const bool taken = std::ranges::any_of(
          marks, [&](const Mark& mark) { return mark.span.overlaps(span); });
      if (!inside_word && !taken) {
        marks.push_back({span, label, class_name, false});
      }
    }
  }
  std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.span; });
}

/// Entities by label, in the order in which they first stand.
std::size_t entity_of(const Mark& mark,
                      const knowledge::Ontology& ontology,
                      ArticleFacts& facts) {
  const auto found = std::ranges::find(facts.entities, mark.label, &Entity::label);
  const auto index = static_cast<std::size_t>(found - facts.entities.begin());
  if (found == facts.entities.end()) {
    Entity entity;
    entity.label = mark.label;
    entity.names = {mark.label};
    facts.entities.push_back(std::move(entity));
  }
  Entity& entity = facts.entities[index];
  if (!mark.class_name.empty() && entity.classes.empty()) {
    entity.kind = ontology.kind_of(mark.class_name).value_or(EntityKind::topic);
    entity.classes = ontology.written_classes(mark.class_name);
    entity.class_from_text = true;
  }
  return index;
}

void add_mention(const Mark& mark,
                 const Annotation& annotation,
                 std::size_t entity,
                 ArticleFacts& facts) {
  for (std::size_t s = 0; s < annotation.sentences.size(); ++s) {
    const auto& tokens = annotation.sentences[s].tokens;
    Mention mention;
    mention.end_token = 0;
    mention.first_token = tokens.size();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (mark.span.contains(tokens[i].span)) {
        mention.first_token = std::min(mention.first_token, i);
        mention.end_token = i + 1;
      }
    }
    if (mention.end_token == 0) {
      continue;
    }
    mention.span = mark.span;
    mention.sentence = s;
    mention.entity = entity;
    mention.form = mark.refers ? MentionForm::pronoun : MentionForm::name;
    mention.step = mark.refers ? Step::pronoun : Step::none;
    facts.mentions.push_back(mention);
    return;
  }
}

}  // namespace

RuleExamples::RuleExamples(const knowledge::CompiledRules& rules,
                           const knowledge::Ontology& ontology,
                           const std::map<std::string, knowledge::LanguageTables>& tables,
                           ModelLookup models)
    : rules_(rules),
      ontology_(ontology),
      tables_(tables),
      models_(std::move(models)) {
  for (const auto& [language, language_tables] : tables) {
    annotators_.emplace(language, annotate::Annotator{language_tables});
  }
}

const knowledge::LanguageTables& RuleExamples::tables(const std::string& language) const {
  const auto found = tables_.find(language);
  return found == tables_.end() ? no_tables_ : found->second;
}

MarkedText RuleExamples::mark(const std::string& text,
                              const std::string& language,
                              const std::map<std::string, std::string>& names,
                              Depth depth) const {
  MarkedText result;
  auto marks = MarkReader{text}.run(result.article.text);
  add_names(result.article.text, names, marks);
  result.article.id = "example";
  result.article.language = language;
  result.article.blocks.push_back(
      {{0, result.article.text.size()}, BlockKind::paragraph, {}});
  const auto annotator = annotators_.find(language);
  if (annotator != annotators_.end()) {
    annotate::Analyzer analyzer;
    const auto* model = models_ && depth == Depth::trees ? models_(language) : nullptr;
    if (model != nullptr) {
      analyzer = [model](std::span<Sentence> sentences) { model->analyse(sentences); };
    }
    result.annotation = annotator->second.annotate(result.article, analyzer);
  }
  for (const Mark& mark : marks) {
    const std::size_t entity = entity_of(mark, ontology_, result.facts);
    add_mention(mark, result.annotation, entity, result.facts);
  }
  return result;
}

ArticleFacts RuleExamples::extract(const MarkedText& text, std::size_t only_rule) const {
  return extract::extract(text.article,
                          text.annotation,
                          text.facts,
                          {rules_, ontology_, tables(text.article.language), only_rule});
}

void RuleExamples::check(std::size_t rule,
                         const Example& example,
                         ExampleReport& report) const {
  const knowledge::RuleSet& source = rules_.source;
  const Rule& tested = source.rules[rule];
  const auto text = mark(example.text,
                         example.language,
                         source.files[example.place.file].example_names,
                         tested.trees.empty() ? Depth::words : Depth::trees);
  const auto statements = statements_of(extract(text, rule));
  ExampleFailure failure;
  std::set<std::string> properties;
  std::set<std::string> promised;
  for (const ExpectedFact& expected : example.facts) {
    properties.insert(expected.property);
    const std::vector<std::string> nothing{""};
    for (const std::string& object :
         expected.objects.empty() ? nothing : expected.objects) {
      bool found = false;
      for (const auto& statement : statements) {
        if (is_promised(statement, expected, object)) {
          found = true;
          promised.insert(to_text(statement));
        }
      }
      if (!found) {
        failure.missing.push_back(to_text(expected, object));
      }
    }
  }
  for (const auto& statement : statements) {
    const std::string line = to_text(statement);
    failure.found.push_back(line);
    const bool counts =
        !example.positive || (statement.kind == knowledge::EmissionKind::triple &&
                              properties.contains(statement.property));
    if (counts && !promised.contains(line)) {
      failure.extra.push_back(line);
    }
  }
  ++report.examples;
  if (!failure.missing.empty() || !failure.extra.empty()) {
    failure.rule = tested.name;
    failure.where = locate(source, example.place);
    failure.text = example.text;
    report.failures.push_back(std::move(failure));
  }
}

ExampleReport RuleExamples::run(const std::string& only) const {
  ExampleReport report;
  for (std::size_t i = 0; i < rules_.source.rules.size(); ++i) {
    const Rule& rule = rules_.source.rules[i];
    if (!only.empty() && rule.name != only) {
      continue;
    }
    ++report.rules;
    for (const Example& example : rule.examples) {
      check(i, example, report);
    }
  }
  return report;
}

std::vector<std::string> describe(const ArticleFacts& facts) {
  std::vector<std::string> lines;
  for (const auto& statement : statements_of(facts)) {
    lines.push_back(to_text(statement));
  }
  return lines;
}

}  // namespace byline::pipeline
