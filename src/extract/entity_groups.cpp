#include "extract/entity_groups.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/entity_votes.hpp"
#include "extract/list_votes.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t shortest_misspelt = 6;  ///< letters of a name that may be misspelt
constexpr std::size_t most_edits = 2;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// Edits between short ASCII-folded names, up to `most_edits` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + most_edits || b.size() > a.size() + most_edits) {
    return most_edits + 1;
  }
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

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
    join_acronyms_in_brackets();
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      vote(out_.groups[out_.group_of[i]], candidates_[i], annotation_, tables_);
    }
    vote_in_lists(out_, candidates_, annotation_, tables_);
    for (EntityGroup& group : out_.groups) {
      count_signs(group);
    }
    join_short_forms();
    return std::move(out_);
  }

 private:
  /// The name without company suffix; a translated head goes behind: "fundacao pytorch"
  /// is keyed "pytorch foundation".
  [[nodiscard]] std::string key_of(const NameCandidate& candidate) const {
    auto words = words_of(candidate.folded);
    while (words.size() > 1) {
      std::string_view last = words.back();
      last = last.ends_with('.') && !tables_.heads.has(last)
                 ? last.substr(0, last.size() - 1)
                 : last;
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

  void place(std::size_t i) {
    const NameCandidate& candidate = candidates_[i];
    std::string key = key_of(candidate);
    std::optional<std::size_t> entry = candidate.entry;
    if (!entry && key != candidate.folded) {
      entry = entry_named(key);
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

  void join(std::size_t from, std::size_t to) {
    if (from == to) {
      return;
    }
    EntityGroup& source = out_.groups[from];
    EntityGroup& target = out_.groups[to];
    for (const std::size_t member : source.members) {
      out_.group_of[member] = to;
      out_.is_alias[member] = true;
      target.members.push_back(member);
    }
    std::ranges::sort(target.members);
    for (const auto& [name, weight] : source.votes) {
      target.votes[name] += weight;
    }
    for (const auto& [name, count] : source.opinions) {
      target.opinions[name] += count;
    }
    target.gender = target.gender == 0 ? source.gender : target.gender;
    source.members.clear();
  }

  [[nodiscard]] static bool is_acronym(std::string_view name) {
    return name.size() >= 2 && name.size() <= 8 &&
           std::ranges::count_if(name, [](char c) { return c >= 'A' && c <= 'Z'; }) >=
               2 &&
           name.find(' ') == std::string_view::npos;
  }

  /// Whether the letters of `acronym` begin the words of `name`, in order; links may be
  /// left out.
  [[nodiscard]] bool abbreviates(std::string_view acronym, std::string_view name) const {
    std::string initials;
    std::string all_initials;
    for (const auto word : words_of(name)) {
      all_initials += word.front();
      initials += tables_.links.has(word) ? "" : std::string(1, word.front());
    }
    return initials.size() >= 2 && (acronym == initials || acronym == all_initials);
  }

  void join_acronyms_in_brackets() {
    for (std::size_t i = 0; i + 1 < candidates_.size(); ++i) {
      const NameCandidate& full = candidates_[i];
      const NameCandidate& brief = candidates_[i + 1];
      if (full.sentence != brief.sentence || brief.tokens.first != full.tokens.end + 1) {
        continue;
      }
      const auto& tokens = annotation_.sentences[full.sentence].tokens;
      const bool bracketed = tokens[full.tokens.end].folded == "(" &&
                             brief.tokens.end < tokens.size() &&
                             tokens[brief.tokens.end].folded == ")";
      const std::size_t a = out_.group_of[i];
      const std::size_t b = out_.group_of[i + 1];
      if (!bracketed || a == b || out_.groups[b].entry || !is_acronym(brief.name)) {
        continue;
      }
      if (abbreviates(brief.folded, full.folded) || words_of(full.folded).size() > 2) {
        join(b, a);
      }
    }
  }

  [[nodiscard]] bool is_person(const EntityGroup& group) const {
    if (group.entry) {
      return tables_.lexicon.entries()[*group.entry].kind == EntityKind::person;
    }
    const auto votes = group.all_votes();
    return group.best_class() == "foaf:Person" && votes.at("foaf:Person") >= 2;
  }

  /// The one group that `fits` holds for, or none if there are none or several.
  template <typename Test>
  [[nodiscard]] std::size_t only_one(std::size_t except, const Test& fits) const {
    std::size_t found = none;
    for (std::size_t g = 0; g < out_.groups.size(); ++g) {
      if (g == except || out_.groups[g].members.empty() || !fits(out_.groups[g])) {
        continue;
      }
      if (found != none) {
        return none;
      }
      found = g;
    }
    return found;
  }

  void join_short_forms() {
    constexpr std::size_t most_groups = 4000;  // keeps odd input from taking long
    if (out_.groups.size() > most_groups) {
      return;
    }
    for (std::size_t g = 0; g < out_.groups.size(); ++g) {
      const EntityGroup& group = out_.groups[g];
      if (group.entry || group.members.empty()) {
        continue;
      }
      const bool one_word = group.key.find(' ') == std::string::npos;
      std::size_t target = one_word ? person_with_name(g) : none;
      if (target == none && one_word &&
          is_acronym(candidates_[group.members.front()].name)) {
        target = only_one(g, [&](const EntityGroup& other) {
          return other.key.find(' ') != std::string::npos &&
                 abbreviates(group.key, other.key);
        });
      }
      if (target == none) {
        target = organization_with_name(g);
      }
      if (target == none && one_word) {
        target = respelling_of(g);
      }
      if (target != none) {
        join(g, target);
      }
    }
  }

  /// The first sentence of the running text that names the group; past all sentences if
  /// only titles do.
  [[nodiscard]] std::size_t introduced(const EntityGroup& group) const {
    for (const std::size_t member : group.members) {
      const std::size_t sentence = candidates_[member].sentence;
      if (annotation_.sentences[sentence].kind != BlockKind::title) {
        return sentence;
      }
    }
    return annotation_.sentences.size();
  }

  [[nodiscard]] bool share_a_sentence(const EntityGroup& a, const EntityGroup& b) const {
    return std::ranges::any_of(a.members, [&](std::size_t x) {
      return std::ranges::any_of(b.members, [&](std::size_t y) {
        return candidates_[x].sentence == candidates_[y].sentence;
      });
    });
  }

  /// What `full` says beyond `brief`: the words behind it ("Norvik | Marine") or, where
  /// head words come first, the one before it ("Grupo | Tapajós"); empty if it says
  /// something else.
  [[nodiscard]] std::vector<std::string_view> words_beyond(std::string_view brief,
                                                           std::string_view full) const {
    if (full.size() <= brief.size() + 1) {
      return {};
    }
    if (full.starts_with(brief) && full[brief.size()] == ' ') {
      return words_of(full.substr(brief.size() + 1));
    }
    const std::size_t rest = full.size() - brief.size();
    if (full.ends_with(brief) && full[rest - 1] == ' ') {
      auto words = words_of(full.substr(0, rest - 1));
      return words.size() == 1 && tables_.heads.has(words.front())
                 ? words
                 : std::vector<std::string_view>{};
    }
    return {};
  }

  [[nodiscard]] EntityKind kind_of(const EntityGroup& group) const {
    const std::string best = group.best_class();
    return best.empty() ? EntityKind::topic
                        : tables_.ontology.kind_of(best).value_or(EntityKind::topic);
  }

  /// "Norvik" is Norvik Marine if that was introduced before; a part ("Norvik Labs") or
  /// two that could be meant give nothing.
  [[nodiscard]] std::size_t organization_with_name(std::size_t g) const {
    constexpr double sure = 2.5;
    const EntityGroup& group = out_.groups[g];
    const std::string own = group.best_class();
    const EntityKind kind = kind_of(group);
    const bool is_place =
        (tables_.gazetteers.lists_of(group.key) & knowledge::Gazetteers::place) != 0;
    if (is_place || kind == EntityKind::place ||
        (kind != EntityKind::organization && kind != EntityKind::topic &&
         group.all_votes().at(own) >= sure)) {
      return none;
    }
    const std::size_t first = introduced(group);
    return only_one(g, [&](const EntityGroup& other) {
      const auto beyond = words_beyond(group.key, other.key);
      const EntityKind others = kind_of(other);
      if (beyond.empty() ||
          (others != EntityKind::organization && others != EntityKind::topic) ||
          introduced(other) > first || other.members.front() > group.members.back() ||
          std::ranges::any_of(beyond, [&](std::string_view word) {
            return tables_.part_names.has(word);
          })) {
        return false;
      }
      const bool tells_class = std::ranges::any_of(beyond, [&](std::string_view word) {
        const auto head = tables_.ontology.kind_of(tables_.heads.value(word));
        return head && *head == EntityKind::organization;
      });
      return tells_class ||
             (group.members.size() >= 2 && !share_a_sentence(group, other));
    });
  }

  [[nodiscard]] std::size_t person_with_name(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    const std::string own = group.best_class();
    if (!own.empty() && own != "foaf:Person" && group.all_votes().at(own) >= 2.5) {
      return none;
    }
    for (const bool last : {true, false}) {
      const std::size_t found = person_named(g, last);
      if (found != none) {
        return found;
      }
    }
    return none;
  }

  /// Of several people with that name, the one whom the article introduces first and
  /// names most: the others are kin.
  [[nodiscard]] std::size_t person_named(std::size_t g, bool last) const {
    const EntityGroup& group = out_.groups[g];
    std::vector<std::size_t> people;
    for (std::size_t i = 0; i < out_.groups.size(); ++i) {
      const EntityGroup& other = out_.groups[i];
      const auto words = words_of(other.key);
      if (i != g && !other.members.empty() && words.size() >= 2 && is_person(other) &&
          (last ? words.back() : words.front()) == group.key) {
        people.push_back(i);
      }
    }
    if (people.size() < 2) {
      return people.empty() ? none : people.front();
    }
    const auto size = [&](std::size_t i) { return out_.groups[i].members.size(); };
    const std::size_t first = *std::ranges::min_element(
        people, {}, [&](std::size_t i) { return out_.groups[i].members.front(); });
    const bool main = std::ranges::all_of(people, [&](std::size_t i) {
      return i == first || size(i) < size(first) ||
             (size(i) == size(first) &&
              out_.groups[i].members.front() > group.members.front());
    });
    return main && out_.groups[first].members.front() < group.members.front() ? first
                                                                              : none;
  }

  /// A rare name two edits away from a frequent one or one of the lexicon.
  [[nodiscard]] std::size_t respelling_of(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    if (group.key.size() < shortest_misspelt || group.members.size() > 2) {
      return none;
    }
    return only_one(g, [&](const EntityGroup& other) {
      const bool trusted = other.entry || other.members.size() >= 3;
      return trusted && other.members.size() > group.members.size() &&
             other.key.size() >= shortest_misspelt && other.key[0] == group.key[0] &&
             edit_distance(group.key, other.key) <= most_edits;
    });
  }

  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
  std::unordered_map<std::string, std::size_t> by_key_;
  Grouping out_;
};

/// The longest full name, the first one among equals.
std::string longest_name(const EntityGroup& group,
                         const Grouping& grouping,
                         const std::vector<NameCandidate>& candidates) {
  std::string best;
  for (const bool aliases : {false, true}) {
    for (const std::size_t member : group.members) {
      const std::string& name = candidates[member].name;
      const bool better =
          name.size() > best.size() ||
          (name.size() == best.size() && is_upper(first_code_point(name)) &&
           !is_upper(first_code_point(best)));
      if (grouping.is_alias[member] == aliases && better) {
        best = name;
      }
    }
    if (!best.empty()) {
      break;
    }
  }
  return best;
}

Entity make_entity(const EntityGroup& group,
                   const Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const NameTables& tables) {
  Entity entity;
  if (group.entry) {
    const auto& known = tables.lexicon.entries()[*group.entry];
    entity.kind = known.kind;
    entity.label = known.label;
    entity.classes = known.classes;
    entity.in_lexicon = true;
  } else {
    entity.label = longest_name(group, grouping, candidates);
    const std::string best = group.best_class();
    const auto kind = tables.ontology.kind_of(best);
    if (!best.empty() && kind) {
      entity.kind = *kind;
      entity.classes = {best};
      entity.class_from_text = true;
      entity.class_is_guess = group.is_guess();
    }
  }
  for (const std::size_t member : group.members) {
    entity.names.push_back(candidates[member].name);
  }
  std::ranges::sort(entity.names);
  entity.names.erase(std::unique(entity.names.begin(), entity.names.end()),
                     entity.names.end());
  return entity;
}

}  // namespace

std::map<std::string, double> EntityGroup::all_votes() const {
  constexpr double most_weight = 2;
  std::size_t asked = 0;
  for (const auto& [name, count] : opinions) {
    asked += count;
  }
  std::map<std::string, double> all = votes;
  for (const auto& [name, count] : opinions) {
    // unanimous about many mentions is more than about one, but never much more
    const double share = static_cast<double>(count) / static_cast<double>(asked);
    const double once = name == "foaf:Person" ? 1.5 : 1.2;
    all[name] += share * (count > 1 ? most_weight : once);
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

Grouping group_candidates(const std::vector<NameCandidate>& candidates,
                          const Annotation& annotation,
                          const NameTables& tables) {
  return Grouper{candidates, annotation, tables}.take();
}

ArticleFacts build_entities(const Grouping& grouping,
                            const std::vector<NameCandidate>& candidates,
                            const NameTables& tables,
                            std::vector<std::size_t>& entity_of) {
  ArticleFacts facts;
  entity_of.assign(grouping.groups.size(), none);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::size_t number = grouping.group_of[i];
    const EntityGroup& group = grouping.groups[number];
    if (entity_of[number] == none) {
      entity_of[number] = facts.entities.size();
      facts.entities.push_back(make_entity(group, grouping, candidates, tables));
    }
    Mention mention;
    mention.span = candidates[i].span;
    mention.sentence = candidates[i].sentence;
    mention.first_token = candidates[i].tokens.first;
    mention.end_token = candidates[i].tokens.end;
    mention.entity = entity_of[number];
    mention.confidence = group.entry ? 1.0 : 0.9;
    if (grouping.is_alias[i]) {
      for (const std::size_t member : group.members) {
        if (!grouping.is_alias[member]) {
          mention.step = Step::alias;
          mention.antecedent = candidates[member].span;
          break;
        }
      }
    }
    facts.mentions.push_back(mention);
  }
  return facts;
}

}  // namespace byline::extract
