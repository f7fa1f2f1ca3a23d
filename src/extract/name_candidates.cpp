#include "extract/name_candidates.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "extract/headed_names.hpp"
#include "extract/lexicon_names.hpp"
#include "extract/name_doubts.hpp"
#include "extract/name_ends.hpp"
#include "extract/name_forms.hpp"
#include "extract/name_words.hpp"
#include "extract/quoted_titles.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace byline::extract {
namespace {

class Finder {
 public:
  Finder(const Article& article, const Annotation& annotation, const NameTables& tables)
      : article_(article),
        annotation_(annotation),
        tables_(tables),
        words_(annotation, tables),
        ends_(words_, tables, taken_),
        doubts_(article, annotation, words_, tables),
        headed_(words_, ends_, tables),
        lexicon_names_(article, annotation, words_, headed_, tables, taken_),
        titles_(find_quoted_titles(annotation, tables)) {}

  std::vector<NameCandidate> take() {
    for (std::size_t i = 0; i < annotation_.sentences.size(); ++i) {
      find_in(i);
    }
    doubts_.cut_opening_nouns(found_);
    find_lower_case();
    return std::move(found_);
  }

 private:
  void find_in(std::size_t number) {
    const Sentence& sentence = annotation_.sentences[number];
    taken_.assign(sentence.tokens.size(), false);
    const std::size_t first = found_.size();
    for (const TokenRange& title : titles_[number]) {
      add(number, title).quoted = true;
    }
    headed_.find(sentence);
    take_known(number);
    for (const TokenRange& range : headed_.ranges()) {
      const bool longer = std::ranges::any_of(sentence.names, [&](const NameSpan& name) {
        return name.tokens.first <= range.first && range.end <= name.tokens.end &&
               name.tokens.end - name.tokens.first > range.end - range.first;
      });
      if (is_free(range) && !longer) {
        add(number, range);
      }
    }
    for (const NameSpan& name : sentence.names) {
      if (closes_list(number, name.tokens)) {
        take_list(number, name.tokens, name.type);
      } else {
        take_span(number, name.tokens, name.type);
      }
    }
    take_shapes(number);
    const auto here = found_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto dropped =
        std::remove_if(here, found_.end(), [&](const NameCandidate& candidate) {
          return doubts_.is_no_name(candidate);
        });
    found_.erase(dropped, found_.end());
    std::sort(here, found_.end(), [](const NameCandidate& a, const NameCandidate& b) {
      return a.tokens.first < b.tokens.first;
    });
    join_people(first);
  }

  /// "The meta says", "meta (formerly": a name of the article written small, where only a
  /// name can stand: before a verb of saying at the start, before a bracket or a post.
  void find_lower_case() {
    std::set<std::string> names;
    for (const NameCandidate& candidate : found_) {
      if (candidate.tokens.end == candidate.tokens.first + 1) {
        names.insert(candidate.folded);
      }
    }
    const std::size_t before = found_.size();
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      const auto& tokens = annotation_.sentences[s].tokens;
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!is_lower(first_code_point(tokens[i].word)) ||
            !names.contains(tokens[i].folded) ||
            tables_.function_words.has(tokens[i].folded)) {
          continue;
        }
        const std::string& next = tokens[i + 1].folded;
        const bool says = i == 1 && tables_.definite_words.has(tokens[0].folded) &&
                          tables_.say_verbs.has(next);
        const bool bare = i == 0 || !tables_.definite_words.has(tokens[i - 1].folded);
        if (says || (bare && (tables_.roles.has(next) || next == "("))) {
          taken_.assign(tokens.size(), false);
          add(s, {i, i + 1});
        }
      }
    }
    if (found_.size() > before) {
      std::ranges::sort(found_, {}, [](const NameCandidate& candidate) {
        return std::pair(candidate.sentence, candidate.tokens.first);
      });
    }
  }

  [[nodiscard]] bool is_free(TokenRange range) const {
    for (std::size_t i = range.first; i < range.end; ++i) {
      if (taken_[i]) {
        return false;
      }
    }
    return range.first < range.end;
  }

  NameCandidate& add(std::size_t number, TokenRange range) {
    const Sentence& sentence = annotation_.sentences[number];
    NameCandidate candidate;
    candidate.sentence = number;
    candidate.tokens = range;
    candidate.span =
        cover(sentence.tokens[range.first].span, sentence.tokens[range.end - 1].span);
    candidate.name = plain_text(article_.text, candidate.span);
    candidate.folded = fold(candidate.name);
    candidate.opens_sentence = words_.opens(sentence, range.first);
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(range.first),
              taken_.begin() + static_cast<std::ptrdiff_t>(range.end),
              true);
    found_.push_back(std::move(candidate));
    return found_.back();
  }

  /// "Robert |Bosch|": a known name that a first name stands before, and the model takes
  /// both for a person.
  [[nodiscard]] bool is_surname(const Sentence& sentence, TokenRange known) const {
    if (known.first == 0 || known.end != known.first + 1) {
      return false;
    }
    const Token& before = sentence.tokens[known.first - 1];
    const bool given =
        has_capital(before) && ((tables_.gazetteers.lists_of(before.folded) &
                                 knowledge::Gazetteers::first_name) != 0 ||
                                tables_.first_names.has(before.folded));
    return given && std::ranges::any_of(sentence.names, [&](const NameSpan& name) {
             return name.type == "PER" && name.tokens.first + 1 == known.first &&
                    name.tokens.end == known.end;
           });
  }

  [[nodiscard]] bool is_given(const std::string& folded) const {
    return tables_.first_names.has(folded) ||
           (tables_.gazetteers.lists_of(folded) & knowledge::Gazetteers::first_name) != 0;
  }

  /// "|Arvind| |Krishna|": two words side by side, the first one a person's, are a name;
  /// candidates from `first` on, in text order.
  void join_people(std::size_t first) {
    const auto is_word = [](const NameCandidate& name) {
      return name.tokens.end == name.tokens.first + 1 && !name.entry && !name.quoted;
    };
    for (std::size_t i = first; i + 1 < found_.size(); ++i) {
      const NameCandidate& name = found_[i];
      const NameCandidate& next = found_[i + 1];
      const bool person =
          (name.type == "PER" && (next.type == "PER" || next.type.empty())) ||
          (name.type.empty() && next.type == "PER" && is_given(name.folded));
      if (!person || !is_word(name) || !is_word(next) ||
          name.tokens.end != next.tokens.first) {
        continue;
      }
      const TokenRange both{name.tokens.first, next.tokens.end};
      const std::size_t number = name.sentence;
      found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(i),
                   found_.begin() + static_cast<std::ptrdiff_t>(i) + 2);
      add(number, both).type = "PER";
      std::rotate(found_.begin() + static_cast<std::ptrdiff_t>(i),
                  found_.end() - 1,
                  found_.end());
    }
  }

  /// Names of the lexicon, the longest at each place.
  void take_known(std::size_t number) {
    const Sentence& sentence = annotation_.sentences[number];
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const auto known = lexicon_names_.find(sentence, i);
      if (known && is_free({i, known->end}) && !is_surname(sentence, {i, known->end})) {
        const bool company =
            tables_.lexicon.entries()[known->entry].kind == EntityKind::organization;
        const std::size_t end =
            company ? ends_.behind_suffixes(sentence.tokens, known->end) : known->end;
        add(number, {i, end}).entry = known->entry;
        i = end - 1;
      }
    }
  }

  void take_span(std::size_t number, TokenRange range, const std::string& type) {
    const auto& tokens = annotation_.sentences[number].tokens;
    if (words_.is_apposed_post(tokens, range)) {
      return;
    }
    if (const std::size_t link = words_.between_heads(tokens, range); link < range.end) {
      // "|Banyan Growth| and |Sequence Ventures|"
      take_span(number, {range.first, link}, type);
      take_span(number, {link + 1, range.end}, type);
      return;
    }
    if (const std::size_t comma = comma_inside(tokens, range); comma < range.end) {
      // "rivals include |Numeric|, |Basis| and"
      take_span(number, {range.first, comma}, type);
      take_list(number, {comma + 1, range.end}, type);
      return;
    }
    if (const std::size_t verb = words_.verb_inside(tokens, range); verb < range.end) {
      // "|Ostrava Robotics| unveils |Hedgehog|"
      take_span(number, {range.first, verb}, type);
      take_span(number, {verb + 1, range.end}, type);
      return;
    }
    if (const auto post = words_.post_inside(tokens, range); post.end > post.first) {
      // "|Teleport| Chief Executive |Ieva Ozola|"
      if (post.first > range.first) {
        take_span(number, {range.first, post.first}, "ORG");
      }
      take_span(number, {post.end, range.end}, "PER");
      return;
    }
    range.end = words_.before_post(tokens, range);
    range = ends_.without_class_words(tokens, words_.trimmed(tokens, range));
    range = NameEnds::without_number(annotation_.sentences[number], range);
    range = ends_.without_owner(tokens, range, type);
    range = ends_.without_descriptor(annotation_.sentences[number], range);
    if (range.end > range.first + 1 &&
        words_.only_describes(annotation_.sentences[number], range.first)) {
      ++range.first;
    }
    range.end = ends_.behind_heads(tokens, range);
    if (range.end < tokens.size() && range.end > range.first && !taken_[range.end] &&
        words_.ends_part_name(tokens, range.end)) {
      ++range.end;
    }
    range.end = ends_.behind_small_half(annotation_.sentences[number], range.end);
    range.first = ends_.before_small_half(annotation_.sentences[number], range.first);
    const TokenRange joined = ends_.across_signs(tokens, range);
    if (joined.first < range.first || range.end < joined.end) {
      if (is_free(joined)) {
        add(number, joined).type = "ORG";
      }
      return;
    }
    range.end = ends_.behind_surname(tokens, range);
    range.end = ends_.behind_particle(tokens, range);
    range.end = ends_.behind_rest(tokens, range);
    if (is_free(range) && has_capital(tokens[range.first]) &&
        !words_.is_origin(tokens, range) && !words_.is_post(tokens, range) &&
        !(range.end == range.first + 1 && words_.is_plain_word(tokens[range.first]))) {
      add(number, range).type = type;
    }
  }

  /// "|Basis| and |AppZen|" behind a comma: the end of a list, no name of two words.
  void take_list(std::size_t number, TokenRange range, const std::string& type) {
    const auto& tokens = annotation_.sentences[number].tokens;
    const std::size_t link = range.first + 1;
    if (range.end == range.first + 3 && tokens[link].tag == Tag::cconj &&
        is_letter(first_code_point(tokens[link].word))) {
      take_span(number, {range.first, link}, type);
      take_span(number, {link + 1, range.end}, type);
      return;
    }
    take_span(number, range, type);
  }

  /// "Glossier, |Xometry and Recart|": behind a comma that a name of one word ends with.
  [[nodiscard]] bool closes_list(std::size_t number, TokenRange range) const {
    const auto& tokens = annotation_.sentences[number].tokens;
    return range.first >= 2 && tokens[range.first - 1].folded == "," &&
           tokens[range.first - 2].tag == Tag::propn &&
           has_capital(tokens[range.first - 2]) &&
           tokens[range.first - 2].relation != Relation::unknown;
  }

  /// The comma between two names that a span runs together; none before a suffix ("Kite,
  /// Inc.") nor in a list of fields ("School of Arts, Design and Media").
  [[nodiscard]] std::size_t comma_inside(const std::vector<Token>& tokens,
                                         TokenRange range) const {
    for (std::size_t i = range.first + 1; i + 1 < range.end; ++i) {
      if (tokens[i].folded == "," && ends_.behind_suffix(tokens, i) == i &&
          has_capital(tokens[i + 1]) && !tables_.field_words.has(tokens[i + 1].folded)) {
        return i;
      }
    }
    return range.end;
  }

  void take_shapes(std::size_t number) {
    const Sentence& sentence = annotation_.sentences[number];
    const bool title_case = words_.is_title_case(sentence);
    for (std::size_t i = 0; i < sentence.tokens.size();) {
      if (taken_[i] || !begins_name(sentence, i)) {
        ++i;
        continue;
      }
      TokenRange run{i, run_end(sentence, i)};
      if (const auto post = words_.post_inside(sentence.tokens, run);
          post.end > post.first) {
        run = post.first > run.first ? TokenRange{run.first, post.first}
                                     : TokenRange{post.end, run.end};
      }
      run.end = words_.before_post(sentence.tokens, run);
      TokenRange range = words_.trimmed(sentence.tokens, run);
      range.end = ends_.behind_rest(sentence.tokens, range);
      i = std::max(range.end, i + 1);
      if (is_free(range) && is_name(sentence, range, title_case)) {
        add(number, range);
      }
    }
  }

  [[nodiscard]] bool begins_name(const Sentence& sentence, std::size_t i) const {
    const Token& token = sentence.tokens[i];
    if (!has_capital(token) &&
        !(has_inner_capital(token.word) && token.word.size() > 2)) {
      return false;
    }
    if (i > 0 && token.span == sentence.tokens[i - 1].span) {
      return false;
    }
    // A sentence's first word goes into the name only if it is one by itself.
    return !tables_.function_words.has(token.folded);
  }

  /// Behind the run of capital words that begins at `begin`.
  [[nodiscard]] std::size_t run_end(const Sentence& sentence, std::size_t begin) const {
    const auto& tokens = sentence.tokens;
    std::size_t end = begin + 1;
    bool has_head = words_.is_head(tokens[begin]);
    while (end < tokens.size() && !taken_[end]) {
      const Token& token = tokens[end];
      // "Norvik AI": in capitals no "aí"
      if (has_capital(token) &&
          (words_.is_field(token) || !tables_.function_words.has(token.folded)) &&
          !words_.splits_before(sentence, end)) {
        has_head = has_head || words_.is_head(token);
        ++end;
        continue;
      }
      if (words_.is_version(sentence, end)) {
        ++end;
        continue;
      }
      std::size_t next = behind_link(sentence, begin, end, has_head);
      next = next == end ? ends_.behind_small_half(sentence, end) : next;
      if (next == end) {
        break;
      }
      end = next;
    }
    return end;
  }

  /// "Bank of America", "Luiz Inácio Lula da Silva", "AT & T": behind the link and the
  /// capital word after it, or `at`.
  [[nodiscard]] std::size_t behind_link(const Sentence& sentence,
                                        std::size_t begin,
                                        std::size_t at,
                                        bool has_head) const {
    const auto& tokens = sentence.tokens;
    const std::size_t next = words_.behind_links(tokens, at, true);
    if (next == at || next >= tokens.size() || taken_[next] ||
        !has_capital(tokens[next]) || tables_.function_words.has(tokens[next].folded) ||
        tables_.roles.has(tokens[next].folded)) {
      return at;
    }
    const bool sign = !is_letter(first_code_point(tokens[at].folded));
    const bool person = (tables_.gazetteers.lists_of(tokens[begin].folded) &
                         knowledge::Gazetteers::first_name) != 0 &&
                        (tables_.gazetteers.lists_of(tokens[next].folded) &
                         knowledge::Gazetteers::last_name) != 0;
    return sign || has_head || person ? next + 1 : at;
  }

  [[nodiscard]] bool is_name(const Sentence& sentence,
                             TokenRange range,
                             bool title_case) const {
    const auto& tokens = sentence.tokens;
    const Token& first = tokens[range.first];
    if (words_.is_post(tokens, range)) {
      return false;
    }
    if (range.end == range.first + 1) {
      if (words_.is_plain_word(first) || (first.word.size() < 2)) {
        return false;
      }
      const bool is_role = tables_.roles.has(first.folded) ||
                           tables_.titles.has(first.folded) ||
                           tables_.class_words.has(first.folded) || words_.is_head(first);
      if (is_role && !has_inner_capital(first.word)) {
        return false;
      }
    }
    if (title_case) {
      return words_.known_elsewhere(tokens, range);
    }
    if (!words_.opens(sentence, range.first) || has_inner_capital(first.word)) {
      return true;
    }
    if (first.tag == Tag::propn) {
      return true;
    }
    if (range.end > range.first + 1) {
      return first.tag == Tag::unknown || words_.stands_with_capital(first.folded) ||
             has_capital(tokens[range.first + 1]);
    }
    return words_.stands_with_capital(first.folded) ||
           (first.tag == Tag::unknown &&
            (tables_.gazetteers.lists_of(first.folded) &
             (knowledge::Gazetteers::place | knowledge::Gazetteers::organization)) != 0);
  }

  const Article& article_;
  const Annotation& annotation_;
  const NameTables& tables_;
  std::vector<bool> taken_;  ///< [token of the sentence at work]: a name has it
  NameWords words_;
  NameEnds ends_;
  NameDoubts doubts_;
  HeadedNames headed_;
  LexiconNames lexicon_names_;
  std::vector<std::vector<TokenRange>> titles_;  ///< by sentence
  std::vector<NameCandidate> found_;
};

}  // namespace

std::string plain_text(std::string_view text, Span span) {
  std::string out;
  bool pending = false;
  const auto view = text.substr(span.begin, span.size());
  for (std::size_t at = 0; at < view.size();) {
    const std::size_t here = at;
    const char32_t c = next_code_point(view, at);
    if (is_space(c)) {
      pending = !out.empty();
      continue;
    }
    if (pending) {
      out.push_back(' ');
      pending = false;
    }
    out.append(view.substr(here, at - here));
  }
  return out;
}

std::vector<NameCandidate> find_name_candidates(const Article& article,
                                                const Annotation& annotation,
                                                const NameTables& tables) {
  return Finder{article, annotation, tables}.take();
}

}  // namespace byline::extract
