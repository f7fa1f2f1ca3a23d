#include "extract/apposed_posts.hpp"

#include <algorithm>
#include <map>

namespace byline::extract {
namespace {

/// By entity the last of its mentions.
using Mentioned = std::map<std::size_t, std::size_t>;

std::size_t only_of(const Mentioned& mentioned) {
  return mentioned.size() == 1 ? mentioned.begin()->second : no_mention;
}

/// "Ana Lima |has been| its": the token behind the name.
std::size_t before_copula(const std::vector<Token>& tokens, std::size_t i) {
  constexpr std::size_t most = 4;
  std::size_t at = i;
  while (at > 0 && i - at < most &&
         (tokens[at - 1].tag == Tag::aux || tokens[at - 1].tag == Tag::adv)) {
    --at;
  }
  return at;
}

}  // namespace

bool ApposedPosts::ends_person(std::size_t sentence, std::size_t end) const {
  return std::ranges::any_of(earlier_.in(sentence), [&](std::size_t mention) {
    const Mention& named = facts_.mentions[mention];
    return named.end_token == end &&
           facts_.entities[named.entity].kind == EntityKind::person;
  });
}

bool ApposedPosts::is_organization(std::size_t mention) const {
  return facts_.entities[facts_.mentions[mention].entity].kind ==
         EntityKind::organization;
}

std::size_t ApposedPosts::only_one_before(std::size_t sentence,
                                          std::size_t end,
                                          const PronounForm& form,
                                          bool& none) const {
  Mentioned named;
  Mentioned meant;  // of these, by a pronoun or a noun
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& candidate = facts_.mentions[mention];
    if (candidate.end_token < end && is_organization(mention) &&
        fit_.fits(mention, form)) {
      named[candidate.entity] = mention;
      if (candidate.form != MentionForm::name) {
        meant[candidate.entity] = mention;
      }
    }
  }
  none = named.empty();
  return only_of(meant.empty() ? named : meant);
}

std::size_t ApposedPosts::only_subject(std::size_t sentence) const {
  Mentioned told;
  for (const std::size_t mention : earlier_.in(sentence)) {
    const Mention& candidate = facts_.mentions[mention];
    if (is_organization(mention) &&
        (candidate.form != MentionForm::name || earlier_.is_subject(mention))) {
      told[candidate.entity] = mention;
    }
  }
  return only_of(told);
}

std::size_t ApposedPosts::owner(std::size_t sentence,
                                std::size_t i,
                                const PronounForm& form) const {
  const auto& tokens = annotation_.sentences[sentence].tokens;
  if (form.kind != "possessive" || i < 2 || !words_.is_owned_by_body(tokens, i)) {
    return no_mention;
  }
  const std::size_t person =
      tokens[i - 1].folded == "," ? i - 1 : before_copula(tokens, i);
  if (!ends_person(sentence, person)) {
    return no_mention;
  }
  bool none = false;
  const std::size_t found = only_one_before(sentence, i, form, none);
  const bool goes_on = sentence > 0 && annotation_.sentences[sentence - 1].block ==
                                           annotation_.sentences[sentence].block;
  return none && goes_on ? only_subject(sentence - 1) : found;
}

}  // namespace byline::extract
