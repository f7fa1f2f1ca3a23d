#pragma once

#include "base/span.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace byline {

enum class MentionForm : std::uint8_t { name, nominal, pronoun };

/// How something outside the sentence was reached (data model, section 1).
enum class Step : std::uint8_t {
  none,
  alias,
  pronoun,
  heading,
  date_arithmetic,
  metadata
};

/// A span that means an entity of its article.
struct Mention {
  Span span;
  std::size_t sentence = 0;
  std::size_t first_token = 0;
  std::size_t end_token = 0;
  std::size_t entity = 0;  ///< index into ArticleFacts::entities
  MentionForm form = MentionForm::name;
  Step step = Step::none;
  Span antecedent;  ///< where a pronoun's or short form's name stands; empty if step is
                    ///< none
  double confidence = 1.0;
};

/// The folders of entity IRIs (data model, section 2).
enum class EntityKind : std::uint8_t {
  organization,
  person,
  place,
  work,
  occasion,
  topic
};

/// A thing that one article names.
struct Entity {
  EntityKind kind = EntityKind::topic;
  std::string label;  ///< the lexicon's, else the article's longest full name
  std::vector<std::string> names;  ///< every spelling in the article, sorted
  std::vector<std::string>
      classes;  ///< most special first, as prefixed names: "by:Foundation"
  bool in_lexicon = false;
  bool class_from_text = false;  ///< the article gives the class (its form or words)
  bool class_is_guess = false;   ///< nothing but a model's opinion: rules may know better
};

enum class NodeKind : std::uint8_t {
  entity,
  event,
  statistic,
  quotation,
  membership,
  literal,
  iri,
  article
};

/// Subject or object of a fact.
struct Node {
  NodeKind kind = NodeKind::literal;
  std::size_t index = 0;  ///< of entity, event, statistic, quotation, membership
  std::string
      value;  ///< lexical form of a literal; prefixed name of an iri ("by:Donation")
  std::string datatype;  ///< prefixed name of a literal's datatype; empty: text in the
                         ///< article's language
  auto operator<=>(const Node&) const = default;
};

enum Modality : std::uint8_t {
  modality_none = 0,
  modality_future = 1,
  modality_hedged = 2,
  modality_reported = 4,
  modality_opinion = 8,
  modality_former = 16
};

/// How a claim is made (data model, section 5). Plain: not negated and no modality.
struct Certainty {
  bool negated = false;
  std::uint8_t modality = modality_none;    ///< bits of Modality
  std::optional<std::size_t> said_by;       ///< entity
  std::optional<std::size_t> in_quotation;  ///< index into ArticleFacts::quotations
  std::string valid_from;
  std::string valid_to;

  [[nodiscard]] bool plain() const { return !negated && modality == modality_none; }
  auto operator<=>(const Certainty&) const = default;
};

/// Where the article says it.
struct Evidence {
  std::size_t sentence = 0;
  Span span;  ///< smallest that covers subject, trigger and object
  Span subject;
  Span object;
  std::string rule;
  double confidence = 0;
  Step step = Step::none;
  Span antecedent;
  Certainty certainty;
};

struct Fact {
  Node subject;
  std::string property;  ///< prefixed name: "by:governingBoardMember"
  Node object;
  Evidence evidence;
};

/// An event of one article; its roles are facts whose subject it is.
struct Event {
  std::string type;  ///< prefixed name: "by:Donation"
  Span trigger;
  std::size_t sentence = 0;
};

/// A figure. `of` and `metric` are what it counts.
struct Statistic {
  Node of;
  std::string metric;  ///< the words of the text: "contributors"
  std::string value;
  bool is_integer = true;
  std::string unit;
  std::string comparator;  ///< prefixed name: "by:gt"
  std::string period_start;
  std::string period_end;
  Span figure;
  std::size_t sentence = 0;
};

struct Quotation {
  std::vector<Span> pieces;
  bool direct = true;
  std::optional<std::size_t> speaker;  ///< entity
  std::size_t sentence = 0;
};

/// Somebody's role in an organization.
struct Membership {
  std::size_t person = 0;        ///< entity
  std::size_t organization = 0;  ///< entity
  std::string role;              ///< the words without the organization
};

/// Everything one article says: what `extract` gives to `assemble`.
struct ArticleFacts {
  std::vector<Entity> entities;
  std::vector<Mention> mentions;
  std::vector<Event> events;
  std::vector<Statistic> statistics;
  std::vector<Quotation> quotations;
  std::vector<Membership> memberships;
  std::vector<Fact> facts;
};

}  // namespace byline
