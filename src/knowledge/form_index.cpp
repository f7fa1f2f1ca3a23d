#include "knowledge/form_index.hpp"

namespace byline::knowledge {

WordUses& FormIndex::uses_of(std::string_view word) {
  const std::uint32_t number = words_.add(word);
  if (number == uses_.size()) {
    uses_.emplace_back();
  }
  return uses_[number];
}

void FormIndex::add(const FormGroup& group) {
  for (const auto& [form, bits] : group.forms) {
    uses_of(form).forms.push_back({group.number, bits});
  }
  for (const std::string& lemma : group.lemmas) {
    uses_of(lemma).lemmas.push_back({group.number, form_any});
  }
  for (const std::string& word : group.cut_words) {
    if (!word.empty()) {
      cut_words_[static_cast<unsigned char>(word.front())].push_back(
          {word, group.number});
    }
  }
}

}  // namespace byline::knowledge
