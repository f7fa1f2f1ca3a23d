#include "annotate/lemma_trainer.hpp"

#include "base/utf8.hpp"
#include "knowledge/inflection.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace byline::annotate {

namespace {

using ScriptCounts = std::map<std::uint16_t, std::uint32_t>;

/// The commonest script; the smallest number among equals.
std::pair<std::uint16_t, std::uint32_t> commonest(const ScriptCounts& counts) {
  std::pair<std::uint16_t, std::uint32_t> best{0, 0};
  for (const auto& [script, count] : counts) {
    if (count > best.second) {
      best = {script, count};
    }
  }
  return best;
}

/// Bytes that two texts share at the beginning, cut at a code-point border.
std::size_t common_start(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[same] == b[same]) {
    ++same;
  }
  while (same > 0 &&
         ((same < a.size() && (static_cast<unsigned char>(a[same]) & 0xC0U) == 0x80U) ||
          (same < b.size() && (static_cast<unsigned char>(b[same]) & 0xC0U) == 0x80U))) {
    --same;
  }
  return same;
}

/// The mark that `number` has more than `lemma` has ("1,000", "1000"), or 0.
char mark_left_out(std::string_view number, std::string_view lemma) {
  for (const char mark : number) {
    std::string plain{number};
    if (mark >= '!' && mark <= '/' && std::erase(plain, mark) > 0 && plain == lemma) {
      return mark;
    }
  }
  return 0;
}

LemmaScript script_for(const LemmaExample& example) {
  if (const char mark = mark_left_out(example.word, example.lemma);
      mark != 0 && features_of(example.word).has_digit) {
    return {.keep_case = false, .strip = 0, .append = {}, .without = mark};
  }
  const std::string lower = lower_case(example.word);
  const std::size_t from_lower = common_start(lower, example.lemma);
  const std::size_t from_word = common_start(example.word, example.lemma);
  LemmaScript script;
  script.keep_case = from_word > from_lower;
  const std::string& base = script.keep_case ? example.word : lower;
  const std::size_t same = std::max(from_word, from_lower);
  script.strip = static_cast<std::uint8_t>(
      std::min<std::size_t>(count_code_points(std::string_view{base}.substr(same)), 255));
  script.append = example.lemma.substr(same);
  return script;
}

class LemmaTraining {
 public:
  void add(const LemmaExample& example) {
    const LemmaScript script = script_for(example);
    const auto known =
        numbers_.try_emplace(script, static_cast<std::uint16_t>(scripts_.size()));
    if (known.second) {
      scripts_.push_back(script);
    }
    const LemmaKeys keys{lower_case(example.word),
                         example.tag,
                         telling_capitals(example.word, example.first)};
    ++words_[{keys.keys().begin(), keys.keys().end()}][known.first->second];
    if (!example.name) {
      known_.insert(LemmaKeys::known(lower_case(example.lemma)));
    }
  }

  Lemmatizer finish() {
    // Endings count kinds of words, not their tokens: frequent words are mostly
    // irregular.
    for (const auto& [keys, counts] : words_) {
      const std::uint16_t script = commonest(counts).first;
      for (std::size_t i = 1; i < keys.size(); ++i) {
        ++endings_[keys[i]][script];
      }
    }
    std::map<std::uint32_t, std::uint16_t> rules;
    for (std::size_t level = 0; level <= LemmaKeys::longest_ending; ++level) {
      add_rules(level, rules);
    }
    for (const auto& [keys, counts] : words_) {
      const std::uint16_t script = commonest(counts).first;
      if (ruled(keys, 1, rules) != script) {
        rules[keys[0]] = script;
      }
    }
    add_options(rules);
    for (const std::uint32_t lemma : known_) {
      rules.try_emplace(lemma, std::uint16_t{0});
    }
    std::vector<LemmaRule> list;
    for (const auto& [key, script] : rules) {
      list.push_back({key, script});
    }
    return Lemmatizer{std::move(scripts_), std::move(list)};
  }

 private:
  using Keys = std::vector<std::uint32_t>;

  /// Adds the rules of one length that say something else than the shorter ones.
  void add_rules(std::size_t level, std::map<std::uint32_t, std::uint16_t>& rules) {
    std::map<std::uint32_t, std::uint16_t> added;
    for (const auto& [keys, counts] : words_) {
      if (keys.size() < level + 2) {
        continue;
      }
      const std::size_t i = keys.size() - 1 - level;
      const auto [script, count] = commonest(endings_[keys[i]]);
      if (count >= (level > 3 ? 2 : 1) && ruled(keys, i + 1, rules) != script) {
        added[keys[i]] = script;
      }
    }
    rules.insert(added.begin(), added.end());
  }

  /// The other scripts of short endings, for words of which the rules make no lemma that
  /// is known.
  void add_options(std::map<std::uint32_t, std::uint16_t>& rules) {
    constexpr std::uint32_t seldom = 3;
    for (const auto& [keys, counts] : words_) {
      for (std::size_t size = 1; size <= LemmaKeys::longest_option; ++size) {
        if (keys.size() < size + 2) {
          break;
        }
        const std::uint32_t key = keys[keys.size() - 1 - size];
        if (rules.contains(LemmaKeys::option(key, 0))) {
          continue;  // an earlier word had this ending
        }
        ScriptCounts left = endings_[key];
        left.erase(commonest(left).first);
        for (std::size_t number = 0; number < LemmaKeys::options; ++number) {
          const auto [script, count] = commonest(left);
          if (count < seldom) {
            break;
          }
          rules[LemmaKeys::option(key, number)] = script;
          left.erase(script);
        }
      }
    }
  }

  [[nodiscard]] static int ruled(const Keys& keys,
                                 std::size_t from,
                                 const std::map<std::uint32_t, std::uint16_t>& rules) {
    for (std::size_t i = from; i < keys.size(); ++i) {
      const auto found = rules.find(keys[i]);
      if (found != rules.end()) {
        return found->second;
      }
    }
    return -1;
  }

  std::map<LemmaScript, std::uint16_t> numbers_;
  std::vector<LemmaScript> scripts_;
  std::map<Keys, ScriptCounts> words_;
  std::map<std::uint32_t, ScriptCounts> endings_;
  std::set<std::uint32_t> known_;
};

/// Cuts `text` at the next `mark` and returns what stood before it.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

/// Whether `tag` ("VERB VerbForm=Fin Tense=Past") is one that a form with the features
/// `form` (bits of FormFeature) may have.
bool tag_fits(std::string_view tag, std::uint16_t form) {
  using namespace knowledge;
  const auto has = [&](std::string_view feature) {
    return tag.find(feature) != std::string_view::npos;
  };
  constexpr std::uint16_t past = form_past;
  constexpr std::uint16_t finite =
      form_third | form_present | form_future | form_conditional;
  const bool finite_tag = has("VerbForm=Fin");
  const bool participle = has("VerbForm=Part");
  return (finite_tag && !has("Tense=Pres") && (form & past) != 0) ||
         (finite_tag && !has("Tense=Past") && (form & finite) != 0) ||
         (participle && !has("Tense=Pres") && (form & form_participle) != 0) ||
         ((has("VerbForm=Ger") || (participle && has("Tense=Pres"))) &&
          (form & form_gerund) != 0);
}

std::uint16_t form_bits(std::string_view features) {
  std::uint16_t bits = 0;
  while (!features.empty()) {
    bits |= knowledge::form_feature(take_until(features, ','));
  }
  return bits;
}

}  // namespace

Lemmatizer train_lemmatizer(std::span<const LemmaExample> examples) {
  LemmaTraining training;
  for (const LemmaExample& example : examples) {
    training.add(example);
  }
  return training.finish();
}

void add_irregular_forms(std::string_view list,
                         const TagSet& tags,
                         std::vector<LemmaExample>& examples) {
  std::set<std::pair<std::string, std::uint8_t>> there;
  for (const LemmaExample& example : examples) {
    there.emplace(lower_case(example.word), example.tag);
  }
  while (!list.empty()) {
    std::string_view line = take_until(list, '\n');
    if (take_until(line, '\t') != "form") {
      continue;
    }
    const std::string lemma{take_until(line, '\t')};
    while (!line.empty()) {
      std::string_view form = take_until(line, ' ');
      const std::uint16_t features = form_bits(take_until(form, '='));
      for (std::size_t tag = 1; tag < tags.size(); ++tag) {
        const bool verb =
            tags.universal(tag) == Tag::verb || tags.universal(tag) == Tag::aux;
        const auto number = static_cast<std::uint8_t>(tag);
        if (verb && tag_fits(tags.name(tag), features) &&
            there.emplace(std::string{form}, number).second) {
          examples.push_back({std::string{form}, lemma, number});
        }
      }
    }
  }
}

}  // namespace byline::annotate
