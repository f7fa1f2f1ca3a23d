#include "extract/short_forms.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/class_names.hpp"
#include "extract/group_usage.hpp"
#include "extract/name_forms.hpp"
#include "extract/only_group.hpp"
#include "extract/short_people.hpp"
#include "extract/short_works.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {
namespace {

constexpr std::size_t none = no_group;
constexpr std::size_t shortest_misspelt = 6;  ///< letters of a name that may be misspelt
class Joiner {
 public:
  Joiner(Grouping& grouping,
         const std::vector<NameCandidate>& candidates,
         const Annotation& annotation,
         const NameTables& tables)
      : out_(grouping),
        candidates_(candidates),
        annotation_(annotation),
        tables_(tables),
        usage_(candidates, annotation, tables),
        people_(grouping.groups, tables, usage_),
        works_(grouping.groups, tables, usage_) {}

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
      if (!bracketed || a == b || out_.groups[b].entry) {
        continue;
      }
      if (!is_acronym(brief.name)) {
        if (is_blend(brief.folded, full.folded) || is_called_briefly(full, brief)) {
          join(b, a);
        }
        continue;
      }
      if (abbreviates(brief.folded, full.folded, tables_.links) ||
          words_of(full.folded).size() > 2) {
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
      std::size_t target = works_.without_version(g);
      target = target == none ? works_.with_domain(g) : target;
      target = target == none && one_word ? works_.ending_with(g) : target;
      target = target == none ? meant_by(g) : target;
      if (target == none && one_word &&
          is_acronym(candidates_[group.members.front()].name)) {
        target = only_one(out_.groups, g, [&](const EntityGroup& other) {
          return other.key.find(' ') != std::string::npos &&
                 abbreviates(group.key, other.key, tables_.links);
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
  /// "Direção Interministerial do Digital (|Dinum|)": one word that begins alike, for a
  /// long name of no person; the letters may be those of another language.
  [[nodiscard]] bool is_called_briefly(const NameCandidate& full,
                                       const NameCandidate& brief) const {
    constexpr std::size_t long_words = 3;
    return full.type != "PER" && brief.type != "PER" &&
           brief.tokens.end == brief.tokens.first + 1 &&
           words_of(full.folded).size() >= long_words &&
           full.folded.front() == brief.folded.front() &&
           tables_.gazetteers.lists_of(brief.folded) == 0;
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
      target.votes[class_below(target, name)] += weight;
    }
    for (const auto& [name, count] : source.opinions) {
      target.opinions[name] += count;
    }
    target.doubts += source.doubts;
    target.gender = target.gender == 0 ? source.gender : target.gender;
    source.members.clear();
  }

  /// What speaks for an organization speaks for the company that the full name is called:
  /// the class below `name` that most speaks for, or `name`.
  [[nodiscard]] std::string class_below(const EntityGroup& group,
                                        const std::string& name) const {
    constexpr double told = 1.5;
    std::string best = name;
    double most = told;
    for (const auto& [other, weight] : group.votes) {
      if (other != name && weight >= most &&
          tables_.ontology.kind_of(other) == EntityKind::organization &&
          tables_.ontology.is_a(other, name)) {
        best = other;
        most = weight;
      }
    }
    return best;
  }

  /// The person or organization whose full name `g` shortens, or none. "Calder" is Calder
  /// Bank rather than its founder Josiah Calder, if the bank was there first and nothing
  /// speaks for a person.
  [[nodiscard]] std::size_t meant_by(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    const std::size_t whom =
        words_of(group.key).size() <= 2 ? people_.with_name(g) : none;
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
    return for_person <= for_organization && usage_.introduced(out_.groups[what]) <=
                                                 usage_.introduced(out_.groups[whom])
               ? what
               : whom;
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
    // "Clube | Náutico | Capibaribe": right behind the word that tells what it is
    const std::size_t head = full.find(' ');
    if (tables_.heads_come_first && head != std::string_view::npos &&
        tables_.ontology.kind_of(tables_.heads.value(full.substr(0, head))) ==
            EntityKind::organization &&
        full.size() > head + brief.size() + 2 &&
        full.substr(head + 1, brief.size()) == brief &&
        full[head + 1 + brief.size()] == ' ') {
      auto words = words_of(full.substr(0, head));
      const auto behind = words_of(full.substr(head + brief.size() + 2));
      words.insert(words.end(), behind.begin(), behind.end());
      return tables_.links.has(behind.front()) ? std::vector<std::string_view>{} : words;
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

  [[nodiscard]] bool has_head_first(const std::string& name) const {
    const auto words = words_of(name);
    const auto head = tables_.ontology.kind_of(tables_.heads.value(words.front()));
    return words.size() > 1 && head && *head == EntityKind::organization;
  }

  /// "Federação de Remo" and "Federação | Portuguesa | de Remo": the same head first, the
  /// other words in order.
  [[nodiscard]] bool has_words_between(const std::string& brief,
                                       const std::string& full) const {
    if (!tables_.heads_come_first) {
      return false;
    }
    const auto less = words_of(brief);
    const auto more = words_of(full);
    if (less.size() < 3 || more.size() <= less.size() || more.size() > less.size() + 2 ||
        !has_head_first(brief)) {
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
    const EntityKind kind = usage_.kind_of(group);
    const bool is_place =
        kind == EntityKind::place ||
        (tables_.gazetteers.lists_of(group.key) & knowledge::Gazetteers::place) != 0;
    const bool called_place =
        is_place && !usage_.is_taken_up(group) && !usage_.is_called_organization(group);
    if ((called_place && !usage_.acts(group)) ||
        (kind != EntityKind::place && kind != EntityKind::organization &&
         kind != EntityKind::topic && group.all_votes().at(own) >= sure)) {
      return none;
    }
    const std::size_t first = usage_.introduced(group);
    const bool definite = usage_.is_always_definite(group);
    const auto may_be = [&](const EntityGroup& other, bool by_class_only) {
      auto beyond = words_beyond(group.key, other.key, definite);
      const bool inside = beyond.empty() && has_words_between(group.key, other.key);
      if (inside) {
        beyond = words_of(other.key);
      }
      if (beyond.empty()) {
        return false;
      }
      const EntityKind others = usage_.kind_of(other);
      const bool only_title = first == annotation_.sentences.size();
      if ((others != EntityKind::organization && others != EntityKind::topic) ||
          usage_.introduced(other) > first ||
          (!only_title && other.members.front() > group.members.back()) ||
          (!inside && is_part(group, other, beyond) && !is_body_first(group, other))) {
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
      if (by_class_only || called_place) {
        return tells_class;
      }
      return tells_class || goes_on || usage_.is_taken_up(group) ||
             ((group.members.size() >= 2 ||
               (others == EntityKind::organization && !usage_.is_listed(group))) &&
              !usage_.share_a_sentence(group, other));
    };
    const std::size_t only = only_one(
        out_.groups, g, [&](const EntityGroup& other) { return may_be(other, false); });
    // "Lumo" is Lumo Technology, whatever its phone Lumo Wave is called
    return only != none ? only : only_one(out_.groups, g, [&](const EntityGroup& other) {
      return may_be(other, true);
    });
  }

  /// "Commonhaus" behind "Commonhaus Foundation", where nothing else has the name: a
  /// project or company that the body is named after is mentioned before or beside it.
  [[nodiscard]] bool is_body_first(const EntityGroup& brief,
                                   const EntityGroup& full) const {
    const bool place =
        (tables_.gazetteers.lists_of(brief.key) & knowledge::Gazetteers::place) != 0;
    const EntityKind kind = usage_.kind_of(brief);
    return usage_.kind_of(full) == EntityKind::organization && kind != EntityKind::work &&
           (kind != EntityKind::place || !place) &&
           brief.members.size() <= full.members.size() &&
           full.members.front() < usage_.first_outside_title(brief) &&
           usage_.first_outside_title(full) != candidates_.size() &&
           brief.members.front() == usage_.first_outside_title(brief) &&
           usage_.acts(brief) && !usage_.share_a_sentence(brief, full) &&
           !usage_.is_called_company(brief) && says_body(full);
  }

  /// "Commonhaus |Foundation|", but not "Norvik Cloud": a class word that is no
  /// company's.
  [[nodiscard]] bool says_body(const EntityGroup& full) const {
    const std::string_view words = full.key;
    const std::size_t last = words.rfind(' ');
    const std::string_view name =
        tables_.class_words.value(last == words.npos ? words : words.substr(last + 1));
    const auto kind = tables_.ontology.kind_of(name);
    return kind && *kind == EntityKind::organization && name != company_class;
  }

  /// Whether `full` may only name a part of what `brief` is: "Norvik Labs" of Norvik. Of
  /// a name of several words that the article uses later on, nothing is a part.
  [[nodiscard]] bool is_part(const EntityGroup& brief,
                             const EntityGroup& full,
                             const std::vector<std::string_view>& beyond) const {
    constexpr double weak = 1.2;
    if (usage_.is_called_company(full)) {
      return false;
    }
    const EntityKind kind = usage_.kind_of(brief);
    const bool may_be_short =
        brief.key.find(' ') != std::string::npos &&
        !usage_.share_a_sentence(brief, full) &&
        (kind == EntityKind::organization || kind == EntityKind::topic ||
         brief.all_votes().at(brief.best_class()) < weak);
    return std::ranges::any_of(beyond, [&](std::string_view word) {
      return tables_.part_names.has(word) && (!may_be_short || !tables_.heads.has(word));
    });
  }

  /// A rare name two edits away from a frequent one or one of the lexicon.
  [[nodiscard]] std::size_t respelling_of(std::size_t g) const {
    const EntityGroup& group = out_.groups[g];
    if (group.key.size() < shortest_misspelt || group.members.size() > 2) {
      return none;
    }
    return only_one(out_.groups, g, [&](const EntityGroup& other) {
      const bool trusted = other.entry || other.members.size() >= 3;
      return trusted && !goes_on_in_capitals(g, other) &&
             other.members.size() > group.members.size() &&
             other.key.size() >= shortest_misspelt && other.key[0] == group.key[0] &&
             is_respelling(group.key, other.key);
    });
  }

  /// "Embraer|X|": behind the other name stands a capital, which nobody misspells.
  [[nodiscard]] bool goes_on_in_capitals(std::size_t g, const EntityGroup& other) const {
    const EntityGroup& group = out_.groups[g];
    const std::string& name = candidates_[group.members.front()].name;
    return group.key.starts_with(other.key) && name.size() > other.key.size() &&
           is_upper(first_code_point(name.substr(other.key.size())));
  }

  Grouping& out_;
  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
  GroupUsage usage_;
  ShortPeople people_;
  ShortWorks works_;
};

}  // namespace

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
