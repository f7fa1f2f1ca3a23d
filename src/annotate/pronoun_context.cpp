#include "annotate/pronoun_context.hpp"

#include "annotate/feature_hash.hpp"

#include <algorithm>
#include <iterator>

namespace byline::annotate {

namespace {

constexpr std::size_t deepest = 12;  ///< heads that are followed: trees may be wrong
constexpr std::uint8_t owner = 64;   ///< added to the role of an owner
constexpr std::uint64_t bare = 1;    ///< in place of the hash of a determiner
constexpr std::uint64_t named = 2;
constexpr std::uint64_t owned = 3;
constexpr std::uint64_t counted = 4;

/// Words inside of a phrase or of none.
bool heads_phrase(const Token& token) {
  switch (token.relation) {
    case Relation::compound:
    case Relation::flat:
    case Relation::goeswith:
    case Relation::fixed:
    case Relation::det:
    case Relation::advmod:
    case Relation::case_: return false;
    default: return token.tag == Tag::noun || token.tag == Tag::propn;
  }
}

class TreeReader {
 public:
  TreeReader(const Sentence& sentence,
             const std::vector<std::vector<std::size_t>>& children)
      : tokens_(sentence.tokens),
        children_(children) {}

  [[nodiscard]] bool is_owner(std::size_t i) const {
    return tokens_[i].relation == Relation::nmod &&
           (tokens_[i].tag == Tag::pron ||
            std::ranges::any_of(children_[i], [&](std::size_t child) {
              return child > i && tokens_[child].relation == Relation::case_;
            }));
  }

  [[nodiscard]] std::uint8_t role(std::size_t i) const {
    return static_cast<std::uint8_t>(static_cast<unsigned>(tokens_[i].relation) +
                                     (is_owner(i) ? owner : 0U));
  }

  [[nodiscard]] std::size_t head(std::size_t i) const {
    return static_cast<std::size_t>(tokens_[i].head);
  }
  [[nodiscard]] bool has_head(std::size_t i) const {
    return tokens_[i].head >= 0 && head(i) < tokens_.size();
  }

  /// The verb above `i`, or the root.
  [[nodiscard]] std::size_t clause(std::size_t i) const {
    std::size_t at = i;
    for (std::size_t steps = 0; steps < deepest && has_head(at); ++steps) {
      at = head(at);
      if (tokens_[at].tag == Tag::verb || tokens_[at].tag == Tag::aux) {
        break;
      }
    }
    return at;
  }

  [[nodiscard]] TokenRange phrase(std::size_t i) const {
    TokenRange range{i, i + 1};
    for (const std::size_t child : children_[i]) {
      const Relation relation = tokens_[child].relation;
      const bool before = relation == Relation::det || relation == Relation::amod ||
                          relation == Relation::compound ||
                          relation == Relation::nummod || is_owner(child);
      if (child < i && before) {
        range.first = std::min(range.first, child);
        for (const std::size_t inner : children_[child]) {
          range.first = std::min(range.first, inner);
        }
      } else if (child > i && relation == Relation::flat) {
        range.end = std::max(range.end, child + 1);
      }
    }
    return range;
  }

  [[nodiscard]] bool is_joined(std::size_t i) const {
    return std::ranges::any_of(children_[i], [&](std::size_t child) {
      return tokens_[child].relation == Relation::conj;
    });
  }

  [[nodiscard]] std::uint64_t determiner(std::size_t i,
                                         const std::vector<WordFeatures>& words) const {
    for (const std::size_t child : children_[i]) {
      if (tokens_[child].relation == Relation::det) {
        return words[child].lower;
      }
      if (is_owner(child)) {
        return owned;
      }
      if (tokens_[child].relation == Relation::nummod) {
        return counted;
      }
    }
    return tokens_[i].tag == Tag::propn ? named : bare;
  }

 private:
  const std::vector<Token>& tokens_;
  const std::vector<std::vector<std::size_t>>& children_;
};

std::uint64_t type_of_name(const Sentence& sentence, std::size_t i) {
  const auto behind = std::ranges::upper_bound(
      sentence.names, i, {}, [](const NameSpan& name) { return name.tokens.first; });
  return behind == sentence.names.begin() || std::prev(behind)->tokens.end <= i
             ? 0
             : hash_bytes(std::prev(behind)->type);
}

}  // namespace

std::optional<AntecedentWord> PronounContext::pronoun(std::uint64_t word) const {
  const auto found = special_.find(word);
  return found == special_.end() || found->second == AntecedentWord::collective
             ? std::nullopt
             : std::optional{found->second};
}

PhraseNumber PronounContext::number_at(std::size_t i) const {
  const Token& token = sentence_->tokens[i];
  if (TreeReader{*sentence_, children_}.is_joined(i)) {
    return PhraseNumber::joined;
  }
  if (token.tag == Tag::propn) {
    return PhraseNumber::name;
  }
  const std::uint64_t lemma = lower_hash(token.lemma);
  if (const auto found = special_.find(lemma);
      found != special_.end() && found->second == AntecedentWord::collective) {
    return PhraseNumber::collective;
  }
  return lemma == (*words_)[i].lower ? PhraseNumber::one : PhraseNumber::form;
}

NounPhrase PronounContext::phrase_at(std::size_t i) const {
  const Token& token = sentence_->tokens[i];
  const std::vector<WordFeatures>& words = *words_;
  const TreeReader tree{*sentence_, children_};
  NounPhrase phrase;
  phrase.place = {count_, i};
  phrase.word = words[i].lower;
  phrase.lemma = lower_hash(token.lemma);
  phrase.word_class = words[i].word_class;
  phrase.role = tree.role(i);
  if (const auto own = pronoun(phrase.word)) {
    phrase.number = PhraseNumber::pronoun;
    phrase.plural_pronoun = *own == AntecedentWord::several;
    phrase.tokens = {i, i + 1};
  } else {
    phrase.tokens = tree.phrase(i);
    phrase.number = number_at(i);
    phrase.determiner = tree.determiner(i, words);
    phrase.name_type = type_of_name(*sentence_, i);
    const auto seen = seen_.find(phrase.lemma);
    phrase.seen = seen == seen_.end() ? 0 : seen->second;
  }
  phrase.verb = tree.clause(i);
  phrase.of_root = sentence_->tokens[phrase.verb].relation == Relation::root;
  if (tree.has_head(i)) {
    const std::size_t head = tree.head(i);
    phrase.on_verb = head == phrase.verb;
    phrase.verb_lemma = lower_hash(sentence_->tokens[head].lemma);
    if (token.relation == Relation::nmod) {
      phrase.role_above = tree.role(head);
    }
  }
  return phrase;
}

void PronounContext::add(const Sentence& sentence,
                         const std::vector<WordFeatures>& words) {
  sentence_ = &sentence;
  words_ = &words;
  found_.clear();
  children_.assign(sentence.tokens.size(), {});
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const std::int32_t head = sentence.tokens[i].head;
    if (head >= 0 && static_cast<std::size_t>(head) < sentence.tokens.size()) {
      children_[static_cast<std::size_t>(head)].push_back(i);
    }
  }
  std::vector<NounPhrase> phrases;
  std::size_t verbs = 0;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    const bool is_pronoun = pronoun(words[i].lower).has_value();
    verbs += token.tag == Tag::verb ? 1 : 0;
    if (!is_pronoun && !heads_phrase(token)) {
      continue;
    }
    NounPhrase phrase = phrase_at(i);
    phrase.first = phrases.empty();
    phrase.nouns_before = phrases.size();
    phrase.verbs_before = verbs;
    if (is_pronoun) {
      found_.push_back(phrase);
    } else {
      ++seen_[phrase.lemma];
    }
    phrases.push_back(std::move(phrase));
  }
  phrases_.push_back(std::move(phrases));
  if (phrases_.size() > reach + 1) {
    phrases_.pop_front();
  }
  ++count_;
}

std::vector<const NounPhrase*> PronounContext::candidates(
    const NounPhrase& pronoun) const {
  std::vector<const NounPhrase*> result;
  std::size_t before = pronoun.nouns_before;  // phrases of the list that may be meant
  for (auto list = phrases_.rbegin(); list != phrases_.rend(); ++list) {
    for (std::size_t i = before; i > 0 && result.size() < most; --i) {
      result.push_back(&(*list)[i - 1]);
    }
    before = std::next(list) == phrases_.rend() ? 0 : std::next(list)->size();
  }
  return result;
}

}  // namespace byline::annotate
