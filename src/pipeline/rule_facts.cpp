#include "pipeline/rule_facts.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <array>

namespace byline::pipeline {
namespace {

using knowledge::EmissionKind;
using knowledge::ExpectedFact;

struct ModalityName {
  std::uint8_t bit;
  const char* name;
};
constexpr std::array modality_names{ModalityName{modality_future, "future "},
                                    ModalityName{modality_hedged, "hedged "},
                                    ModalityName{modality_reported, "reported "},
                                    ModalityName{modality_opinion, "opinion "},
                                    ModalityName{modality_former, "former "}};

std::string certainty_text(bool negated, std::uint8_t modality, const std::string& by) {
  std::string text = negated ? "negated " : "";
  for (const ModalityName& name : modality_names) {
    text += (modality & name.bit) != 0 ? name.name : "";
  }
  return text + (by.empty() ? "" : "by [" + by + "] ");
}

std::string name_of(const ArticleFacts& facts, const Node& node) {
  switch (node.kind) {
    case NodeKind::entity: return facts.entities[node.index].label;
    case NodeKind::event: return facts.events[node.index].type;
    case NodeKind::statistic: return facts.statistics[node.index].value;
    case NodeKind::literal:
    case NodeKind::iri: return node.value;
    case NodeKind::quotation: return "a quotation";
    case NodeKind::membership: return "a membership";
    case NodeKind::article: return "the article";
  }
  return {};
}

std::string role_name(const std::string& property) {
  static const std::map<std::string, std::string> names{
      {"sem:hasPlace", "place"},
      {"sem:hasTimeStamp", "time"},
      {"schema:softwareVersion", "version"}};
  const auto found = names.find(property);
  return found != names.end() ? found->second : property.substr(property.find(':') + 1);
}

void add_certainty(const ArticleFacts& facts, const Fact& fact, Statement& statement) {
  statement.certainty = fact.evidence.certainty;
  if (statement.certainty.said_by) {
    statement.said_by = facts.entities[*statement.certainty.said_by].label;
  }
}

Statement triple_of(const ArticleFacts& facts, const Fact& fact) {
  Statement statement;
  statement.subject = name_of(facts, fact.subject);
  statement.property = fact.property;
  statement.object = name_of(facts, fact.object);
  add_certainty(facts, fact, statement);
  return statement;
}

/// Facts about one event, statistic or membership as one statement.
Statement node_statement(const ArticleFacts& facts, const Node& node) {
  Statement statement;
  for (const Fact& fact : facts.facts) {
    if (fact.subject != node) {
      continue;
    }
    add_certainty(facts, fact, statement);
    if (fact.property != "sem:eventType") {
      statement.roles.emplace(role_name(fact.property), name_of(facts, fact.object));
    }
  }
  return statement;
}

bool same(const std::string& a, const std::string& b) {
  return fold(a) == fold(b);
}

bool has_role(const Statement& statement,
              const std::string& role,
              const std::string& value) {
  const auto [begin, end] = statement.roles.equal_range(role);
  return std::any_of(begin, end, [&](const auto& entry) {
    return same(entry.second, value) || entry.second == "by:" + value;
  });
}

}  // namespace

std::vector<Statement> statements_of(const ArticleFacts& facts) {
  std::vector<Statement> statements;
  for (const Fact& fact : facts.facts) {
    if (fact.subject.kind == NodeKind::entity) {
      statements.push_back(triple_of(facts, fact));
    }
  }
  for (std::size_t i = 0; i < facts.events.size(); ++i) {
    Statement event = node_statement(facts, {NodeKind::event, i, {}, {}});
    event.kind = EmissionKind::event;
    event.property = facts.events[i].type;
    statements.push_back(std::move(event));
  }
  for (std::size_t i = 0; i < facts.statistics.size(); ++i) {
    const Statistic& figure = facts.statistics[i];
    Statement statement = node_statement(facts, {NodeKind::statistic, i, {}, {}});
    statement.kind = EmissionKind::statistic;
    statement.subject = name_of(facts, figure.of);
    statement.roles = {{"value", figure.value},
                       {"metric", figure.metric},
                       {"unit", figure.unit},
                       {"comparator", figure.comparator},
                       {"period", figure.period_start}};
    statements.push_back(std::move(statement));
  }
  for (std::size_t i = 0; i < facts.memberships.size(); ++i) {
    const Membership& membership = facts.memberships[i];
    Statement statement = node_statement(facts, {NodeKind::membership, i, {}, {}});
    statement.kind = EmissionKind::membership;
    statement.subject = facts.entities[membership.person].label;
    statement.object = facts.entities[membership.organization].label;
    statement.roles = {{"title", membership.role}};
    statements.push_back(std::move(statement));
  }
  std::ranges::stable_sort(statements, {}, [](const Statement& s) {
    return std::pair{s.kind, to_text(s)};
  });
  return statements;
}

bool is_promised(const Statement& statement,
                 const ExpectedFact& expected,
                 const std::string& object) {
  if (statement.kind != expected.kind ||
      statement.certainty.negated != expected.negated ||
      statement.certainty.modality != expected.modality ||
      (!expected.said_by.empty() && !same(statement.said_by, expected.said_by))) {
    return false;
  }
  if (expected.kind == EmissionKind::event) {
    if (statement.property != expected.type) {
      return false;
    }
  } else if (!same(statement.subject, expected.subject)) {
    return false;
  }
  if (expected.kind == EmissionKind::triple &&
      (statement.property != expected.property || !same(statement.object, object))) {
    return false;
  }
  if (expected.kind == EmissionKind::membership && !same(statement.object, object)) {
    return false;
  }
  return std::ranges::all_of(expected.roles, [&](const auto& role) {
    return has_role(statement, role.first, role.second);
  });
}

std::string to_text(const Statement& statement) {
  std::string text = certainty_text(
      statement.certainty.negated, statement.certainty.modality, statement.said_by);
  switch (statement.kind) {
    case EmissionKind::triple:
      return text + "[" + statement.subject + "] " + statement.property + " [" +
             statement.object + "]";
    case EmissionKind::event: text += statement.property; break;
    case EmissionKind::statistic:
      text += "statistic of [" + statement.subject + "]";
      break;
    case EmissionKind::membership:
      text += "membership [" + statement.subject + "] in [" + statement.object + "]";
      break;
  }
  for (const auto& [role, value] : statement.roles) {
    text += value.empty() ? "" : " " + role + " [" + value + "]";
  }
  return text;
}

std::string to_text(const ExpectedFact& expected, const std::string& object) {
  Statement statement;
  statement.kind = expected.kind;
  statement.subject = expected.subject;
  statement.property =
      expected.kind == EmissionKind::event ? expected.type : expected.property;
  statement.object = object;
  statement.certainty.negated = expected.negated;
  statement.certainty.modality = expected.modality;
  statement.said_by = expected.said_by;
  statement.roles.insert(expected.roles.begin(), expected.roles.end());
  return to_text(statement);
}

}  // namespace byline::pipeline
