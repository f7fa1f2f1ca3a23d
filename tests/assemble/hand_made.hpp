#pragma once

#include "assemble/assemble.hpp"
#include "assemble/localize.hpp"
#include "knowledge/lexicon.hpp"
#include "knowledge/ontology.hpp"
#include "rdf/quad.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Articles and facts made by hand: each line of the text is a sentence.
namespace byline::hand_made {

inline const knowledge::Ontology& ontology() {
  static const knowledge::Ontology shipped =
      knowledge::Ontology::load({BYLINE_SOURCE_DIR "/ontology/byline.ttl"});
  return shipped;
}

inline const knowledge::Lexicon& lexicon() {
  static const knowledge::Lexicon names = knowledge::Lexicon::parse(
      "@prefix by: <https://w3id.org/byline#> .\n"
      "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
      "<x:acme> a by:Company ; skos:prefLabel \"Acme\" ; skos:altLabel \"ACM\" .\n",
      "names.ttl",
      ontology());
  return names;
}

class HandMade {
 public:
  HandMade(std::string id, std::string text, std::string language = "en") {
    article.id = std::move(id);
    article.text = std::move(text);
    article.language = std::move(language);
    article.content_hash = "c-" + article.id;
    article.text_hash = "t-" + article.id;
    for (std::size_t begin = 0; begin < article.text.size();) {
      const std::size_t end =
          std::min(article.text.find('\n', begin), article.text.size());
      Sentence sentence;
      sentence.span = {begin, end};
      annotation.sentences.push_back(sentence);
      begin = end + 1;
    }
  }

  [[nodiscard]] Span at(const std::string& words) const {
    const std::size_t begin = article.text.find(words);
    return {begin, begin + words.size()};
  }

  Node entity(EntityKind kind, const std::string& label, const std::string& class_name) {
    Entity made;
    made.kind = kind;
    made.label = label;
    made.names = {label};
    made.classes = {class_name};
    facts.entities.push_back(made);
    return {NodeKind::entity, facts.entities.size() - 1, {}, {}};
  }
  Node company(const std::string& label) {
    return entity(EntityKind::organization, label, "by:Company");
  }
  Node person(const std::string& label) {
    return entity(EntityKind::person, label, "foaf:Person");
  }
  Node project(const std::string& label) {
    return entity(EntityKind::work, label, "by:Project");
  }
  Node event(const std::string& type, const std::string& trigger) {
    facts.events.push_back({type, at(trigger), 0});
    return {NodeKind::event, facts.events.size() - 1, {}, {}};
  }
  static Node literal(const std::string& value, const std::string& datatype = "") {
    return {NodeKind::literal, 0, value, datatype};
  }

  /// A plain fact of the sentence that holds `words`, which are its span.
  Fact& fact(const Node& subject,
             const std::string& property,
             const Node& object,
             const std::string& words) {
    Evidence evidence;
    evidence.span = at(words);
    evidence.subject = evidence.span;
    evidence.object = evidence.span;
    evidence.rule = "made-by-hand";
    evidence.confidence = 0.9;
    for (std::size_t i = 0; i < annotation.sentences.size(); ++i) {
      if (annotation.sentences[i].span.contains(evidence.span)) {
        evidence.sentence = i;
      }
    }
    facts.facts.push_back({subject, property, object, evidence});
    return facts.facts.back();
  }

  [[nodiscard]] assemble::LocalGraph local() const {
    static const assemble::LexiconIndex names(lexicon());
    static const std::map<std::string, assemble::RulePlace> rules = {
        {"made-by-hand", {"made-by-hand", "hand.rules", 7}}};
    return assemble::localize(article, annotation, facts, {ontology(), names, rules});
  }

  Article article;
  Annotation annotation;
  ArticleFacts facts;
};

class Collector final : public rdf::QuadSink {
 public:
  void quad(const rdf::QuadView& quad) override { quads.insert(quad.copy()); }
  std::set<rdf::Quad> quads;
};

inline assemble::GraphOptions options_of(bool mentions) {
  assemble::GraphOptions options;
  options.base = "https://example.org/";
  options.version = "1";
  options.ontology_hash = "h";
  options.mentions = mentions;
  return options;
}

inline std::set<rdf::Quad> graph_of(std::vector<assemble::LocalGraph> graphs,
                                    bool mentions = false,
                                    const assemble::IdentityOverrides& overrides = {}) {
  std::ranges::sort(graphs, {}, &assemble::LocalGraph::id);
  Collector collector;
  assemble::write_graph(assemble::LocalGraphs(std::move(graphs)),
                        overrides,
                        options_of(mentions),
                        collector);
  return collector.quads;
}

/// "subject predicate object [graph]" with prefixed names; the base is cut away.
inline std::set<std::string> lines(const std::set<rdf::Quad>& quads) {
  const auto name = [](const rdf::Term& term) {
    if (!term.is_iri()) {
      return rdf::to_ntriples(term);
    }
    static const std::string base = "https://example.org/";
    return term.value.starts_with(base) ? term.value.substr(base.size())
                                        : ontology().compact(term.value);
  };
  std::set<std::string> result;
  for (const rdf::Quad& quad : quads) {
    result.insert(name(quad.subject) + " " + name(quad.predicate) + " " +
                  name(quad.object) + (quad.graph ? " " + name(*quad.graph) : ""));
  }
  return result;
}

}  // namespace byline::hand_made
