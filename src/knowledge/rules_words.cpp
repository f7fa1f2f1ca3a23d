#include "knowledge/rules_words.hpp"

#include "base/characters.hpp"
#include "base/diagnostics.hpp"
#include "knowledge/rules_lexer.hpp"

#include <algorithm>
#include <utility>

namespace byline::knowledge {
namespace {

/// All forms of a lemma.
Forms forms_of(const std::string& lemma, const Inflection& inflection, bool noun) {
  Forms forms = inflection.noun_forms(lemma);
  if (!noun) {
    for (const auto& [form, bits] : inflection.verb_forms(lemma)) {
      forms[form] |= bits;
    }
  }
  return forms;
}

void add_forms(FormGroup& group, const Forms& forms) {
  for (const auto& [form, bits] : forms) {
    group.forms[form] |= bits;
  }
}

}  // namespace

bool is_plain_word(const std::string& word) {
  return word.find_first_of("-'./&") == std::string::npos;
}

bool PatternWords::describe(const Pattern& pattern, std::string& text) {
  switch (pattern.kind) {
    case PatternKind::word: text += " " + pattern.text; return true;
    case PatternKind::lemma:
      text += (pattern.noun ? " ~n~" : " ~") + pattern.text;
      return true;
    case PatternKind::set: text += " @" + pattern.text; return true;
    case PatternKind::alternatives:
    case PatternKind::sequence:
      if (pattern.kind == PatternKind::sequence && pattern.parts.size() != 1) {
        return false;
      }
      return std::ranges::all_of(
          pattern.parts, [&](const Pattern& part) { return describe(part, text); });
    default: return false;
  }
}

std::optional<std::string_view> PatternWords::asked_feature(const Pattern& pattern) {
  if (pattern.kind == PatternKind::lemma) {
    return pattern.feature;
  }
  if (pattern.parts.empty()) {
    return std::string_view{};
  }
  const std::optional<std::string_view> feature = asked_feature(pattern.parts.front());
  const bool alike = std::ranges::all_of(
      pattern.parts, [&](const Pattern& part) { return asked_feature(part) == feature; });
  return alike ? feature : std::nullopt;
}

std::shared_ptr<const FormGroup> PatternWords::group_of(const Pattern& pattern) {
  std::string key;
  if (!describe(pattern, key)) {
    return nullptr;
  }
  const auto found = context_.cache->groups.find(key);
  if (found != context_.cache->groups.end()) {
    return found->second;
  }
  FormGroup group;
  std::shared_ptr<const FormGroup> result;
  if (collect_group(pattern, group)) {
    std::ranges::sort(group.lemmas);
    group.number = context_.cache->numbers.fresh_group();
    result = std::make_shared<const FormGroup>(std::move(group));
  }
  context_.cache->groups.emplace(key, result);
  return result;
}

const Pattern& PatternWords::set_pattern(const Pattern& reference) const {
  const WordSet* set = context_.rules.find_set(reference.text, context_.language);
  if (set == nullptr) {
    std::vector<std::string> names;
    for (const auto& [key, words] : context_.rules.sets) {
      names.push_back(key.first);
    }
    const std::string near = closest(reference.text, names);
    throw RuleSyntaxError{
        reference.place.offset,
        "no words for set '" + reference.text + "' in language '" + context_.language +
            "'",
        near.empty() || near == reference.text ? "" : "did you mean '" + near + "'?"};
  }
  return set->pattern;
}

const Forms& PatternWords::forms_of_lemma(const Pattern& pattern) {
  auto& known = context_.cache->forms[pattern.noun ? 1 : 0];
  const auto [entry, fresh] = known.try_emplace(pattern.text);
  if (fresh) {
    entry->second = forms_of(pattern.text, context_.inflection, pattern.noun);
  }
  return entry->second;
}

/// All words of `pattern`, which describe() knows, in any form.
bool PatternWords::collect_group(const Pattern& pattern, FormGroup& group) {
  switch (pattern.kind) {
    case PatternKind::word:
      if (is_plain_word(pattern.text)) {
        group.forms.try_emplace(pattern.text, form_any);  // a lemma's form says more
      } else {
        group.cut_words.push_back(pattern.text);
      }
      return true;
    case PatternKind::lemma:
      if (is_plain_word(pattern.text)) {
        add_forms(group, forms_of_lemma(pattern));
        // "has partnered with": a verb's lemma is no noun
        if (!pattern.noun) {
          group.lemmas.push_back(pattern.text);
        }
      } else {
        add_cut_lemma(group, pattern);
      }
      return true;
    case PatternKind::set: {
      const Pattern& set = set_pattern(pattern);
      std::string key;
      return describe(set, key) && asked_feature(set) == std::string_view{} &&
             collect_group(set, group);
    }
    default:
      return std::ranges::all_of(
          pattern.parts, [&](const Pattern& part) { return collect_group(part, group); });
  }
}

void PatternWords::add_cut_lemma(FormGroup& group, const Pattern& pattern) {
  for (const auto& [form, bits] : forms_of_lemma(pattern)) {
    group.cut_words.push_back(form);
  }
}

FormGroup form_group(const std::vector<std::string>& words,
                     const CompileContext& context) {
  FormGroup group;
  group.number = context.cache->numbers.fresh_group();
  for (const std::string& written : words) {
    const std::string word = fold(written);
    if (word.find(' ') == std::string::npos) {
      const std::string lemma = word.starts_with("~") ? word.substr(1) : word;
      add_forms(group, forms_of(lemma, context.inflection, false));
      group.lemmas.push_back(lemma);
    }
  }
  std::ranges::sort(group.lemmas);
  return group;
}

}  // namespace byline::knowledge
