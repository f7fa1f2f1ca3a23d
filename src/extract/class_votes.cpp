#include "extract/class_votes.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/quoted_titles.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace byline::extract {
namespace {

class ClassVoter {
 public:
  explicit ClassVoter(VoteContext& around) : around_(around) {}

  /// "the Kubrix framework", "framework Kubrix", "X is a company", "X, a company".
  void class_words() {
    const bool lower_next =
        around_.right() < around_.tokens().size() &&
        is_lower(first_code_point(around_.tokens()[around_.right()].word));
    // "the Kubrix framework" is Kubrix; "an Acme product" is not Acme.
    // "the Cork bakery Oriva": the class is of the name behind it.
    for (const std::size_t words : {2, 1}) {
      const std::size_t behind = around_.right() + words;
      const bool named = behind < around_.tokens().size() &&
                         is_upper(first_code_point(around_.tokens()[behind].word));
      if (lower_next && is_definite() && !named) {
        // "the Kite team" is rather the team of what the text calls a robot
        const bool team = around_.class_named(around_.right(), words) == team_class;
        class_at(around_.right(), words, team ? 1.5 : 2.5);
      }
    }
    described_as();
    // `o romance "Serra Azul"`
    const std::size_t before = before_adjectives(around_.left());
    std::string name = class_ending_at(before);
    name = name.empty() ? class_with_complement(before) : name;
    // "the producer Ana Lima" is a person, "the producer Kubrix" is none
    const double weight = name == company_class && is_called_like_person() ? 1 : 3;
    around_.add(name.empty() ? class_so_named(around_.left()) : name, weight);
    named_behind();
    apposition();
  }

 private:
  /// "o grupo português Serra Azul": adjectives may stand between.
  [[nodiscard]] std::size_t before_adjectives(std::size_t begin) const {
    std::size_t before = begin;
    while (before > 1 && begin - before < 2 &&
           around_.tokens()[before - 1].tag == Tag::adj && is_small(before - 1) &&
           !around_.tables().class_words.has(around_.word(before - 1))) {
      --before;
    }
    return before;
  }

  [[nodiscard]] bool is_called_like_person() const {
    return around_.size() > 1 && around_.candidate().type == "PER" &&
           around_.left() > 0 &&
           around_.tables().roles.has(around_.word(around_.left() - 1)) &&
           around_.is_listed_as_person(around_.word(around_.begin()));
  }

  [[nodiscard]] bool is_small(std::size_t i) const {
    return is_lower(first_code_point(around_.tokens()[i].word));
  }

  /// "um |banco de dados|" is no bank: where heads come first, what more words say of a
  /// class word counts.
  [[nodiscard]] std::string class_beginning_at(std::size_t begin) const {
    const std::string head = around_.class_named(begin, 1);
    if (head.empty() || !around_.tables().heads_come_first) {
      return head;
    }
    for (const std::size_t words : {3, 2}) {
      std::string name = begin + words <= around_.tokens().size()
                             ? around_.class_named(begin, words)
                             : std::string{};
      if (!name.empty()) {
        return name;
      }
    }
    return head;
  }

  /// The class of the one to three words before `end`: "the start-up Kubrix", "chip
  /// designer".
  [[nodiscard]] std::string class_ending_at(std::size_t end) const {
    if (end == 0 || !is_small(end - 1)) {
      return {};
    }
    for (const std::size_t words : {3, 2, 1}) {
      std::string name =
          end >= words ? around_.class_named(end - words, words) : std::string{};
      if (!name.empty()) {
        return name;
      }
    }
    return {};
  }

  /// "o sistema de mapas |Rumo|", "a empresa de material esportivo |Kobra|": where class
  /// words come first, nouns behind a link may follow them. `end`: behind the last noun.
  [[nodiscard]] std::string class_with_complement(std::size_t end) const {
    constexpr std::size_t most = 6;
    if (!around_.tables().heads_come_first) {
      return {};
    }
    const auto tag = [&](std::size_t i) { return around_.tokens()[i].tag; };
    bool noun = false;  // between the link and the name
    for (std::size_t i = end; i > 1 && end - i < most && is_small(i - 1); --i) {
      const bool link = around_.tables().links.has(around_.word(i - 1)) &&
                        around_.tables().links.value(around_.word(i - 1)) != "join";
      if (link && noun) {
        std::string name = class_ending_at(before_adjectives(i - 1));
        if (!name.empty()) {
          return name == person_class ? std::string{} : name;
        }
      }
      noun = noun || tag(i - 1) == Tag::noun;
      if (!link && tag(i - 1) != Tag::noun && tag(i - 1) != Tag::adj) {
        return {};
      }
    }
    return {};
  }

  void class_at(std::size_t at, std::size_t words, double weight) {
    around_.add(around_.class_named(at, words), weight);
  }

  /// "O projeto, batizado |Kubrix|", "um novo grupo, que se chamará |Serra Azul|".
  [[nodiscard]] std::string class_so_named(std::size_t begin) const {
    constexpr std::size_t reach = 7;
    std::size_t at = begin;
    if (at > 1 && (around_.tables().links.has(around_.word(at - 1)) ||
                   around_.tables().as_words.has(around_.word(at - 1)))) {
      --at;
    }
    if (at == 0 || !around_.tables().naming_words.has(around_.word(at - 1))) {
      return {};
    }
    for (std::size_t i = at - 1; i > 0 && at - i < reach; --i) {
      std::string name = class_ending_at(i);
      if (!name.empty()) {
        return name;
      }
      const Tag tag = around_.tokens()[i - 1].tag;
      if (tag == Tag::verb || tag == Tag::propn ||
          !(is_small(i - 1) || around_.word(i - 1) == ",")) {
        return {};
      }
    }
    return {};
  }

  /// Behind a definite word, adjectives between: "the popular and widely used Kubrix".
  [[nodiscard]] bool is_definite() const {
    constexpr std::size_t most = 5;
    for (std::size_t i = around_.left(); i > 0 && around_.left() - i < most; --i) {
      if (around_.tables().definite_words.has(around_.word(i - 1))) {
        return true;
      }
      const Tag tag = around_.tokens()[i - 1].tag;
      if (tag != Tag::adj && tag != Tag::adv && tag != Tag::cconj && tag != Tag::verb) {
        return false;
      }
    }
    return false;
  }

  /// "uses Kite as the programming language", "lançou o Kite como serviço": people are
  /// not told so, they work as something.
  void described_as() {
    constexpr std::size_t reach = 7;
    const std::size_t as = behind_year(around_.right());
    const bool person = around_.candidate().type == "PER" && around_.size() > 1;
    if (!around_.tables().as_words.has(around_.word(as)) || person) {
      return;  // "made by |Ana Lima| as a tool of her own"
    }
    for (std::size_t i = as + 1; i < as + 1 + reach && i < around_.tokens().size(); ++i) {
      for (const std::size_t words : {3, 2, 1}) {
        const std::string name = around_.class_named(i, words);
        // "as |software| group": what the last noun says
        if (!name.empty() && !around_.tables().heads_come_first &&
            i + words < around_.tokens().size() &&
            around_.tokens()[i + words].tag == Tag::noun) {
          break;
        }
        if (!name.empty() && name != person_class) {
          around_.add(name, 2);
        }
        if (!name.empty()) {
          return;
        }
      }
      if (i > as + 1 && around_.tables().function_words.has(around_.word(i))) {
        return;
      }
    }
  }

  /// "launched Kite |in 2021| as a fork": the token behind a year and its preposition.
  [[nodiscard]] std::size_t behind_year(std::size_t at) const {
    const auto& tokens = around_.tokens();
    constexpr std::size_t digits = 4;
    return at + 1 < tokens.size() && tokens[at].tag == Tag::adp &&
                   around_.word(at + 1).size() == digits &&
                   is_digit(first_code_point(around_.word(at + 1)))
               ? at + 2
               : at;
  }

  /// "its chatbot, Sage, …", "sua rival, a Zeta, …".
  void named_behind() {
    const std::size_t last = around_.right();
    const bool closed = last >= around_.tokens().size() || around_.word(last) == "," ||
                        around_.word(last) == ".";
    const bool behind_comma =
        around_.left() >= 3 &&
        (around_.word(around_.left() - 1) == "," ||
         (around_.tables().heads_come_first && around_.word(around_.left() - 2) == "," &&
          around_.tables().definite_words.has(around_.word(around_.left() - 1))));
    if (!behind_comma || !closed) {
      return;
    }
    constexpr std::size_t reach = 6;
    for (std::size_t i = around_.left() - 1; i > 0 && around_.left() - i < reach; --i) {
      if (around_.tables().owners.has(around_.word(i - 1))) {
        // "seu modelo de linguagem, |Zeta|": the head noun, where it comes first
        std::size_t head = around_.left() - 2;
        for (std::size_t k = i;
             around_.tables().heads_come_first && k < around_.left() - 1;
             ++k) {
          if (around_.tables().class_words.has(around_.word(k))) {
            head = k;
            break;
          }
        }
        class_at(head, 1, 2);
        return;
      }
    }
    // "O modelo escolhido, o |Zeta|, …"
    std::size_t comma = around_.left() - 1;
    while (comma > 0 && around_.left() - comma < 3 &&
           around_.tables().definite_words.has(around_.word(comma))) {
      --comma;
    }
    if (around_.tables().heads_come_first && comma <= 4 && comma >= 2 &&
        around_.word(comma) == "," &&
        around_.tables().definite_words.has(around_.word(0)) &&
        around_.class_named(1, 1) != person_class) {
      class_at(1, 1, 2);
    }
  }

  /// Behind ", a" or "is an" the first class word within the noun phrase counts.
  void apposition() {
    std::size_t at = around_.right();
    if (around_.word(at) == "(") {
      while (at < around_.tokens().size() && around_.word(at) != ")" &&
             at < around_.right() + 4) {
        ++at;
      }
      ++at;
    }
    const bool comma = around_.word(at) == ",";
    // "A Acme, empresa de energia, …": the bare noun opens the apposition
    const bool bare = comma && opens_apposition(at + 1);
    // without its accent "é" (is) is written as "e" (and)
    const bool is = around_.tables().copulas.has(around_.word(at)) &&
                    around_.tokens()[at].tag != Tag::cconj;
    if ((!comma && !is) ||
        !(bare || owns_apposition(at + 1) ||
          around_.tables().indefinite_words.has(around_.word(at + 1)) ||
          (comma && around_.tables().definite_words.has(around_.word(at + 1))))) {
      return;
    }
    constexpr std::size_t reach = 10;
    std::string found;
    if (bare) {
      found = class_beginning_at(at + 1);
    }
    if (found.empty() && comma && is_one_of(at + 1)) {
      around_.add(class_of_many(at + 4), 2);
      return;
    }
    for (std::size_t i = at + 2; i < at + 2 + reach && i < around_.tokens().size(); ++i) {
      if (around_.tables().owner_marks.has(around_.word(i))) {
        found.clear();  // "the brewery's manager" is no brewery
        continue;
      }
      if (!is_letter(first_code_point(around_.word(i))) && around_.word(i) != "-") {
        break;
      }
      // "founded by Ana Lima, the company makes", "…, a Acme tem": a clause of its own;
      // not "a four-|wheeled| robot"
      if (comma && is_finite(i) && around_.word(i - 1) != "-") {
        return;
      }
      // "an open and free framework": what is joined before the class word only describes
      const bool joins = found.empty() && around_.tokens()[i].tag == Tag::cconj;
      if ((bare || i > at + 2) && around_.tables().function_words.has(around_.word(i)) &&
          !joins) {
        break;
      }
      std::string name = class_beginning_at(i);
      name =
          name.empty() && around_.word(i + 1) == "-" ? around_.class_named(i, 3) : name;
      // "a small press", "an operating layer": two words that are a class only together
      name = name.empty() && i > at + 2 && !around_.tables().heads_come_first
                 ? around_.class_named(i - 1, 2)
                 : name;
      // "…, the Torch |Foundation| said": a name of its own
      const bool in_name = comma && is_upper(first_code_point(around_.tokens()[i].word));
      name = in_name || describes_next(i) ? std::string{} : name;
      name = is_post_of_person(i, name) ? person_class : name;
      found = name.empty() ? found : name;
      // "the maintainer of |Kite|, the Dutch physicist Omar Haddad": of the name behind
      // it
      const bool named = comma && !name.empty() && i + 1 < around_.tokens().size() &&
                         around_.tokens()[i + 1].tag == Tag::propn &&
                         is_upper(first_code_point(around_.tokens()[i + 1].word));
      if (named && !around_.tables().heads_come_first) {
        return;
      }
    }
    if (!found.empty() && !(found == person_class && around_.is_owner_of_name())) {
      around_.add(found, comma ? 2.5 : 3);
    }
  }

  /// "a second-|team| All-District selection": behind a hyphen and before a noun.
  [[nodiscard]] bool describes_next(std::size_t i) const {
    if (around_.word(i - 1) != "-" || i + 1 >= around_.tokens().size()) {
      return false;
    }
    const Tag next = around_.tokens()[i + 1].tag;
    return next == Tag::noun || next == Tag::propn || next == Tag::adj;
  }

  /// "Kite became an executive |producer|": a word for companies and for people, said of
  /// what looks like a person.
  [[nodiscard]] bool is_post_of_person(std::size_t i, const std::string& name) const {
    return name == company_class && around_.candidate().type == "PER" &&
           around_.tables().roles.has(around_.word(i));
  }

  /// ", |uma das| maiores produtoras": one of many, told in the plural.
  [[nodiscard]] bool is_one_of(std::size_t at) const {
    return around_.tables().heads_come_first &&
           around_.tables().indefinite_words.has(around_.word(at)) &&
           around_.tables().links.has(around_.word(at + 1)) &&
           around_.tables().definite_words.has(around_.word(at + 2));
  }

  /// The class of the next noun, by itself or by its lemma.
  [[nodiscard]] std::string class_of_many(std::size_t at) const {
    constexpr std::size_t reach = 4;
    const auto& tokens = around_.tokens();
    for (std::size_t i = at; i < at + reach && i < tokens.size(); ++i) {
      if (tokens[i].tag == Tag::noun) {
        const auto& classes = around_.tables().class_words;
        const auto name = classes.value(tokens[i].folded);
        return std::string{name.empty() ? classes.value(fold(tokens[i].lemma)) : name};
      }
    }
    return {};
  }

  /// A verb that describes nothing.
  [[nodiscard]] bool is_finite(std::size_t i) const {
    const Token& token = around_.tokens()[i];
    return (token.tag == Tag::verb || token.tag == Tag::aux) &&
           token.relation != Relation::unknown && token.relation != Relation::acl &&
           token.relation != Relation::amod;
  }

  /// "Norvik Line, |Scotland's| largest ferry company": a place opens it like an article.
  [[nodiscard]] bool owns_apposition(std::size_t at) const {
    return around_.tables().owner_marks.has(around_.word(at + 1)) &&
           (around_.tables().gazetteers.lists_of(around_.word(at)) &
            knowledge::Gazetteers::place) != 0;
  }

  /// A class word in small letters, where appositions go without article.
  [[nodiscard]] bool opens_apposition(std::size_t at) const {
    return around_.tables().heads_come_first && at < around_.tokens().size() &&
           is_lower(first_code_point(around_.tokens()[at].word)) &&
           around_.tables().class_words.has(around_.word(at));
  }

  VoteContext& around_;
};

}  // namespace

void vote_by_class_words(VoteContext& around) {
  ClassVoter voter{around};
  voter.class_words();
}

}  // namespace byline::extract
