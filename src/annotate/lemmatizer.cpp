#include "annotate/lemmatizer.hpp"

#include "annotate/feature_hash.hpp"
#include "annotate/spelling_slips.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace byline::annotate {

namespace {

std::uint32_t short_key(std::uint64_t hash) {
  const auto key = static_cast<std::uint32_t>(mix(hash) >> 32U);
  return key == 0 ? 1 : key;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A lemma has the digits of its word, whatever an ending's rule says.
std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

bool continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Byte length of `text` without its last `count` code points, or npos if it is shorter.
std::size_t without_last(std::string_view text, std::size_t count) {
  std::size_t end = text.size();
  for (; count > 0; --count) {
    if (end == 0) {
      return std::string_view::npos;
    }
    --end;
    while (end > 0 && continuation(text[end])) {
      --end;
    }
  }
  return end;
}

}  // namespace

LemmaKeys::LemmaKeys(std::string_view lower, std::uint8_t tag, Capitals capitals) {
  const std::uint64_t context = join(tag, 1 + static_cast<std::uint64_t>(capitals));
  keys_[size_++] = short_key(join(context, hash_bytes(lower)));
  std::uint32_t endings[longest_ending + 1];  // NOLINT(modernize-avoid-c-arrays)
  std::size_t count = 0;
  std::uint64_t hash = join(context, 0x656E64ULL);
  endings[count++] = short_key(hash);
  for (std::size_t i = lower.size(); i > 0 && count <= longest_ending; --i) {
    hash = join(hash,
                is_digit(lower[i - 1]) ? '0' : static_cast<unsigned char>(lower[i - 1]));
    if (!continuation(lower[i - 1])) {
      endings[count++] = short_key(hash);
    }
  }
  while (count > 0) {
    keys_[size_++] = endings[--count];
  }
}

std::uint32_t LemmaKeys::option(std::uint32_t key, std::size_t number) {
  return short_key(join(0x6F7074696FULL + number, key));
}

std::uint32_t LemmaKeys::known(std::string_view lower_lemma) {
  return short_key(join(0x6B6E6F776EULL, hash_bytes(lower_lemma)));
}

Lemmatizer::Lemmatizer(std::vector<LemmaScript> scripts, std::vector<LemmaRule> rules)
    : scripts_{std::move(scripts)},
      rules_{std::move(rules)} {
  std::size_t size = 16;
  while (size < rules_.size() * 2) {
    size *= 2;
  }
  slots_.assign(size, 0);
  mask_ = static_cast<std::uint32_t>(size - 1);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    std::uint32_t slot = rules_[i].key & mask_;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::size_t Lemmatizer::find(std::uint32_t key) const {
  for (std::uint32_t slot = key & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
    const LemmaRule& rule = rules_[slots_[slot] - 1];
    if (rule.key == key) {
      return rule.script;
    }
  }
  return scripts_.size();
}

/// The script of the first rule from `from` on, or the first second choice, that makes a
/// known word of `lower`; none, the size of scripts(), if there is no such.
template <typename IsKnown>
std::size_t Lemmatizer::known_choice(std::string_view lower,
                                     const LemmaKeys& keys,
                                     std::size_t from,
                                     IsKnown is_known) const {
  const auto makes_word = [&](std::size_t script) {
    return script != scripts_.size() && is_known(apply(scripts_[script], lower));
  };
  const std::span<const std::uint32_t> places = keys.keys();
  for (std::size_t i = from; i < places.size(); ++i) {
    if (const std::size_t script = find(places[i]); makes_word(script)) {
      return script;
    }
  }
  const std::size_t endings = places.size() - 1;
  for (std::size_t size = std::min(LemmaKeys::longest_option, endings - 1); size > 0;
       --size) {
    for (std::size_t number = 0; number < LemmaKeys::options; ++number) {
      const std::size_t script =
          find(LemmaKeys::option(places[places.size() - 1 - size], number));
      if (makes_word(script)) {
        return script;
      }
    }
  }
  return scripts_.size();
}

std::string apply(const LemmaScript& script, std::string_view word) {
  const std::size_t end = without_last(word, script.strip);
  if (end == std::string_view::npos) {
    return std::string{word};
  }
  std::string lemma = std::string{word.substr(0, end)} + script.append;
  if (script.without != 0) {
    std::erase(lemma, script.without);
  }
  return lemma;
}

std::uint64_t lemma_hash(const WordFeatures& word, std::string_view lemma) {
  return word.frequency == 0 ? 0 : hash_bytes(lemma);
}

Capitals telling_capitals(std::string_view word, bool first) {
  return is_all_capitals(word)                 ? Capitals::all
         : !first && begins_with_capital(word) ? Capitals::first
                                               : Capitals::none;
}

bool Lemmatizer::met(std::string_view lemma) const {
  return find(LemmaKeys::known(lemma)) != scripts_.size();
}

/// The known word that an unknown one is a slip of, or nothing. Names are spelled as they
/// like, but for letters that are written again and again.
std::string Lemmatizer::meant_word(std::string_view lower,
                                   bool name,
                                   const WordClasses& words) const {
  if (words.words().empty() || words.contains(lower) || met(lower)) {
    return {};
  }
  std::vector<std::string> meant = unstressed(lower);
  if (meant.empty() && !name) {
    meant = slips_of(lower);
  }
  const auto known = std::find_if(
      meant.begin(), meant.end(), [&](const std::string& word) { return met(word); });
  return known == meant.end() ? std::string{} : *known;
}

/// `script`, found for an ending before `place`, or one that makes a known lemma instead
/// of an unknown one.
std::size_t Lemmatizer::choose(std::string_view lower,
                               const LemmaKeys& keys,
                               std::size_t place,
                               std::size_t script,
                               const WordClasses& words) const {
  const LemmaScript& rule = scripts_[script];
  if (rule.keep_case || (rule.strip == 0 && rule.append.empty())) {
    return script;
  }
  const auto is_met = [&](const std::string& lemma) { return met(lemma); };
  const auto listed = [&](const std::string& lemma) { return words.contains(lemma); };
  const std::string lemma = apply(rule, lower);
  if (met(lemma) || listed(lemma)) {
    return script;
  }
  std::size_t known = known_choice(lower, keys, place, is_met);
  if (known == scripts_.size()) {
    known = known_choice(lower, keys, place, listed);
  }
  return known == scripts_.size() ? script : known;
}

std::string Lemmatizer::lemma(std::string_view word,
                              std::uint8_t tag,
                              bool first,
                              const WordClasses& words) const {
  if (slots_.empty()) {
    return std::string{word};
  }
  const std::string lower = lower_case(word);
  const Capitals capitals = telling_capitals(word, first);
  const LemmaKeys keys{lower, tag, capitals};
  std::size_t place = 0;
  std::size_t script = scripts_.size();
  while (place < keys.keys().size() && script == scripts_.size()) {
    script = find(keys.keys()[place++]);
  }
  if (script == scripts_.size()) {
    return std::string{word};
  }
  if (place > 1) {  // a rule for an ending, not for the whole word
    if (capitals != Capitals::none && !scripts_[script].keep_case) {
      const std::string plain = lemma(lower, tag, first, words);
      if (met(plain)) {
        return plain;  // "Met with …", a heading in capitals
      }
    }
    const std::string meant = meant_word(lower, scripts_[script].keep_case, words);
    if (!meant.empty()) {
      return lemma(meant, tag, first, words);
    }
    script = choose(lower, keys, place, script, words);
  }
  const std::string lemma = apply(
      scripts_[script], scripts_[script].keep_case ? word : std::string_view{lower});
  return place == 1 || digits_of(lemma) == digits_of(word) ? lemma : std::string{word};
}

}  // namespace byline::annotate
