#include "knowledge/form_index.hpp"

namespace byline::knowledge {
namespace {

template <typename Index>
const std::vector<FormIndex::Form>& find_in(const Index& index, std::string_view word) {
  static const std::vector<FormIndex::Form> nothing;
  const auto found = index.find(word);
  return found == index.end() ? nothing : found->second;
}

}  // namespace

void FormIndex::add(const FormGroup& group) {
  for (const auto& [form, bits] : group.forms) {
    forms_[form].push_back({group.number, bits});
  }
  for (const std::string& lemma : group.lemmas) {
    lemmas_[lemma].push_back({group.number, form_any});
  }
  for (const std::string& word : group.cut_words) {
    if (!word.empty()) {
      cut_words_[static_cast<unsigned char>(word.front())].push_back(
          {word, group.number});
    }
  }
}

const std::vector<FormIndex::Form>& FormIndex::forms(std::string_view word) const {
  return find_in(forms_, word);
}

const std::vector<FormIndex::Form>& FormIndex::lemmas(std::string_view word) const {
  return find_in(lemmas_, word);
}

}  // namespace byline::knowledge
