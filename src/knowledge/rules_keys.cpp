#include "knowledge/rules_keys.hpp"

#include "knowledge/rules_words.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace byline::knowledge {
namespace {

Keys sorted_keys(std::vector<std::string> keys) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return std::make_shared<const std::vector<std::string>>(std::move(keys));
}

class KeyFinder {
 public:
  explicit KeyFinder(const CompileContext& context)
      : context_(context),
        words_(context) {}

  Keys keys_of(const Pattern& pattern) {
    switch (pattern.kind) {
      case PatternKind::word: {
        std::vector<std::string> keys;
        add_word_keys(keys, pattern.text);
        return sorted_keys(std::move(keys));
      }
      case PatternKind::lemma: return keys_of_lemma(pattern);
      case PatternKind::set: return keys_of(words_.set_pattern(pattern));
      case PatternKind::sequence: return keys_of_sequence(pattern);
      case PatternKind::alternatives: return keys_of_alternatives(pattern);
      case PatternKind::repeat:
        return pattern.min > 0 ? keys_of(pattern.parts.front()) : nullptr;
      case PatternKind::capture: return keys_of(pattern.parts.front());
      default: return nullptr;
    }
  }

 private:
  static void add_word_keys(std::vector<std::string>& keys, const std::string& word) {
    keys.push_back(word);
    if (const std::size_t cut = word.find_first_of("-'", 1); cut != std::string::npos) {
      keys.push_back(word.substr(0, cut));
    }
  }

  static std::size_t shortest(const std::vector<std::string>& keys) {
    std::size_t length = 99;
    for (const std::string& key : keys) {
      length = std::min(length, key.size());
    }
    return length;
  }

  /// The words of the part that says most: an anchor, else the one with the longest
  /// words.
  Keys keys_of_sequence(const Pattern& pattern) {
    Keys best;
    std::size_t best_score = 0;
    const auto anchor = std::ranges::find_if(pattern.parts, &Pattern::anchor);
    if (anchor != pattern.parts.end()) {
      return keys_of(*anchor);
    }
    for (const Pattern& part : pattern.parts) {
      Keys keys = keys_of(part);
      if (!keys) {
        continue;
      }
      const std::size_t score = shortest(*keys) + (part.anchor ? 1000 : 1);
      if (score > best_score) {
        best_score = score;
        best = std::move(keys);
      }
    }
    return best;
  }

  /// Verbs of a frame stand in every construction: their keys are found once.
  Keys keys_of_alternatives(const Pattern& pattern) {
    std::string text;
    if (!describe_phrases(pattern, text)) {
      return collect_keys(pattern);
    }
    const auto [entry, fresh] = context_.cache->keys.try_emplace(std::move(text));
    if (fresh) {
      entry->second = collect_keys(pattern);
    }
    return entry->second;
  }

  /// As describe(), for phrases too.
  static bool describe_phrases(const Pattern& pattern, std::string& text) {
    if (pattern.kind != PatternKind::alternatives &&
        pattern.kind != PatternKind::sequence) {
      return PatternWords::describe(pattern, text);
    }
    text += pattern.kind == PatternKind::sequence ? " (" : " [";
    return std::ranges::all_of(
               pattern.parts,
               [&](const Pattern& part) { return describe_phrases(part, text); }) &&
           (text += " )", true);
  }

  Keys collect_keys(const Pattern& alternatives) {
    std::vector<std::string> all;
    for (const Pattern& part : alternatives.parts) {
      const Keys keys = keys_of(part);
      if (!keys) {
        return nullptr;
      }
      all.insert(all.end(), keys->begin(), keys->end());
    }
    return sorted_keys(std::move(all));
  }

  Keys keys_of_lemma(const Pattern& pattern) {
    std::vector<std::string> keys{pattern.text};
    for (const auto& [form, bits] : words_.forms_of_lemma(pattern)) {
      add_word_keys(keys, form);
    }
    return sorted_keys(std::move(keys));
  }

  const CompileContext& context_;
  PatternWords words_;
};

}  // namespace

Keys keys_of(const Pattern& pattern, const CompileContext& context) {
  return KeyFinder{context}.keys_of(pattern);
}

std::optional<WordPlace::Kind> place_of(const Pattern& pattern) {
  switch (pattern.kind) {
    case PatternKind::placeholder:
      return pattern.text == "VERB" || pattern.text == "NOUN"
                 ? std::optional(kind_of(pattern))
                 : std::nullopt;
    case PatternKind::repeat:
      return pattern.min > 0 ? place_of(pattern.parts.front()) : std::nullopt;
    case PatternKind::capture: return place_of(pattern.parts.front());
    case PatternKind::sequence:
      for (const Pattern& part : pattern.parts) {
        if (const auto place = place_of(part)) {
          return place;
        }
      }
      return std::nullopt;
    case PatternKind::alternatives: {
      const auto place =
          pattern.parts.empty() ? std::nullopt : place_of(pattern.parts.front());
      const bool alike = std::ranges::all_of(
          pattern.parts, [&](const Pattern& part) { return place_of(part) == place; });
      return alike ? place : std::nullopt;
    }
    default: return std::nullopt;
  }
}

WordPlace::Kind kind_of(const Pattern& placeholder) {
  if (placeholder.text == "VERB") {
    return WordPlace::Kind::verb;
  }
  return placeholder.text == "NOUN" ? WordPlace::Kind::noun
                                    : WordPlace::Kind::preposition;
}

}  // namespace byline::knowledge
