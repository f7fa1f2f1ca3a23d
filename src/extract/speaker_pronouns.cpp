#include "extract/speaker_pronouns.hpp"

#include "base/characters.hpp"
#include "extract/mention_lists.hpp"
#include "extract/quotations.hpp"
#include "extract/resolved_mention.hpp"
#include "extract/sentence_view.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace byline::extract {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr double confidence = 0.75;

class SpeakerFinder {
 public:
  SpeakerFinder(const Annotation& annotation,
                const NameTables& tables,
                ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        quoted_(quoted_pieces(annotation)) {}

  void run() {
    find_employers();
    std::vector<Mention> found;
    for (const QuotedSpan& quote : annotation_.quotes) {
      const Mention* speaker = quote.direct && !quote.speaker.empty()
                                   ? speaker_in(annotation_, facts_, quote.speaker)
                                   : nullptr;
      const Mention* meant = speaker == nullptr ? nullptr : organization_of(*speaker);
      if (meant != nullptr) {
        add_of(quote, *meant, found);
      }
    }
    add_of_author(found);
    facts_.mentions.insert(facts_.mentions.end(), found.begin(), found.end());
    std::ranges::stable_sort(facts_.mentions, {}, [](const Mention& mention) {
      return std::pair(mention.span.begin, mention.first_token);
    });
  }

 private:
  [[nodiscard]] EntityKind kind_of(const Mention& mention) const {
    return facts_.entities[mention.entity].kind;
  }

  /// The organization that a person's first introduction names.
  void find_employers() {
    by_sentence_ = mentions_by_sentence(annotation_, facts_);
    for (std::size_t m = 0; m < facts_.mentions.size(); ++m) {
      const Mention& person = facts_.mentions[m];
      if (kind_of(person) != EntityKind::person || person.form != MentionForm::name ||
          employers_.contains(person.entity)) {
        continue;
      }
      const std::size_t found = introduced_with(m);
      if (found != none) {
        employers_.emplace(person.entity, found);
      }
    }
  }

  /// "Ana Lima, chief executive of Acme", "Acme's chief executive, Ana Lima": the name of
  /// an organization beside the person's, a post and no verb between.
  [[nodiscard]] std::size_t introduced_with(std::size_t m) const {
    constexpr std::size_t reach = 10;
    const Mention& person = facts_.mentions[m];
    const auto& tokens = annotation_.sentences[person.sentence].tokens;
    for (const std::size_t o : by_sentence_[person.sentence]) {
      const Mention& other = facts_.mentions[o];
      if (other.form != MentionForm::name || kind_of(other) != EntityKind::organization) {
        continue;
      }
      const bool behind = other.first_token >= person.end_token;
      const std::size_t begin = behind ? person.end_token : other.end_token;
      const std::size_t end = behind ? other.first_token : person.first_token;
      if (begin <= end && end - begin <= reach && has_post(tokens, begin, end, behind)) {
        return o;
      }
      const bool post_before = !behind && other.first_token > 1 && begin <= end &&
                               end - begin <= 2 &&
                               tables_.links.has(tokens[other.first_token - 1].folded) &&
                               tables_.roles.has(tokens[other.first_token - 2].folded);
      if (post_before) {
        return o;  // "the chief executive of Acme, Ana Lima"
      }
    }
    return none;
  }

  [[nodiscard]] bool has_post(const std::vector<Token>& tokens,
                              std::size_t begin,
                              std::size_t end,
                              bool behind) const {
    if (behind && (begin == end || tokens[begin].folded != ",")) {
      return false;
    }
    bool found = false;
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens[i].tag == Tag::verb || tokens[i].tag == Tag::aux) {
        return false;
      }
      std::string pair = tokens[i].folded;
      found = found || tables_.roles.has(pair);
      if (i + 1 < end) {
        pair += " " + tokens[i + 1].folded;
        found = found || tables_.roles.has(pair);
      }
    }
    return found;
  }

  [[nodiscard]] const Mention* organization_of(const Mention& speaker) const {
    if (kind_of(speaker) == EntityKind::organization) {
      return &speaker;
    }
    const auto employer = employers_.find(speaker.entity);
    return employer == employers_.end() ? nullptr : &facts_.mentions[employer->second];
  }

  /// Whether the token stands in the quoted words or right before them: "we “will go
  /// on”".
  [[nodiscard]] static bool is_said(const QuotedSpan& quote, Span token) {
    constexpr std::size_t mark = 5;  // bytes of a space and a quotation mark
    return std::ranges::any_of(quote.pieces, [&](const Span& piece) {
      return piece.contains(token) ||
             (token.end < piece.begin && piece.begin <= token.end + mark);
    });
  }

  void add_of(const QuotedSpan& quote,
              const Mention& meant,
              std::vector<Mention>& found) const {
    constexpr std::size_t most_sentences = 12;
    const std::size_t first = first_sentence(quote);
    for (std::size_t s = first;
         s < annotation_.sentences.size() && s < first + most_sentences;
         ++s) {
      const Sentence& sentence = annotation_.sentences[s];
      if (sentence.span.begin >= quote.pieces.back().end) {
        return;
      }
      for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (is_speaker(sentence.tokens[i]) && is_said(quote, sentence.tokens[i].span)) {
          found.push_back(mention_at(s, i, meant));
        }
      }
    }
  }

  /// "Last year the Kite Foundation grew. In this post |we| look back …": who writes is
  /// the organization that is named in the title and beside the first of these words,
  /// if an article uses them again and again and nobody is quoted with them.
  void add_of_author(std::vector<Mention>& found) const {
    constexpr std::size_t often = 4;
    std::vector<std::pair<std::size_t, std::size_t>> spoken;  // sentence, token
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const Sentence& sentence = annotation_.sentences[s];
      for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (sentence.kind == BlockKind::paragraph && is_speaker(sentence.tokens[i]) &&
            !is_quoted(sentence.tokens[i].span)) {
          spoken.emplace_back(s, i);
        }
      }
    }
    const Mention* author = spoken.size() < often ? nullptr : author_beside(spoken);
    if (author == nullptr) {
      return;
    }
    const Mention meant = *author;
    for (const auto& [s, i] : spoken) {
      found.push_back(mention_at(s, i, meant));
    }
  }

  /// The subject, or the first words ("At |Norvik|, we"), of the sentence of such a word
  /// or of the one before. Each sentence is looked at once: there may be many such words.
  [[nodiscard]] const Mention* author_beside(
      const std::vector<std::pair<std::size_t, std::size_t>>& spoken) const {
    const std::vector<bool> titled = entities_of_title();
    std::size_t next = 0;  // sentences before it have been looked at
    for (const auto& [sentence, token] : spoken) {
      for (std::size_t s = std::max(next, sentence > 0 ? sentence - 1 : 0); s <= sentence;
           ++s) {
        if (const Mention* author = author_in(s, titled)) {
          return author;
        }
      }
      next = sentence + 1;
    }
    return nullptr;
  }

  [[nodiscard]] const Mention* author_in(std::size_t sentence,
                                         const std::vector<bool>& titled) const {
    constexpr std::size_t first_words = 3;
    if (annotation_.sentences[sentence].kind != BlockKind::paragraph) {
      return nullptr;
    }
    const auto& tokens = annotation_.sentences[sentence].tokens;
    for (const std::size_t m : by_sentence_[sentence]) {
      const Mention& mention = facts_.mentions[m];
      const bool subject = std::ranges::any_of(
          tokens.begin() + static_cast<std::ptrdiff_t>(mention.first_token),
          tokens.begin() + static_cast<std::ptrdiff_t>(mention.end_token),
          [](const Token& word) { return is_subject(word.relation); });
      if (titled[mention.entity] && kind_of(mention) == EntityKind::organization &&
          mention.form == MentionForm::name &&
          (subject || mention.end_token <= first_words)) {
        return &mention;
      }
    }
    return nullptr;
  }

  /// By entity: whether a title names it.
  [[nodiscard]] std::vector<bool> entities_of_title() const {
    std::vector<bool> titled(facts_.entities.size(), false);
    for (const Mention& mention : facts_.mentions) {
      if (annotation_.sentences[mention.sentence].kind == BlockKind::title) {
        titled[mention.entity] = true;
      }
    }
    return titled;
  }

  [[nodiscard]] bool is_speaker(const Token& token) const {
    const auto* row = tables_.pronouns.find(token.folded);
    return row != nullptr && row->values.size() >= 3 && row->values[2] == "speaker";
  }

  [[nodiscard]] bool is_quoted(Span token) const {
    const auto piece = std::ranges::lower_bound(quoted_, token.end, {}, &Span::end);
    return piece != quoted_.end() && piece->contains(token);
  }

  [[nodiscard]] std::size_t first_sentence(const QuotedSpan& quote) const {
    const auto behind = std::ranges::upper_bound(
        annotation_.sentences, quote.pieces.front().begin, {}, [](const Sentence& s) {
          return s.span.begin;
        });
    const auto count = std::distance(annotation_.sentences.begin(), behind);
    return count == 0 ? 0 : static_cast<std::size_t>(count) - 1;
  }

  [[nodiscard]] Mention mention_at(std::size_t sentence,
                                   std::size_t token,
                                   const Mention& meant) const {
    return resolved_mention(annotation_,
                            sentence,
                            {token, token + 1},
                            meant,
                            {MentionForm::pronoun, Step::pronoun, confidence});
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
  std::vector<Span> quoted_;
  std::vector<std::vector<std::size_t>> by_sentence_;  ///< mentions
  std::map<std::size_t, std::size_t> employers_;  ///< person → mention of an organization
};

}  // namespace

void add_speaker_pronouns(const Annotation& annotation,
                          const NameTables& tables,
                          ArticleFacts& facts) {
  SpeakerFinder{annotation, tables, facts}.run();
}

}  // namespace byline::extract
