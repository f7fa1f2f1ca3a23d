#include "extract/name_candidates.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace byline::extract {
namespace {

bool has_capital(const Token& token) {
  return is_upper(first_code_point(token.word));
}

/// "ABC", "QBX", "NeoConf", "Kubrix", "QX-4": capitals where no sentence puts them.
bool has_inner_capital(std::string_view word) {
  std::size_t at = 0;
  std::size_t capitals = 0;
  std::size_t letters = 0;
  while (at < word.size()) {
    const char32_t c = next_code_point(word, at);
    capitals += is_upper(c) ? 1 : 0;
    letters += is_letter(c) ? 1 : 0;
  }
  return letters > 1 &&
         (capitals > 1 || (capitals == 1 && !is_upper(first_code_point(word))));
}

bool is_number(const Token& token) {
  return is_digit(first_code_point(token.folded));
}

class Finder {
 public:
  Finder(const Article& article, const Annotation& annotation, const NameTables& tables)
      : article_(article),
        annotation_(annotation),
        tables_(tables) {}

  std::vector<NameCandidate> take() {
    learn_capitals();
    for (std::size_t i = 0; i < annotation_.sentences.size(); ++i) {
      find_in(i);
    }
    cut_opening_nouns();
    find_lower_case();
    return std::move(found_);
  }

 private:
  /// Words that stand with a capital inside a sentence that is no title.
  void learn_capitals() {
    for (const Sentence& sentence : annotation_.sentences) {
      if (is_title_case(sentence)) {
        continue;
      }
      for (std::size_t i = 1; i < sentence.tokens.size(); ++i) {
        if (has_capital(sentence.tokens[i]) && !opens(sentence, i)) {
          capital_words_.insert(sentence.tokens[i].folded);
        }
        if (has_capital(sentence.tokens[i]) && has_capital(sentence.tokens[i - 1])) {
          surnames_.insert(sentence.tokens[i].folded);
        }
      }
    }
  }

  /// Whether most of the longer words begin with a capital: a headline in title case.
  static bool is_title_case(const Sentence& sentence) {
    if (sentence.kind != BlockKind::title && sentence.kind != BlockKind::heading) {
      return false;
    }
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (const Token& token : sentence.tokens) {
      if (token.folded.size() > 3 && is_letter(first_code_point(token.word))) {
        ++words;
        capitals += has_capital(token) ? 1 : 0;
      }
    }
    return words >= 3 && capitals * 10 >= words * 7;
  }

  /// Whether token `i` opens the sentence or a quotation or follows a colon or bullet.
  [[nodiscard]] static bool opens(const Sentence& sentence, std::size_t i) {
    while (i > 0) {
      const std::string& before = sentence.tokens[i - 1].folded;
      if (before == ":" || before == "." || before == "!" || before == "?") {
        return true;
      }
      if (before != "\"" && before != "'" && before != "(" && before != "[" &&
          before != "-" && before != "*" && before != "•") {
        return false;
      }
      --i;
    }
    return true;
  }

  void find_in(std::size_t number) {
    const Sentence& sentence = annotation_.sentences[number];
    taken_.assign(sentence.tokens.size(), false);
    const std::size_t first = found_.size();
    find_headed(sentence);
    take_known(number);
    for (const TokenRange& range : headed_) {
      const bool longer = std::ranges::any_of(sentence.names, [&](const NameSpan& name) {
        return name.tokens.first <= range.first && range.end <= name.tokens.end &&
               name.tokens.end - name.tokens.first > range.end - range.first;
      });
      if (is_free(range) && !longer) {
        add(number, range);
      }
    }
    for (const NameSpan& name : sentence.names) {
      take_span(number, name.tokens, name.type);
    }
    take_shapes(number);
    std::erase_if(found_, [&](const NameCandidate& candidate) {
      return candidate.sentence == number &&
             (is_medium(sentence.tokens, candidate.tokens) || is_cut(candidate.span));
    });
    std::sort(found_.begin() + static_cast<std::ptrdiff_t>(first),
              found_.end(),
              [](const NameCandidate& a, const NameCandidate& b) {
                return a.tokens.first < b.tokens.first;
              });
  }

  /// "Ai" of "Ain't", "Gon" of "Gonna": tokens that are no words of the text.
  [[nodiscard]] bool is_cut(Span span) const {
    const std::string_view text = article_.text;
    const auto is_part = [](char32_t c) { return is_letter(c) || is_digit(c); };
    return is_part(last_code_point(text.substr(0, span.begin))) ||
           is_part(first_code_point(text.substr(span.end)));
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

  /// "Mineradora | Serra Alta vende": the noun that opens a sentence has its capital from
  /// there, if the article also has the name without it.
  void cut_opening_nouns() {
    std::set<std::string> names;
    for (const NameCandidate& candidate : found_) {
      if (!candidate.opens_sentence) {
        names.insert(candidate.folded);
      }
    }
    for (NameCandidate& candidate : found_) {
      const auto& tokens = annotation_.sentences[candidate.sentence].tokens;
      const std::size_t first = candidate.tokens.first;
      if (!candidate.opens_sentence || candidate.entry ||
          candidate.tokens.end < first + 2 || names.contains(candidate.folded) ||
          !(tables_.class_words.has(tokens[first].folded) ||
            tables_.roles.has(tokens[first].folded))) {
        continue;
      }
      const Span rest =
          cover(tokens[first + 1].span, tokens[candidate.tokens.end - 1].span);
      std::string name = plain_text(article_.text, rest);
      if (names.contains(fold(name))) {
        candidate.tokens.first = first + 1;
        candidate.span = rest;
        candidate.folded = fold(name);
        candidate.name = std::move(name);
        candidate.opens_sentence = false;
      }
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
    candidate.opens_sentence = opens(sentence, range.first);
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(range.first),
              taken_.begin() + static_cast<std::ptrdiff_t>(range.end),
              true);
    found_.push_back(std::move(candidate));
    return found_.back();
  }

  /// "University of Porto", "Banco do Vale", "Imperial College Lisbon": names around a
  /// head word of organizations, with what a link joins to it.
  void find_headed(const Sentence& sentence) {
    headed_.clear();
    if (is_title_case(sentence)) {
      return;
    }
    const auto& tokens = sentence.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool pair = i > 0 && has_capital(tokens[i - 1]) &&
                        names_organization(tokens[i - 1].folded + " " + tokens[i].folded);
      if (!has_capital(tokens[i]) || (!pair && !names_organization(tokens[i]))) {
        continue;
      }
      const TokenRange range{pair ? i - 1 : headed_begin(sentence, i),
                             behind_suffix(tokens, headed_end(sentence, i))};
      if (range.end > range.first + 1) {
        headed_.push_back(range);
        learn_possessive(tokens, range);
        i = range.end - 1;
      }
    }
    find_possessives(tokens);
  }

  /// "St Brannock's Hospital" is "St Brannock's" later on.
  void learn_possessive(const std::vector<Token>& tokens, TokenRange range) {
    for (std::size_t i = range.first; i + 1 < range.end; ++i) {
      if (!is_possessive(tokens[i])) {
        continue;
      }
      std::vector<std::string> words;
      for (std::size_t k = range.first; k <= i; ++k) {
        words.push_back(tokens[k].folded);
      }
      if (words.size() > 2) {
        possessives_.insert(std::move(words));
      }
    }
  }

  void find_possessives(const std::vector<Token>& tokens) {
    for (const auto& words : possessives_) {
      for (std::size_t i = 0; i + words.size() <= tokens.size(); ++i) {
        const TokenRange range{i, i + words.size()};
        const bool same = std::equal(words.begin(),
                                     words.end(),
                                     tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                     [](const std::string& word, const Token& token) {
                                       return word == token.folded;
                                     });
        const bool inside = std::ranges::any_of(headed_, [&](const TokenRange& other) {
          return other.first < range.end && range.first < other.end;
        });
        if (same && !inside) {
          headed_.push_back(range);
        }
      }
    }
  }

  [[nodiscard]] bool names_organization(const Token& token) const {
    return names_organization(token.folded);
  }

  [[nodiscard]] bool names_organization(const std::string& word) const {
    const auto kind = tables_.ontology.kind_of(tables_.heads.value(word));
    return kind && *kind == EntityKind::organization &&
           tables_.heads.value(word, 1) != "suffix";
  }

  [[nodiscard]] bool continues_name(const Sentence& sentence, std::size_t i) const {
    const Token& token = sentence.tokens[i];
    return has_capital(token) && !is_plain_word(token) && !splits_before(sentence, i);
  }

  /// A capital word before the head that belongs to the name.
  [[nodiscard]] bool leads_name(const Sentence& sentence, std::size_t i) const {
    const Token& token = sentence.tokens[i];
    return continues_name(sentence, i) && !tables_.titles.has(token.folded) &&
           !tables_.roles.has(token.folded) &&
           (!opens(sentence, i) || token.tag == Tag::propn || token.tag == Tag::unknown ||
            capital_words_.contains(token.folded));
  }

  [[nodiscard]] std::size_t headed_begin(const Sentence& sentence,
                                         std::size_t head) const {
    constexpr std::size_t most = 4;
    std::size_t begin = head;
    while (begin > 0 && head - begin < most) {
      if (leads_name(sentence, begin - 1)) {
        --begin;
        continue;
      }
      const std::size_t before = before_sign(sentence.tokens, begin);
      const std::size_t owner =
          before == begin ? before_possessive(sentence.tokens, begin) : before;
      if (owner == begin) {
        break;
      }
      begin = owner;
    }
    return begin;
  }

  /// Behind the links at `at`, "de", "do", "de la", or `at`; the second half of a
  /// contraction belongs to its first.
  [[nodiscard]] std::size_t behind_links(const std::vector<Token>& tokens,
                                         std::size_t at,
                                         bool joins) const {
    std::size_t next = at;
    while (next < tokens.size() && next < at + 2 && !has_capital(tokens[next])) {
      const bool half = next > at && tokens[next].span == tokens[next - 1].span;
      if (!half && (!tables_.links.has(tokens[next].folded) ||
                    (!joins && tables_.links.value(tokens[next].folded) == "join"))) {
        break;
      }
      ++next;
    }
    return next;
  }

  /// "Bell | & Moore": where the capital word before a joining sign begins, or `at`.
  [[nodiscard]] std::size_t before_sign(const std::vector<Token>& tokens,
                                        std::size_t at) const {
    return at >= 2 && is_sign(tokens[at - 1]) && has_capital(tokens[at - 2]) &&
                   !is_plain_word(tokens[at - 2])
               ? at - 2
               : at;
  }

  /// "&": joins two words of one name.
  [[nodiscard]] bool is_sign(const Token& token) const {
    return !is_letter(first_code_point(token.folded)) && tables_.links.has(token.folded);
  }

  /// "| St Brannock's Hospital", "| Women's College": where the owner in a name begins,
  /// or `at`. Which words make one so is the language's to tell.
  [[nodiscard]] std::size_t before_possessive(const std::vector<Token>& tokens,
                                              std::size_t at) const {
    if (at < 2 || !is_possessive(tokens[at - 1]) || !has_capital(tokens[at - 2])) {
      return at;
    }
    if (tables_.possessive_names.has(tokens[at - 2].folded)) {
      return at - 2;
    }
    return at >= 3 && has_capital(tokens[at - 3]) &&
                   tables_.possessive_names.value(tokens[at - 3].folded) == "before"
               ? at - 3
               : at;
  }

  [[nodiscard]] static bool is_possessive(const Token& token) {
    return token.folded == "'s" || token.folded == "’s";
  }

  [[nodiscard]] std::size_t headed_end(const Sentence& sentence, std::size_t head) const {
    constexpr std::size_t most_links = 3;
    const auto& tokens = sentence.tokens;
    std::size_t end = head + 1;
    const auto goes_on = [&](std::size_t i) {
      if (i >= tokens.size() || !continues_name(sentence, i) ||
          tables_.roles.has(tokens[i].folded) || tables_.titles.has(tokens[i].folded)) {
        return false;
      }
      return tables_.heads_come_first || is_head(tokens[i]) ||
             (tables_.gazetteers.lists_of(tokens[i].folded) &
              knowledge::Gazetteers::place) != 0;
    };
    while (goes_on(end)) {
      ++end;
    }
    for (std::size_t links = 0; links < most_links; ++links) {
      const std::size_t next = behind_links(tokens, end, false);
      // "Sindicato dos | Trabalhadores": behind a link any capital goes on
      if (next == end || next >= tokens.size() || !has_capital(tokens[next]) ||
          tables_.function_words.has(tokens[next].folded) ||
          splits_before(sentence, next) || tables_.roles.has(tokens[next].folded)) {
        break;
      }
      end = next + 1;
      while (end < tokens.size() && continues_name(sentence, end) &&
             !tables_.roles.has(tokens[end].folded) &&
             !tables_.titles.has(tokens[end].folded)) {
        ++end;
      }
    }
    return end;
  }

  /// Whether a name of the lexicon is only a part of a longer name around a head word.
  [[nodiscard]] bool is_inside_headed(const std::vector<Token>& tokens,
                                      std::size_t begin,
                                      std::size_t end) const {
    return std::ranges::any_of(headed_, [&](const TokenRange& range) {
      const bool inside = range.first <= begin && end <= range.end &&
                          range.end - range.first > end - begin;
      bool has_head = false;
      for (std::size_t i = begin; i < end; ++i) {
        has_head = has_head || names_organization(tokens[i]);
      }
      return inside && !has_head;
    });
  }

  /// "robotics" inside "Ostrava Robotics": a word of the lexicon with a capital that
  /// only a longer name gives it.
  [[nodiscard]] bool is_word_of_name(const Sentence& sentence,
                                     std::size_t begin,
                                     std::size_t end,
                                     const KnownName& name) const {
    const auto& tokens = sentence.tokens;
    if (is_upper(first_code_point(name.text)) || !has_capital(tokens[begin]) ||
        is_title_case(sentence)) {
      return false;
    }
    const auto names = [&](std::size_t i) {
      return has_capital(tokens[i]) && !is_plain_word(tokens[i]);
    };
    return (begin > 0 && names(begin - 1)) || (end < tokens.size() && names(end));
  }

  /// Names of the lexicon, the longest at each place.
  void take_known(std::size_t number) {
    const auto& tokens = annotation_.sentences[number].tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      // The second half of a contraction begins no name.
      if (i > 0 && tokens[i].span == tokens[i - 1].span) {
        continue;
      }
      const auto names = tables_.known.find(first_run(tokens[i].folded));
      if (names == tables_.known.end()) {
        continue;
      }
      for (const KnownName& name : names->second) {
        const std::size_t end = match_known(tokens, i, name);
        if (end == i + 1 && i > 0 && ends_part_name(tokens, i)) {
          break;
        }
        if (end != i && !is_longer_name(number, i, end, name) &&
            !is_place_of_name(number, i, name) && !is_inside_headed(tokens, i, end) &&
            !is_word_of_name(annotation_.sentences[number], i, end, name)) {
          add(number, {i, end}).entry = name.entry;
          i = end - 1;
          break;
        }
      }
    }
  }

  /// "ETH |Zurich|", "Climate Justice |Kenya|": a place right behind a name is its last
  /// word.
  [[nodiscard]] bool is_place_of_name(std::size_t number,
                                      std::size_t at,
                                      const KnownName& name) const {
    const Sentence& sentence = annotation_.sentences[number];
    if (at == 0 || taken_[at - 1] || is_title_case(sentence) ||
        tables_.lexicon.entries()[name.entry].kind != EntityKind::place) {
      return false;
    }
    const Token& before = sentence.tokens[at - 1];
    const auto kind = tables_.ontology.kind_of(tables_.class_words.value(before.folded));
    return has_capital(before) && before.tag == Tag::propn && !is_plain_word(before) &&
           (!is_post(sentence.tokens, {at - 1, at}) ||
            (at > 1 && has_capital(sentence.tokens[at - 2]) &&
             sentence.tokens[at - 2].tag == Tag::propn)) &&
           (!kind || *kind != EntityKind::place) &&
           (!opens(sentence, at - 1) || capital_words_.contains(before.folded) ||
            has_inner_capital(before.word));
  }

  /// "framework", "estrutura": a class word of things that are made, not of companies.
  [[nodiscard]] bool names_work(const Token& token) const {
    const auto kind = tables_.ontology.kind_of(tables_.class_words.value(token.folded));
    return kind && *kind == EntityKind::work;
  }

  /// "Norvik |AI|,": a word of parts behind another name that nothing follows in the
  /// phrase; "the Kite |AI| framework", "estrutura Kite |IA|" only describe.
  [[nodiscard]] bool ends_part_name(const std::vector<Token>& tokens,
                                    std::size_t i) const {
    if (!tables_.part_names.has(tokens[i].folded) || !has_capital(tokens[i]) ||
        !has_capital(tokens[i - 1]) || is_plain_word(tokens[i - 1]) ||
        tables_.roles.has(tokens[i - 1].folded) || (i < 2 && !tables_.heads_come_first) ||
        (i >= 2 && names_work(tokens[i - 2]))) {
      return false;
    }
    if (i + 1 >= tokens.size()) {
      return true;
    }
    const Tag next = tokens[i + 1].tag;
    return next == Tag::punct || next == Tag::verb || next == Tag::aux ||
           next == Tag::cconj;
  }

  /// The token behind `name` if the text says it at token `at`, else `at`.
  [[nodiscard]] std::size_t match_known(const std::vector<Token>& tokens,
                                        std::size_t at,
                                        const KnownName& name) const {
    std::string_view rest = name.folded;
    std::size_t i = at;
    while (!rest.empty() && i < tokens.size()) {
      const bool contraction =
          i + 1 < tokens.size() && tokens[i].span == tokens[i + 1].span;
      const std::string folded = contraction
                                     ? fold(plain_text(article_.text, tokens[i].span))
                                     : tokens[i].folded;
      if (!rest.starts_with(folded)) {
        return at;
      }
      rest.remove_prefix(folded.size());
      i += contraction ? 2 : 1;
      if (!rest.empty() && rest.front() == ' ') {
        rest.remove_prefix(1);
      }
    }
    if (!rest.empty() || !case_fits(tokens, at, name)) {
      return at;
    }
    return i;
  }

  /// A name with a capital wants one in the text; so does a short name of one word.
  [[nodiscard]] bool case_fits(const std::vector<Token>& tokens,
                               std::size_t at,
                               const KnownName& name) const {
    const bool wants = is_upper(first_code_point(name.text));
    return !wants || has_capital(tokens[at]) || is_number(tokens[at]);
  }

  /// "Acme" inside "Acme Labs Asia", "Torch" inside "Torch Foundation": a run of
  /// capitals that goes on with a head word is another, longer name.
  [[nodiscard]] bool is_longer_name(std::size_t number,
                                    std::size_t begin,
                                    std::size_t end,
                                    const KnownName& name) const {
    const Sentence& sentence = annotation_.sentences[number];
    if (is_title_case(sentence) || !is_upper(first_code_point(name.text))) {
      return false;
    }
    std::size_t last = end;
    while (last < sentence.tokens.size() && has_capital(sentence.tokens[last]) &&
           last < end + 4) {
      ++last;
    }
    for (std::size_t i = end; i < last; ++i) {
      if (tables_.heads.has(sentence.tokens[i].folded)) {
        return true;
      }
    }
    // "Fundação Kubrix | Nova": behind a head word the name goes on.
    if (tables_.heads_come_first && end > begin + 1 && is_head(sentence.tokens[begin]) &&
        end < sentence.tokens.size() && leads_name(sentence, end) &&
        !tables_.class_words.has(sentence.tokens[end].folded)) {
      return true;
    }
    // "Fundação Kubrix": a head word right before it.
    return begin > 0 && !opens(sentence, begin - 1 == 0 ? 0 : begin) &&
           has_capital(sentence.tokens[begin - 1]) &&
           tables_.translated_heads.has(sentence.tokens[begin - 1].folded);
  }

  void take_span(std::size_t number, TokenRange range, const std::string& type) {
    const auto& tokens = annotation_.sentences[number].tokens;
    range = without_class_words(tokens, trimmed(tokens, range));
    range = without_descriptor(annotation_.sentences[number], range);
    range.end = behind_heads(tokens, range);
    if (range.end < tokens.size() && range.end > range.first && !taken_[range.end] &&
        ends_part_name(tokens, range.end)) {
      ++range.end;
    }
    range.end = behind_small_half(annotation_.sentences[number], range.end);
    const TokenRange joined = across_signs(tokens, range);
    if (joined.first < range.first || range.end < joined.end) {
      if (is_free(joined)) {
        add(number, joined).type = "ORG";
      }
      return;
    }
    range.end = behind_surname(tokens, range);
    if (is_free(range) && has_capital(tokens[range.first]) && !is_post(tokens, range) &&
        !(range.end == range.first + 1 && is_plain_word(tokens[range.first]))) {
      add(number, range).type = type;
    }
  }

  /// "Bell & Moore": a name does not end at a joining sign.
  [[nodiscard]] TokenRange across_signs(const std::vector<Token>& tokens,
                                        TokenRange range) const {
    if (range.first >= range.end) {
      return range;
    }
    while (range.end + 1 < tokens.size() && is_sign(tokens[range.end]) &&
           has_capital(tokens[range.end + 1]) && !is_plain_word(tokens[range.end + 1])) {
      range.end += 2;
      while (range.end < tokens.size() && has_capital(tokens[range.end]) &&
             !is_plain_word(tokens[range.end])) {
        ++range.end;
      }
    }
    for (std::size_t before = before_sign(tokens, range.first); before < range.first;
         before = before_sign(tokens, range.first)) {
      range.first = before;
      while (range.first > 0 && has_capital(tokens[range.first - 1]) &&
             tokens[range.first - 1].tag == Tag::propn &&
             !is_plain_word(tokens[range.first - 1]) &&
             !tables_.titles.has(tokens[range.first - 1].folded)) {
        --range.first;
      }
    }
    return range;
  }

  /// "Lisbon-Porto", "Lima-Costa": what a hyphen may join though they are two.
  [[nodiscard]] bool are_two_names(const Token& a, const Token& b) const {
    using knowledge::Gazetteers;
    const unsigned first = tables_.gazetteers.lists_of(a.folded);
    const unsigned second = tables_.gazetteers.lists_of(b.folded);
    return (first & second & (Gazetteers::place | Gazetteers::last_name)) != 0 ||
           (first & second & Gazetteers::organization) != 0 ||
           !is_letter(first_code_point(b.word));
  }

  /// "Jong| -un", "Hyun| -woo Park", "Sainte| -Odile": behind the second half of a double
  /// name, and the capital words that follow it, or `at`.
  [[nodiscard]] std::size_t behind_small_half(const Sentence& sentence,
                                              std::size_t at) const {
    const auto& tokens = sentence.tokens;
    if (at == 0 || at + 1 >= tokens.size() || taken_[at] || tokens[at].folded != "-" ||
        tokens[at - 1].span.end != tokens[at].span.begin ||
        tokens[at].span.end != tokens[at + 1].span.begin ||
        !has_capital(tokens[at - 1]) ||
        !is_lower(first_code_point(tokens[at + 1].word)) ||
        tokens[at + 1].tag != Tag::propn ||
        tables_.class_words.has(tokens[at + 1].folded) ||
        (at + 2 < tokens.size() && tokens[at + 2].folded == "-")) {
      return at;
    }
    std::size_t end = at + 2;
    while (end < tokens.size() && !taken_[end] && has_capital(tokens[end]) &&
           !is_plain_word(tokens[end]) && !splits_before(sentence, end)) {
      ++end;
    }
    return end;
  }

  /// "Ana Lima | e Silva": behind a joined surname that is no name of its own in the
  /// article, or the range's end.
  [[nodiscard]] std::size_t behind_surname(const std::vector<Token>& tokens,
                                           TokenRange range) const {
    using knowledge::Gazetteers;
    const std::size_t link = range.end;
    if (!tables_.heads_come_first || range.end < range.first + 2 ||
        link + 1 >= tokens.size() || taken_[link + 1] ||
        tables_.links.value(tokens[link].folded) != "join" ||
        !is_letter(first_code_point(tokens[link].word)) ||
        !has_capital(tokens[link + 1]) ||
        (link + 2 < tokens.size() && has_capital(tokens[link + 2]))) {
      return range.end;
    }
    const auto lists = [&](std::size_t i) {
      return tables_.gazetteers.lists_of(tokens[i].folded);
    };
    const bool person = (lists(range.first) & Gazetteers::first_name) != 0;
    const unsigned surname = lists(link + 1);
    // people whom the article names in full have a first name before the surname
    const bool alone = surnames_.find(tokens[link + 1].folded) == surnames_.end();
    return person && alone && (surname & Gazetteers::last_name) != 0 &&
                   (surname & (Gazetteers::first_name | Gazetteers::place)) == 0
               ? link + 2
               : range.end;
  }

  /// "Swiss drugmaker | Quillon", "Mole | weeding robot": what only tells the class of
  /// the thing, in small letters, is no part of the name.
  [[nodiscard]] TokenRange without_class_words(const std::vector<Token>& tokens,
                                               TokenRange range) const {
    std::size_t first_small = range.end;
    std::size_t last_class = range.end;
    for (std::size_t i = range.first; i < range.end; ++i) {
      const std::string& word = tokens[i].folded;
      if (!is_lower(first_code_point(tokens[i].word)) || tables_.links.has(word)) {
        continue;
      }
      first_small = std::min(first_small, i);
      if (tables_.class_words.has(word) || tables_.roles.has(word)) {
        last_class = i;
      }
    }
    if (last_class == range.end) {
      return range;
    }
    if (last_class + 1 < range.end && has_capital(tokens[last_class + 1])) {
      return {last_class + 1, range.end};
    }
    return first_small > range.first ? TokenRange{range.first, first_small} : range;
  }

  /// "Warner | Music Group", "Blue Harbor | , Inc.": what goes on to a head word of
  /// organizations belongs to the name.
  [[nodiscard]] std::size_t behind_heads(const std::vector<Token>& tokens,
                                         TokenRange range) const {
    constexpr std::size_t most = 3;
    std::size_t end = range.end;
    if (const std::size_t behind = behind_suffix(tokens, end); behind > end) {
      return behind;
    }
    for (std::size_t i = end; i < tokens.size() && i < end + most; ++i) {
      if (taken_[i] || !has_capital(tokens[i]) || is_plain_word(tokens[i])) {
        break;
      }
      if (is_head(tokens[i])) {
        return i + 1;
      }
    }
    return end;
  }

  /// "| plc", "|, Inc", "| A/S": behind a company suffix at `at`, or `at`.
  [[nodiscard]] std::size_t behind_suffix(const std::vector<Token>& tokens,
                                          std::size_t at) const {
    constexpr std::size_t most = 3;
    const std::size_t begin =
        at < tokens.size() && tokens[at].folded == "," ? at + 1 : at;
    std::string joined;
    std::size_t found = at;
    for (std::size_t i = begin; i < tokens.size() && i < begin + most; ++i) {
      if (taken_[i] || (i > begin && tokens[i].span.begin != tokens[i - 1].span.end)) {
        break;
      }
      joined += tokens[i].folded;
      if (tables_.heads.value(joined, 1) == "suffix" &&
          (has_capital(tokens[begin]) || !tables_.class_words.has(joined))) {
        found = i + 1;
      }
    }
    return found;
  }

  /// A capital word that is never a name: function words, months, "CEO".
  [[nodiscard]] bool is_plain_word(const Token& token) const {
    return tables_.function_words.has(token.folded) ||
           tables_.no_names.has(token.folded) || tables_.months.has(token.folded) ||
           tables_.weekdays.has(token.folded) || tables_.pronouns.has(token.folded);
  }

  /// Without articles, titles and links at the ends.
  [[nodiscard]] TokenRange trimmed(const std::vector<Token>& tokens,
                                   TokenRange range) const {
    const auto outside = [&](std::size_t i) {
      const std::string& folded = tokens[i].folded;
      std::string_view plain = folded;
      plain = plain.ends_with('.') ? plain.substr(0, plain.size() - 1) : plain;
      // "Per Lindahl": a name that is written like a function word
      const bool named = tokens[i].tag == Tag::propn && has_capital(tokens[i]) &&
                         i + 1 < range.end && has_capital(tokens[i + 1]);
      return tables_.titles.has(plain) ||
             (tables_.function_words.has(folded) && !named) ||
             (!is_letter(first_code_point(folded)) && !is_number(tokens[i]));
    };
    while (range.first < range.end && outside(range.first)) {
      ++range.first;
    }
    while (range.end > range.first &&
           (tables_.links.has(tokens[range.end - 1].folded) ||
            !(is_letter(first_code_point(tokens[range.end - 1].folded)) ||
              is_number(tokens[range.end - 1])))) {
      --range.end;
    }
    return range;
  }

  /// "Kubrix AI framework", "Kubrix IA Framework": what only describes goes, if the
  /// article has the shorter name too. A field ("AI") goes only before a class word.
  [[nodiscard]] TokenRange without_descriptor(const Sentence& sentence,
                                              TokenRange range) const {
    const auto& tokens = sentence.tokens;
    const auto is_class = [&](std::size_t i) {
      return i < tokens.size() && tables_.class_words.has(tokens[i].folded) &&
             (is_lower(first_code_point(tokens[i].word)) ||
              !tables_.heads.has(tokens[i].folded));
    };
    std::size_t end = range.end;
    bool before_class = is_class(end);
    while (end > range.first + 1) {
      if (is_class(end - 1)) {
        before_class = true;
      } else if (!before_class || !is_field(tokens[end - 1])) {
        break;
      }
      --end;
    }
    const bool known =
        end == range.first + 1 && (capital_words_.contains(tokens[range.first].folded) ||
                                   has_inner_capital(tokens[range.first].word));
    // A translated class word may stand before: "estrutura Kubrix IA".
    const bool class_before = range.first > 0 && is_class(range.first - 1) &&
                              names_work(tokens[range.first - 1]);
    if (class_before && end == range.end && end == range.first + 2 &&
        is_field(tokens[end - 1]) &&
        capital_words_.contains(tokens[range.first].folded)) {
      --end;
      return {range.first, end};
    }
    return known ? TokenRange{range.first, end} : range;
  }

  /// A short word in capitals: "AI", "ML".
  [[nodiscard]] static bool is_field(const Token& token) {
    return token.word.size() >= 2 && token.word.size() <= 3 &&
           std::ranges::all_of(token.word, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  void take_shapes(std::size_t number) {
    const Sentence& sentence = annotation_.sentences[number];
    const bool title_case = is_title_case(sentence);
    for (std::size_t i = 0; i < sentence.tokens.size();) {
      if (taken_[i] || !begins_name(sentence, i)) {
        ++i;
        continue;
      }
      const TokenRange range = trimmed(sentence.tokens, {i, run_end(sentence, i)});
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
    bool has_head = is_head(tokens[begin]);
    while (end < tokens.size() && !taken_[end]) {
      const Token& token = tokens[end];
      // "Norvik AI": in capitals no "aí"
      if (has_capital(token) &&
          (is_field(token) || !tables_.function_words.has(token.folded)) &&
          !splits_before(sentence, end)) {
        has_head = has_head || is_head(token);
        ++end;
        continue;
      }
      if (is_version(sentence, end)) {
        ++end;
        continue;
      }
      std::size_t next = behind_link(sentence, begin, end, has_head);
      next = next == end ? behind_small_half(sentence, end) : next;
      if (next == end) {
        break;
      }
      end = next;
    }
    return end;
  }

  [[nodiscard]] bool is_head(const Token& token) const {
    return tables_.heads.has(token.folded);
  }

  /// A weekday or month is no part of a name ("Acme Tuesday").
  [[nodiscard]] bool splits_before(const Sentence& sentence, std::size_t i) const {
    const Token& token = sentence.tokens[i];
    return (tables_.months.has(token.folded) && i + 1 < sentence.tokens.size() &&
            is_number(sentence.tokens[i + 1])) ||
           tables_.weekdays.has(token.folded);
  }

  [[nodiscard]] static bool is_number_at(const Sentence& sentence, std::size_t i) {
    return i < sentence.tokens.size() && is_number(sentence.tokens[i]);
  }

  /// "Explorer 9", "Fedora 41": a short number that counts nothing.
  [[nodiscard]] bool is_version(const Sentence& sentence, std::size_t i) const {
    const Token& token = sentence.tokens[i];
    if (!is_number(token) || token.folded.size() > 4 ||
        token.folded.find(',') != std::string::npos) {
      return false;
    }
    for (const DateExpression& date : sentence.dates) {
      if (date.span.contains(token.span)) {
        return false;
      }
    }
    if (i + 1 >= sentence.tokens.size()) {
      return true;
    }
    const Token& next = sentence.tokens[i + 1];
    // "Kite 2 em", no score: "Rovers 2 a 1"
    const bool counts =
        is_lower(first_code_point(next.word)) &&
        !(tables_.function_words.has(next.folded) && !is_number_at(sentence, i + 2));
    return next.folded != "%" && !counts && !is_number(next);
  }

  /// "Bank of America", "Luiz Inácio Lula da Silva", "AT & T": behind the link and the
  /// capital word after it, or `at`.
  [[nodiscard]] std::size_t behind_link(const Sentence& sentence,
                                        std::size_t begin,
                                        std::size_t at,
                                        bool has_head) const {
    const auto& tokens = sentence.tokens;
    const std::size_t next = behind_links(tokens, at, true);
    if (next == at || next >= tokens.size() || taken_[next] ||
        !has_capital(tokens[next]) || tables_.function_words.has(tokens[next].folded)) {
      return at;
    }
    const bool sign = !is_letter(first_code_point(tokens[at].folded));
    const bool person = (tables_.gazetteers.lists_of(tokens[begin].folded) &
                         knowledge::Gazetteers::first_name) != 0 &&
                        (tables_.gazetteers.lists_of(tokens[next].folded) &
                         knowledge::Gazetteers::last_name) != 0;
    return sign || has_head || person ? next + 1 : at;
  }

  /// "Executive Director", "Vice President": capitals of a post.
  [[nodiscard]] bool is_post(const std::vector<Token>& tokens, TokenRange range) const {
    std::string phrase;
    bool all = true;
    for (std::size_t i = range.first; i < range.end; ++i) {
      phrase += (phrase.empty() ? "" : " ") + tokens[i].folded;
      all = all &&
            (tables_.roles.has(tokens[i].folded) || tables_.titles.has(tokens[i].folded));
    }
    return all || tables_.roles.has(phrase);
  }

  /// "Acme post", "post no Acme": the platform, not the company of that name.
  [[nodiscard]] bool is_medium(const std::vector<Token>& tokens, TokenRange range) const {
    if (range.end < tokens.size() && tables_.metonymy.has(tokens[range.end].folded)) {
      return true;
    }
    // "família Sarmento"
    if (tables_.heads_come_first && range.first > 0 &&
        tables_.metonymy.has(tokens[range.first - 1].folded) &&
        tables_.metonymy.value(tokens[range.first - 1].folded) == "before") {
      return true;
    }
    std::size_t before = range.first;
    while (before > 0 && range.first - before < 3 &&
           tables_.function_words.has(tokens[before - 1].folded)) {
      --before;
    }
    return before > 0 && before < range.first &&
           tokens[range.first - 1].span.size() <= 3 &&
           tables_.metonymy.has(tokens[before - 1].folded);
  }

  [[nodiscard]] bool is_name(const Sentence& sentence,
                             TokenRange range,
                             bool title_case) const {
    const auto& tokens = sentence.tokens;
    const Token& first = tokens[range.first];
    if (is_post(tokens, range)) {
      return false;
    }
    if (range.end == range.first + 1) {
      if (is_plain_word(first) || (first.word.size() < 2)) {
        return false;
      }
      const bool is_role = tables_.roles.has(first.folded) ||
                           tables_.titles.has(first.folded) ||
                           tables_.class_words.has(first.folded) || is_head(first);
      if (is_role && !has_inner_capital(first.word)) {
        return false;
      }
    }
    if (title_case) {
      return known_elsewhere(tokens, range);
    }
    if (!opens(sentence, range.first) || has_inner_capital(first.word)) {
      return true;
    }
    if (first.tag == Tag::propn) {
      return true;
    }
    if (range.end > range.first + 1) {
      return first.tag == Tag::unknown || capital_words_.contains(first.folded) ||
             has_capital(tokens[range.first + 1]);
    }
    return capital_words_.contains(first.folded) ||
           (first.tag == Tag::unknown &&
            (tables_.gazetteers.lists_of(first.folded) &
             (knowledge::Gazetteers::place | knowledge::Gazetteers::organization)) != 0);
  }

  [[nodiscard]] bool known_elsewhere(const std::vector<Token>& tokens,
                                     TokenRange range) const {
    for (std::size_t i = range.first; i < range.end; ++i) {
      const bool known = capital_words_.contains(tokens[i].folded) ||
                         has_inner_capital(tokens[i].word) || is_number(tokens[i]) ||
                         tables_.links.has(tokens[i].folded);
      if (!known) {
        return false;
      }
    }
    return true;
  }

  const Article& article_;
  const Annotation& annotation_;
  const NameTables& tables_;
  std::set<std::string> capital_words_;
  std::set<std::string> surnames_;  ///< capital words behind another
  std::vector<bool> taken_;
  std::vector<TokenRange> headed_;                  ///< of the sentence at work
  std::set<std::vector<std::string>> possessives_;  ///< short forms that own a head word
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
