#include "extract/entity_votes.hpp"

#include "base/characters.hpp"
#include "extract/class_votes.hpp"
#include "extract/name_words.hpp"
#include "extract/role_votes.hpp"
#include "extract/vote_context.hpp"

#include <algorithm>
#include <string_view>

namespace byline::extract {
namespace {

class Voter {
 public:
  explicit Voter(const VoteContext& around) : around_(around) {}

  void run() {
    heads();
    vote_by_roles(around_);
    vote_by_class_words(around_);
    cues();
    lists();
    age();
    if (around_.candidate().type == "PER") {
      ++around_.group().opinions[person_class];
    } else if (around_.candidate().type == "ORG") {
      ++around_.group().opinions[organization_class];
    } else if (around_.candidate().type == "LOC") {
      ++around_.group().opinions[place_class];
    }
  }

 private:
  /// "Godot|Con|", "Rust|Conf| 2024": the last half of a word is what it is called.
  void inner_head() {
    const std::string& word = around_.tokens()[around_.begin()].word;
    const bool alone =
        around_.size() == 1 ||
        (around_.size() == 2 && is_number(around_.tokens()[around_.end() - 1]));
    std::size_t half = word.size();
    while (half > 1 && !is_upper(static_cast<unsigned char>(word[half - 1]))) {
      --half;
    }
    if (!alone || half < 3 || half >= word.size() ||
        !is_lower(static_cast<unsigned char>(word[half - 2]))) {
      return;
    }
    const auto head = around_.tables().heads.value(fold(word.substr(half - 1)));
    if (around_.tables().ontology.kind_of(head) == EntityKind::occasion) {
      around_.add(std::string{head}, 4);
    }
  }

  void heads() {
    inner_head();
    if (around_.size() < 2) {
      return;
    }
    // The head is the last word ("X Foundation"), the first ("Fundação X"), or stands
    // before a link ("University of X").
    const bool first = around_.tables().heads_come_first;
    for (const std::size_t at : {first ? around_.begin() : around_.end() - 1,
                                 first ? around_.end() - 1 : around_.begin()}) {
      const std::string pair =
          std::string{around_.word(at)} + " " + std::string{around_.word(at + 1)};
      const auto of_pair =
          at == around_.begin() ? around_.tables().heads.value(pair) : std::string_view{};
      const auto head =
          of_pair.empty()
              ? around_.tables().heads.value(VoteContext::plain(around_.word(at)))
              : of_pair;
      // "Rui Costa": a surname, where head words come first
      const bool surname = first && at != around_.begin() &&
                           around_.is_listed_as_person(around_.word(around_.begin()));
      // "Passo Fundo": no fund, whose word would stand first
      const bool misplaced = first && at != around_.begin() &&
                             around_.tables().heads.value(around_.word(at), 1) == "first";
      if (head == place_class && has_head_before_link()) {
        break;  // "University of Cape |Town|"
      }
      if (!head.empty() && !surname && !misplaced && !is_of_person(at)) {
        // "Serra Azul", "Rio Alto" name companies, too
        if (head == place_class) {
          // said once, however often the name stands there
          double& weight = around_.group().votes[std::string{head}];
          weight = std::max(weight, 2.5);
        } else {
          around_.add(std::string{head}, 5);
        }
        return;
      }
    }
    if (const std::string head = second_head(); !head.empty()) {
      around_.add(head, 5);
      return;
    }
    for (std::size_t i = around_.begin(); i + 1 < around_.end(); ++i) {
      if (around_.tables().links.has(around_.word(i + 1)) &&
          around_.tables().heads.has(around_.word(i))) {
        around_.add(std::string{around_.tables().heads.value(around_.word(i))}, 5);
        return;
      }
    }
  }

  /// "Pontifícia |Universidade| Católica": the head of an organization behind a word that
  /// describes it, where head words come first.
  [[nodiscard]] std::string second_head() const {
    const std::size_t at = around_.begin() + 1;
    if (!around_.tables().heads_come_first || around_.size() < 3 ||
        around_.is_listed_as_person(around_.word(around_.begin()))) {
      return {};
    }
    const auto head = around_.tables().heads.value(around_.word(at));
    return around_.tables().ontology.kind_of(head) == EntityKind::organization
               ? std::string{head}
               : std::string{};
  }

  /// "|University| of Cape Town": a head word of organizations before a link.
  [[nodiscard]] bool has_head_before_link() const {
    for (std::size_t i = around_.begin(); i + 1 < around_.end(); ++i) {
      if (around_.tables().links.has(around_.word(i + 1)) &&
          around_.tables().heads.has(around_.word(i)) &&
          around_.tables().heads.value(around_.word(i)) != place_class) {
        return true;
      }
    }
    return false;
  }

  /// "Marine Duval", "Samantha Power", "Park Seo-yeon": a person's name that is a head
  /// word as well.
  [[nodiscard]] bool is_of_person(std::size_t at) const {
    using knowledge::Gazetteers;
    if (around_.tables().heads_come_first || count_words() > 3 ||
        (at != around_.begin() && at != around_.end() - 1)) {
      return false;
    }
    if (at == around_.begin()) {
      return !around_.tables().first_names.value(around_.word(at)).empty();
    }
    return (around_.candidate().type == "PER" || has_small_half()) &&
           (around_.tables().gazetteers.lists_of(around_.word(at)) &
            Gazetteers::last_name) != 0;
  }

  /// "Hyun-woo Park": half of a given name in small letters.
  [[nodiscard]] bool has_small_half() const {
    return around_.size() == 4 && around_.word(around_.begin() + 1) == "-" &&
           around_.tokens()[around_.begin() + 2].tag == Tag::propn &&
           is_lower(first_code_point(around_.tokens()[around_.begin() + 2].word));
  }

  /// "Hyun-woo Park": two words.
  [[nodiscard]] std::size_t count_words() const {
    std::size_t words = around_.size();
    for (std::size_t i = around_.begin() + 1; i + 1 < around_.end(); ++i) {
      words -= around_.word(i) == "-" ? 2 : 0;
    }
    return words;
  }

  /// "Nwosu, 51, is", "Portela, de 48 anos,".
  void age() {
    if (around_.word(around_.end()) != ",") {
      return;
    }
    const auto is_age = [&](std::size_t i) {
      return around_.word(i).size() == 2 && is_digit(first_code_point(around_.word(i)));
    };
    const bool bare = is_age(around_.end() + 1) && around_.word(around_.end() + 2) == ",";
    const bool told = (is_age(around_.end() + 1) &&
                       around_.tables().age_words.has(around_.word(around_.end() + 2))) ||
                      (is_age(around_.end() + 2) &&
                       around_.tables().age_words.has(around_.word(around_.end() + 3)));
    if (bare || told) {
      around_.add(person_class, 3);
    }
  }

  void cues() {
    const std::size_t behind =
        around_.tables().owner_marks.has(around_.word(around_.end())) ? around_.end() + 1
                                                                      : around_.end();
    if (around_.tables().organization_cues.has(around_.word(behind))) {
      around_.add(organization_class, 1.5);
    }
    if (around_.tables().person_cues.has(around_.word(around_.end())) ||
        ((around_.word(around_.end()) == "," || around_.word(around_.end()) == "(") &&
         !around_.is_owner_of_name() &&
         around_.tables().person_cues.has(around_.word(around_.end() + 1)))) {
      around_.add(person_class, 1.5);
    }
    if (around_.begin() > 0 &&
        around_.tables().place_cues.has(around_.word(around_.begin() - 1))) {
      around_.add(place_class, 0.6);
    }
    // "nascida em |Viseu|,"
    if (around_.begin() > 1 && around_.tables().place_cues.has(
                                   std::string{around_.word(around_.begin() - 2)} + " " +
                                   std::string{around_.word(around_.begin() - 1)})) {
      around_.add(place_class, 2);
    }
    profile();
    seat();
    if (around_.word(around_.end()) == "," &&
        around_.tables().thing_relatives.has(around_.word(around_.end() + 1))) {
      around_.add(person_class, -3);  // "|Norvik|, which holds"
    }
    origin();
    part();
    works_and_owned();
    if (around_.size() == 1 && is_all_capitals(around_.candidate().name)) {
      around_.add(organization_class, 0.4);
    }
    if (around_.begin() > 0 && around_.word(around_.begin() - 1) == "&") {
      around_.add(organization_class, 1);
    }
  }

  /// "the |Armonk|, New York-based company", "the Armonk, |New York|-based company"
  void seat() {
    const auto is_name = [&](std::size_t i) {
      return i < around_.tokens().size() && has_capital(around_.tokens()[i]);
    };
    std::size_t at = around_.end();
    if (around_.word(at) != "," || !is_name(at + 1)) {
      return;
    }
    for (++at; is_name(at);) {
      ++at;
    }
    if (around_.word(at) == "-" && at + 1 < around_.tokens().size() &&
        around_.tokens()[at + 1].tag == Tag::verb && !is_name(at + 1) &&
        around_.begin() > 0 &&
        around_.tables().definite_words.has(around_.word(around_.begin() - 1))) {
      around_.add(place_class, 3);
    }
  }

  /// "About |Norvik|": nothing but the name behind the word.
  void profile() {
    const std::size_t count = around_.tokens().size();
    if (around_.begin() == 1 && around_.end() + 1 >= count &&
        (around_.end() == count ||
         !is_letter(first_code_point(around_.word(count - 1)))) &&
        around_.tables().profile_words.has(around_.word(0))) {
      around_.add(organization_class, 2);
    }
  }

  /// “The Brine Keepers” is a work; "family-owned Kilbrack", "Rovers have won" and
  /// "Lithuania's Nerisnet" are organizations.
  void works_and_owned() {
    const std::size_t first = around_.begin();
    if (around_.candidate().quoted) {
      around_.add(product_class, around_.size() > 1 ? 3 : 1);
      return;
    }
    const NameTables& tables = around_.tables();
    if (first > 1 && around_.word(first - 2) == "-" &&
        tables.owned_adjectives.has(around_.word(first - 1))) {
      around_.add(organization_class, 2.5);
    }
    // "shares in |Norvik|", "employees of |Norvik|"
    if (first > 1 && tables.links.has(around_.word(first - 1)) &&
        tables.organization_cues.has(around_.word(first - 2))) {
      around_.add(organization_class, 1.5);
    }
    if (tables.plural_verbs.has(around_.word(around_.end())) && is_lone_subject()) {
      around_.add(organization_class, 1.5);
    }
    if (around_.size() == 1 && first > 1 &&
        tables.owner_marks.has(around_.word(first - 1)) &&
        (tables.gazetteers.lists_of(around_.word(first - 2)) &
         knowledge::Gazetteers::place) != 0) {
      around_.add(organization_class, 1);
    }
  }

  /// Neither joined to another name nor behind a preposition: "people from |Cork| have".
  [[nodiscard]] bool is_lone_subject() const {
    if (around_.begin() == 0) {
      return true;
    }
    const Token& before = around_.tokens()[around_.begin() - 1];
    return before.tag != Tag::adp && before.tag != Tag::cconj && before.folded != "," &&
           before.tag != Tag::unknown && before.tag != Tag::aux;
  }

  /// "comprou a polaca |Szybnet|", "Alemã |Szybnet| compra": what a word of origin and no
  /// noun stands before is an organization, unless it is called like a person. Where head
  /// words come first.
  void origin() {
    const std::size_t first = around_.begin();
    if (!around_.tables().heads_come_first || first < 1 ||
        !around_.tables().demonyms.has(around_.word(first - 1)) ||
        !(first == 1 || around_.tokens()[first - 2].tag == Tag::verb ||
          around_.tables().definite_words.has(around_.word(first - 2))) ||
        (around_.size() > 1 ? is_called_like_person()
                            : around_.is_listed_as_person(around_.word(first)))) {
      return;
    }
    around_.add(organization_class, around_.size() > 1 ? 2 : 1.5);
  }

  /// Whether the name begins with a given name or ends in a surname.
  [[nodiscard]] bool is_called_like_person() const {
    using knowledge::Gazetteers;
    const auto& lists = around_.tables().gazetteers;
    const auto word = around_.word(around_.begin());
    return (lists.lists_of(word) & Gazetteers::first_name) != 0 ||
           !around_.tables().first_names.value(word).empty() ||
           (lists.lists_of(around_.word(around_.end() - 1)) & Gazetteers::last_name) != 0;
  }

  /// "Norvik Cloud", "Norvik Labs": a part of an organization, no person.
  void part() {
    const std::size_t at =
        around_.tables().heads_come_first &&
                !around_.tables().part_names.has(around_.word(around_.end() - 1))
            ? around_.begin()
            : around_.end() - 1;
    if (around_.size() >= 2 && around_.tables().part_names.has(around_.word(at)) &&
        !around_.tables().heads.has(around_.word(at))) {
      around_.sign(organization_class, 1.2);
      around_.group().doubts += 1;
    }
  }

  [[nodiscard]] static bool is_all_capitals(std::string_view name) {
    return name.size() >= 2 && name.size() <= 5 &&
           std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  void lists() {
    using knowledge::Gazetteers;
    const unsigned whole =
        around_.tables().gazetteers.lists_of(around_.candidate().folded);
    if ((whole & Gazetteers::place) != 0) {
      // many a company or product is called like some town: a guess, which rules overrule
      around_.sign(place_class, (whole & Gazetteers::known_place) != 0 ? 2 : 0.95);
    }
    if ((whole & Gazetteers::organization) != 0) {
      around_.sign(organization_class, 2);
    }
    if ((whole & Gazetteers::person) != 0 && around_.size() > 1) {
      around_.sign(person_class, 2);
    }
    const auto first = around_.word(around_.begin());
    const unsigned first_lists = around_.tables().gazetteers.lists_of(first);
    const unsigned last_lists =
        around_.tables().gazetteers.lists_of(around_.word(around_.end() - 1));
    const auto gender = around_.tables().first_names.value(first);
    const bool starts_as_person =
        (first_lists & Gazetteers::first_name) != 0 || !gender.empty();
    if (has_small_half()) {
      around_.sign(person_class, 2);
    }
    const bool last_is_word = !is_all_capitals(around_.tokens()[around_.end() - 1].word);
    if (around_.size() >= 2 && around_.size() <= 5 && starts_as_person && last_is_word &&
        !has_head()) {
      const bool sure = (last_lists & Gazetteers::last_name) != 0 || !gender.empty();
      around_.sign(person_class, sure ? 2.5 : 0.9);
    }
    if (around_.group().gender == 0 && !gender.empty() && around_.size() <= 5) {
      around_.group().gender = gender.front();
    }
  }

  [[nodiscard]] bool has_head() const {
    const auto& heads = around_.tables().heads;
    for (std::size_t i = around_.begin(); i < around_.end(); ++i) {
      const auto word = VoteContext::plain(around_.word(i));
      // "|Serra| da Estrela" is a place, José |Serra| none
      const bool too_late = i > around_.begin() && heads.value(word, 1) == "first";
      if (heads.has(word) && !too_late && !is_of_person(i)) {
        return true;
      }
    }
    return false;
  }

  VoteContext around_;
};

}  // namespace

void vote(EntityGroup& group,
          const NameCandidate& candidate,
          const Annotation& annotation,
          const NameTables& tables) {
  Voter{VoteContext{group, candidate, annotation, tables}}.run();
}

}  // namespace byline::extract
