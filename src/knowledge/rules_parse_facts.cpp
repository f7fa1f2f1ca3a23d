#include "knowledge/rules_parse_facts.hpp"

#include "base/diagnostics.hpp"
#include "model/fact.hpp"

#include <algorithm>
#include <array>

namespace byline::knowledge {
namespace {

struct NamedModality {
  std::string_view name;
  std::uint8_t bit;
};

constexpr std::array modalities{NamedModality{"former", modality_former},
                                NamedModality{"future", modality_future},
                                NamedModality{"hedged", modality_hedged},
                                NamedModality{"opinion", modality_opinion},
                                NamedModality{"reported", modality_reported}};

const std::vector<std::string>& event_roles() {
  static const std::vector<std::string> all{"agent",
                                            "amount",
                                            "medium",
                                            "place",
                                            "recipient",
                                            "source",
                                            "theme",
                                            "time",
                                            "version"};
  return all;
}

const std::vector<std::string>& statistic_roles() {
  static const std::vector<std::string> all{
      "comparator", "metric", "period", "unit", "value"};
  return all;
}

void require_role(const RuleCursor& cursor,
                  const std::vector<std::string>& all,
                  const std::string& role) {
  if (std::ranges::find(all, role) == all.end()) {
    const std::string near = closest(role, all);
    cursor.fail("unknown role '" + role + "'",
                near.empty() ? "" : "did you mean '" + near + "'?");
  }
}

Emission parse_event(RuleCursor& cursor, Emission emission) {
  emission.kind = EmissionKind::event;
  emission.type = cursor.expect_name("an event type");
  while (!cursor.done()) {
    const RuleCursor before = cursor;
    std::string role = cursor.expect_name("a role");
    require_role(before, event_roles(), role);
    emission.roles.emplace_back(std::move(role), cursor.expect_name("a slot"));
  }
  return emission;
}

Emission parse_statistic(RuleCursor& cursor, Emission emission) {
  emission.kind = EmissionKind::statistic;
  if (!cursor.accept_name("of")) {
    cursor.fail("expected 'of'");
  }
  emission.subject = cursor.expect_name("a slot");
  while (!cursor.done()) {
    const RuleCursor before = cursor;
    std::string role = cursor.expect_name("value, metric, unit or period");
    require_role(before, statistic_roles(), role);
    if (role == "metric" && cursor.at_kind(RuleTokenKind::string)) {
      emission.metric_text = cursor.take().text;
      continue;
    }
    emission.roles.emplace_back(std::move(role), cursor.expect_name("a slot"));
  }
  return emission;
}

Emission parse_membership(RuleCursor& cursor, Emission emission) {
  emission.kind = EmissionKind::membership;
  cursor.accept_name("of");
  emission.subject = cursor.expect_name("the person's slot");
  if (!cursor.accept_name("in")) {
    cursor.fail("expected 'in'");
  }
  emission.object = cursor.expect_name("the organization's slot");
  if (cursor.accept_name("title")) {
    emission.roles.emplace_back("title", cursor.expect_name("a slot"));
  }
  return emission;
}

/// A name, brackets, a string or a number: what an example calls a thing.
std::string parse_thing(RuleCursor& cursor, std::string_view what) {
  if (!cursor.accept_symbol("[")) {
    const RuleTokenKind kind = cursor.peek().kind;
    if (kind == RuleTokenKind::symbol || kind == RuleTokenKind::end) {
      cursor.fail("expected " + std::string{what});
    }
    return cursor.take().text;
  }
  std::string text;
  std::size_t end = cursor.peek().offset;
  while (!cursor.at_symbol("]")) {
    const RuleToken& token = cursor.take();
    text += (token.offset > end && !text.empty() ? " " : "") + token.text;
    end = token.end_offset;
  }
  cursor.expect_symbol("]");
  return text;
}

void parse_expected_roles(RuleCursor& cursor, ExpectedFact& fact) {
  while (!cursor.done() && !cursor.at_symbol(";")) {
    std::string role = cursor.expect_name("a role");
    fact.roles.emplace_back(std::move(role), parse_thing(cursor, "a value"));
  }
}

void parse_certainty(RuleCursor& cursor, ExpectedFact& fact) {
  while (cursor.at_kind(RuleTokenKind::name)) {
    const std::string word = cursor.peek().text;
    if (word == "negated") {
      fact.negated = true;
    } else if (const std::uint8_t bit = modality_named(word); bit != 0) {
      fact.modality |= bit;
    } else if (word == "by") {
      cursor.take();
      fact.said_by = parse_thing(cursor, "the speaker");
      continue;
    } else {
      return;
    }
    cursor.take();
  }
}

ExpectedFact parse_expected(RuleCursor& cursor) {
  ExpectedFact fact;
  fact.place = cursor.place();
  parse_certainty(cursor, fact);
  const std::string first = cursor.at_kind(RuleTokenKind::name) ? cursor.peek().text : "";
  const std::string second =
      cursor.peek(1).kind == RuleTokenKind::name ? cursor.peek(1).text : "";
  if (first == "statistic" && cursor.peek(1).text == "of") {
    cursor.take();
    cursor.take();
    fact.kind = EmissionKind::statistic;
    fact.subject = parse_thing(cursor, "what the statistic is of");
    parse_expected_roles(cursor, fact);
  } else if (first == "membership") {
    cursor.take();
    fact.kind = EmissionKind::membership;
    while (!cursor.at_name("in")) {
      fact.subject += (fact.subject.empty() ? "" : " ") + parse_thing(cursor, "'in'");
    }
    cursor.take();
    fact.objects.push_back(parse_thing(cursor, "the organization"));
    parse_expected_roles(cursor, fact);
  } else if (first.find(':') != std::string::npos) {
    cursor.take();
    fact.kind = EmissionKind::event;
    fact.type = first;
    parse_expected_roles(cursor, fact);
  } else {
    fact.subject = parse_thing(cursor, "a fact");
    fact.property = cursor.expect_name("a property");
    fact.property = fact.property == "a" ? "rdf:type" : fact.property;
    do {
      fact.objects.push_back(parse_thing(cursor, "an object"));
    } while (cursor.accept_symbol(","));
  }
  return fact;
}

}  // namespace

std::uint8_t modality_named(std::string_view name) {
  const auto* found = std::ranges::find(modalities, name, &NamedModality::name);
  return found == modalities.end() ? std::uint8_t{0} : found->bit;
}

Emission parse_emission(RuleCursor& cursor) {
  Emission emission;
  emission.place = cursor.place();
  if (cursor.accept_name("event")) {
    return parse_event(cursor, std::move(emission));
  }
  if (cursor.accept_name("statistic")) {
    return parse_statistic(cursor, std::move(emission));
  }
  if (cursor.accept_name("membership")) {
    cursor.accept_name("of");
    return parse_membership(cursor, std::move(emission));
  }
  emission.subject = cursor.expect_name("a slot");
  emission.property = cursor.expect_name("a property");
  emission.property = emission.property == "a" ? "rdf:type" : emission.property;
  if (cursor.at_name("end") && cursor.peek(1).kind == RuleTokenKind::name) {
    cursor.take();
    emission.object_end = true;
  }
  emission.object = cursor.expect_name("a slot or a class");
  return emission;
}

Example parse_example(RuleCursor& cursor, bool positive) {
  Example example;
  example.place = cursor.place();
  example.positive = positive;
  if (cursor.at_kind(RuleTokenKind::name)) {
    example.language = cursor.take().text;
  }
  if (!cursor.at_kind(RuleTokenKind::string)) {
    cursor.fail("expected the text of the example in quotes",
                "ok en \"Acme bought Zeta.\" => Zeta by:acquiredBy Acme");
  }
  example.text = cursor.take().text;
  if (!positive) {
    return example;
  }
  cursor.expect_symbol("=>");
  do {
    example.facts.push_back(parse_expected(cursor));
  } while (cursor.accept_symbol(";"));
  return example;
}

}  // namespace byline::knowledge
