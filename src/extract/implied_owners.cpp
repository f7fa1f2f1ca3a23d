#include "extract/implied_owners.hpp"

#include "extract/class_names.hpp"
#include "extract/mention_places.hpp"
#include "extract/post_words.hpp"
#include "extract/resolved_mention.hpp"
#include "extract/spoken_of.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace byline::extract {
namespace {

class OwnerFinder {
 public:
  OwnerFinder(const Annotation& annotation, const NameTables& tables, ArticleFacts& facts)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        words_(tables),
        places_(annotation, tables, facts),
        spoken_of_(tables, facts) {}

  void run() {
    if (tables_.owned_nouns.rows.empty() && tables_.bare_posts.rows.empty()) {
      return;
    }
    leading_body_ = spoken_of_.leading(SpokenOf::Owner::body);
    leading_ = spoken_of_.leading(SpokenOf::Owner::any);
    no_owner_ = facts_.mentions.size();
    for (std::size_t s = 0; s < annotation_.sentences.size(); ++s) {
      if (s > 0) {
        count_mentions(s - 1);
      }
      const auto& tokens = annotation_.sentences[s].tokens;
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        look_at(s, i);
      }
      look_at_figure(s);
      for (std::size_t i = 0; i < tokens.size();) {
        i = std::max(i + 1, look_at_post(s, i));
      }
      for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        look_at_class(s, i);
      }
    }
    std::ranges::stable_sort(facts_.mentions, [](const Mention& a, const Mention& b) {
      return a.span.begin < b.span.begin;
    });
  }

 private:
  /// Reads "the" (#adjectives) NOUN at `at`: at the start of a clause; some nouns also
  /// behind a verb or a preposition, "led |the round|".
  void look_at(std::size_t number, std::size_t at) {
    const auto& tokens = annotation_.sentences[number].tokens;
    const bool article = tables_.definite_words.has(tokens[at].folded) ||
                         tables_.indefinite_words.has(tokens[at].folded);
    // "junto |a| investidores": a preposition that is written like an article
    if (!article || tokens[at].tag == Tag::adp) {
      return;
    }
    const bool begins = words_.may_begin(tokens, at);
    constexpr std::size_t most_adjectives = 4;  // "the best-known users"
    for (std::size_t noun = at + 1; noun <= at + 1 + most_adjectives; ++noun) {
      const std::size_t end = words_.behind_noun(tokens, noun);
      if (end == noun) {
        if (noun >= tokens.size() || !PostWords::may_describe(tokens[noun])) {
          return;
        }
        continue;
      }
      if (end < tokens.size() &&
          (tables_.links.has(tokens[end].folded) || places_.is_mentioned(number, end))) {
        return;  // "the board of Acme"
      }
      if (!tables_.heads_come_first && end < tokens.size() &&
          tokens[end].tag == Tag::noun) {
        return;  // "a rival service", "the board game"
      }
      if (!begins && !words_.may_be_object(tokens, at, noun, end)) {
        return;
      }
      const auto told = owned_by_.find(tokens[noun].folded);
      std::size_t owner =
          told != owned_by_.end() ? told->second : apposed_post_owner(number, at, noun);
      if (owner == facts_.mentions.size()) {
        owner =
            owner_for(number, PostWords::owner_of(words_.class_of(tokens, noun, end)));
      }
      if (owner != facts_.mentions.size()) {
        add(number, at, owner);
      }
      return;
    }
  }

  /// Reads "Revenue rose", "Net income fell" at the start of a sentence: of a company
  /// that is mentioned by no word of its own.
  void look_at_figure(std::size_t number) {
    const auto& tokens = annotation_.sentences[number].tokens;
    look_at_figure(number, 0);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].folded == ";") {
        look_at_figure(number, i + 1);
      }
    }
  }

  /// The same for a clause that begins at token `begin`.
  void look_at_figure(std::size_t number, std::size_t begin) {
    constexpr std::size_t most = 4;  // "Third-quarter |revenue|", "New |members|"
    const auto& tokens = annotation_.sentences[number].tokens;
    std::size_t first = begin;
    while (first + 1 < tokens.size() && first < begin + most &&
           (PostWords::may_describe(tokens[first]) ||
            (tokens[first].tag == Tag::noun && !tables_.heads_come_first)) &&
           !places_.is_mentioned(number, first) &&
           words_.behind_noun(tokens, first) == first) {
      ++first;
    }
    const std::size_t end = words_.behind_noun(tokens, first);
    if (end == first || end >= tokens.size() ||
        !(tells_more(tokens, end) || places_.begins_rival(number, end))) {
      return;
    }
    const std::string_view name = words_.class_of(tokens, first, end);
    const std::size_t owner =
        places_.begins_rival(number, end)
            ? rivalled(number, end)
            : owner_for(number,
                        PostWords::owner_of(name),
                        name != company_class || gives_examples(tokens, end));
    if (owner != facts_.mentions.size()) {
      const bool hyphened =
          std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                      tokens.begin() + static_cast<std::ptrdiff_t>(first),
                      [](const Token& token) { return token.folded == "-"; });
      const std::size_t at = hyphened ? first : begin;
      add(number, at, owner);
      facts_.mentions.back().end_token = at;
      add_to_figures(number, end, owner);
    }
  }

  /// "Revenue rose 3%, and |net income| fell": of the same company.
  void add_to_figures(std::size_t number, std::size_t from, std::size_t owner) {
    const auto& tokens = annotation_.sentences[number].tokens;
    for (std::size_t i = from; !tables_.heads_come_first && i + 1 < tokens.size(); ++i) {
      if (tokens[i].tag != Tag::cconj && tokens[i].tag != Tag::sconj) {
        continue;
      }
      const std::size_t end = words_.behind_noun(tokens, i + 1);
      if (end > i + 1 && end < tokens.size() && tells_more(tokens, end)) {
        add(number, i + 1, owner);
        facts_.mentions.back().end_token = facts_.mentions.back().first_token;
      }
    }
  }

  /// "Rivals |such as| Norvik hope"
  [[nodiscard]] bool gives_examples(const std::vector<Token>& tokens,
                                    std::size_t at) const {
    return tables_.example_words.has(tokens[at].folded) ||
           (at + 1 < tokens.size() &&
            tables_.example_words.has(tokens[at].folded + " " + tokens[at + 1].folded));
  }

  /// "Revenue |rose|", "Customers |who have| placed orders include", "Version |1.0 was|",
  /// "Version |1.0, released| in May".
  [[nodiscard]] bool tells_more(const std::vector<Token>& tokens, std::size_t at) const {
    const auto is_verb = [&](std::size_t i) {
      return i < tokens.size() &&
             (tokens[i].tag == Tag::verb || tokens[i].tag == Tag::aux);
    };
    return is_verb(at) || gives_examples(tokens, at) ||
           ((tokens[at].tag == Tag::pron || tokens[at].tag == Tag::num) &&
            is_verb(at + 1));
  }

  /// Whose rival: what the article is about, unless the rival is.
  [[nodiscard]] std::size_t rivalled(std::size_t number, std::size_t at) const {
    const bool itself = std::ranges::any_of(places_.in(number), [&](std::size_t other) {
      return facts_.mentions[other].first_token == at && leading_ != no_owner_ &&
             facts_.mentions[other].entity == facts_.mentions[leading_].entity;
    });
    if (itself) {
      return facts_.mentions.size();
    }
    if (leading_ != no_owner_) {
      return leading_;
    }
    const std::size_t lead = spoken_of_.lead();
    const bool may_own =
        lead != facts_.mentions.size() &&
        facts_.entities[facts_.mentions[lead].entity].kind == EntityKind::organization &&
        !places_.is_mentioned_here(number, facts_.mentions[lead].entity);
    return may_own ? lead : facts_.mentions.size();
  }

  /// Reads a post that no organization is named with, before a person ("| Chief executive
  /// Ana Lima said") or behind one ("Ana Lima becomes chair |."): the organization is
  /// mentioned by no word of its own. Returns the token behind the post, or `at`.
  std::size_t look_at_post(std::size_t number, std::size_t at) {
    const auto& tokens = annotation_.sentences[number].tokens;
    const std::size_t end = words_.behind_posts(tokens, at);
    if (end == at) {
      return at;
    }
    if (at > 0 && tables_.owners.has(tokens[at - 1].folded)) {
      return end;  // "its chief executive": of what "its" means, or of nothing
    }
    const bool before = stands_before_person(number, at, end);
    // "a diretora executiva |interina|"
    std::size_t close = end;
    while (tables_.heads_come_first && close < tokens.size() && close < end + 2 &&
           tokens[close].tag == Tag::adj) {
      ++close;
    }
    const bool follows = !before && !words_.names_organization(tokens, at, end) &&
                         PostWords::ends_phrase(tokens, close) &&
                         places_.has_person_before(number, at);
    if (!before && !follows && PostWords::ends_phrase(tokens, end) &&
        follows_as(tokens, at)) {
      add_behind(number, end, body_meant());
    }
    if (before || follows) {
      const auto asked =
          PostWords::owner_of(PostWords::value_of(tokens, at, end, tables_.bare_posts));
      std::size_t near = words_.names_organization(tokens, at, end)
                             ? facts_.mentions.size()
                         : follows && !tables_.heads_come_first
                             ? places_.only_organization_before(number, at)
                             : subject_before(number, asked);
      // "Ana Lima, |the chief operating officer|", who is known from what Zeta was told
      if (near != facts_.mentions.size() &&
          places_.is_known_apart(number, {at, end}, facts_.mentions[near].entity)) {
        near = facts_.mentions.size();
      }
      const std::size_t beside =
          before ? facts_.mentions.size() : places_.post_beside(number, at);
      const std::size_t owner =
          beside != facts_.mentions.size()
              ? beside
              : (near != facts_.mentions.size() ? near : owner_for(number, asked, true));
      if (owner != facts_.mentions.size() &&
          (!before || at == 0 || tokens[at - 1].tag != Tag::adp ||
           places_.is_alone(number, at, owner))) {
        add(number, at, owner);
        Mention& mention = facts_.mentions.back();
        mention.first_token = mention.end_token = before ? at : close;
      }
    }
    return end;
  }

  /// The owner of a post that "the" at `at` begins right behind a person and a comma; the
  /// number of mentions if it is none.
  [[nodiscard]] std::size_t apposed_post_owner(std::size_t number,
                                               std::size_t at,
                                               std::size_t noun) const {
    const auto& tokens = annotation_.sentences[number].tokens;
    const bool post = !tables_.heads_come_first && at > 0 &&
                      tokens[at - 1].folded == "," &&
                      PostWords::behind(tokens, noun, tables_.bare_posts) > noun &&
                      places_.has_person_before(number, at);
    return post ? places_.only_organization_before(number, at) : facts_.mentions.size();
  }

  /// The body that the article is about, else the one that its title is about.
  [[nodiscard]] std::size_t body_meant() const {
    const std::size_t lead = spoken_of_.lead();
    const bool body =
        lead != facts_.mentions.size() &&
        places_.is_a(facts_.entities[facts_.mentions[lead].entity], foundation_class);
    return leading_body_ == no_owner_ && body ? lead : leading_body_;
  }

  /// A mention by no word of its own behind a post.
  void add_behind(std::size_t number, std::size_t end, std::size_t owner) {
    if (owner != no_owner_) {
      add(number, end - 1, owner);
      facts_.mentions.back().first_token = facts_.mentions.back().end_token = end;
    }
  }

  /// "Acme joins as a |premier member|": what somebody comes as.
  [[nodiscard]] bool follows_as(const std::vector<Token>& tokens, std::size_t at) const {
    const auto is_article = [&](std::size_t i) {
      return tables_.indefinite_words.has(tokens[i].folded);
    };
    const std::size_t before = at > 1 && is_article(at - 1) ? at - 1 : at;
    // "has become a |gold member|"
    const bool becomes =
        before < at &&
        tables_.bare_posts.value(tokens[at].folded + " " +
                                 (at + 1 < tokens.size() ? tokens[at + 1].folded : "")) ==
            foundation_class &&
        tokens[before - 1].tag == Tag::verb;
    return before > 0 && (becomes || tables_.as_words.has(tokens[before - 1].folded));
  }

  /// "O sindicato convocou uma greve. … queixou-se |o coordenador|, Rui Lima": the
  /// organization that is the subject of the last sentence that has one, in the same
  /// paragraph.
  [[nodiscard]] std::size_t subject_before(std::size_t number,
                                           SpokenOf::Owner asked) const {
    constexpr std::size_t reach = 12;  // sentences: a paragraph may be endless
    const std::size_t none = facts_.mentions.size();
    const auto& sentences = annotation_.sentences;
    for (std::size_t s = number; tables_.heads_come_first && s > 0 && number - s < reach;
         --s) {
      if (sentences[s].block != sentences[s - 1].block) {
        return none;
      }
      if (const std::size_t found = places_.subject_of(s - 1, asked); found != none) {
        return found;
      }
    }
    return none;
  }

  /// Whether the post [at, end) opens a phrase that a person's name closes. Where class
  /// words come first an article stands before it, and a comma may behind it: "disse a
  /// diretora financeira, |Ana Lima|".
  [[nodiscard]] bool stands_before_person(std::size_t number,
                                          std::size_t at,
                                          std::size_t end) const {
    const auto& tokens = annotation_.sentences[number].tokens;
    if (words_.names_organization(tokens, at, end)) {
      return at > 0 && tables_.definite_words.has(tokens[at - 1].folded) &&
             words_.may_begin(tokens, at - 1) && places_.begins_organization(number, end);
    }
    if (places_.begins_person(number, end) &&
        (words_.may_begin(tokens, at) || words_.stands_before_post(tokens, at))) {
      return true;
    }
    std::size_t first = at;
    while (first > 0 && at - first < 2 &&
           (tables_.definite_words.has(tokens[first - 1].folded) ||
            tokens[first - 1].tag == Tag::adj)) {
      --first;
    }
    const std::size_t name =
        end < tokens.size() && tokens[end].folded == "," ? end + 1 : end;
    return tables_.heads_come_first && first < at &&
           tables_.definite_words.has(tokens[first].folded) &&
           words_.may_begin(tokens, first) &&
           (places_.begins_person(number, end) || places_.begins_person(number, name));
  }

  /// Reads "studio head Ana Lima", "the |club| captain Ana Lima": the noun stands for the
  /// thing of its class that the text speaks of.
  void look_at_class(std::size_t number, std::size_t at) {
    const auto& tokens = annotation_.sentences[number].tokens;
    const std::string_view name = tables_.class_words.value(tokens[at].folded);
    const auto kind = name.empty() ? std::nullopt : tables_.ontology.kind_of(name);
    if (kind != EntityKind::organization) {
      return;
    }
    const std::size_t post = PostWords::behind(tokens, at + 1, tables_.roles);
    const bool named = at > 0 && places_.is_mentioned(number, at - 1);
    if (post == at + 1 || named || places_.is_mentioned(number, at) ||
        tables_.roles.has(tokens[at].folded) || !places_.begins_person(number, post)) {
      return;
    }
    const std::size_t owner = called(tokens[at].folded, name);
    if (owner != facts_.mentions.size()) {
      add(number, at, owner);
      facts_.mentions.back().form = MentionForm::nominal;
    }
  }

  /// The last mention before this sentence of what the article calls `noun` ("the game
  /// |studio| Zeta"), else of the only thing of its class; the number of mentions if
  /// there is none.
  [[nodiscard]] std::size_t called(const std::string& noun, std::string_view name) const {
    const auto found = called_.find(noun);
    return found != called_.end() ? found->second : spoken_of_.only_of(name);
  }

  /// Adds the mentions of a sentence that is over to what has been spoken of.
  void count_mentions(std::size_t sentence) {
    for (const std::size_t m : places_.in(sentence)) {
      const Mention& mention = facts_.mentions[m];
      const auto& tokens = annotation_.sentences[sentence].tokens;
      bool subject = false;
      for (std::size_t i = mention.first_token; i < mention.end_token; ++i) {
        subject = subject || is_subject(tokens[i].relation);
      }
      if (!spoken_of_.count(m, sentence, subject)) {
        continue;
      }
      if (!titled_ && (subject || mention.first_token == 0) &&
          annotation_.sentences[sentence].kind == BlockKind::title) {
        spoken_of_.lead_with(m);
        titled_ = true;
      }
      if (mention.form == MentionForm::name && mention.first_token > 0 &&
          tables_.class_words.has(tokens[mention.first_token - 1].folded)) {
        called_[tokens[mention.first_token - 1].folded] = m;
      }
      remember_owner(tokens, m);
    }
  }

  /// "o conselho gestor do projeto": whose "o conselho" is from now on.
  void remember_owner(const std::vector<Token>& tokens, std::size_t number) {
    constexpr std::size_t reach = 3;
    std::size_t link = facts_.mentions[number].first_token;
    while (link > 0 && tables_.definite_words.has(tokens[link - 1].folded)) {
      --link;
    }
    if (!tables_.heads_come_first || link < 2 ||
        !tables_.links.has(tokens[link - 1].folded)) {
      return;
    }
    for (std::size_t first = link - 1; first > 0 && link - first <= reach; --first) {
      if (words_.behind_noun(tokens, first - 1) == link - 1) {
        owned_by_[tokens[first - 1].folded] = number;
        return;
      }
    }
  }

  /// A mention of the entity that the sentences before speak of most; the number of
  /// mentions if none stands out.
  [[nodiscard]] std::size_t owner_for(std::size_t sentence,
                                      SpokenOf::Owner asked,
                                      bool may_be_here = false) const {
    return spoken_of_.most({sentence, places_.in(sentence), asked, may_be_here});
  }

  void add(std::size_t number, std::size_t at, std::size_t owner) {
    const Mention found = facts_.mentions[owner];
    places_.add(number);
    facts_.mentions.push_back(
        resolved_mention(annotation_,
                         number,
                         {at, at + 1},
                         found,
                         {MentionForm::pronoun, Step::heading, 0.75}));
  }

  const Annotation& annotation_;
  const NameTables& tables_;
  ArticleFacts& facts_;
  PostWords words_;
  bool titled_ = false;  ///< the title's subject is known
  MentionPlaces places_;
  SpokenOf spoken_of_;            ///< in the sentences before
  std::size_t leading_body_ = 0;  ///< of the article; a mention or `no_owner_`
  std::size_t leading_ = 0;       ///< the same of any organization
  std::size_t no_owner_ = 0;
  std::map<std::string, std::size_t> called_;  ///< "the studio |Zeta|": noun → mention
  std::map<std::string, std::size_t> owned_by_;  ///< "the board of Zeta": noun → mention
};

}  // namespace

void add_implied_owners(const Annotation& annotation,
                        const NameTables& tables,
                        ArticleFacts& facts) {
  OwnerFinder{annotation, tables, facts}.run();
}

}  // namespace byline::extract
