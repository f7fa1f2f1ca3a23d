#include "annotate/lemmatizer.hpp"

#include "annotate/feature_hash.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace byline::annotate {

namespace {

std::uint32_t short_key(std::uint64_t hash) {
  const auto key = static_cast<std::uint32_t>(mix(hash) >> 32U);
  return key == 0 ? 1 : key;
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

LemmaKeys::LemmaKeys(std::string_view lower, std::uint8_t tag, bool capital) {
  const std::uint64_t context = join(tag, capital ? 2 : 1);
  keys_[size_++] = short_key(join(context, hash_bytes(lower)));
  std::uint32_t endings[longest_ending + 1];  // NOLINT(modernize-avoid-c-arrays)
  std::size_t count = 0;
  std::uint64_t hash = join(context, 0x656E64ULL);
  endings[count++] = short_key(hash);
  for (std::size_t i = lower.size(); i > 0 && count <= longest_ending; --i) {
    hash = join(hash, static_cast<unsigned char>(lower[i - 1]));
    if (!continuation(lower[i - 1])) {
      endings[count++] = short_key(hash);
    }
  }
  while (count > 0) {
    keys_[size_++] = endings[--count];
  }
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

std::size_t Lemmatizer::find(std::span<const std::uint32_t> keys) const {
  if (slots_.empty()) {
    return scripts_.size();
  }
  for (const std::uint32_t key : keys) {
    for (std::uint32_t slot = key & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
      const LemmaRule& rule = rules_[slots_[slot] - 1];
      if (rule.key == key) {
        return rule.script;
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
  return std::string{word.substr(0, end)} + script.append;
}

std::uint64_t lemma_hash(const WordFeatures& word, std::string_view lemma) {
  return word.frequency == 0 ? 0 : hash_bytes(lemma);
}

bool telling_capital(std::string_view word, bool first) {
  return !first && features_of(word).capital;
}

std::string Lemmatizer::lemma(std::string_view word, std::uint8_t tag, bool first) const {
  const std::string lower = lower_case(word);
  const LemmaKeys keys{lower, tag, telling_capital(word, first)};
  const std::size_t script = find(keys.keys());
  if (script == scripts_.size()) {
    return std::string{word};
  }
  return apply(scripts_[script], scripts_[script].keep_case ? word : lower);
}

}  // namespace byline::annotate
