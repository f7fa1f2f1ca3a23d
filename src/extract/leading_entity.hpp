#pragma once

#include "extract/earlier_mentions.hpp"
#include "model/fact.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace byline::extract {

/// The one of several things that is named most: at least three times, and twice as often
/// as any other that may lead; `no_mention` if none is. `counts`: how often each is
/// named.
[[nodiscard]] std::size_t named_most(const std::vector<std::size_t>& counts,
                                     const std::function<bool(std::size_t)>& may_lead);

/// The one organization or work that an article is about, if it names it twice as often
/// as any other: what a word may mean that nothing near explains.
class LeadingEntity {
 public:
  /// All must outlive this; `facts` and `earlier` may get mentions meanwhile.
  LeadingEntity(const Annotation& annotation,
                const ArticleFacts& facts,
                const EarlierMentions& earlier);

  /// The last mention before token `i` of the organization or work that leads its kind,
  /// at most twelve sentences before; `no_mention` if none leads.
  [[nodiscard]] std::size_t before(std::size_t sentence,
                                   std::size_t i,
                                   EntityKind kind) const;
  /// The last mention of the leading thing that the pronoun at token `i` may mean: at
  /// most two sentences before, and no other thing is a subject since. Else `no_mention`.
  [[nodiscard]] std::size_t meant_by_pronoun(std::size_t sentence, std::size_t i) const;
  /// "Both |Acme| and |Zeta| sit on": one subject of several, that no singular means.
  [[nodiscard]] bool shares_subject(std::size_t mention) const;

 private:
  /// The entity of these kinds that leads.
  [[nodiscard]] std::size_t leader_of(bool organizations, bool works) const;
  [[nodiscard]] std::size_t last_before(std::size_t entity,
                                        std::size_t sentence,
                                        std::size_t i,
                                        std::size_t reach) const;
  /// Whether a subject that is no person stands in tokens [begin, end).
  [[nodiscard]] bool has_other_subject(std::size_t sentence,
                                       std::size_t begin,
                                       std::size_t end) const;

  const Annotation& annotation_;
  const ArticleFacts& facts_;
  const EarlierMentions& earlier_;
  std::size_t organization_;  ///< entity, or `no_mention`
  std::size_t work_;          ///< the same
  std::size_t thing_;         ///< organization or work, or `no_mention`
};

}  // namespace byline::extract
