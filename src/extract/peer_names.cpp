#include "extract/peer_names.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace byline::extract {
namespace {

constexpr std::size_t reach = 6;      ///< words between the two ends of the comparison
constexpr double weight_of_peer = 2;  ///< as much as an apposition

bool is_word_between(const Token& token) {
  const bool participle =
      token.relation == Relation::acl || token.relation == Relation::amod;
  return (token.tag != Tag::verb || participle) && token.tag != Tag::aux &&
         token.tag != Tag::punct;
}

/// The token of the word for peers that the words `name` depend on.
std::optional<std::size_t> peer_word_before(const std::vector<Token>& tokens,
                                            TokenRange name,
                                            const NameTables& tables) {
  std::size_t at = name.first;
  while (at > 0 && tokens[at - 1].tag != Tag::adp &&
         tables.definite_words.has(tokens[at - 1].folded)) {
    --at;
  }
  std::size_t links = 0;
  while (at > 0 && links < 2 &&
         (tokens[at - 1].tag == Tag::adp || tables.links.has(tokens[at - 1].folded))) {
    --at;
    ++links;
  }
  for (std::size_t i = at; links > 0 && i > 0 && at - i < reach; --i) {
    if (tables.peer_nouns.has(tokens[i - 1].folded)) {
      return i - 1;
    }
    // "alternativa |de código aberto| ao Terraform": where adjectives stand behind
    if (!tables.heads_come_first || !is_word_between(tokens[i - 1]) ||
        !is_lower(first_code_point(tokens[i - 1].word))) {
      break;
    }
  }
  return std::nullopt;
}

/// Whether "X, an open" or "X is an open" leads to the word at `peer`.
bool is_said_of(const std::vector<Token>& tokens,
                TokenRange name,
                std::size_t peer,
                const NameTables& tables) {
  const std::size_t at = name.end;
  if (at >= peer || peer - at > reach) {
    return false;
  }
  if (tokens[at].folded != "," && !tables.copulas.has(tokens[at].folded)) {
    return false;
  }
  return std::all_of(
      tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1,
      tokens.begin() + static_cast<std::ptrdiff_t>(peer),
      [](const Token& token) { return is_word_between(token) || token.folded == "-"; });
}

class PeerVoter {
 public:
  PeerVoter(Grouping& grouping,
            const std::vector<NameCandidate>& candidates,
            const Annotation& annotation,
            const NameTables& tables)
      : grouping_(grouping),
        candidates_(candidates),
        annotation_(annotation),
        tables_(tables) {}

  void run() {
    for (std::size_t i = 1; i < candidates_.size(); ++i) {
      const NameCandidate& known = candidates_[i];
      const auto& tokens = annotation_.sentences[known.sentence].tokens;
      // "a fork of |Acme's| search engine": Acme only owns the peer
      const bool owner = known.tokens.end < tokens.size() &&
                         tables_.owner_marks.has(tokens[known.tokens.end].folded);
      const auto peer =
          owner ? std::nullopt : peer_word_before(tokens, known.tokens, tables_);
      const std::string class_name = peer ? class_of(i) : std::string{};
      if (class_name.empty()) {
        continue;
      }
      for (std::size_t k = i; k > 0 && candidates_[k - 1].sentence == known.sentence;
           --k) {
        if (is_said_of(tokens, candidates_[k - 1].tokens, *peer, tables_)) {
          group(k - 1).votes[class_name] += weight_of_peer;
          break;
        }
      }
    }
  }

 private:
  [[nodiscard]] EntityGroup& group(std::size_t candidate) const {
    return grouping_.groups[grouping_.group_of[candidate]];
  }

  /// The class of a thing or an organization, if it is sure; else empty.
  [[nodiscard]] std::string class_of(std::size_t candidate) const {
    const std::string name = sure_class(group(candidate), tables_);
    const auto kind = tables_.ontology.kind_of(name);
    const bool fits =
        kind && (*kind == EntityKind::work || *kind == EntityKind::organization);
    return fits ? name : std::string{};
  }

  Grouping& grouping_;
  const std::vector<NameCandidate>& candidates_;
  const Annotation& annotation_;
  const NameTables& tables_;
};

}  // namespace

bool is_compared(const std::vector<Token>& tokens,
                 TokenRange name,
                 const NameTables& tables) {
  return peer_word_before(tokens, name, tables).has_value();
}

void vote_by_peers(Grouping& grouping,
                   const std::vector<NameCandidate>& candidates,
                   const Annotation& annotation,
                   const NameTables& tables) {
  PeerVoter{grouping, candidates, annotation, tables}.run();
}

}  // namespace byline::extract
