#include "extract/short_forms.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/class_names.hpp"

#include <algorithm>
#include <numeric>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t shortest_misspelt = 6;  ///< letters of a name that may be misspelt
constexpr std::size_t most_edits = 2;

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

class Joiner {
 public:
  Joiner(Grouping& grouping,
         const std::vector<NameCandidate>& candidates,
         const Annotation& annotation,
         const NameTables& tables)
      : out_(grouping),
        candidates_(candidates),
        annotation_(annotation),
        tables_(tables) {}

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
      std::size_t target = without_version(g);
      target = target == none ? meant_by(g) : target;
      if (target == none && one_word &&
          is_acronym(candidates_[group.members.front()].name)) {
        target = only_one(g, [&](const EntityGroup& other) {
          return other.key.find(' ') != std::string::npos &&
                 abbreviates(group.key, other.key);
        });
      }
      if (target == none && one_word) {
        target = respelling_of(g);
      }
      if (target != none) {
        join(g, target);
      }
    }
  }

 private:
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
    target.doubts += source.doubts;
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

  [[nodiscard]] bool is_person(const EntityGroup& group) const {
    if (group.entry) {
      return tables_.lexicon.entries()[*group.entry].kind == EntityKind::person;
    }
    const auto votes = group.all_votes();
    return group.best_class() == person_class && votes.at(person_class) >= 2;
  }

  /// Whether the model takes both for people, though no list has their names.
  [[nodiscard]] static bool both_people(const EntityGroup& brief,
                                        const EntityGroup& full) {
    return !full.entry && full.best_class() == person_class &&
           brief.best_class() == person_class;
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

  /// "Kite |4.0|" is Kite: the group named without the number; none if there is none.
  [[nodiscard]] std::size_t without_version(std::size_t g) const {
    const std::string& key = out_.groups[g].key;
    const std::size_t space = key.rfind(' ');
    if (space == std::string::npos || key.find('.', space) == std::string::npos ||
        !std::all_of(key.begin() + static_cast<std::ptrdiff_t>(space) + 1,
                     key.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; })) {
      return none;
    }
    return only_one(g, [&](const EntityGroup& other) {
      return other.key == std::string_view{key}.substr(0, space);
    });
  }

  /// The person or organization whose full name `g` shortens, or none. "Calder" is Calder
  /// Bank rather than its founder Josiah Calder, if the bank was there first and nothing
  /// speaks for a person.
  [[nodiscard]] std::size_t meant_by(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    const std::size_t whom = words_of(group.key).size() <= 2 ? person_with_name(g) : none;
    const std::size_t what = organization_with_name(g);
    if (whom == none || what == none) {
      return whom == none ? what : whom;
    }
    double for_person = 0;
    double for_organization = 0;
    for (const auto& [name, weight] :
         group.votes) {  // the model knows less than the text
      const auto kind = tables_.ontology.kind_of(name);
      for_person += kind && *kind == EntityKind::person ? weight : 0;
      for_organization += kind && *kind == EntityKind::organization ? weight : 0;
    }
    return for_person <= for_organization &&
                   introduced(out_.groups[what]) <= introduced(out_.groups[whom])
               ? what
               : whom;
  }

  /// "the Commons" of the Open Grid Commons: one word that never goes without article, as
  /// a common noun would.
  [[nodiscard]] bool is_always_definite(const EntityGroup& group) const {
    return !tables_.heads_come_first && group.key.find(' ') == std::string::npos &&
           std::ranges::all_of(group.members, [&](std::size_t member) {
             const NameCandidate& name = candidates_[member];
             return name.tokens.first > 0 &&
                    tables_.definite_words.has(annotation_.sentences[name.sentence]
                                                   .tokens[name.tokens.first - 1]
                                                   .folded);
           });
  }

  /// What `full` says beyond `brief`: the words behind it ("Norvik | Marine") or, where
  /// head words come first, the one before it ("Grupo | Tapajós"), or those before a head
  /// word ("Ashford | Rovers"); empty if it says something else.
  [[nodiscard]] std::vector<std::string_view> words_beyond(std::string_view brief,
                                                           std::string_view full,
                                                           bool definite) const {
    if (full.size() <= brief.size() + 1) {
      return {};
    }
    if (full.starts_with(brief) && full[brief.size()] == ' ') {
      return words_of(full.substr(brief.size() + 1));
    }
    const std::size_t rest = full.size() - brief.size();
    if (full.ends_with(brief) && full[rest - 1] == ' ') {
      auto words = words_of(full.substr(0, rest - 1));
      if (tables_.heads.has(brief) || definite) {
        return words;
      }
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

  [[nodiscard]] bool has_head_first(const std::string& name) const {
    const auto words = words_of(name);
    const auto head = tables_.ontology.kind_of(tables_.heads.value(words.front()));
    return words.size() > 1 && head && *head == EntityKind::organization;
  }

  /// "Aveiro coach Ana Lima", "Thornbury have won": a team by the name of its town.
  [[nodiscard]] static bool is_called_organization(const EntityGroup& group) {
    const auto votes = group.all_votes();
    const auto organization = votes.find(organization_class);
    return organization != votes.end() && organization->second >= 3;
  }

  /// Whether the article calls it a company: "a startup Norvik AI" is no part of Norvik.
  [[nodiscard]] static bool is_called_company(const EntityGroup& group) {
    const auto votes = group.all_votes();
    const auto company = votes.find(company_class);
    return company != votes.end() && company->second >= 2.5;
  }

  /// "Federação de Remo" and "Federação | Portuguesa | de Remo": the same head first, the
  /// other words in order.
  [[nodiscard]] bool has_words_between(const std::string& brief,
                                       const std::string& full) const {
    const auto less = words_of(brief);
    const auto more = words_of(full);
    if (!tables_.heads_come_first || less.size() < 3 || more.size() <= less.size() ||
        more.size() > less.size() + 2 || !has_head_first(brief)) {
      return false;
    }
    std::size_t at = 0;
    for (const auto word : more) {
      at += at < less.size() && less[at] == word ? 1 : 0;
    }
    return at == less.size() && more.front() == less.front() &&
           more.back() == less.back();
  }

  /// "Norvik" is Norvik Marine if that was introduced before; a part ("Norvik Labs") or
  /// two that could be meant give nothing.
  [[nodiscard]] std::size_t organization_with_name(std::size_t g) const {
    constexpr double sure = 2.5;
    const EntityGroup& group = out_.groups[g];
    const std::string own = group.best_class();
    const EntityKind kind = kind_of(group);
    const bool is_place =
        kind == EntityKind::place ||
        (tables_.gazetteers.lists_of(group.key) & knowledge::Gazetteers::place) != 0;
    if ((is_place && !is_taken_up(group) && !is_called_organization(group)) ||
        (kind != EntityKind::place && kind != EntityKind::organization &&
         kind != EntityKind::topic && group.all_votes().at(own) >= sure)) {
      return none;
    }
    const std::size_t first = introduced(group);
    const bool definite = is_always_definite(group);
    return only_one(g, [&](const EntityGroup& other) {
      auto beyond = words_beyond(group.key, other.key, definite);
      const bool inside = beyond.empty() && has_words_between(group.key, other.key);
      if (inside) {
        beyond = words_of(other.key);
      }
      if (beyond.empty()) {
        return false;
      }
      const EntityKind others = kind_of(other);
      const bool only_title = first == annotation_.sentences.size();
      if ((others != EntityKind::organization && others != EntityKind::topic) ||
          introduced(other) > first ||
          (!only_title && other.members.front() > group.members.back()) ||
          (!inside && is_part(group, other, beyond))) {
        return false;
      }
      if (inside) {
        return true;
      }
      const auto is_organization_head = [&](std::string_view word) {
        const auto head = tables_.ontology.kind_of(tables_.heads.value(word));
        return head && *head == EntityKind::organization;
      };
      const bool tells_class = std::ranges::any_of(beyond, is_organization_head) ||
                               is_organization_head(group.key);
      // "Sindicato dos Artistas" of the headline is "Sindicato dos Artistas do Porto"
      const bool goes_on = tables_.heads_come_first && has_head_first(group.key) &&
                           tables_.links.has(beyond.front());
      return tells_class || goes_on || is_taken_up(group) ||
             ((group.members.size() >= 2 ||
               (others == EntityKind::organization && !is_listed(group))) &&
              !share_a_sentence(group, other));
    });
  }

  /// "Acme, |Zeta| and Oriva": a name that stands only in a list is as long as it is.
  [[nodiscard]] bool is_listed(const EntityGroup& group) const {
    return std::ranges::all_of(group.members, [&](std::size_t member) {
      const NameCandidate& name = candidates_[member];
      const auto& tokens = annotation_.sentences[name.sentence].tokens;
      const auto separates = [&](std::size_t i) {
        return i < tokens.size() &&
               (tokens[i].folded == "," || tokens[i].tag == Tag::cconj);
      };
      const std::size_t first = name.tokens.first;
      return first > 0 && separates(first - 1) &&
             (separates(name.tokens.end) || name.tokens.end >= tokens.size() ||
              tokens[name.tokens.end].folded == ".");
    });
  }

  /// Whether `full` may only name a part of what `brief` is: "Norvik Labs" of Norvik. Of
  /// a name of several words that the article uses later on, nothing is a part.
  [[nodiscard]] bool is_part(const EntityGroup& brief,
                             const EntityGroup& full,
                             const std::vector<std::string_view>& beyond) const {
    constexpr double weak = 1.2;
    if (is_called_company(full)) {
      return false;
    }
    const EntityKind kind = kind_of(brief);
    const bool may_be_short =
        brief.key.find(' ') != std::string::npos && !share_a_sentence(brief, full) &&
        (kind == EntityKind::organization || kind == EntityKind::topic ||
         brief.all_votes().at(brief.best_class()) < weak);
    return std::ranges::any_of(beyond, [&](std::string_view word) {
      return tables_.part_names.has(word) && (!may_be_short || !tables_.heads.has(word));
    });
  }

  /// "O Tapajós comprou", where head words come first: an article and no preposition
  /// before the word that opens a sentence; places stand there less often than what an
  /// article names by the last word of its name.
  [[nodiscard]] bool is_taken_up(const EntityGroup& group) const {
    return tables_.heads_come_first &&
           std::ranges::any_of(group.members, [&](std::size_t member) {
             const NameCandidate& name = candidates_[member];
             return name.tokens.first == 1 &&
                    tables_.definite_words.has(
                        annotation_.sentences[name.sentence].tokens[0].folded);
           });
  }

  /// A town's name that stands in no place: "|Sobral| disse", never "em Sobral".
  [[nodiscard]] bool is_surname(const EntityGroup& group) const {
    const auto in_place = [&](std::size_t member) {
      const NameCandidate& name = candidates_[member];
      const auto& tokens = annotation_.sentences[name.sentence].tokens;
      std::size_t at = name.tokens.first;
      while (at > 0 && tables_.definite_words.has(tokens[at - 1].folded)) {
        --at;
      }
      return at > 0 &&
             (tokens[at - 1].tag == Tag::adp || tables_.links.has(tokens[at - 1].folded));
    };
    return tables_.heads_come_first && std::ranges::none_of(group.members, in_place);
  }

  [[nodiscard]] std::size_t person_with_name(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    const std::string own = group.best_class();
    if (!own.empty() && own != person_class && group.all_votes().at(own) >= 2.5 &&
        !(kind_of(group) == EntityKind::place && is_surname(group))) {
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

  [[nodiscard]] static bool ends_with_words(std::string_view name, std::string_view end) {
    return name.size() > end.size() && name.ends_with(end) &&
           name[name.size() - end.size() - 1] == ' ';
  }

  /// Of several people with that name, the one whom the article introduces first and
  /// names most: the others are kin.
  [[nodiscard]] std::size_t person_named(std::size_t g, bool last) const {
    const EntityGroup& group = out_.groups[g];
    const bool two_words = group.key.find(' ') != std::string::npos;
    std::vector<std::size_t> people;
    for (std::size_t i = 0; i < out_.groups.size(); ++i) {
      const EntityGroup& other = out_.groups[i];
      if (i == g || other.members.empty() ||
          other.key.find(group.key) == std::string::npos) {
        continue;
      }
      const auto words = words_of(other.key);
      if (words.size() >= 2 &&
          (last ? ends_with_words(other.key, group.key) : words.front() == group.key) &&
          (is_person(other) || both_people(group, other) ||
           (last && two_words && kind_of(other) == EntityKind::person))) {
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

  Grouping& out_;
  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
};

}  // namespace

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

void join_acronyms_in_brackets(Grouping& grouping,
                               const std::vector<NameCandidate>& candidates,
                               const Annotation& annotation,
                               const NameTables& tables) {
  Joiner{grouping, candidates, annotation, tables}.join_acronyms_in_brackets();
}

void join_short_forms(Grouping& grouping,
                      const std::vector<NameCandidate>& candidates,
                      const Annotation& annotation,
                      const NameTables& tables) {
  Joiner{grouping, candidates, annotation, tables}.join_short_forms();
}

}  // namespace byline::extract
