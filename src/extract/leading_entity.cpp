#include "extract/leading_entity.hpp"

#include "base/characters.hpp"

#include <algorithm>

namespace byline::extract {
namespace {

/// A noun that differs from its lemma: no singular pronoun means it.
bool is_plural(const Token& token) {
  return token.tag == Tag::noun && !token.lemma.empty() &&
         fold(token.lemma) != token.folded;
}

}  // namespace

LeadingEntity::LeadingEntity(const Annotation& annotation,
                             const ArticleFacts& facts,
                             const EarlierMentions& earlier)
    : annotation_(annotation),
      facts_(facts),
      earlier_(earlier),
      organization_(leader_of(true, false)),
      work_(leader_of(false, true)),
      thing_(leader_of(true, true)) {}

std::size_t named_most(const std::vector<std::size_t>& counts,
                       const std::function<bool(std::size_t)>& may_lead) {
  constexpr std::size_t often = 3;
  constexpr std::size_t lead = 2;  // times
  std::size_t leader = no_mention;
  std::size_t most = 0;
  std::size_t second = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > most && may_lead(i)) {
      second = most;
      most = counts[i];
      leader = i;
    } else if (counts[i] > second && may_lead(i)) {
      second = counts[i];
    }
  }
  return most >= often && most >= lead * second ? leader : no_mention;
}

std::size_t LeadingEntity::leader_of(bool organizations, bool works) const {
  return named_most(earlier_.counts(), [&](std::size_t entity) {
    const EntityKind kind = facts_.entities[entity].kind;
    return (organizations && kind == EntityKind::organization) ||
           (works && kind == EntityKind::work);
  });
}

std::size_t LeadingEntity::last_before(std::size_t entity,
                                       std::size_t sentence,
                                       std::size_t i,
                                       std::size_t reach) const {
  for (std::size_t back = 0; back <= std::min(sentence, reach); ++back) {
    const auto& here = earlier_.in(sentence - back);
    for (auto at = here.rbegin(); at != here.rend(); ++at) {
      const std::size_t number = *at;
      const Mention& mention = facts_.mentions[number];
      if (mention.entity == entity && (back > 0 || mention.end_token <= i)) {
        return number;
      }
    }
  }
  return no_mention;
}

std::size_t LeadingEntity::before(std::size_t sentence,
                                  std::size_t i,
                                  EntityKind kind) const {
  // sentences: beyond, an article speaks of something else
  constexpr std::size_t far = 12;
  const std::size_t leader = kind == EntityKind::work ? work_ : organization_;
  return leader == no_mention ? no_mention : last_before(leader, sentence, i, far);
}

std::size_t LeadingEntity::meant_by_pronoun(std::size_t sentence, std::size_t i) const {
  constexpr std::size_t near = 2;
  const std::size_t found =
      thing_ == no_mention ? no_mention : last_before(thing_, sentence, i, near);
  if (found == no_mention || shares_subject(found)) {
    return no_mention;
  }
  const Mention& mention = facts_.mentions[found];
  for (std::size_t s = mention.sentence; s <= sentence; ++s) {
    const std::size_t end = s == sentence ? i : annotation_.sentences[s].tokens.size();
    if (has_other_subject(s, 0, end)) {
      return no_mention;
    }
  }
  return found;
}

bool LeadingEntity::has_other_subject(std::size_t sentence,
                                      std::size_t begin,
                                      std::size_t end) const {
  constexpr std::size_t longest = 120;  // tokens: in longer ones nothing is clear
  const auto& tokens = annotation_.sentences[sentence].tokens;
  if (tokens.size() > longest) {
    return true;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_subject(tokens[i].relation) ||
        (tokens[i].tag != Tag::noun && tokens[i].tag != Tag::propn) ||
        is_plural(tokens[i])) {
      continue;
    }
    const bool passed =
        std::ranges::any_of(earlier_.in(sentence), [&](std::size_t other) {
          const Mention& mention = facts_.mentions[other];
          return mention.first_token <= i && i < mention.end_token &&
                 (mention.entity == thing_ ||
                  facts_.entities[mention.entity].kind == EntityKind::person);
        });
    if (!passed) {
      return true;
    }
  }
  return false;
}

bool LeadingEntity::shares_subject(std::size_t number) const {
  constexpr std::size_t reach = 30;  // tokens behind it
  const Mention& mention = facts_.mentions[number];
  const auto& tokens = annotation_.sentences[mention.sentence].tokens;
  const auto inside = [](const Mention& one, std::int32_t i) {
    return i >= static_cast<std::int32_t>(one.first_token) &&
           i < static_cast<std::int32_t>(one.end_token);
  };
  const auto is_thing = [&](std::int32_t i) {
    return std::ranges::any_of(earlier_.in(mention.sentence), [&](std::size_t other) {
      const Mention& partner = facts_.mentions[other];
      const EntityKind kind = facts_.entities[partner.entity].kind;
      // what is one word may be no person, whatever it was taken for
      const bool person =
          kind == EntityKind::person && partner.end_token > partner.first_token + 1;
      return inside(partner, i) && partner.entity != mention.entity && !person &&
             kind != EntityKind::place;
    });
  };
  const std::size_t end = std::min(tokens.size(), mention.end_token + reach);
  for (std::size_t i = mention.first_token; i < end; ++i) {
    if (tokens[i].relation != Relation::conj) {
      continue;
    }
    const auto here = static_cast<std::int32_t>(i);
    const bool own = inside(mention, here);
    if (own != inside(mention, tokens[i].head) && tokens[i].head >= 0 &&
        is_subject(tokens[static_cast<std::size_t>(tokens[i].head)].relation) &&
        is_thing(own ? tokens[i].head : here)) {
      return true;
    }
  }
  return false;
}

}  // namespace byline::extract
