#include "extract/implied_owners.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/resolved_mention.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace byline::extract {
namespace {

/// Mentions of one entity up to a place.
struct Salience {
  double weight = 0;
  std::size_t count = 0;
  std::size_t last = 0;  ///< mention
};

class OwnerFinder {
 public:
  OwnerFinder(const Annotation& annotation, const NameTables& tables, ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts) {}

  void run() {
    if (tables_.owned_nouns.rows.empty()) {
      return;
    }
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const auto& tokens = annotation_.sentences[s].tokens;
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        look_at(s, i);
      }
    }
    std::ranges::stable_sort(facts_.mentions, [](const Mention& a, const Mention& b) {
      return a.span.begin < b.span.begin;
    });
  }

 private:
  /// Reads "the" (#adjectives) NOUN at `at`.
  void look_at(std::size_t number, std::size_t at) {
    const auto& tokens = annotation_.sentences[number].tokens;
    const bool article = tables_.definite_words.has(tokens[at].folded) ||
                         tables_.indefinite_words.has(tokens[at].folded);
    if (!article || !may_begin(tokens, at)) {
      return;
    }
    constexpr std::size_t most_adjectives = 2;
    for (std::size_t noun = at + 1; noun <= at + 1 + most_adjectives; ++noun) {
      const std::size_t end = behind_noun(tokens, noun);
      if (end == noun) {
        if (noun >= tokens.size() || tokens[noun].tag != Tag::adj) {
          return;
        }
        continue;
      }
      if (end < tokens.size() &&
          (tables_.links.has(tokens[end].folded) || is_mentioned(number, end))) {
        return;  // "the board of Acme"
      }
      const bool company_only = class_of(tokens, noun, end) == "by:Company";
      const std::size_t owner = owner_for(number, company_only);
      if (owner != facts_.mentions.size()) {
        add(number, at, owner);
      }
      return;
    }
  }

  /// At the start of a clause: a board that somebody has or joins is told otherwise.
  [[nodiscard]] static bool may_begin_after(const Token& before) {
    return before.tag == Tag::punct || before.tag == Tag::sconj ||
           before.tag == Tag::cconj || before.tag == Tag::adv ||
           !is_letter(first_code_point(before.word));
  }

  /// "… |disse| o diretor financeiro, Ana Lima": who speaks stands behind the verb, too.
  [[nodiscard]] bool may_begin(const std::vector<Token>& tokens, std::size_t at) const {
    return at == 0 || may_begin_after(tokens[at - 1]) ||
           tables_.say_verbs.has(tokens[at - 1].folded);
  }

  /// Behind the longest owned noun at `at`, or `at`.
  [[nodiscard]] std::size_t behind_noun(const std::vector<Token>& tokens,
                                        std::size_t at) const {
    std::string phrase;
    std::size_t end = at;
    for (std::size_t i = at; i < tokens.size() && i < at + 4; ++i) {
      phrase += (i == at ? "" : " ") + tokens[i].folded;
      end = tables_.owned_nouns.has(phrase) ? i + 1 : end;
    }
    return end;
  }

  [[nodiscard]] std::string_view class_of(const std::vector<Token>& tokens,
                                          std::size_t begin,
                                          std::size_t end) const {
    std::string phrase;
    for (std::size_t i = begin; i < end; ++i) {
      phrase += (i == begin ? "" : " ") + tokens[i].folded;
    }
    return tables_.owned_nouns.value(phrase);
  }

  [[nodiscard]] bool is_mentioned(std::size_t sentence, std::size_t token) const {
    return std::ranges::any_of(facts_.mentions, [&](const Mention& mention) {
      return mention.sentence == sentence && mention.first_token <= token &&
             token < mention.end_token;
    });
  }

  /// Whether something of this class can have a board or officers.
  [[nodiscard]] bool can_own(const Entity& entity, bool company_only) const {
    if (entity.kind == EntityKind::work) {
      return !company_only && is_a(entity, "by:Project");
    }
    return entity.kind == EntityKind::organization &&
           (!company_only || is_a(entity, "by:Company"));
  }

  [[nodiscard]] bool is_a(const Entity& entity, std::string_view name) const {
    return std::ranges::any_of(entity.classes, [&](const std::string& own) {
      return tables_.ontology.is_a(own, name);
    });
  }

  /// A mention of the entity that the sentences before speak of most; the number of
  /// mentions if none stands out.
  [[nodiscard]] std::size_t owner_for(std::size_t sentence, bool company_only) const {
    std::map<std::size_t, Salience> before;
    std::map<std::size_t, bool> here;
    for (std::size_t m = 0; m < facts_.mentions.size(); ++m) {
      const Mention& mention = facts_.mentions[m];
      if (mention.sentence == sentence) {
        here[mention.entity] = true;
      } else if (mention.sentence < sentence && mention.step != Step::heading &&
                 can_own(facts_.entities[mention.entity], company_only)) {
        Salience& salience = before[mention.entity];
        const double distance = static_cast<double>(sentence - mention.sentence);
        salience.weight += std::pow(fading, distance);
        ++salience.count;
        salience.last = m;
      }
    }
    const std::size_t none = facts_.mentions.size();
    std::size_t first = none;
    double most = 0;
    double second = 0;
    for (const auto& [entity, salience] : before) {
      if (here.contains(entity) || salience.count < 2) {  // one mention is no topic
        continue;
      }
      // an organization has a board rather than its project
      const bool work = facts_.entities[entity].kind == EntityKind::work;
      const double weight = salience.weight * (work ? 0.5 : 1.0);
      if (weight > most) {
        second = first == none ? second : most;
        most = weight;
        first = salience.last;
      } else {
        second = std::max(second, weight);
      }
    }
    return first != none && most > second ? organization_of(first, before) : none;
  }

  /// "Kite Foundation" for Kite: the organization that is named after a project has the
  /// board rather than the project itself.
  [[nodiscard]] std::size_t organization_of(
      std::size_t owner, const std::map<std::size_t, Salience>& before) const {
    const Entity& work = facts_.entities[facts_.mentions[owner].entity];
    if (work.kind != EntityKind::work) {
      return owner;
    }
    for (const auto& [number, salience] : before) {
      const Entity& other = facts_.entities[number];
      if (other.kind == EntityKind::organization &&
          other.label.starts_with(work.label + " ")) {
        return salience.last;
      }
    }
    return owner;
  }

  void add(std::size_t number, std::size_t at, std::size_t owner) {
    const Mention& found = facts_.mentions[owner];
    facts_.mentions.push_back(
        resolved_mention(annotation_,
                         number,
                         {at, at + 1},
                         found,
                         {MentionForm::pronoun, Step::heading, 0.75}));
  }

  static constexpr double fading = 0.9;  ///< of a mention, with each sentence
  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
};

}  // namespace

void add_implied_owners(const Annotation& annotation,
                        const NameTables& tables,
                        ArticleFacts& facts) {
  OwnerFinder{annotation, tables, facts}.run();
}

}  // namespace byline::extract
