#include "knowledge/inflection.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <array>

namespace byline::knowledge {
namespace {

struct NamedFeature {
  std::string_view name;
  std::uint16_t bits;
};

constexpr std::array features{
    NamedFeature{"base", form_base},
    NamedFeature{"conditional", form_conditional},
    NamedFeature{"finite",
                 form_base | form_third | form_present | form_past | form_future |
                     form_conditional},
    NamedFeature{"future", form_future},
    NamedFeature{"gerund", form_gerund},
    NamedFeature{"participle", form_participle},
    NamedFeature{"past", form_past},
    NamedFeature{"plural", form_plural},
    NamedFeature{"present", form_base | form_third | form_present},
    NamedFeature{"singular", form_singular},
    NamedFeature{"third", form_third},
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) {
      parts.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::uint16_t bits_of(std::string_view names) {
  std::uint16_t bits = 0;
  for (const std::string_view name : split(names, ',')) {
    const std::uint16_t one = form_feature(name);
    if (one == 0) {
      return 0;
    }
    bits |= one;
  }
  return bits;
}

}  // namespace

std::uint16_t form_feature(std::string_view name) {
  const auto* found = std::ranges::find(features, name, &NamedFeature::name);
  return found == features.end() ? std::uint16_t{0} : found->bits;
}

std::vector<std::string> form_feature_names() {
  std::vector<std::string> names;
  for (const NamedFeature& feature : features) {
    names.emplace_back(feature.name);
  }
  return names;
}

bool Inflection::parse_changes(std::string_view column, std::vector<Change>& changes) {
  for (const std::string_view entry : split(column, ' ')) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) {
      return false;
    }
    Change change;
    change.features = bits_of(entry.substr(0, equals));
    std::string_view rest = entry.substr(equals + 1);
    if (const std::size_t plus = rest.find('+'); plus != std::string_view::npos) {
      change.strip = plus > 0 ? static_cast<std::size_t>(rest.front() - '0') : 0;
      rest.remove_prefix(plus + 1);
    }
    change.add = fold(rest);
    if (change.features == 0 || change.strip > 9) {
      return false;
    }
    changes.push_back(std::move(change));
  }
  return true;
}

Inflection Inflection::parse(std::string_view text,
                             const std::string& file,
                             Diagnostics& diagnostics) {
  Inflection result;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') {
      continue;
    }
    auto columns = split(line, '\t');
    if (columns.size() != 3) {
      diagnostics.error({file, number + 1, 1}, "expected three columns");
      continue;
    }
    const std::string key = columns[1] == "*" ? "" : fold(columns[1]);
    bool good = true;
    if (columns[0] == "verb") {
      good = parse_changes(columns[2], result.verbs_[key]);
    } else if (columns[0] == "noun") {
      good = parse_changes(columns[2], result.nouns_[key]);
    } else if (columns[0] == "form") {
      good = parse_changes(columns[2], result.irregular_[key]);
    } else if (columns[0] == "like") {
      result.like_[key] = fold(columns[2]);
    } else {
      good = false;
    }
    if (!good) {
      diagnostics.error(
          {file, number + 1, 1},
          "not a line of an inflection table",
          "verb, noun, form or like; then FEATURE=STRIP+ADD or FEATURE=FORM");
    }
  }
  return result;
}

void Inflection::inflect(const Endings& endings, const std::string& lemma, Forms& forms) {
  const std::vector<Change>* best = nullptr;
  for (std::size_t from = 0; from <= lemma.size() && best == nullptr; ++from) {
    const auto found = endings.find(lemma.substr(from));
    best = found == endings.end() ? nullptr : &found->second;
  }
  if (best == nullptr) {
    return;
  }
  for (const Change& change : *best) {
    if (change.strip <= lemma.size()) {
      forms[lemma.substr(0, lemma.size() - change.strip) + change.add] |= change.features;
    }
  }
}

Forms Inflection::verb_forms(const std::string& lemma) const {
  Forms forms;
  std::string model = lemma;
  std::string prefix;
  if (const auto like = like_.find(lemma); like != like_.end()) {
    model = like->second;
    prefix = lemma.substr(0, lemma.size() - std::min(lemma.size(), model.size()));
  }
  inflect(verbs_, lemma, forms);
  forms[lemma] |= form_base;
  const auto irregular = irregular_.find(model);
  if (irregular == irregular_.end()) {
    return forms;
  }
  std::uint16_t replaced = 0;
  for (const Change& change : irregular->second) {
    replaced |= change.features;
  }
  for (auto it = forms.begin(); it != forms.end();) {
    it->second &= static_cast<std::uint16_t>(~replaced);
    it = it->second == 0 ? forms.erase(it) : std::next(it);
  }
  for (const Change& change : irregular->second) {
    forms[prefix + change.add] |= change.features;
  }
  forms[lemma] |= form_base;  // "present" of an irregular verb replaced it, too
  return forms;
}

Forms Inflection::noun_forms(const std::string& lemma) const {
  Forms forms;
  inflect(nouns_, lemma, forms);
  forms[lemma] |= form_singular;
  const auto irregular = irregular_.find(lemma);
  if (irregular != irregular_.end()) {
    for (const Change& change : irregular->second) {
      if ((change.features & (form_singular | form_plural)) != 0) {
        forms[change.add] |= change.features;
      }
    }
  }
  return forms;
}

}  // namespace byline::knowledge
