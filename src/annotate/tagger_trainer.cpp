#include "annotate/tagger_trainer.hpp"

#include "annotate/shuffle.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace byline::annotate {

namespace {

struct TagCounts {
  std::array<std::uint32_t, LinearModel::max_classes> counts{};
  std::uint32_t total = 0;
};

constexpr std::uint32_t frequent = 100;
constexpr std::uint32_t well_known = 8;

LexiconEntry entry_of(std::uint32_t key, const TagCounts& seen) {
  LexiconEntry entry{.key = key};
  const auto first = std::max_element(seen.counts.begin(), seen.counts.end());
  entry.first_tag = static_cast<std::uint8_t>(first - seen.counts.begin());
  std::uint32_t second = 0;
  for (std::size_t tag = 0; tag < seen.counts.size(); ++tag) {
    if (tag != entry.first_tag && seen.counts[tag] > second) {
      second = seen.counts[tag];
      entry.second_tag = static_cast<std::uint8_t>(tag);
    }
  }
  entry.certain = second == 0 && seen.total >= 30;
  if (second * 20 < seen.total) {
    entry.second_tag = 0;
  }
  entry.frequency = seen.total >= frequent ? 3 : seen.total >= well_known ? 2 : 1;
  return entry;
}

/// Corrects the model if `right` does not lead by `margin`; gives the tag that it chose
/// before.
std::uint8_t learn_tag(const FeatureVector& features,
                       std::uint8_t right,
                       int margin,
                       PerceptronTrainer& trainer) {
  std::array<std::int32_t, LinearModel::max_classes> scores{};
  trainer.current().score(features, scores);
  const std::size_t rival = best_rival(scores, 1, trainer.current().classes(), right);
  if (rival != right && !leads(scores, right, rival, margin)) {
    trainer.update(features, right, 1);
    trainer.update(features, rival, -1);
  }
  return static_cast<std::uint8_t>(leads(scores, right, rival, 0) ? right : rival);
}

/// One run over all rounds; weights are 32 times the averages.
LinearModel run_once(std::vector<TaggedSentence>& sentences,
                     std::size_t tags,
                     const TaggerOptions& options,
                     Random& random) {
  PerceptronTrainer trainer{options.log2_rows, tags};
  FeatureVector features;
  for (int round = 0; round < options.rounds; ++round) {
    for (const std::size_t number : shuffled(sentences.size(), random)) {
      TaggedSentence& sentence = sentences[number];
      const std::uint8_t told = told_or_not(sentence.conventions, random);
      for (WordFeatures& word : sentence.words) {
        word.conventions = told;
      }
      for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        add_tag_features(sentence.words, i, features);
        sentence.words[i].tag =
            learn_tag(features, sentence.tags[i], options.margin, trainer);
      }
      trainer.tick();
    }
  }
  return trainer.average(32);
}

}  // namespace

FineTags::FineTags(std::span<const TreeSentence> treebank,
                   const std::vector<std::string>& keys,
                   std::size_t least)
    : keys_{keys} {
  std::map<std::string, std::size_t> counts;
  for (const TreeSentence& sentence : treebank) {
    for (const TreeWord& word : sentence.words) {
      ++counts[name(word)];
    }
  }
  std::map<std::string, std::pair<std::size_t, std::string>> commonest;
  for (const auto& [tag, count] : counts) {
    auto& best = commonest[tag.substr(0, tag.find(' '))];
    if (count > best.first) {
      best = {count, tag};
    }
  }
  std::map<std::string, std::uint8_t> kept;
  for (const auto& [tag, count] : counts) {
    const auto& best = commonest[tag.substr(0, tag.find(' '))].second;
    if ((count >= least || tag == best) && tags_.size() < LinearModel::max_classes) {
      kept[tag] = tags_.add(tag);
    }
  }
  for (const auto& [tag, count] : counts) {
    const auto& best = commonest[tag.substr(0, tag.find(' '))].second;
    numbers_.emplace_back(tag, kept.contains(tag) ? kept[tag] : kept[best]);
  }
}

std::string FineTags::name(const TreeWord& word) const {
  std::string result{tag_name(word.tag)};
  for (const std::string& key : keys_) {
    if (key == "XPOS") {
      result += " " + word.language_tag;
      continue;
    }
    const std::string_view value = annotation(word.morphology, key);
    if (!value.empty()) {
      result += " " + key + "=" + std::string{value.substr(0, value.find(','))};
    }
  }
  return result;
}

std::uint8_t FineTags::number(const TreeWord& word) const {
  const std::string wanted = name(word);
  const auto found = std::lower_bound(
      numbers_.begin(), numbers_.end(), wanted, [](const auto& entry, const auto& key) {
        return entry.first < key;
      });
  return found != numbers_.end() && found->first == wanted ? found->second : 0;
}

std::vector<TaggedSentence> tagged_sentences(std::span<const TreeSentence> treebank,
                                             const FineTags& fine_tags) {
  std::vector<TaggedSentence> result;
  for (const TreeSentence& sentence : treebank) {
    TaggedSentence& tagged = result.emplace_back();
    for (const TreeWord& word : sentence.words) {
      tagged.words.push_back(features_of(word.form));
      tagged.tags.push_back(fine_tags.number(word));
    }
  }
  return result;
}

Lexicon build_lexicon(std::span<const TaggedSentence> sentences) {
  std::map<std::uint32_t, TagCounts> seen;
  for (const TaggedSentence& sentence : sentences) {
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
      TagCounts& word = seen[Lexicon::key_of(sentence.words[i].lower)];
      ++word.counts[sentence.tags[i]];
      ++word.total;
    }
  }
  std::vector<LexiconEntry> entries;
  for (const auto& [key, word] : seen) {
    if (word.total >= 2) {
      entries.push_back(entry_of(key, word));
    }
  }
  return Lexicon{std::move(entries)};
}

Tagger train_tagger(std::vector<TaggedSentence>& sentences,
                    const Lexicon& lexicon,
                    const TagSet& tags,
                    const TaggerOptions& options) {
  for (TaggedSentence& sentence : sentences) {
    for (WordFeatures& word : sentence.words) {
      lexicon.fill(word);
    }
  }
  std::vector<LinearModel> models;
  Random random{options.seed};
  for (int run = 0; run < options.runs; ++run) {
    models.push_back(run_once(sentences, tags.size(), options, random));
  }
  return Tagger{mean_of(models, 4, options.threshold_percent * 32 / 100)};
}

}  // namespace byline::annotate
