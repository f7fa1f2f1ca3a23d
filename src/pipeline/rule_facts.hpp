#pragma once

#include "knowledge/rules.hpp"
#include "model/fact.hpp"

#include <map>
#include <string>
#include <vector>

namespace byline::pipeline {

/// One thing that rules said, gathered from the facts about one node, as examples put it.
struct Statement {
  knowledge::EmissionKind kind = knowledge::EmissionKind::triple;
  std::string subject;
  std::string property;  ///< of a triple; type of an event
  std::string object;
  std::multimap<std::string, std::string> roles;
  Certainty certainty;
  std::string said_by;
};

/// Everything in `facts`, sorted by kind and text.
std::vector<Statement> statements_of(const ArticleFacts& facts);

/// Whether the statement is what the example promises for `object` (one of its objects).
bool is_promised(const Statement& statement,
                 const knowledge::ExpectedFact& expected,
                 const std::string& object);

std::string to_text(const Statement& statement);
std::string to_text(const knowledge::ExpectedFact& expected, const std::string& object);

}  // namespace byline::pipeline
