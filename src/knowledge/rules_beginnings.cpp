#include "knowledge/rules_beginnings.hpp"

#include "knowledge/rules_words.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace byline::knowledge {
namespace {

void add_group(FormGroup& all, const FormGroup& group) {
  for (const auto& [form, bits] : group.forms) {
    all.forms[form] |= bits;
  }
  all.lemmas.insert(all.lemmas.end(), group.lemmas.begin(), group.lemmas.end());
  all.cut_words.insert(
      all.cut_words.end(), group.cut_words.begin(), group.cut_words.end());
}

void add_word(FormGroup& all, const std::string& word) {
  if (is_plain_word(word)) {
    all.forms[word] |= form_any;
  } else {
    all.cut_words.push_back(word);
  }
}

}  // namespace

std::optional<FormGroup> beginnings_of(const Program& program) {
  FormGroup all;
  std::vector<bool> seen(program.code.size());
  std::vector<std::size_t> open{0};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (at == program.code.size()) {
      return std::nullopt;  // an empty match
    }
    if (seen[at]) {
      continue;
    }
    seen[at] = true;
    const Instruction& code = program.code[at];
    switch (code.op) {
      case Op::word: add_word(all, program.words[code.a]); break;
      case Op::forms: add_group(all, *program.groups[code.a]); break;
      case Op::set: add_group(all, *program.sets[code.a]->beginnings); break;
      case Op::jump: open.push_back(code.a); break;
      case Op::split:
        open.push_back(code.a);
        open.push_back(code.b);
        break;
      default: return std::nullopt;
    }
  }
  std::ranges::sort(all.lemmas);
  return all;
}

}  // namespace byline::knowledge
