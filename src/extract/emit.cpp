#include "extract/emit.hpp"

#include "base/characters.hpp"
#include "extract/class_names.hpp"
#include "extract/emit_claim.hpp"
#include "extract/slot_text.hpp"

#include <algorithm>
#include <optional>

namespace byline::extract {

using knowledge::Emission;
using knowledge::EmissionKind;
using knowledge::Rule;

namespace {

Span trigger_span(const SentenceView& view, const Match& match) {
  if (match.trigger.empty()) {
    return {};
  }
  return cover(view.token(match.trigger.front()).span,
               view.token(match.trigger.back()).span);
}

const Mention* mention_of(const SentenceView& view, const Filler& filler) {
  return filler.kind == FillerKind::mention ? &view.facts().mentions[filler.index]
                                            : nullptr;
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
      // what stands at no word of the sentence is what must be told of it
      const bool first =
          evidence.step == Step::none || mention == nullptr ||
          (mention->step == Step::heading && evidence.step != Step::heading);
      if (mention != nullptr && used && mention->step != Step::none && first) {
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
    place.classes = {place_class};
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
  // "Acme sued the company": whoever does it does it to somebody else
  const bool to_itself = std::ranges::any_of(roles, [&](const auto& part) {
    return theme != nullptr && part.first == "agent" &&
           part.second->kind == FillerKind::mention &&
           node_of(claim.view, *part.second, false) == node_of(claim.view, *theme, false);
  });
  if (roles.empty() || to_itself) {
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

void Emitter::membership(const Claim& claim, const Emission& emission) {
  const Capture* people = claim.match.find(emission.subject);
  const Capture* organizations = claim.match.find(emission.object);
  const Capture* title = claim.match.find(slot_of(emission, "title"));
  const bool untitled = title == nullptr && !slot_of(emission, "title").empty();
  if (people == nullptr || organizations == nullptr || untitled) {
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
        role_span = span_of_post(claim.view, title->fillers.front());
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
