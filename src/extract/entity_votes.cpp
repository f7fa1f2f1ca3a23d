#include "extract/entity_votes.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <string_view>

namespace byline::extract {
namespace {

constexpr const char* person = "foaf:Person";
constexpr const char* place = "schema:Place";
constexpr const char* organization = "org:Organization";

/// The words around one candidate, and the group they vote for.
class Voter {
 public:
  Voter(EntityGroup& group,
        const NameCandidate& candidate,
        const Annotation& annotation,
        const NameTables& tables)
      : group_(group),
        candidate_(candidate),
        tokens_(annotation.sentences[candidate.sentence].tokens),
        tables_(tables) {}

  void run() {
    heads();
    titles_and_roles();
    class_words();
    cues();
    lists();
    owner_of_role();
    age();
    if (candidate_.type == "PER") {
      ++group_.opinions[person];
    } else if (candidate_.type == "ORG") {
      ++group_.opinions[organization];
    } else if (candidate_.type == "LOC") {
      ++group_.opinions[place];
    }
  }

 private:
  void add(const std::string& class_name, double weight) {
    if (!class_name.empty()) {
      group_.votes[class_name] += weight;
    }
  }

  /// What every mention of the name says again.
  void sign(const std::string& class_name, double weight) {
    group_.signs[class_name] += weight;
  }

  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view{tokens_[i].folded} : std::string_view{};
  }

  [[nodiscard]] std::size_t begin() const { return candidate_.tokens.first; }
  [[nodiscard]] std::size_t end() const { return candidate_.tokens.end; }
  [[nodiscard]] std::size_t size() const { return end() - begin(); }

  [[nodiscard]] static std::string_view plain(std::string_view word) {
    return word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
  }

  void heads() {
    if (size() < 2) {
      return;
    }
    // The head is the last word ("X Foundation"), the first ("Fundação X"), or stands
    // before a link ("University of X").
    const bool first = tables_.heads_come_first;
    for (const std::size_t at :
         {first ? begin() : end() - 1, first ? end() - 1 : begin()}) {
      const std::string pair = std::string{word(at)} + " " + std::string{word(at + 1)};
      const auto of_pair = at == begin() ? tables_.heads.value(pair) : std::string_view{};
      const auto head = of_pair.empty() ? tables_.heads.value(plain(word(at))) : of_pair;
      // "Rui Costa": a surname, where head words come first
      const bool surname = first && at != begin() && is_listed_as_person(word(begin()));
      if (!head.empty() && !surname && !is_of_person(at)) {
        // "Serra Azul", "Rio Alto" name companies, too
        if (head == place) {
          // said once, however often the name stands there
          double& weight = group_.votes[std::string{head}];
          weight = std::max(weight, 2.5);
        } else {
          add(std::string{head}, 5);
        }
        return;
      }
    }
    for (std::size_t i = begin() + 1; i + 1 < end(); ++i) {
      if (tables_.links.has(word(i + 1)) && tables_.heads.has(word(i))) {
        add(std::string{tables_.heads.value(word(i))}, 5);
        return;
      }
    }
  }

  /// "Marine Duval", "Samantha Power", "Park Seo-yeon": a person's name that is a head
  /// word as well.
  [[nodiscard]] bool is_of_person(std::size_t at) const {
    using knowledge::Gazetteers;
    if (tables_.heads_come_first || size() > 3 || (at != begin() && at != end() - 1)) {
      return false;
    }
    if (at == begin()) {
      return !tables_.first_names.value(word(at)).empty();
    }
    return candidate_.type == "PER" &&
           (tables_.gazetteers.lists_of(word(at)) & Gazetteers::last_name) != 0;
  }

  /// The role noun of one to three words that ends before token `at`.
  [[nodiscard]] bool role_before(std::size_t at) const {
    std::string phrase;
    for (std::size_t i = 1; i <= 3 && i <= at; ++i) {
      phrase = std::string{word(at - i)} + (phrase.empty() ? "" : " ") + phrase;
      if (tables_.roles.has(phrase)) {
        return true;
      }
    }
    return false;
  }

  /// "chip designer", "package manager": the role noun ends the class of no person.
  [[nodiscard]] bool is_longer_class_before() const {
    for (const std::size_t words : {3, 2}) {
      if (begin() >= words) {
        const std::string name = class_named(begin() - words, words);
        if (!name.empty()) {
          return name != person;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool role_at(std::size_t at) const {
    std::string phrase;
    for (std::size_t i = 0; i < 3; ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string{word(at + i)};
      if (tables_.roles.has(phrase)) {
        return true;
      }
    }
    return false;
  }

  void titles_and_roles() {
    if (begin() > 0) {
      const auto title = tables_.titles.find(plain(word(begin() - 1)));
      if (title != nullptr && is_upper(first_code_point(tokens_[begin() - 1].word))) {
        add(person, 4);
        if (!title->values.empty() && !title->values.front().empty()) {
          group_.gender = title->values.front().front();
        }
      }
      if (role_before(begin()) && !is_longer_class_before()) {
        add(person, size() >= 2 ? 3 : 1.5);
      }
      if (word(begin() - 1) == "," && begin() > 1 && role_before(begin() - 1)) {
        add(person, 2);
      }
    }
    if (word(end()) == ",") {
      std::size_t at = end() + 1;
      for (int skipped = 0; skipped < 3 && at < tokens_.size(); ++skipped, ++at) {
        if (role_at(at)) {
          add(person, size() >= 2 ? 3 : 0.7);
          return;
        }
      }
    }
  }

  /// "X's chief executive", "the founder of X", "X chief executive Ana Lima": X is an
  /// organization; "X's wife": a person. Of a king or an author nothing follows.
  void owner_of_role() {
    std::string_view kind = "none";
    const bool owner = tables_.owner_marks.has(word(end()));
    for (std::size_t i = 0; i < 3 && kind == "none"; ++i) {
      if (owner && is_upper(first_code_point(tokens_[begin()].word))) {
        kind = role_kind(end() + 1 + i);
      }
    }
    if (kind == "none" && role_kind(end()) != "none") {
      const std::size_t name = end() + role_words(end());
      if (name < tokens_.size() && is_upper(first_code_point(tokens_[name].word))) {
        kind = role_kind(end());
      }
    }
    if (kind == "none") {
      kind = role_before_link();
    }
    if (kind.empty()) {
      add(organization, 2);
    } else if (kind == "kin") {
      add(person, 1.5);
    } else if (kind == "state" && role_before_link() == kind) {
      add(place, 0.8);  // "mayor of X"
    }
  }

  /// "founder of X": the kind of the role; "none" if no role stands there.
  [[nodiscard]] std::string_view role_before_link() const {
    std::size_t at = begin();
    while (at > 0 && begin() - at < 2 && tables_.definite_words.has(word(at - 1))) {
      --at;
    }
    if (at < 2 || !tables_.links.has(word(at - 1)) ||
        tables_.links.value(word(at - 1)) == "join") {
      return "none";
    }
    for (std::size_t words = 3; words > 0; --words) {
      if (words <= at - 1 && role_words(at - 1 - words) == words) {
        return role_kind(at - 1 - words);
      }
    }
    return "none";
  }

  /// Words of the longest role noun at `at`; 0 if there is none.
  [[nodiscard]] std::size_t role_words(std::size_t at) const {
    std::string phrase;
    std::size_t found = 0;
    for (std::size_t i = 0; i < 3 && at + i < tokens_.size(); ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string{word(at + i)};
      found = tables_.roles.has(phrase) ? i + 1 : found;
    }
    return found;
  }

  [[nodiscard]] std::string_view role_kind(std::size_t at) const {
    const std::size_t words = role_words(at);
    if (words == 0) {
      return "none";
    }
    std::string phrase;
    for (std::size_t i = 0; i < words; ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string{word(at + i)};
    }
    return tables_.roles.value(phrase);
  }

  /// "Nwosu, 51, is", "Portela, de 48 anos,".
  void age() {
    if (word(end()) != ",") {
      return;
    }
    const auto is_age = [&](std::size_t i) {
      return word(i).size() == 2 && is_digit(first_code_point(word(i)));
    };
    const bool bare = is_age(end() + 1) && word(end() + 2) == ",";
    const bool told = (is_age(end() + 1) && tables_.age_words.has(word(end() + 2))) ||
                      (is_age(end() + 2) && tables_.age_words.has(word(end() + 3)));
    if (bare || told) {
      add(person, 3);
    }
  }

  [[nodiscard]] bool is_listed_as_person(std::string_view name) const {
    using knowledge::Gazetteers;
    return (tables_.gazetteers.lists_of(name) &
            (Gazetteers::first_name | Gazetteers::last_name)) != 0 ||
           tables_.first_names.has(name);
  }

  /// The class that the words at `at` name, or nothing.
  [[nodiscard]] std::string class_named(std::size_t at, std::size_t words) const {
    std::string phrase;
    for (std::size_t i = 0; i < words; ++i) {
      const bool joined = i > 0 && at + i < tokens_.size() &&
                          tokens_[at + i - 1].span.end == tokens_[at + i].span.begin;
      phrase += (phrase.empty() || joined ? "" : " ") + std::string{word(at + i)};
    }
    return std::string{tables_.class_words.value(phrase)};
  }

  void class_at(std::size_t at, std::size_t words, double weight) {
    add(class_named(at, words), weight);
  }

  /// "the Kubrix framework", "framework Kubrix", "X is a company", "X, a company".
  void class_words() {
    const bool lower_next =
        end() < tokens_.size() && is_lower(first_code_point(tokens_[end()].word));
    // "the Kubrix framework" is Kubrix; "an Acme product" is not Acme.
    if (lower_next && is_definite()) {
      class_at(end(), 2, 2.5);
      class_at(end(), 1, 2.5);
    }
    described_as();
    // "o grupo português Serra Azul": adjectives may stand between
    std::size_t before = begin();
    while (before > 1 && begin() - before < 2 && tokens_[before - 1].tag == Tag::adj &&
           is_lower(first_code_point(tokens_[before - 1].word)) &&
           !tables_.class_words.has(word(before - 1))) {
      --before;
    }
    if (before > 0 && is_lower(first_code_point(tokens_[before - 1].word))) {
      for (const std::size_t words :
           {3, 2, 1}) {  // "the start-up Kubrix", "chip designer"
        const std::string name =
            before >= words ? class_named(before - words, words) : std::string{};
        if (!name.empty()) {
          add(name, 3);
          break;
        }
      }
    }
    named_behind();
    apposition();
  }

  /// Behind a definite word, adjectives between: "the popular and widely used Kubrix".
  [[nodiscard]] bool is_definite() const {
    constexpr std::size_t most = 5;
    for (std::size_t i = begin(); i > 0 && begin() - i < most; --i) {
      if (tables_.definite_words.has(word(i - 1))) {
        return true;
      }
      const Tag tag = tokens_[i - 1].tag;
      if (tag != Tag::adj && tag != Tag::adv && tag != Tag::cconj && tag != Tag::verb) {
        return false;
      }
    }
    return false;
  }

  /// "uses Kite as the programming language", "lançou o Kite como serviço": people are
  /// not told so, they work as something.
  void described_as() {
    constexpr std::size_t reach = 4;
    if (!tables_.as_words.has(word(end()))) {
      return;
    }
    for (std::size_t i = end() + 1; i < end() + 1 + reach && i < tokens_.size(); ++i) {
      for (const std::size_t words : {3, 2, 1}) {
        const std::string name = class_named(i, words);
        if (!name.empty() && name != person) {
          add(name, 2);
        }
        if (!name.empty()) {
          return;
        }
      }
      if (i > end() + 1 && tables_.function_words.has(word(i))) {
        return;
      }
    }
  }

  /// "its chatbot, Sage, …", "sua rival, a Zeta, …".
  void named_behind() {
    const std::size_t last = end();
    const bool closed = last >= tokens_.size() || word(last) == "," || word(last) == ".";
    const bool behind_comma =
        begin() >= 3 && (word(begin() - 1) == "," ||
                         (tables_.heads_come_first && word(begin() - 2) == "," &&
                          tables_.definite_words.has(word(begin() - 1))));
    if (!behind_comma || !closed) {
      return;
    }
    constexpr std::size_t reach = 6;
    for (std::size_t i = begin() - 1; i > 0 && begin() - i < reach; --i) {
      if (tables_.owners.has(word(i - 1))) {
        // "seu modelo de linguagem, |Zeta|": the head noun, where it comes first
        std::size_t head = begin() - 2;
        for (std::size_t k = i; tables_.heads_come_first && k < begin() - 1; ++k) {
          if (tables_.class_words.has(word(k))) {
            head = k;
            break;
          }
        }
        class_at(head, 1, 2);
        return;
      }
    }
    // "O modelo escolhido, o |Zeta|, …"
    std::size_t comma = begin() - 1;
    while (comma > 0 && begin() - comma < 3 && tables_.definite_words.has(word(comma))) {
      --comma;
    }
    if (tables_.heads_come_first && comma <= 4 && comma >= 2 && word(comma) == "," &&
        tables_.definite_words.has(word(0)) && class_named(1, 1) != person) {
      class_at(1, 1, 2);
    }
  }

  /// Behind ", a" or "is an" the first class word within the noun phrase counts.
  void apposition() {
    std::size_t at = end();
    if (word(at) == "(") {
      while (at < tokens_.size() && word(at) != ")" && at < end() + 4) {
        ++at;
      }
      ++at;
    }
    const bool comma = word(at) == ",";
    // "A Acme, empresa de energia, …": the bare noun opens the apposition
    const bool bare = comma && opens_apposition(at + 1);
    if ((!comma && !tables_.copulas.has(word(at))) ||
        !(bare || tables_.indefinite_words.has(word(at + 1)) ||
          (comma && tables_.definite_words.has(word(at + 1))))) {
      return;
    }
    constexpr std::size_t reach = 10;
    std::string found;
    if (bare) {
      found = class_named(at + 1, 1);
    }
    for (std::size_t i = at + 2; i < at + 2 + reach && i < tokens_.size(); ++i) {
      if (tables_.owner_marks.has(word(i))) {
        found.clear();  // "the brewery's manager" is no brewery
        continue;
      }
      if (!is_letter(first_code_point(word(i))) && word(i) != "-") {
        break;
      }
      // "an open and free framework": what is joined before the class word only describes
      const bool joins = found.empty() && tokens_[i].tag == Tag::cconj;
      if ((bare || i > at + 2) && tables_.function_words.has(word(i)) && !joins) {
        break;
      }
      std::string name = class_named(i, 1);
      name = name.empty() && word(i + 1) == "-" ? class_named(i, 3) : name;
      found = name.empty() ? found : name;
    }
    if (!found.empty()) {
      add(found, comma ? 2 : 3);
    }
  }

  /// A class word in small letters, where appositions go without article.
  [[nodiscard]] bool opens_apposition(std::size_t at) const {
    return tables_.heads_come_first && at < tokens_.size() &&
           is_lower(first_code_point(tokens_[at].word)) &&
           tables_.class_words.has(word(at));
  }

  void cues() {
    const std::size_t behind = tables_.owner_marks.has(word(end())) ? end() + 1 : end();
    if (tables_.organization_cues.has(word(behind))) {
      add(organization, 1.5);
    }
    if (tables_.person_cues.has(word(end())) ||
        ((word(end()) == "," || word(end()) == "(") &&
         tables_.person_cues.has(word(end() + 1)))) {
      add(person, 1.5);
    }
    if (begin() > 0 && tables_.place_cues.has(word(begin() - 1))) {
      add(place, 0.6);
    }
    part();
    if (size() == 1 && is_acronym(candidate_.name)) {
      add(organization, 0.4);
    }
    if (begin() > 0 && word(begin() - 1) == "&") {
      add(organization, 1);
    }
  }

  /// "Norvik Cloud", "Norvik Labs": a part of an organization, no person.
  void part() {
    const std::size_t at =
        tables_.heads_come_first && !tables_.part_names.has(word(end() - 1)) ? begin()
                                                                             : end() - 1;
    if (size() >= 2 && tables_.part_names.has(word(at)) && !tables_.heads.has(word(at))) {
      sign(organization, 1.2);
      group_.doubts += 1;
    }
  }

  [[nodiscard]] static bool is_acronym(std::string_view name) {
    return name.size() >= 2 && name.size() <= 5 &&
           std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  void lists() {
    using knowledge::Gazetteers;
    const unsigned whole = tables_.gazetteers.lists_of(candidate_.folded);
    if ((whole & Gazetteers::place) != 0) {
      sign(place, 2);
    }
    if ((whole & Gazetteers::organization) != 0) {
      sign(organization, 2);
    }
    if ((whole & Gazetteers::person) != 0 && size() > 1) {
      sign(person, 2);
    }
    const auto first = word(begin());
    const unsigned first_lists = tables_.gazetteers.lists_of(first);
    const unsigned last_lists = tables_.gazetteers.lists_of(word(end() - 1));
    const auto gender = tables_.first_names.value(first);
    const bool starts_as_person =
        (first_lists & Gazetteers::first_name) != 0 || !gender.empty();
    const bool last_is_word = !is_acronym(tokens_[end() - 1].word);
    if (size() >= 2 && size() <= 5 && starts_as_person && last_is_word && !has_head()) {
      const bool sure = (last_lists & Gazetteers::last_name) != 0 || !gender.empty();
      sign(person, sure ? 2.5 : 1.0);
    }
    if (group_.gender == 0 && !gender.empty() && size() <= 5) {
      group_.gender = gender.front();
    }
  }

  [[nodiscard]] bool has_head() const {
    for (std::size_t i = begin(); i < end(); ++i) {
      if (tables_.heads.has(plain(word(i))) && !is_of_person(i)) {
        return true;
      }
    }
    return false;
  }

  EntityGroup& group_;
  const NameCandidate& candidate_;
  const std::vector<Token>& tokens_;
  const NameTables& tables_;
};

}  // namespace

void vote(EntityGroup& group,
          const NameCandidate& candidate,
          const Annotation& annotation,
          const NameTables& tables) {
  Voter{group, candidate, annotation, tables}.run();
}

}  // namespace byline::extract
