#pragma once

#include "annotate/linear_model.hpp"
#include "annotate/parse_state.hpp"
#include "model/sentence.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace byline::annotate {

/// The arc labels that a model tells apart: UD relations, with the subtypes that the
/// training recipe keeps ("nsubj:pass"). At most 64.
class LabelSet {
 public:
  std::uint8_t add(std::string_view name);
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::size_t number) const {
    return names_[number];
  }
  [[nodiscard]] Relation relation(std::size_t number) const { return relations_[number]; }

 private:
  std::vector<std::string> names_;
  std::vector<Relation> relations_;
};

/// UD name of a relation ("nsubj"; "nsubj:pass" for passive_subject), and back; an
/// unknown subtype counts as its main relation, an unknown name as Relation::dep.
std::string_view relation_name(Relation relation);
Relation relation_from_name(std::string_view name);

/// The features of the label of a new arc.
void add_label_features(std::span<const ParseNode> nodes,
                        const ParseState& state,
                        const ParseState::Arc& arc,
                        FeatureVector& features);

struct Attachment {
  std::int32_t head = no_head;
  std::uint8_t label = 0;  ///< number in the LabelSet
};

/// Greedy transition parser; one model chooses transitions, another labels arcs.
class Parser {
 public:
  Parser() = default;
  Parser(LinearModel transitions, LinearModel labels)
      : transitions_{std::move(transitions)},
        labels_{std::move(labels)} {}

  /// The tree over `nodes`: one attachment each, exactly one with no_head, no cycles,
  /// projective. Time and memory are linear in the number of nodes.
  [[nodiscard]] std::vector<Attachment> parse(std::span<const ParseNode> nodes) const;
  [[nodiscard]] const LinearModel& transitions() const { return transitions_; }
  [[nodiscard]] const LinearModel& labels() const { return labels_; }

 private:
  LinearModel transitions_;
  LinearModel labels_;
};

}  // namespace byline::annotate
