#include "extract/dropped_subjects.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/mention_lists.hpp"
#include "extract/resolved_mention.hpp"
#include "extract/sentence_view.hpp"
#include "extract/verb_clauses.hpp"

#include <algorithm>
#include <string_view>

namespace byline::extract {
namespace {

constexpr std::size_t none = no_word;
constexpr double confidence = 0.7;

class SubjectFinder {
 public:
  SubjectFinder(const Annotation& annotation,
                const NameTables& tables,
                ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        by_sentence_(mentions_by_sentence(annotation, facts)),
        pieces_(quoted_pieces(annotation)),
        quoted_(annotation.sentences.size(), false) {
    mark_quoted();
  }

  void run() {
    std::size_t before = none;  // the subject's mention in the sentence before
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const std::size_t own = subject_of(s);
      if (own == none && before != none && follows(s)) {
        if (const std::size_t verb = bare_verb(s); verb != none) {
          add(s, verb, before);
          add_to_joined_verbs(s, before, verb);
          continue;  // the next sentence may go on about the same
        }
      }
      if (own != none) {
        add_to_joined_verbs(s, own, facts_.mentions[own].end_token);
        add_to_clauses(s, own);
      }
      add_to_relative_clauses(s);
      before = own != none || !goes_on_about(s, before) ? own : before;
    }
    std::ranges::stable_sort(facts_.mentions, [](const Mention& a, const Mention& b) {
      return a.span.begin < b.span.begin;
    });
  }

 private:
  [[nodiscard]] const std::vector<Token>& tokens(std::size_t sentence) const {
    return annotation_.sentences[sentence].tokens;
  }

  [[nodiscard]] bool follows(std::size_t sentence) const {
    return sentence > 0 && annotation_.sentences[sentence].kind != BlockKind::title &&
           annotation_.sentences[sentence - 1].kind != BlockKind::title;
  }

  /// "A escritora nasceu no Porto. O êxito veio tarde. |Recebeu| …": a sentence about
  /// something that has no name lets a person be the subject of the next one.
  [[nodiscard]] bool goes_on_about(std::size_t sentence, std::size_t subject) const {
    if (subject == none || !follows(sentence) || quoted_[sentence] ||
        facts_.entities[facts_.mentions[subject].entity].kind != EntityKind::person ||
        annotation_.sentences[sentence].block !=
            annotation_.sentences[sentence - 1].block) {
      return false;
    }
    return std::ranges::none_of(by_sentence_[sentence], [&](std::size_t number) {
      return facts_.entities[facts_.mentions[number].entity].kind == EntityKind::person;
    });
  }

  /// The mention that is the one subject of the sentence's main verb.
  [[nodiscard]] std::size_t subject_of(std::size_t sentence) const {
    const auto& words = tokens(sentence);
    const std::size_t root = root_of(words);
    if (root == none) {
      return none;
    }
    std::size_t found = none;
    for (const std::size_t number : by_sentence_[sentence]) {
      const Mention& mention = facts_.mentions[number];
      bool subject = false;
      for (std::size_t i = mention.first_token; i < mention.end_token; ++i) {
        const std::int32_t head = words[i].head;
        // "a presidente do clube, |Ana Lima|, disse": named behind the subject
        const bool named =
            words[i].relation == Relation::appos && head >= 0 &&
            is_subject(words[static_cast<std::size_t>(head)].relation) &&
            words[static_cast<std::size_t>(head)].head == static_cast<std::int32_t>(root);
        subject =
            subject || named ||
            (is_subject(words[i].relation) && head == static_cast<std::int32_t>(root));
      }
      subject = subject && !follows_preposition(words, mention.first_token);
      if (subject && found != none && facts_.mentions[found].entity != mention.entity) {
        return none;
      }
      found = subject ? number : found;
    }
    return found != none && !is_joined(sentence, found) ? found : none;
  }

  /// "A Acme e a Zeta": two subjects.
  [[nodiscard]] bool is_joined(std::size_t sentence, std::size_t number) const {
    const auto& words = tokens(sentence);
    const Mention& mention = facts_.mentions[number];
    return std::ranges::any_of(words, [&](const Token& word) {
      return word.relation == Relation::conj && word.head >= 0 &&
             static_cast<std::size_t>(word.head) >= mention.first_token &&
             static_cast<std::size_t>(word.head) < mention.end_token;
    });
  }

  /// The main verb, or the word that joins a noun to it, if nothing is its subject and
  /// only adverbials stand before it.
  [[nodiscard]] std::size_t bare_verb(std::size_t sentence) const {
    const auto& words = tokens(sentence);
    const std::size_t root = root_of(words);
    if (root == none || quoted_[sentence]) {
      return none;
    }
    std::size_t verb = words[root].tag == Tag::verb ? root : none;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].head != static_cast<std::int32_t>(root)) {
        continue;
      }
      // "Em |2019| foi premiada": what a preposition stands before is no subject
      if ((is_subject(words[i].relation) && !follows_preposition(words, i)) ||
          words[i].relation == Relation::csubj) {
        return none;
      }
      const bool joins =
          words[i].relation == Relation::cop || words[i].relation == Relation::aux;
      if (joins && i < root && (verb == none || i < verb)) {
        verb = i;
      }
    }
    return verb != none && may_lack_subject(words[verb]) &&
                   stands_in_front(sentence, verb)
               ? verb
               : none;
  }

  /// Of the table's words and endings: "há", "vendemos", "venderam" mean somebody else.
  [[nodiscard]] bool may_lack_subject(const Token& verb) const {
    for (const auto& row : tables_.dropped_subjects.rows) {
      const std::string_view word = row.phrase;
      const bool ending = !row.values.empty() && row.values.front() == "ending";
      if (!ending && verb.relation == Relation::aux) {
        continue;  // "|havia| recebido": there is none by itself only
      }
      if (ending ? verb.folded.ends_with(word) && verb.folded != word
                 : verb.folded == word) {
        return !row.values.empty() && row.values.front() == "may";
      }
    }
    return true;
  }

  /// "No ano passado |a Zeta| faturou": a name right before the verb, behind an article
  /// that is written like a preposition.
  [[nodiscard]] bool may_be_subject_before(std::size_t sentence, std::size_t verb) const {
    const auto& words = tokens(sentence);
    return std::ranges::any_of(by_sentence_[sentence], [&](std::size_t number) {
      const Mention& mention = facts_.mentions[number];
      const std::size_t first = mention.first_token;
      const EntityKind kind = facts_.entities[mention.entity].kind;
      return mention.end_token == verb && first > 0 &&
             (kind == EntityKind::organization || kind == EntityKind::person) &&
             tables_.definite_words.has(words[first - 1].folded) &&
             (first < 2 || words[first - 1].span != words[first - 2].span);
    });
  }

  /// Nothing before the verb but adverbs and what begins with a preposition.
  [[nodiscard]] bool stands_in_front(std::size_t sentence, std::size_t verb) const {
    const auto& words = tokens(sentence);
    // "Com 300 funcionários e lojas em seis países, |atende| …": a phrase that a comma
    // ends may be long
    const bool ends =
        verb > 1 && words[verb - 1].folded == "," && words[0].tag == Tag::adp;
    constexpr std::size_t plain = 7;
    const std::size_t most = ends ? 18 : plain;
    // "Licenciada pela Zeta, |fez| …": a participle in front is said of the same
    std::size_t begin = 0;
    if (verb > 2 && words[verb - 1].folded == "," && words[0].tag == Tag::verb &&
        (words[0].relation == Relation::advcl || words[0].relation == Relation::acl)) {
      begin = verb - 1;
    }
    if (may_be_subject_before(sentence, verb)) {
      return false;
    }
    const bool doubted =
        verb - begin > plain &&
        std::any_of(words.begin(),
                    words.begin() + static_cast<std::ptrdiff_t>(verb),
                    [](const Token& word) { return is_subject(word.relation); });
    if (verb - begin > most || doubted) {
      return false;
    }
    bool in_phrase = false;
    for (std::size_t i = begin; i < verb; ++i) {
      const Tag tag = words[i].tag;
      in_phrase = in_phrase || tag == Tag::adp;
      if (tag == Tag::verb || tag == Tag::sconj || tag == Tag::pron ||
          (!in_phrase && tag != Tag::adv && tag != Tag::punct && tag != Tag::cconj &&
           tag != Tag::aux)) {
        return false;
      }
    }
    return true;
  }

  /// "A Acme fabrica motores |e emprega| 300 pessoas": verbs joined to the main one, with
  /// no subject of their own, from token `begin` on.
  void add_to_joined_verbs(std::size_t sentence, std::size_t subject, std::size_t begin) {
    const auto& words = tokens(sentence);
    const std::size_t root = root_of(words);
    if (root == none) {
      return;
    }
    for (std::size_t i = std::max(begin, root + 1); i < words.size(); ++i) {
      if (words[i].relation == Relation::conj && joins_root(words, i, root)) {
        const std::size_t verb = bare_joined_verb(words, i);
        if (verb != none && verb > root && !in_quotation(words[verb].span)) {
          add(sentence, verb, subject);
        }
      }
    }
  }

  /// "A Acme anunciou |que está| congelando contratações": what somebody says without a
  /// subject is said of the same.
  void add_to_clauses(std::size_t sentence, std::size_t subject) {
    const auto& words = tokens(sentence);
    const std::size_t root = root_of(words);
    if (root == none || !tables_.say_verbs.has(words[root].folded)) {
      return;
    }
    if (const std::size_t verb = verb_said(sentence, root); verb != none) {
      add(sentence, verb, subject);
      return;
    }
    for (std::size_t i = root + 1; i < words.size(); ++i) {
      if (words[i].relation != Relation::ccomp ||
          words[i].head != static_cast<std::int32_t>(root) ||
          in_quotation(words[i].span)) {
        continue;
      }
      const std::size_t mark = clause_mark(words, i);
      const std::size_t verb = mark == none ? none : bare_clause_verb(words, i, mark);
      if (verb != none) {
        add(sentence, verb, subject);
      }
    }
  }

  /// "anunciou em agosto que |está| congelando": the auxiliary right behind the
  /// conjunction, with nothing but a date before that.
  [[nodiscard]] std::size_t verb_said(std::size_t sentence, std::size_t root) const {
    const auto& words = tokens(sentence);
    const auto& dates = annotation_.sentences[sentence].dates;
    const auto joins = [](Tag tag) { return tag == Tag::sconj || tag == Tag::pron; };
    std::size_t at = root + 1;
    for (; at < words.size() && !joins(words[at].tag); ++at) {
      const bool dated = std::ranges::any_of(dates, [&](const DateExpression& date) {
        return date.span.contains(words[at].span);
      });
      const Tag tag = words[at].tag;
      if (!dated && tag != Tag::adp && tag != Tag::det && tag != Tag::adv) {
        return none;
      }
    }
    const std::size_t verb = at + 1;
    return verb < words.size() && words[verb].tag == Tag::aux &&
                   !in_quotation(words[verb].span) && may_lack_subject(words[verb])
               ? verb
               : none;
  }

  /// The first verb behind the conjunction, if only adverbs stand between and nothing is
  /// the subject of `i`.
  [[nodiscard]] std::size_t bare_clause_verb(const std::vector<Token>& words,
                                             std::size_t i,
                                             std::size_t mark) const {
    const bool has_subject = std::ranges::any_of(words, [&](const Token& word) {
      return word.head == static_cast<std::int32_t>(i) &&
             (is_subject(word.relation) || word.relation == Relation::csubj);
    });
    std::size_t verb = mark + 1;
    while (verb < i && (words[verb].tag == Tag::adv || words[verb].tag == Tag::punct)) {
      ++verb;
    }
    const bool finite = words[verb].tag == Tag::verb || words[verb].tag == Tag::aux;
    return !has_subject && finite && may_lack_subject(words[verb]) ? verb : none;
  }

  /// "Ana Lima, que dirigiu a Acme e antes |trabalhou| na Zeta": verbs joined to that of
  /// a relative clause are said of what the clause is about.
  void add_to_relative_clauses(std::size_t sentence) {
    const auto& words = tokens(sentence);
    const std::vector<std::size_t> mentions = by_sentence_[sentence];
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i].relation != Relation::conj || words[i].head < 0) {
        continue;
      }
      const auto first = static_cast<std::size_t>(words[i].head);
      if (first >= i || words[first].relation != Relation::acl || words[first].head < 0 ||
          !has_relative_subject(words, first)) {
        continue;
      }
      const auto about = static_cast<std::size_t>(words[first].head);
      for (const std::size_t m : mentions) {
        const Mention& mention = facts_.mentions[m];
        const std::size_t verb = mention.first_token <= about && about < mention.end_token
                                     ? bare_joined_verb(words, i)
                                     : none;
        if (verb != none && verb > first && !in_quotation(words[verb].span)) {
          add(sentence, verb, m);
          break;
        }
      }
    }
  }

  /// The first word of the verb group of `i`, if it is finite and nothing is its subject.
  [[nodiscard]] std::size_t bare_joined_verb(const std::vector<Token>& words,
                                             std::size_t i) const {
    constexpr std::size_t reach = 80;  // words: a sentence may be endless
    std::size_t verb = words[i].tag == Tag::verb ? i : none;
    const std::size_t end = std::min(words.size(), i + reach);
    for (std::size_t k = i - std::min(i, reach); k < end; ++k) {
      if (words[k].head != static_cast<std::int32_t>(i)) {
        continue;
      }
      // "comprou a Acme e contratou |Ana Lima|": right behind the verb it is rather the
      // object
      if ((is_subject(words[k].relation) && (k < i || k > i + 2)) ||
          words[k].relation == Relation::csubj || words[k].relation == Relation::mark) {
        return none;
      }
      const bool joins =
          words[k].relation == Relation::cop || words[k].relation == Relation::aux;
      if (joins && k < i && (verb == none || k < verb)) {
        verb = k;
      }
    }
    const bool finite = verb != none && fold(words[verb].lemma) != words[verb].folded;
    return finite && may_lack_subject(words[verb]) ? verb : none;
  }

  [[nodiscard]] bool in_quotation(Span span) const {
    return std::ranges::any_of(pieces_,
                               [&](const Span& piece) { return piece.overlaps(span); });
  }

  /// Marks the sentences that direct quotations touch.
  void mark_quoted() {
    const auto& sentences = annotation_.sentences;
    for (const Span& piece : pieces_) {
      const auto first = std::ranges::partition_point(
          sentences, [&](const Sentence& s) { return s.span.end <= piece.begin; });
      for (auto at = first; at != sentences.end() && at->span.begin < piece.end; ++at) {
        quoted_[static_cast<std::size_t>(at - sentences.begin())] = true;
      }
    }
  }

  void add(std::size_t sentence, std::size_t verb, std::size_t subject) {
    Mention mention = resolved_mention(annotation_,
                                       sentence,
                                       {verb, verb + 1},
                                       facts_.mentions[subject],
                                       {MentionForm::pronoun, Step::heading, confidence});
    mention.first_token = mention.end_token = verb;
    facts_.mentions.push_back(mention);
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
  std::vector<std::vector<std::size_t>> by_sentence_;
  std::vector<Span> pieces_;  ///< of direct quotations
  std::vector<bool> quoted_;  ///< by sentence
};

}  // namespace

void add_dropped_subjects(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts) {
  if (!tables.dropped_subjects.rows.empty()) {
    SubjectFinder{annotation, tables, facts}.run();
  }
}

}  // namespace byline::extract
