#include "extract/role_votes.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace byline::extract {
namespace {

class RoleVoter {
 public:
  explicit RoleVoter(VoteContext& around) : around_(around) {}

  void titles_and_roles() {
    if (around_.begin() > 0) {
      const auto title = around_.tables().titles.find(
          VoteContext::plain(around_.word(around_.begin() - 1)));
      if (title != nullptr &&
          is_upper(first_code_point(around_.tokens()[around_.begin() - 1].word))) {
        around_.add(person_class, 4);
        if (!title->values.empty() && !title->values.front().empty()) {
          around_.group().gender = title->values.front().front();
        }
      }
      if (role_before(around_.begin()) && !is_longer_class_before()) {
        around_.add(person_class, around_.size() >= 2 ? 3 : 1.5);
      }
      if (around_.word(around_.begin() - 1) == "," && around_.begin() > 1 &&
          role_before(around_.begin() - 1)) {
        around_.add(person_class, 2);
      }
    }
    if (around_.word(around_.end()) == "," && !is_headed() &&
        !around_.is_owner_of_name()) {
      std::size_t at = around_.end() + 1;
      for (int skipped = 0; skipped < 3 && at < around_.tokens().size();
           ++skipped, ++at) {
        const std::string longer =
            at > around_.end() + 1 ? around_.class_named(at - 1, 2) : std::string{};
        if (!longer.empty() && longer != person_class) {
          return;  // "Kite, the market leader, …"
        }
        if (around_.tables().owner_marks.has(around_.word(at))) {
          skipped = 0;  // "Ana Lima, the brewery's |quality manager|"
        }
        if (role_at(at)) {
          // "the maintainer of |Kite|, the physicist Omar Haddad": of the name behind it
          const std::size_t behind = at + role_words(at);
          const bool named = !around_.tables().heads_come_first &&
                             at > around_.end() + 1 && behind < around_.tokens().size() &&
                             around_.tokens()[behind].tag == Tag::propn;
          if (!named) {
            around_.add(person_class, around_.size() >= 2 ? 3 : 0.7);
          }
          return;
        }
      }
    }
  }

  /// "X's chief executive", "the founder of X", "X chief executive Ana Lima": X is an
  /// organization; "X's wife": a person. Of a king or an author nothing follows.
  void owner_of_role() {
    std::string_view kind = "none";
    const bool owner = around_.tables().owner_marks.has(around_.word(around_.end()));
    for (std::size_t i = 0; i < 3 && kind == "none"; ++i) {
      if (owner && is_upper(first_code_point(around_.tokens()[around_.begin()].word)) &&
          only_describes(around_.end() + 1, i)) {
        kind = role_kind(around_.end() + 1 + i);
      }
    }
    if (kind == "none" && role_kind(around_.end()) != "none") {
      const std::size_t name = around_.end() + role_words(around_.end());
      if (name < around_.tokens().size() &&
          is_upper(first_code_point(around_.tokens()[name].word))) {
        kind = role_kind(around_.end());
      }
    }
    if (kind == "none") {
      kind = role_before_link();
    }
    if (kind == "none" && has_post_at()) {
      around_.add(organization_class, 3);
    }
    if (kind.empty() && stands_before_workplace()) {
      return;
    }
    if (kind.empty()) {
      around_.add(organization_class, 3);
    } else if (kind == "kin") {
      around_.add(person_class, 1.5);
    } else if (kind == "state" && role_before_link() == kind) {
      around_.add(place_class, 0.8);  // "mayor of X"
    }
  }

 private:
  /// "general manager of |Kite Studio| at Zeta": what is managed there, a part of Zeta.
  [[nodiscard]] bool stands_before_workplace() const {
    const std::size_t link = around_.end();
    return link + 1 < around_.tokens().size() &&
           around_.tables().workplace_links.has(around_.word(link)) &&
           is_upper(first_code_point(around_.tokens()[link + 1].word));
  }

  /// "Zeta's |new| chief executive"; not "Ana's |smoking| chair", where a person may own
  /// the thing.
  [[nodiscard]] bool only_describes(std::size_t begin, std::size_t words) const {
    if (around_.candidate().type != "PER") {
      return true;
    }
    for (std::size_t i = begin; i < begin + words && i < around_.tokens().size(); ++i) {
      if (around_.tokens()[i].tag != Tag::adj) {
        return false;
      }
    }
    return true;
  }

  /// "formada pela |Universidade do Porto|, a diretora …": its first word says what it
  /// is.
  [[nodiscard]] bool is_headed() const {
    return around_.tables().heads_come_first && around_.size() > 1 &&
           around_.tables().heads.has(around_.word(around_.begin()));
  }

  /// The role noun of one to three words that ends before token `at`.
  [[nodiscard]] bool role_before(std::size_t at) const {
    std::string phrase;
    for (std::size_t i = 1; i <= 3 && i <= at; ++i) {
      phrase = std::string{around_.word(at - i)} + (phrase.empty() ? "" : " ") + phrase;
      if (around_.tables().roles.has(phrase)) {
        return true;
      }
    }
    return false;
  }

  /// "chip designer", "package manager": the role noun ends the class of no person.
  [[nodiscard]] bool is_longer_class_before() const {
    for (const std::size_t words : {3, 2}) {
      if (around_.begin() >= words) {
        const std::string name = around_.class_named(around_.begin() - words, words);
        if (!name.empty()) {
          return name != person_class;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool role_at(std::size_t at) const {
    std::string phrase;
    for (std::size_t i = 0; i < 3; ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string{around_.word(at + i)};
      if (around_.tables().roles.has(phrase)) {
        return true;
      }
    }
    return false;
  }

  /// "founder of X": the kind of the role; "none" if no role stands there.
  [[nodiscard]] std::string_view role_before_link() const {
    std::size_t at = around_.begin();
    while (at > 0 && around_.begin() - at < 2 &&
           around_.tables().definite_words.has(around_.word(at - 1))) {
      --at;
    }
    if (at < 2 || !around_.tables().links.has(around_.word(at - 1)) ||
        around_.tables().links.value(around_.word(at - 1)) == "join") {
      return "none";
    }
    for (std::size_t words = 3; words > 0; --words) {
      if (words <= at - 1 && role_words(at - 1 - words) == words) {
        return role_kind(at - 1 - words);
      }
    }
    return "none";
  }

  /// "an engineer at |Norvik|", "vice president of global sales at |Norvik|": where a
  /// post is.
  [[nodiscard]] bool has_post_at() const {
    constexpr std::size_t reach = 7;
    const std::size_t link = around_.begin() == 0 ? 0 : around_.begin() - 1;
    if (link == 0 || !around_.tables().workplace_links.has(around_.word(link))) {
      return false;
    }
    for (std::size_t i = link; i > 0 && link - i < reach; --i) {
      if (role_before(i)) {
        return true;
      }
      const Token& token = around_.tokens()[i - 1];
      const bool describes = token.tag == Tag::noun || token.tag == Tag::adj ||
                             token.tag == Tag::cconj ||
                             around_.tables().links.has(token.folded);
      if (!describes) {
        return false;
      }
    }
    return false;
  }

  /// Words of the longest role noun at `at`; 0 if there is none.
  [[nodiscard]] std::size_t role_words(std::size_t at) const {
    std::string phrase;
    std::size_t found = 0;
    for (std::size_t i = 0; i < 3 && at + i < around_.tokens().size(); ++i) {
      phrase += (phrase.empty() ? "" : " ") + std::string{around_.word(at + i)};
      found = around_.tables().roles.has(phrase) ? i + 1 : found;
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
      phrase += (phrase.empty() ? "" : " ") + std::string{around_.word(at + i)};
    }
    return around_.tables().roles.value(phrase);
  }

  VoteContext& around_;
};

}  // namespace

void vote_by_roles(VoteContext& around) {
  RoleVoter voter{around};
  voter.titles_and_roles();
  voter.owner_of_role();
}

}  // namespace byline::extract
