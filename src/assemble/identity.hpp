#pragma once

#include "assemble/local_graphs.hpp"
#include "model/fact.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Which names mean one thing (data model, section 3).
namespace byline::assemble {

/// Why an article's entity is what it is.
enum class JoinReason : std::uint8_t {
  own_name,     ///< its label is the name
  lexicon,      ///< the lexicon knows it
  same_name,    ///< another spelling of the same folded label
  surname,      ///< a person's last name
  acronym,      ///< initials of the name
  alias,        ///< an alias or former name that another article states or uses
  translation,  ///< same class word and same rest in another language
  override_file
};
std::string_view name_of(JoinReason reason);

/// A thing of the whole corpus.
struct GlobalEntity {
  EntityKind kind = EntityKind::topic;
  std::string label;
  std::string segment;  ///< last segment of its IRI: encoded label, `~qualifier`
  bool in_lexicon = false;
  std::vector<std::string> classes;  ///< IRIs by vote; empty if the lexicon gives them
};

/// How an entity of an article was joined to a global one.
struct Identification {
  std::size_t entity = 0;  ///< index into Identities::entities
  JoinReason reason = JoinReason::own_name;
  std::string shared;  ///< label of the thing that both were mentioned with, if needed
};

/// What a user decides before everything else.
struct IdentityOverrides {
  /// First is meant by second; each as "kind/label", labels fold.
  std::vector<std::pair<std::string, std::string>> same;
  /// Never join these two.
  std::vector<std::pair<std::string, std::string>> apart;
};

/// Reads lines `same⇥kind/name⇥kind/name` and `apart⇥…⇥…`; `#` begins a comment. Throws
/// Error (ExitCode::unusable) with the place of a line that is neither.
IdentityOverrides parse_overrides(std::string_view text, const std::string& file);

struct Identities {
  std::vector<GlobalEntity> entities;
  std::vector<std::vector<Identification>> of;  ///< [article][local entity]
};

/// Decides for all articles at once. `graphs` must be sorted by id; the answer depends on
/// their set alone.
Identities identify(const LocalGraphs& graphs, const IdentityOverrides& overrides);

}  // namespace byline::assemble
