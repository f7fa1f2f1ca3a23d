#pragma once

#include "extract/class_settling.hpp"
#include "extract/frame_match.hpp"
#include "extract/sentence_view.hpp"
#include "model/fact.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace byline::extract {

/// Turns matches into facts of one article. Give the matches of a sentence in the order
/// of precedence: what was said once in a sentence is not said again.
class Emitter {
 public:
  /// `facts` gets events, statistics, memberships and facts; must outlive the emitter.
  explicit Emitter(ArticleFacts& facts) : facts_(facts) {}

  void emit(const SentenceView& view, const RuleMatch& match, const Certainty& certainty);

  [[nodiscard]] const Guesses& guesses() const { return guesses_; }
  /// After the last sentence: adds the words of origin that facts use to the mentions.
  void add_words_of_origin();
  /// Whether a name stood where things of another kind are wanted.
  [[nodiscard]] bool against_class() const { return against_class_; }

 private:
  struct Claim;

  static void point_of_list(const Claim& claim,
                            Span subject_span,
                            Span object_span,
                            Evidence& evidence);
  void triple(const Claim& claim, const knowledge::Emission& emission);
  void event(const Claim& claim, const knowledge::Emission& emission);
  void one_event(const Claim& claim,
                 const knowledge::Emission& emission,
                 const Filler* theme);
  void statistic(const Claim& claim, const knowledge::Emission& emission);
  void membership(const Claim& claim, const knowledge::Emission& emission);
  void add_amount(const Claim& claim, std::size_t event, const Filler& filler);
  std::size_t add_statistic(const Claim& claim, Statistic statistic);
  void add_fact(const Claim& claim,
                const Node& subject,
                const std::string& property,
                const Node& object,
                Span subject_span,
                Span object_span);

  /// The country of a word of origin: an entity of the article, and this word one of its
  /// mentions.
  Node country(const SentenceView& view, const Filler& filler);

  ArticleFacts& facts_;
  std::vector<Mention> words_of_origin_;
  std::set<std::tuple<std::size_t, Node, std::string, Node>> said_;
  Guesses guesses_;
  bool against_class_ = false;
};

}  // namespace byline::extract
