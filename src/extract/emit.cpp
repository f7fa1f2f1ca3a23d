#include "extract/emit.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <optional>

namespace byline::extract {

using knowledge::Emission;
using knowledge::EmissionKind;
using knowledge::Rule;

/// A match with all that its facts share.
struct Emitter::Claim {
  const SentenceView& view;
  const Rule& rule;
  const Match& match;
  const Certainty& certainty;
  double confidence = 0;
  Span trigger;
};

namespace {

Span trigger_span(const SentenceView& view, const Match& match) {
  if (match.trigger.empty()) {
    return {};
  }
  return cover(view.token(match.trigger.front()).span,
               view.token(match.trigger.back()).span);
}

const std::string& slot_of(const Emission& emission, const std::string& role) {
  static const std::string missing;
  for (const auto& [name, slot] : emission.roles) {
    if (name == role) {
      return slot;
    }
  }
  return missing;
}

const Mention* mention_of(const SentenceView& view, const Filler& filler) {
  return filler.kind == FillerKind::mention ? &view.facts().mentions[filler.index]
                                            : nullptr;
}

std::string datatype_of(const std::string& date) {
  return date.size() == 4   ? "xsd:gYear"
         : date.size() == 7 ? "xsd:gYearMonth"
                            : "xsd:date";
}

/// The last day, month or year of a period; nothing else has one.
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

/// What a filler is as subject or object; `as_text`: the words, also of an entity.
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

const std::map<std::string, std::string>& event_properties() {
  static const std::map<std::string, std::string> names{
      {"agent", "by:agent"},
      {"theme", "by:theme"},
      {"recipient", "by:recipient"},
      {"source", "by:source"},
      {"place", "sem:hasPlace"},
      {"time", "sem:hasTimeStamp"},
      {"medium", "by:medium"},
      {"version", "schema:softwareVersion"}};
  return names;
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

void Emitter::emit(const SentenceView& view,
                   const RuleMatch& found,
                   const Certainty& certainty) {
  const Rule& rule = view.context().rules.source.rules[found.rule];
  if (rule.require_asserted && !certainty.plain()) {
    return;
  }
  double confidence = rule.confidence * found.confidence;
  for (const Capture& capture : found.match.captures) {
    for (const Filler& filler : capture.fillers) {
      confidence *= filler.factor;
    }
  }
  const Claim claim{view,
                    rule,
                    found.match,
                    certainty,
                    std::max(confidence, 0.05),
                    trigger_span(view, found.match)};
  for (const Emission& emission : rule.emissions) {
    switch (emission.kind) {
      case EmissionKind::triple: triple(claim, emission); break;
      case EmissionKind::event: event(claim, emission); break;
      case EmissionKind::statistic: statistic(claim, emission); break;
      case EmissionKind::membership: membership(claim, emission); break;
    }
  }
  for (const Capture& capture : found.match.captures) {
    for (const Filler& filler : capture.fillers) {
      if (const Mention* mention = mention_of(view, filler);
          mention != nullptr && !filler.guess.empty()) {
        guesses_[mention->entity][filler.guess] += filler.guess_weight;
        against_class_ |= filler.against_class;
      }
    }
  }
}

void Emitter::add_fact(const Claim& claim,
                       const Node& subject,
                       const std::string& property,
                       const Node& object,
                       Span subject_span,
                       Span object_span) {
  if (subject == object ||
      !said_.insert({claim.view.index(), subject, property, object}).second) {
    return;
  }
  Fact fact{subject, property, object, {}};
  Evidence& evidence = fact.evidence;
  evidence.sentence = claim.view.index();
  evidence.subject = subject_span;
  evidence.object = object_span;
  evidence.span = cover(subject_span, object_span);
  if (!claim.trigger.empty()) {
    evidence.span = cover(evidence.span, claim.trigger);
  }
  evidence.rule = claim.rule.name;
  evidence.confidence = claim.confidence;
  evidence.certainty = claim.certainty;
  for (const Capture& capture : claim.match.captures) {
    for (const Filler& filler : capture.fillers) {
      const Mention* mention = mention_of(claim.view, filler);
      const bool used = filler.span == subject_span || filler.span == object_span;
      if (mention != nullptr && used && mention->step != Step::none &&
          evidence.step == Step::none) {
        evidence.step = mention->step;
        evidence.antecedent = mention->antecedent;
      }
      if (used && filler.kind == FillerKind::date && evidence.step == Step::none &&
          claim.view.sentence().dates[filler.index].from_dateline) {
        evidence.step = Step::date_arithmetic;
      }
    }
  }
  if (!object_span.empty() && !claim.view.sentence().span.contains(object_span)) {
    point_of_list(claim, subject_span, object_span, evidence);
  }
  facts_.facts.push_back(std::move(fact));
}

/// A point of the list below the sentence is its own evidence; the sentence above it
/// tells the subject.
void Emitter::point_of_list(const Claim& claim,
                            Span subject_span,
                            Span object_span,
                            Evidence& evidence) {
  const auto& sentences = claim.view.context().annotation.sentences;
  for (std::size_t i = claim.view.index() + 1; i < sentences.size(); ++i) {
    if (sentences[i].span.contains(object_span)) {
      evidence.sentence = i;
      evidence.span = evidence.subject = evidence.object = object_span;
      evidence.step = Step::heading;
      evidence.antecedent = subject_span;
      return;
    }
  }
}

void Emitter::triple(const Claim& claim, const Emission& emission) {
  const Capture* subjects = claim.match.find(emission.subject);
  if (subjects == nullptr) {
    return;
  }
  const auto* property = claim.view.context().ontology.find_property(emission.property);
  const bool as_text = property != nullptr && property->is_literal;
  const bool fixed = emission.object.find(':') != std::string::npos;
  const Capture* objects = fixed ? nullptr : claim.match.find(emission.object);
  if (!fixed && objects == nullptr) {
    return;
  }
  for (const Filler& subject : subjects->fillers) {
    const Node subject_node = node_of(claim.view, subject, false);
    if (subject_node.kind == NodeKind::literal) {
      continue;
    }
    if (fixed) {
      Node object;
      object.kind = NodeKind::iri;
      object.value = emission.object;
      const Span at = claim.trigger.empty() ? subject.span : claim.trigger;
      add_fact(claim, subject_node, emission.property, object, subject.span, at);
      continue;
    }
    for (const Filler& object : objects->fillers) {
      const std::optional<Node> node =
          emission.object_end ? end_of(claim.view, object)
          : object.kind == FillerKind::nation
              ? std::optional{country(claim.view, object)}
              : std::optional{node_of(claim.view, object, as_text)};
      if (node) {
        add_fact(
            claim, subject_node, emission.property, *node, subject.span, object.span);
      }
    }
  }
}

Node Emitter::country(const SentenceView& view, const Filler& filler) {
  const std::string& label = filler.class_name;
  const auto known = std::ranges::find_if(facts_.entities, [&](const Entity& entity) {
    return entity.kind == EntityKind::place &&
           (entity.label == label ||
            std::ranges::find(entity.names, label) != entity.names.end());
  });
  Node node;
  node.kind = NodeKind::entity;
  node.index = static_cast<std::size_t>(known - facts_.entities.begin());
  if (known == facts_.entities.end()) {
    Entity place;
    place.kind = EntityKind::place;
    place.label = label;
    place.names = {label};
    place.classes = {"schema:Place"};
    facts_.entities.push_back(std::move(place));
  }
  Mention mention;
  mention.span = filler.span;
  mention.sentence = view.index();
  mention.first_token = filler.tokens.first;
  mention.end_token = filler.tokens.end;
  mention.entity = node.index;
  mention.step = Step::alias;
  words_of_origin_.push_back(mention);
  return node;
}

void Emitter::add_words_of_origin() {
  // A word may be part of another thing's name ("English Pre-Raphaelite").
  const auto repeats = [](const Mention& a, const Mention& b) {
    return a.entity == b.entity && a.span.begin < b.span.end && b.span.begin < a.span.end;
  };
  for (const Mention& word : words_of_origin_) {
    if (std::ranges::none_of(facts_.mentions,
                             [&](const Mention& m) { return repeats(m, word); })) {
      facts_.mentions.push_back(word);
    }
  }
  std::ranges::stable_sort(
      facts_.mentions, {}, [](const Mention& mention) { return mention.span.begin; });
}

void Emitter::event(const Claim& claim, const Emission& emission) {
  const Capture* themes = claim.match.find(slot_of(emission, "theme"));
  if (themes == nullptr) {
    one_event(claim, emission, nullptr);
    return;
  }
  for (const Filler& theme : themes->fillers) {
    one_event(claim, emission, &theme);
  }
}

void Emitter::one_event(const Claim& claim,
                        const Emission& emission,
                        const Filler* theme) {
  std::vector<std::pair<std::string, const Filler*>> roles;
  for (const auto& [role, slot] : emission.roles) {
    const Capture* capture = claim.match.find(slot);
    if (capture == nullptr) {
      continue;
    }
    for (const Filler& filler : capture->fillers) {
      if (role == "theme" && &filler != theme) {
        continue;
      }
      roles.emplace_back(role, &filler);
    }
  }
  if (roles.empty()) {
    return;
  }
  const Span trigger = claim.trigger.empty() ? roles.front().second->span : claim.trigger;
  const std::size_t index = facts_.events.size();
  facts_.events.push_back({emission.type, trigger, claim.view.index()});
  Node event;
  event.kind = NodeKind::event;
  event.index = index;
  Node type;
  type.kind = NodeKind::iri;
  type.value = emission.type;
  add_fact(claim, event, "sem:eventType", type, trigger, trigger);
  for (const auto& [role, filler] : roles) {
    if (role == "amount") {
      add_amount(claim, index, *filler);
      continue;
    }
    const std::string& property = event_properties().at(role);
    add_fact(claim,
             event,
             property,
             node_of(claim.view, *filler, role == "version"),
             trigger,
             filler->span);
  }
}

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

void Emitter::membership(const Claim& claim, const Emission& emission) {
  const Capture* people = claim.match.find(emission.subject);
  const Capture* organizations = claim.match.find(emission.object);
  const Capture* title = claim.match.find(slot_of(emission, "title"));
  if (people == nullptr || organizations == nullptr) {
    return;
  }
  const bool executive = std::ranges::any_of(claim.rule.emissions, [](const Emission& e) {
    return e.property == "by:executiveOf" || e.property == "schema:worksFor";
  });
  for (const Filler& person : people->fillers) {
    const Node person_node = node_of(claim.view, person, false);
    for (const Filler& organization : organizations->fillers) {
      const Node organization_node = node_of(claim.view, organization, false);
      if (person_node.kind != NodeKind::entity ||
          organization_node.kind != NodeKind::entity ||
          person_node == organization_node) {
        continue;
      }
      Node role;
      Span role_span = claim.trigger.empty() ? organization.span : claim.trigger;
      if (title != nullptr) {
        role_span = title->fillers.front().span;
      }
      role.value = claim.view.text_of(role_span);
      Node node;
      node.kind = NodeKind::membership;
      node.index = facts_.memberships.size();
      facts_.memberships.push_back(
          {person_node.index, organization_node.index, role.value});
      add_fact(claim, node, "org:member", person_node, person.span, person.span);
      add_fact(claim,
               node,
               "org:organization",
               organization_node,
               person.span,
               organization.span);
      add_fact(claim, node, "org:role", role, person.span, role_span);
      add_fact(claim, person_node, "schema:jobTitle", role, person.span, role_span);
      if (claim.certainty.plain() && !executive) {
        add_fact(claim,
                 person_node,
                 "schema:worksFor",
                 organization_node,
                 person.span,
                 organization.span);
      }
    }
  }
}

}  // namespace byline::extract
