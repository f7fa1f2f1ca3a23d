#include "extract/entity_groups.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/class_names.hpp"
#include "extract/entity_votes.hpp"
#include "extract/list_votes.hpp"
#include "extract/name_forms.hpp"
#include "extract/peer_names.hpp"
#include "extract/person_doubts.hpp"
#include "extract/short_forms.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

class Grouper {
 public:
  Grouper(const std::vector<NameCandidate>& candidates,
          const Annotation& annotation,
          const NameTables& tables)
      : candidates_(candidates),
        annotation_(annotation),
        tables_(tables) {}

  Grouping take() {
    out_.group_of.assign(candidates_.size(), none);
    out_.is_alias.assign(candidates_.size(), false);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      place(i);
    }
    join_acronyms_in_brackets(out_, candidates_, annotation_, tables_);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      EntityGroup& group = out_.groups[out_.group_of[i]];
      vote(group, candidates_[i], annotation_, tables_);
      group.doubts += person_doubts(candidates_[i], annotation_, tables_);
    }
    for (EntityGroup& group : out_.groups) {
      group.is_lone_word = is_unlisted_word(group.key, tables_);
    }
    vote_by_peers(out_, candidates_, annotation_, tables_);
    vote_in_lists(out_, candidates_, annotation_, tables_);
    for (EntityGroup& group : out_.groups) {
      count_signs(group);
      lift_general_votes(group);
    }
    join_short_forms(out_, candidates_, annotation_, tables_);
    return std::move(out_);
  }

 private:
  /// The name without company suffix; a translated head goes behind: "fundacao pytorch"
  /// is keyed "pytorch foundation".
  [[nodiscard]] std::string key_of(const NameCandidate& candidate) const {
    auto words = words_of(candidate.folded);
    while (words.size() > 1) {
      const std::string_view last = tables_.head_of_abbreviation(words.back());
      if (tables_.heads.value(last, 1) != "suffix") {
        break;
      }
      words.pop_back();
      while (!words.empty() && words.back().ends_with(',')) {
        words.back().remove_suffix(1);
      }
    }
    std::string key;
    std::string_view translated;
    if (words.size() > 1) {
      translated = tables_.translated_heads.value(words.front());
    }
    for (std::size_t i = translated.empty() ? 0 : 1; i < words.size(); ++i) {
      key += (key.empty() ? "" : " ") + std::string{words[i]};
    }
    return translated.empty() ? key : key + " " + fold(translated);
  }

  [[nodiscard]] std::optional<std::size_t> entry_named(const std::string& key) const {
    const auto names = tables_.known.find(first_run(key));
    if (names != tables_.known.end()) {
      for (const KnownName& name : names->second) {
        if (name.folded == key) {
          return name.entry;
        }
      }
    }
    return std::nullopt;
  }

  /// "Kite |Inc.|", where Kite is a database: the company that is called after it.
  [[nodiscard]] bool is_thing_of_company(std::size_t entry,
                                         const std::string& key,
                                         const NameCandidate& candidate) const {
    const EntityKind kind = tables_.lexicon.entries()[entry].kind;
    return (kind == EntityKind::work || kind == EntityKind::topic) &&
           candidate.folded.starts_with(key);
  }

  void place(std::size_t i) {
    const NameCandidate& candidate = candidates_[i];
    std::string key = key_of(candidate);
    std::optional<std::size_t> entry = candidate.entry;
    if (!entry && key != candidate.folded) {
      entry = entry_named(key);
      if (entry && is_thing_of_company(*entry, key, candidate)) {
        entry = std::nullopt;
        key = candidate.folded;
      }
      out_.is_alias[i] = entry.has_value();
    }
    if (entry) {
      key = "\x1F" + std::to_string(*entry);
    }
    const auto [at, is_new] = by_key_.emplace(key, out_.groups.size());
    if (is_new) {
      EntityGroup group;
      group.key = entry ? fold(tables_.lexicon.entries()[*entry].label) : key;
      group.entry = entry;
      out_.groups.push_back(std::move(group));
    }
    out_.group_of[i] = at->second;
    out_.groups[at->second].members.push_back(i);
  }

  /// What a name's words and the model say of each mention counts by its share, a little
  /// more with many mentions: it is the same sign again.
  static void count_signs(EntityGroup& group) {
    constexpr double more = 0.2;
    constexpr std::size_t most = 4;
    const std::size_t count = group.members.size();
    for (const auto& [name, weight] : group.signs) {
      const double share = weight / static_cast<double>(count);
      group.votes[name] +=
          share * (1 + more * static_cast<double>(std::min(count, most) - 1));
    }
    group.signs.clear();
  }

  /// What speaks for an organization speaks for the company that the text calls it: a
  /// class and one above it do not compete.
  void lift_general_votes(EntityGroup& group) const {
    constexpr double told = 1.5;
    constexpr double opinion = 2;
    std::map<std::string, double> lifted;
    for (const auto& [name, weight] : group.votes) {
      if (weight < told || tables_.ontology.kind_of(name) != EntityKind::organization) {
        continue;
      }
      for (const auto& [other, other_weight] : group.votes) {
        lifted[name] += is_above(other, name) ? other_weight : 0;
      }
      for (const auto& [other, count] : group.opinions) {
        lifted[name] += is_above(other, name) ? opinion : 0;
      }
    }
    for (const auto& [name, weight] : lifted) {
      group.votes[name] += weight;
    }
  }

  [[nodiscard]] bool is_above(const std::string& general, const std::string& name) const {
    return general != name && tables_.ontology.is_a(name, general);
  }

  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
  std::unordered_map<std::string, std::size_t> by_key_;
  Grouping out_;
};

}  // namespace

std::map<std::string, double> EntityGroup::all_votes() const {
  constexpr double most_weight = 2;
  constexpr double of_lone_word = 1.0;  // a weak sign, but one
  std::size_t asked = 0;
  for (const auto& [name, count] : opinions) {
    asked += count;
  }
  std::map<std::string, double> all = votes;
  for (const auto& [name, count] : opinions) {
    // unanimous about many mentions is more than about one, but never much more
    const double share = static_cast<double>(count) / static_cast<double>(asked);
    const bool person = name == person_class;
    if (person && is_lone_word) {
      all[name] += share * of_lone_word - doubts;
      continue;
    }
    const double once = person ? 1.5 : 1.2;
    all[name] += share * (count > 1 ? most_weight : once) - (person ? doubts : 0);
  }
  return all;
}

bool EntityGroup::is_guess() const {
  constexpr double shown = 1;
  const auto by_text = votes.find(best_class());
  return by_text == votes.end() || by_text->second < shown;
}

std::string EntityGroup::best_class() const {
  std::string best;
  double most = 0.75;  // weaker signs are none
  for (const auto& [name, weight] : all_votes()) {
    if (weight > most) {
      best = name;
      most = weight;
    }
  }
  return best;
}

std::string sure_class(const EntityGroup& group, const NameTables& tables) {
  if (group.entry) {
    const auto& classes = tables.lexicon.entries()[*group.entry].classes;
    return classes.empty() ? std::string{} : classes.front();
  }
  return group.is_guess() ? std::string{} : group.best_class();
}

Grouping group_candidates(const std::vector<NameCandidate>& candidates,
                          const Annotation& annotation,
                          const NameTables& tables) {
  return Grouper{candidates, annotation, tables}.take();
}

}  // namespace byline::extract
