#include "extract/emit_claim.hpp"

#include <utility>

namespace byline::extract {

using knowledge::Emission;

namespace {

std::string comparator_name(Comparator comparator) {
  switch (comparator) {
    case Comparator::eq: return "by:eq";
    case Comparator::gt: return "by:gt";
    case Comparator::ge: return "by:ge";
    case Comparator::lt: return "by:lt";
    case Comparator::le: return "by:le";
    case Comparator::approx: return "by:approx";
  }
  return "by:eq";
}

Statistic figure(const SentenceView& view, const Filler& filler) {
  const NumberExpression& number = view.sentence().numbers[filler.index];
  Statistic result;
  result.value = number.value;
  result.is_integer = number.is_integer;
  result.unit = number.unit;
  result.comparator = comparator_name(number.comparator);
  result.figure = number.span;
  result.sentence = view.index();
  return result;
}

}  // namespace

std::size_t Emitter::add_statistic(const Claim& claim, Statistic statistic) {
  const std::size_t index = facts_.statistics.size();
  Node node;
  node.kind = NodeKind::statistic;
  node.index = index;
  const Span figure = statistic.figure;
  const Node of = statistic.of;
  Span of_span = claim.trigger.empty() ? figure : claim.trigger;
  for (const Capture& capture : claim.match.captures) {
    for (const Filler& filler : capture.fillers) {
      if (node_of(claim.view, filler, false) == of) {
        of_span = filler.span;
      }
    }
  }
  facts_.statistics.push_back(std::move(statistic));
  add_fact(claim, node, "by:statisticOf", of, figure, of_span);
  return index;
}

void Emitter::add_amount(const Claim& claim, std::size_t event, const Filler& filler) {
  if (filler.kind != FillerKind::number) {
    return;
  }
  Statistic amount = figure(claim.view, filler);
  amount.of.kind = NodeKind::event;
  amount.of.index = event;
  amount.metric =
      claim.view.text_of(claim.view.sentence().tokens[filler.tokens.end - 1].span);
  if (claim.match.trigger.size() == 1) {
    amount.metric = claim.view.text_of(claim.trigger);
  }
  Node node;
  node.kind = NodeKind::statistic;
  node.index = add_statistic(claim, std::move(amount));
  Node event_node;
  event_node.kind = NodeKind::event;
  event_node.index = event;
  const Span trigger = facts_.events[event].trigger;
  add_fact(claim, event_node, "by:amount", node, trigger, filler.span);
}

void Emitter::statistic(const Claim& claim, const Emission& emission) {
  const Capture* values = claim.match.find(slot_of(emission, "value"));
  const Capture* things = claim.match.find(emission.subject);
  if (values == nullptr || things == nullptr ||
      values->fillers.front().kind != FillerKind::number) {
    return;
  }
  const Filler& thing = things->fillers.front();
  Statistic result = figure(claim.view, values->fillers.front());
  result.of = node_of(claim.view, thing, false);
  result.metric = emission.metric_text;
  if (const Capture* metric = claim.match.find(slot_of(emission, "metric"))) {
    result.metric = claim.view.text_of(metric->fillers.front().span);
  }
  if (const Capture* unit = claim.match.find(slot_of(emission, "unit"))) {
    result.unit = claim.view.text_of(unit->fillers.front().span);
  }
  const Capture* period = claim.match.find(slot_of(emission, "period"));
  if (period != nullptr && period->fillers.front().kind == FillerKind::date) {
    const DateExpression& date =
        claim.view.sentence().dates[period->fillers.front().index];
    result.period_start = date.value;
    result.period_end = date.end_value.empty() ? date.value : date.end_value;
  }
  if (result.of.kind == NodeKind::entity && !result.metric.empty()) {
    add_statistic(claim, std::move(result));
  }
}

}  // namespace byline::extract
