#include "extract/list_votes.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace byline::extract {
namespace {

constexpr double by_others = 2.2;   ///< a list with members that are known
constexpr double by_opinion = 0.9;  ///< a list that the model takes for one kind
constexpr double by_word = 2.0;     ///< a class word before or behind the list

/// One list: candidates [first, end) of one sentence.
struct Run {
  std::size_t first = 0;
  std::size_t end = 0;
};

class ListVoter {
 public:
  ListVoter(Grouping& grouping,
            const std::vector<NameCandidate>& candidates,
            const Annotation& annotation,
            const NameTables& tables)
      : grouping_(grouping),
        candidates_(candidates),
        annotation_(annotation),
        tables_(tables) {}

  void run() {
    for (std::size_t i = 0; i < candidates_.size();) {
      Run list{i, i + 1};
      bool ended = false;  // "Ana and Rui, the Acme": what "and" joins is the last
      while (!ended && list.end < candidates_.size() && joined(list.end - 1, list.end)) {
        ended = has_conjunction(list.end - 1, list.end);
        ++list.end;
      }
      vote(list);
      i = list.end;
    }
  }

 private:
  [[nodiscard]] const std::vector<Token>& tokens(const NameCandidate& candidate) const {
    return annotation_.sentences[candidate.sentence].tokens;
  }

  [[nodiscard]] EntityGroup& group(std::size_t candidate) const {
    return grouping_.groups[grouping_.group_of[candidate]];
  }

  /// The preposition that a name and its article stand behind; empty: none.
  [[nodiscard]] std::string_view preposition_before(const NameCandidate& name) const {
    std::size_t at = name.tokens.first;
    while (at > 0 && tokens(name)[at - 1].tag == Tag::det) {
      --at;
    }
    return at > 0 && tokens(name)[at - 1].tag == Tag::adp
               ? std::string_view{tokens(name)[at - 1].folded}
               : std::string_view{};
  }

  /// Whether nothing but commas, conjunctions and articles stands between the two; where
  /// head words come first also the preposition again, and a word of origin: "pela Acme,
  /// pela Zeta e pela alemã Oriva".
  [[nodiscard]] bool joined(std::size_t a, std::size_t b) const {
    const std::size_t most = tables_.heads_come_first ? 5 : 3;
    const NameCandidate& left = candidates_[a];
    const NameCandidate& right = candidates_[b];
    if (left.sentence != right.sentence || right.tokens.first <= left.tokens.end ||
        right.tokens.first > left.tokens.end + most) {
      return false;
    }
    bool separated = false;
    const std::string_view again =
        tables_.heads_come_first ? preposition_before(left) : std::string_view{};
    for (std::size_t i = left.tokens.end; i < right.tokens.first; ++i) {
      const Token& token = tokens(left)[i];
      const bool separator = token.folded == "," || token.tag == Tag::cconj;
      const bool repeated = separated && !again.empty() && token.folded == again;
      const bool origin = separated && tables_.heads_come_first &&
                          i + 1 == right.tokens.first &&
                          tables_.demonyms.has(token.folded);
      if (!separator && token.tag != Tag::det && !repeated && !origin) {
        return false;
      }
      separated |= separator;
    }
    return separated;
  }

  [[nodiscard]] bool has_conjunction(std::size_t a, std::size_t b) const {
    const auto& words = tokens(candidates_[a]);
    return std::any_of(
        words.begin() + static_cast<std::ptrdiff_t>(candidates_[a].tokens.end),
        words.begin() + static_cast<std::ptrdiff_t>(candidates_[b].tokens.first),
        [](const Token& token) { return token.tag == Tag::cconj; });
  }

  void vote(const Run& list) {
    constexpr std::size_t shortest = 3;
    const std::size_t count = list.end - list.first;
    const std::string word = count < 2 ? std::string{} : class_word(list);
    if (!word.empty()) {
      give(list, word, by_word);
      return;
    }
    if (count < shortest) {
      return;
    }
    const std::set<std::string> sure = sure_classes(list);
    if (!sure.empty()) {
      give(list, common_class(sure), by_others);
    } else {
      give(list, common_opinion(list), by_opinion);
    }
  }

  /// The classes of the sure members; of two kinds only those of the one that most are
  /// of.
  [[nodiscard]] std::set<std::string> sure_classes(const Run& list) const {
    std::map<EntityKind, std::size_t> kinds;
    std::map<std::string, EntityKind> classes;
    std::size_t count = 0;
    for (std::size_t i = list.first; i < list.end; ++i) {
      const std::string name = sure_class(group(i), tables_);
      if (const auto kind = tables_.ontology.kind_of(name); kind && !name.empty()) {
        ++kinds[*kind];
        ++count;
        classes.emplace(name, *kind);
      }
    }
    std::set<std::string> sure;
    for (const auto& [name, kind] : classes) {
      if (kinds.size() == 1 || 3 * kinds[kind] >= 2 * count) {
        sure.insert(name);
      }
    }
    return sure;
  }

  void give(const Run& list, const std::string& name, double weight) {
    if (name.empty()) {
      return;
    }
    std::set<std::size_t> done;
    for (std::size_t i = list.first; i < list.end; ++i) {
      const std::size_t number = grouping_.group_of[i];
      const bool open = !group(i).entry && sure_class(group(i), tables_).empty();
      if (open && done.insert(number).second) {
        group(i).votes[name] += weight;
      }
    }
  }

  /// Their one class, else the most general class of their one kind; empty: they differ.
  [[nodiscard]] std::string common_class(const std::set<std::string>& classes) const {
    if (classes.size() == 1) {
      return *classes.begin();
    }
    std::optional<EntityKind> kind;
    for (const std::string& name : classes) {
      const auto own = tables_.ontology.kind_of(name);
      if (!own || (kind && *kind != *own)) {
        return {};
      }
      kind = own;
    }
    const auto written = tables_.ontology.written_classes(*classes.begin());
    return written.empty() ? std::string{} : written.back();
  }

  /// What the model says of most members.
  [[nodiscard]] std::string common_opinion(const Run& list) const {
    std::map<std::string, std::size_t> counts;
    std::size_t asked = 0;
    for (std::size_t i = list.first; i < list.end; ++i) {
      for (const auto& [name, count] : group(i).opinions) {
        counts[name] += 1;
        asked += 1;
      }
    }
    for (const auto& [name, count] : counts) {
      if (count >= 2 && 5 * count >= 3 * asked) {
        return name;
      }
    }
    return {};
  }

  [[nodiscard]] std::string class_word(const Run& list) const {
    std::string found = class_before(candidates_[list.first]);
    return found.empty() ? class_behind(candidates_[list.end - 1]) : found;
  }

  [[nodiscard]] std::string class_at(const std::vector<Token>& words,
                                     std::size_t i) const {
    std::string name{tables_.class_words.value(words[i].folded)};
    if (name.empty() && !words[i].lemma.empty()) {
      name = std::string{tables_.class_words.value(fold(words[i].lemma))};
    }
    return name.find(':') == std::string::npos ? std::string{} : name;
  }

  /// "frameworks such as A", "frameworks: A".
  [[nodiscard]] std::string class_before(const NameCandidate& first) const {
    const auto& words = tokens(first);
    std::size_t at = first.tokens.first;
    while (at > 0 && words[at - 1].tag == Tag::det) {
      --at;
    }
    const std::size_t behind = introduction_before(words, at);
    if (behind == at || behind == 0) {
      return {};
    }
    std::size_t i = behind - 1;
    if (words[i].folded == "," && i > 0) {
      --i;
    }
    const std::string many = tables_.heads_come_first ? class_of_many(words, i) : "";
    return many.empty() ? class_at(words, i) : many;
  }

  /// "|projetos| de código aberto, como A": where class words come first, the nearest
  /// noun of a phrase that ends at `end` which is written otherwise than its lemma, as
  /// what examples are given of is.
  [[nodiscard]] std::string class_of_many(const std::vector<Token>& words,
                                          std::size_t end) const {
    constexpr std::size_t reach = 5;
    for (std::size_t i = end + 1; i > 0 && end + 1 - i < reach; --i) {
      const Token& word = words[i - 1];
      const bool describes = word.tag == Tag::adj || tables_.links.has(word.folded) ||
                             (word.tag == Tag::verb && (word.relation == Relation::amod ||
                                                        word.relation == Relation::acl));
      if (word.tag != Tag::noun && !describes) {
        break;
      }
      std::string name = word.tag == Tag::noun ? class_at(words, i - 1) : std::string{};
      if (!name.empty() && fold(word.lemma) != word.folded) {
        return name;
      }
    }
    return {};
  }

  /// Where a colon or the words of an example ("such as") begin that end at `at`; `at`
  /// itself if there are none.
  [[nodiscard]] std::size_t introduction_before(const std::vector<Token>& words,
                                                std::size_t at) const {
    if (at > 0 && words[at - 1].folded == ":") {
      return at - 1;
    }
    std::string phrase;
    for (std::size_t i = at; i > 0 && at - i < 3; --i) {
      phrase = words[i - 1].folded + (phrase.empty() ? "" : " ") + phrase;
      if (tables_.example_words.has(phrase)) {
        return i - 1;
      }
    }
    return at;
  }

  /// "A, B and C are some of the well-known applications".
  [[nodiscard]] std::string class_behind(const NameCandidate& last) const {
    constexpr std::size_t reach = 9;
    const auto& words = tokens(last);
    std::size_t at = last.tokens.end;
    if (at >= words.size() || !tables_.copulas.has(words[at].folded)) {
      return {};
    }
    for (std::size_t i = at + 1; i < words.size() && i < at + reach; ++i) {
      // "the well-known applications": a verb only in form
      const bool verb = words[i].tag == Tag::verb && words[i - 1].folded != "-" &&
                        words[i - 1].tag != Tag::adv;
      const bool ends = verb || words[i].folded == "," || words[i].folded == "." ||
                        words[i].folded == ";";
      if (ends) {
        break;
      }
      if (std::string name = class_at(words, i); !name.empty()) {
        return name;
      }
    }
    return {};
  }

  Grouping& grouping_;
  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
};

}  // namespace

void vote_in_lists(Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const Annotation& annotation,
                   const NameTables& tables) {
  ListVoter{grouping, candidates, annotation, tables}.run();
}

}  // namespace byline::extract
