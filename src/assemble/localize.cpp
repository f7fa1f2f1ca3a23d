#include "assemble/localize.hpp"

#include "assemble/labels.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace byline::assemble {

namespace {

using knowledge::LexiconEntry;
using knowledge::Ontology;
using knowledge::PropertyDefinition;

const std::string alias_property = "skos:altLabel";
const std::string concept_class = "skos:Concept";

/// xsd:decimal with two digits, rounded half up; confidences lie in [0, 1].
std::string two_digits(double confidence) {
  const int hundredths = std::clamp(static_cast<int>(confidence * 100.0 + 0.5), 0, 100);
  std::string digits = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (digits.size() < 2 ? "0" : "") + digits;
}

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Does the work of `localize` for one article.
class Localizer {
 public:
  Localizer(const Article& article,
            const Annotation& annotation,
            const ArticleFacts& facts,
            const LocalContext& context)
      : article_(article),
        annotation_(annotation),
        facts_(facts),
        context_(context),
        index_(article.text),
        sentences_(annotation.sentences.size(), nothing) {}

  LocalGraph run() {
    add_metadata();
    for (const Entity& entity : facts_.entities) {
      add_entity(entity);
    }
    add_nodes();
    for (const Fact& fact : facts_.facts) {
      add_fact(fact);
    }
    keep_best_assertions();
    add_mentions();
    add_rules();
    return std::move(graph_);
  }

 private:
  [[nodiscard]] Offsets offsets(const Span& span) const {
    return {index_.code_points_before(span.begin), index_.code_points_before(span.end)};
  }
  [[nodiscard]] TextAt text_at(const Span& span) const {
    return {offsets(span), article_.text.substr(span.begin, span.size())};
  }
  [[nodiscard]] std::string expand(const std::string& name) const {
    if (name.empty()) {
      return {};
    }
    const std::optional<std::string> iri = context_.ontology.expand(name);
    assert(iri);
    return iri.value_or(name);
  }

  void add_metadata() {
    graph_.id = article_.id;
    graph_.language = article_.language;
    graph_.title = article_.metadata.title;
    for (const Block& block : article_.blocks) {
      if (graph_.title.empty() && block.kind == BlockKind::title &&
          block.cut_reason.empty()) {
        graph_.title = article_.text.substr(block.span.begin, block.span.size());
      }
    }
    graph_.url = article_.metadata.url;
    graph_.author = article_.metadata.author;
    graph_.publisher = article_.metadata.publisher;
    graph_.date = article_.metadata.date;
    graph_.content_hash = article_.content_hash;
    graph_.text_hash = article_.text_hash;
  }

  [[nodiscard]] std::vector<std::string> class_iris(
      const std::vector<std::string>& classes) const {
    std::vector<std::string> iris;
    for (const std::string& name : classes) {
      for (const std::string& written : context_.ontology.written_classes(name)) {
        std::string iri = expand(written);
        if (std::ranges::find(iris, iri) == iris.end()) {
          iris.push_back(std::move(iri));
        }
      }
    }
    return iris;
  }

  void add_entity(const Entity& entity) {
    LocalEntity local;
    local.kind = entity.kind;
    local.label = entity.label;
    local.names = entity.names;
    sort_unique(local.names);
    local.class_from_text = entity.class_from_text;
    local.core = core_of(entity);
    if (const LexiconEntry* entry = entity.in_lexicon
                                        ? context_.lexicon.find(entity.kind, entity.label)
                                        : nullptr) {
      local.lexicon = {true, entry->qualifier, class_iris(entry->classes), {}, {}};
      for (const knowledge::LexiconName& name : entry->names) {
        local.lexicon.names.push_back({name.text, name.language});
      }
      local.lexicon.same_as = entry->same_as;
    }
    if (!local.lexicon.known || entity.class_from_text) {
      local.classes = class_iris(entity.classes);
    }
    if (local.kind == EntityKind::topic) {
      topics_.emplace(fold_label(local.label), graph_.entities.size());
    }
    graph_.entities.push_back(std::move(local));
  }

  /// The class whose label is the first or last word of the entity's label, with the
  /// other words of it that begin with a capital.
  [[nodiscard]] std::string core_of(const Entity& entity) const {
    const std::vector<std::string> words = label_words(entity.label);
    if (words.size() < 2) {
      return {};
    }
    for (const std::string& name : entity.classes) {
      const knowledge::ClassDefinition* definition = context_.ontology.find_class(name);
      if (definition == nullptr) {
        continue;
      }
      for (const auto& [language, label] : definition->labels) {
        for (const std::size_t at : {std::size_t{0}, words.size() - 1}) {
          if (fold_label(words[at]) == fold_label(label)) {
            return name + " " + rest_of(words, at);
          }
        }
      }
    }
    return {};
  }

  static std::string rest_of(const std::vector<std::string>& words,
                             std::size_t left_out) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string folded = fold_label(words[i]);
      if (i != left_out && folded != words[i]) {  // function words are all lower case
        rest.push_back(folded);
      }
    }
    std::ranges::sort(rest);
    std::string joined;
    for (const std::string& word : rest) {
      joined += (joined.empty() ? "" : " ") + word;
    }
    return joined;
  }

  void add_nodes() {
    for (const Event& event : facts_.events) {
      LocalEvent local{expand(event.type), offsets(event.trigger), {}};
      const knowledge::EventType* type = context_.ontology.find_event_type(event.type);
      assert(type != nullptr);
      for (const std::string& role :
           type != nullptr ? type->defining_roles : std::vector<std::string>{}) {
        const PropertyDefinition* property = context_.ontology.find_property(role);
        local.roles.push_back(
            {expand(role), property != nullptr && property->is_literal});
      }
      graph_.events.push_back(std::move(local));
    }
    for (const Statistic& statistic : facts_.statistics) {
      LocalNode of = node(statistic.of);
      const std::size_t metric =
          statistic.metric.empty() ? nothing : value_topic(statistic.metric);
      graph_.statistics.push_back({std::move(of),
                                   metric,
                                   statistic.value,
                                   statistic.is_integer,
                                   statistic.unit,
                                   expand(statistic.comparator),
                                   statistic.period_start,
                                   statistic.period_end});
    }
    for (const Quotation& quotation : facts_.quotations) {
      LocalQuotation local;
      for (const Span& piece : quotation.pieces) {
        local.pieces.push_back(text_at(piece));
      }
      local.direct = quotation.direct;
      local.speaker = quotation.speaker.value_or(nothing);
      local.sentence = sentence(quotation.sentence);
      mark(local.speaker);
      graph_.quotations.push_back(std::move(local));
    }
    for (const Membership& membership : facts_.memberships) {
      graph_.memberships.push_back(
          {membership.person, membership.organization, membership.role});
      mark(membership.person);
      mark(membership.organization);
    }
  }

  void mark(std::size_t entity) {
    if (entity != nothing) {
      assert(entity < graph_.entities.size());
      graph_.entities[entity].in_fact = true;
    }
  }

  std::size_t sentence(std::size_t number) {
    assert(number < sentences_.size());
    if (sentences_[number] == nothing) {
      sentences_[number] = graph_.sentences.size();
      graph_.sentences.push_back(text_at(annotation_.sentences[number].span));
    }
    return sentences_[number];
  }

  /// The topic that the words `text` mean, made if the article has none of that name.
  std::size_t value_topic(const std::string& text) {
    const auto [known, is_new] =
        topics_.emplace(fold_label(text), graph_.entities.size());
    if (is_new) {
      LocalEntity topic;
      topic.kind = EntityKind::topic;
      topic.label = text;
      topic.names = {text};
      topic.classes = class_iris({concept_class});
      topic.is_value = true;
      graph_.entities.push_back(std::move(topic));
    }
    mark(known->second);
    return known->second;
  }

  LocalNode node(const Node& source) {
    LocalNode local;
    local.kind = source.kind;
    switch (source.kind) {
      case NodeKind::entity:
        local.index = source.index;
        mark(source.index);
        break;
      case NodeKind::event:
      case NodeKind::statistic:
      case NodeKind::quotation:
      case NodeKind::membership: local.index = source.index; break;
      case NodeKind::iri: local.value = expand(source.value); break;
      case NodeKind::article: break;
      case NodeKind::literal:
        local.value = source.value;
        local.datatype = expand(source.datatype);
        local.language = source.datatype.empty() ? article_.language : "";
        break;
    }
    return local;
  }

  LocalNode object(const Node& source, const PropertyDefinition* property) {
    if (source.kind == NodeKind::literal && property != nullptr &&
        !property->is_literal) {
      LocalNode topic;
      topic.kind = NodeKind::entity;
      topic.index = value_topic(source.value);
      return topic;
    }
    return node(source);
  }

  void add_fact(const Fact& fact) {
    const PropertyDefinition* property = context_.ontology.find_property(fact.property);
    assert(property != nullptr || fact.property == "rdf:type");
    LocalFact local;
    local.subject = node(fact.subject);
    local.property = expand(fact.property);
    local.object = object(fact.object, property);
    local.symmetric = property != nullptr && property->symmetric;
    local.evidence = evidence(fact.evidence);
    if (property != nullptr && fact.subject.kind == NodeKind::entity) {
      note_names_and_traits(*property, local);
    }
    graph_.facts.push_back(std::move(local));
  }

  void note_names_and_traits(const PropertyDefinition& property, const LocalFact& fact) {
    LocalEntity& entity = graph_.entities[fact.subject.index];
    if (context_.ontology.is_subproperty(property.name, alias_property)) {
      entity.other_names.push_back(fact.object.value);
      sort_unique(entity.other_names);
    }
    if (property.functional && fact.object.kind == NodeKind::literal &&
        fact.evidence.plain()) {
      entity.traits.emplace_back(fact.property, fact.object.value);
      sort_unique(entity.traits);
    }
  }

  LocalEvidence evidence(const Evidence& source) {
    LocalEvidence local;
    local.sentence = sentence(source.sentence);
    // A quotation may run on in later sentences: evidence stays in its own.
    const Span& bounds = annotation_.sentences[source.sentence].span;
    const Span inside = {std::clamp(source.span.begin, bounds.begin, bounds.end),
                         std::clamp(source.span.end, bounds.begin, bounds.end)};
    local.span = offsets(inside.empty() ? source.span : inside);
    local.subject = offsets(source.subject);
    local.object = offsets(source.object);
    local.rule = source.rule;
    local.confidence = two_digits(source.confidence);
    local.step = source.step;
    local.antecedent = offsets(source.antecedent);
    local.negated = source.certainty.negated;
    local.modality = source.certainty.modality;
    local.said_by = source.certainty.said_by.value_or(nothing);
    local.in_quotation = source.certainty.in_quotation.value_or(nothing);
    local.valid_from = source.certainty.valid_from;
    local.valid_to = source.certainty.valid_to;
    mark(local.said_by);
    return local;
  }

  void keep_best_assertions() {
    const auto key = [](const LocalFact& fact) {
      return std::tie(fact.subject,
                      fact.property,
                      fact.object,
                      fact.evidence.sentence,
                      fact.evidence.negated);
    };
    std::ranges::stable_sort(graph_.facts, [&](const LocalFact& a, const LocalFact& b) {
      if (key(a) != key(b)) {
        return key(a) < key(b);
      }
      if (a.evidence.confidence != b.evidence.confidence) {
        return a.evidence.confidence > b.evidence.confidence;
      }
      return a.evidence < b.evidence;
    });
    const auto repeated = std::unique(
        graph_.facts.begin(),
        graph_.facts.end(),
        [&](const LocalFact& a, const LocalFact& b) { return key(a) == key(b); });
    graph_.facts.erase(repeated, graph_.facts.end());
  }

  void add_mentions() {
    for (const Mention& mention : facts_.mentions) {
      if (mention.step == Step::heading) {
        continue;  // an owner that the text leaves out: no mention
      }
      graph_.mentions.push_back({text_at(mention.span), mention.entity, mention.form});
    }
    sort_unique(graph_.mentions);
  }

  void add_rules() {
    std::set<std::string> names;
    for (const LocalFact& fact : graph_.facts) {
      names.insert(fact.evidence.rule);
    }
    for (const std::string& name : names) {
      const auto place = context_.rules.find(name);
      graph_.rules.push_back(place == context_.rules.end() ? RulePlace{name, {}, 0}
                                                           : place->second);
    }
  }

  const Article& article_;
  const Annotation& annotation_;
  const ArticleFacts& facts_;
  const LocalContext& context_;
  CodePointIndex index_;
  std::vector<std::size_t> sentences_;         ///< of the annotation → of the graph
  std::map<std::string, std::size_t> topics_;  ///< folded label → entity
  LocalGraph graph_;
};

}  // namespace

LexiconIndex::LexiconIndex(const knowledge::Lexicon& lexicon) {
  for (const LexiconEntry& entry : lexicon.entries()) {
    entries_.emplace(std::pair(entry.kind, entry.label), &entry);
  }
}

const LexiconEntry* LexiconIndex::find(EntityKind kind, const std::string& label) const {
  const auto found = entries_.find(std::pair(kind, label));
  return found == entries_.end() ? nullptr : found->second;
}

LocalGraph localize(const Article& article,
                    const Annotation& annotation,
                    const ArticleFacts& facts,
                    const LocalContext& context) {
  return Localizer(article, annotation, facts, context).run();
}

}  // namespace byline::assemble
