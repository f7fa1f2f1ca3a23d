#pragma once

#include "extract/class_names.hpp"
#include "extract/entity_groups.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byline::extract {

/// One candidate in its sentence, and the group that the words there vote for.
class VoteContext {
 public:
  /// All must outlive this.
  VoteContext(EntityGroup& group,
              const NameCandidate& candidate,
              const Annotation& annotation,
              const NameTables& tables)
      : group_(group),
        candidate_(candidate),
        tokens_(annotation.sentences[candidate.sentence].tokens),
        tables_(tables) {}

  [[nodiscard]] EntityGroup& group() { return group_; }
  [[nodiscard]] const NameCandidate& candidate() const { return candidate_; }
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  [[nodiscard]] const NameTables& tables() const { return tables_; }

  /// The tokens of the candidate.
  [[nodiscard]] std::size_t begin() const { return candidate_.tokens.first; }
  [[nodiscard]] std::size_t end() const { return candidate_.tokens.end; }
  [[nodiscard]] std::size_t size() const { return end() - begin(); }
  /// The same with the quotation marks around it.
  [[nodiscard]] std::size_t left() const { return begin() - (candidate_.quoted ? 1 : 0); }
  [[nodiscard]] std::size_t right() const { return end() + (candidate_.quoted ? 1 : 0); }
  /// The folded token; empty behind the last one.
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view{tokens_[i].folded} : std::string_view{};
  }
  /// "Ana Lima of |Kuka|, who …": what stands behind the comma is about her.
  [[nodiscard]] bool is_owner_of_name() const;
  /// Without the dot of an abbreviation.
  [[nodiscard]] static std::string_view plain(std::string_view word) {
    return word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
  }
  /// Votes for a class; an empty name for none.
  void add(const std::string& class_name, double weight) {
    if (!class_name.empty()) {
      group_.votes[class_name] += weight;
    }
  }
  /// What every mention of the name says again.
  void sign(const std::string& class_name, double weight) {
    group_.signs[class_name] += weight;
  }
  /// The class of the `words` words from `at` on, or nothing.
  /// The class that the words at `at` name, or nothing.
  [[nodiscard]] std::string class_named(std::size_t at, std::size_t words) const;
  [[nodiscard]] bool is_listed_as_person(std::string_view name) const;

 private:
  EntityGroup& group_;
  const NameCandidate& candidate_;
  const std::vector<Token>& tokens_;
  const NameTables& tables_;
};

}  // namespace byline::extract
