#include "extract/emit_claim.hpp"

namespace byline::extract {

using knowledge::Emission;

namespace {

std::string datatype_of(const std::string& date) {
  return date.size() == 4   ? "xsd:gYear"
         : date.size() == 7 ? "xsd:gYearMonth"
                            : "xsd:date";
}

}  // namespace

const std::string& slot_of(const Emission& emission, const std::string& role) {
  static const std::string missing;
  for (const auto& [name, slot] : emission.roles) {
    if (name == role) {
      return slot;
    }
  }
  return missing;
}

std::optional<Node> end_of(const SentenceView& view, const Filler& filler) {
  if (filler.kind != FillerKind::date ||
      view.sentence().dates[filler.index].end_value.empty()) {
    return std::nullopt;
  }
  Node node;
  node.value = view.sentence().dates[filler.index].end_value;
  node.datatype = datatype_of(node.value);
  return node;
}

Node node_of(const SentenceView& view, const Filler& filler, bool as_text) {
  Node node;
  switch (filler.kind) {
    case FillerKind::mention:
      if (as_text) {
        node.value = view.text_of(filler.span);
        return node;
      }
      node.kind = NodeKind::entity;
      node.index = view.facts().mentions[filler.index].entity;
      return node;
    case FillerKind::number: {
      if (as_text) {  // of a version: "4.0" is not 4
        node.value = view.text_of(filler.span);
        return node;
      }
      const NumberExpression& number = view.sentence().numbers[filler.index];
      node.value = number.value;
      node.datatype = number.is_integer ? "xsd:integer" : "xsd:decimal";
      return node;
    }
    case FillerKind::date: {
      const DateExpression& date = view.sentence().dates[filler.index];
      node.value = date.value;
      node.datatype = datatype_of(date.value);
      return node;
    }
    case FillerKind::class_word:
      node.kind = NodeKind::iri;
      node.value = filler.class_name;
      return node;
    case FillerKind::nation:
    case FillerKind::topic:
    case FillerKind::text: node.value = view.text_of(filler.span); return node;
  }
  return node;
}

}  // namespace byline::extract
