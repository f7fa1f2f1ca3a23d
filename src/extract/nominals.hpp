#pragma once

#include "extract/called_names.hpp"
#include "extract/earlier_mentions.hpp"
#include "extract/leading_entity.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {

/// A definite class noun ("the company") and the mention that it surely goes back to.
struct Nominal {
  TokenRange tokens;
  std::size_t mention = no_mention;
  std::string_view class_name;  ///< that the noun says; empty: a post
};

/// Finds what definite class nouns mean.
class NominalFinder {
 public:
  /// All must outlive this. `genders`: m, f or 0 for every entity.
  NominalFinder(const Annotation& annotation,
                const NameTables& tables,
                const ArticleFacts& facts,
                const EarlierMentions& earlier,
                const CalledNames& called,
                const LeadingEntity& leading,
                const std::vector<char>& genders)
      : annotation_(annotation),
        tables_(tables),
        facts_(facts),
        earlier_(earlier),
        called_(called),
        leading_(leading),
        genders_(genders) {}

  /// "the company", "a empresa": the class noun right behind a definite word.
  [[nodiscard]] std::optional<Nominal> find(std::size_t sentence, std::size_t i) const;
  /// "sua |empresa|": a company right behind a possessive, that of whoever is meant.
  [[nodiscard]] std::optional<Nominal> find_owned(std::size_t sentence,
                                                  std::size_t i) const;
  /// The mention of a thing of the class that the word `i` most likely goes back to, or
  /// `no_mention` if none is clear.
  [[nodiscard]] std::size_t nominal_antecedent(std::size_t sentence,
                                               std::size_t i,
                                               std::string_view class_name) const;

 private:
  /// "Acme, the Cork-based |body| that owns it": the name that the noun is said of, or
  /// `no_mention`.
  [[nodiscard]] std::size_t apposed_name(std::size_t sentence,
                                         std::size_t i,
                                         std::string_view class_name) const;
  /// "the company", "the project", far from where its name stood, or behind one that is
  /// named in passing: what the article is about. `best`: what else may be meant.
  [[nodiscard]] std::size_t leading_of(std::size_t sentence,
                                       std::size_t i,
                                       std::string_view class_name,
                                       std::size_t best) const;
  /// "and the shares of |this| company": what the sentence named last, or `no_mention`.
  [[nodiscard]] std::size_t named_last(std::size_t sentence,
                                       std::size_t i,
                                       std::string_view class_name) const;
  /// "opened a laboratory. … The laboratory": whether the noun was introduced, by no
  /// name, behind the mention; it means no organization that was named before then.
  [[nodiscard]] bool is_introduced_behind(std::size_t mention,
                                          std::size_t sentence,
                                          std::size_t i,
                                          std::string_view class_name) const;
  /// Whether the noun `i` is what a verb takes, behind an indefinite article.
  [[nodiscard]] bool introduces(const std::vector<Token>& tokens, std::size_t i) const;
  /// "the airline Acme … Zeta took no part. The company …": whether another company has
  /// been the subject of the sentence before, or is named there and more often in all,
  /// and `mention` is farther back.
  [[nodiscard]] bool is_told_since(std::size_t mention,
                                   std::size_t sentence,
                                   std::string_view class_name) const;
  /// "the |foundation|", where another was named once in passing, sentences back: the
  /// last mention of one that the article speaks of far more, or `no_mention`.
  [[nodiscard]] std::size_t topic_instead(std::size_t mention,
                                          std::size_t sentence,
                                          std::string_view class_name) const;
  /// "o serviço, batizado de |SkyBox|, cresceu", "o regulador do país, a |Anatel|": the
  /// name that is told behind the noun, or `no_mention`.
  [[nodiscard]] std::size_t name_behind(std::size_t sentence,
                                        TokenRange noun,
                                        std::string_view class_name) const;
  [[nodiscard]] bool is_apposed_to(const std::vector<Token>& tokens,
                                   std::size_t noun,
                                   const Mention& name,
                                   std::string_view class_name) const;
  /// "a |capital|" is a city, "o |capital|" none: whether the article before the noun has
  /// the gender in which it names a class.
  [[nodiscard]] bool has_gender_of_class(const std::vector<Token>& tokens,
                                         std::size_t i) const;
  /// "a |nova| fundação": whether a word of newness stands before the noun at `i`.
  [[nodiscard]] bool is_new(const std::vector<Token>& tokens, std::size_t i) const;
  /// The thing of the class that the article named first in this sentence or the two
  /// before it, the last of several (`so_called`: with the noun at `i` in its name);
  /// `no_mention` if there is none, or of two companies
  /// that were named together.
  [[nodiscard]] std::size_t newest(std::size_t sentence,
                                   std::size_t i,
                                   std::string_view class_name,
                                   bool so_called) const;
  [[nodiscard]] std::optional<Nominal> find_noun(std::size_t sentence,
                                                 std::size_t i) const;
  /// Behind a definite word, with at most three words that modify it between:
  /// "the Lisbon-based battery company".
  [[nodiscard]] bool is_definite(const std::vector<Token>& tokens, std::size_t i) const;
  /// "o novo grupo|, que se chamará Zeta": the words behind the noun, up to a naming
  /// word.
  [[nodiscard]] bool names_itself(const std::vector<Token>& tokens,
                                  std::size_t end) const;
  /// "a cimenteira | de Setúbal": a place behind the link only tells where it is.
  [[nodiscard]] bool stands_before_place(std::size_t sentence, std::size_t link) const;
  /// Whether word `k` modifies the noun at `i`, by itself or as a part of what does: both
  /// halves of "Lisbon-based".
  [[nodiscard]] static bool modifies(const std::vector<Token>& tokens,
                                     std::size_t k,
                                     std::size_t i);
  /// "the governing body": of somebody, and nothing that was named.
  [[nodiscard]] bool is_owned(const std::vector<Token>& tokens,
                              std::size_t i,
                              std::size_t end) const;
  /// "the museum": the only thing so far that has the word in its name or is told to be
  /// one, however far back; its last mention before token `i`.
  [[nodiscard]] std::size_t only_so_called(std::size_t sentence,
                                           std::size_t i,
                                           const std::string& head,
                                           std::string_view class_name) const;
  /// A name stands in or right beside the words. A place before them only tells where:
  /// "the Lisbon company".
  [[nodiscard]] bool is_named(std::size_t sentence,
                              std::size_t begin,
                              std::size_t end) const;
  /// "O gestor será substituído por |Ana Lima|": somebody else is meant than who is named
  /// behind `i`.
  [[nodiscard]] bool is_named_later(std::size_t sentence,
                                    std::size_t i,
                                    std::size_t entity) const;
  /// "para a nova fundação. |A fundação|": what the same noun with a word of newness
  /// meant in the sentence before, or `no_mention`.
  [[nodiscard]] std::size_t new_before(std::size_t sentence, std::size_t i) const;
  /// Whether nothing names the thing before, but for the title.
  [[nodiscard]] bool is_first_in_text(std::size_t mention) const;
  /// Whether `best` is named as the subject of the sentence before, in this paragraph,
  /// and `second` stands farther back.
  [[nodiscard]] bool is_told_right_before(const Antecedent& best,
                                          const Antecedent& second,
                                          std::size_t sentence) const;
  /// "a compra da |empresa| pela Zeta": whether what an organization does to the noun's
  /// thing is told, the doer's name right behind the noun.
  [[nodiscard]] bool is_done_to(std::size_t sentence,
                                std::size_t i,
                                std::size_t end) const;
  /// The only thing of the class that somebody does something to in the last sentence
  /// that tells of one, at most two back; `no_mention` if there is none or several.
  [[nodiscard]] std::size_t object_before(std::size_t sentence,
                                          std::string_view class_name) const;
  [[nodiscard]] bool is_listed_organization(const Entity& entity) const;
  /// "launched the Kite Foundation. |The foundation|": the one so named that the
  /// sentences right before tell the making of; `no_mention` if there is none or several.
  [[nodiscard]] std::size_t just_made(std::size_t sentence,
                                      const std::string& head) const;
  [[nodiscard]] bool is_material(std::size_t mention, std::string_view class_name) const;
  [[nodiscard]] bool may_be_project(std::size_t entity,
                                    std::string_view class_name) const;
  [[nodiscard]] bool has_class(const Entity& entity,
                               std::string_view class_name,
                               bool names_own_kind) const;
  [[nodiscard]] std::optional<Nominal> described_by_name(std::size_t sentence,
                                                         std::size_t i,
                                                         std::size_t end) const;
  [[nodiscard]] bool is_rather_company(std::size_t entity,
                                       std::string_view class_name) const;
  [[nodiscard]] bool lacks_own_name(std::size_t entity, const std::string& head) const;
  /// What the article has named most so far of all whose names have the word: "the
  /// theatre", however far back.
  [[nodiscard]] std::size_t topic_named(std::size_t sentence,
                                        const std::string& head) const;
  /// The candidate (by entity) that the article names far more often than any other.
  [[nodiscard]] std::size_t topic_of(
      const std::map<std::size_t, Antecedent>& candidates) const;
  [[nodiscard]] bool is_in_title(std::size_t entity) const;
  /// "the leader": the one person who is called so, else the one person of this sentence
  /// and the few before it.
  [[nodiscard]] std::size_t person_meant(std::size_t sentence, std::size_t i) const;
  template <typename Test>
  [[nodiscard]] std::size_t only_person(std::size_t sentence,
                                        std::size_t i,
                                        std::size_t reach,
                                        bool& several,
                                        const Test& may_be) const;
  /// "o comitê" is no university that is named in passing; what the article speaks of may
  /// be called by other words than its name has.
  [[nodiscard]] bool is_of_other_kind(std::size_t entity, const std::string& head) const;

  const Annotation& annotation_;
  const NameTables& tables_;
  const ArticleFacts& facts_;
  const EarlierMentions& earlier_;
  const CalledNames& called_;
  const LeadingEntity& leading_;
  const std::vector<char>& genders_;
};

}  // namespace byline::extract
