#include "assemble/assemble.hpp"

#include "assemble/labels.hpp"
#include "assemble/node_names.hpp"
#include "assemble/vocabulary.hpp"
#include "base/hash.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace byline::assemble {

namespace {

namespace voc = rdf::vocabulary;
using rdf::Term;

Term text_literal(const std::string& text, const std::string& language) {
  return language.empty() ? Term::literal(text) : Term::tagged(text, language);
}

Term integer(std::size_t value) {
  return Term::integer(static_cast<std::int64_t>(value));
}

/// A date of the precision that its length gives.
Term date_literal(const std::string& value) {
  constexpr std::size_t year = 4;
  constexpr std::size_t year_month = 7;
  return Term::typed(value,
                     value.size() == year         ? voc::xsd_g_year
                     : value.size() == year_month ? voc::xsd_g_year_month
                                                  : voc::xsd_date);
}

/// Unordered pair of a symmetric relation → the order in which it was first stated.
using Orientations =
    std::map<std::tuple<std::string, std::string, std::string>, std::string>;

/// Writes one article after the other.
class GraphWriter {
 public:
  GraphWriter(const LocalGraphs& graphs,
              const Identities& identities,
              const GraphOptions& options,
              rdf::QuadSink& sink)
      : graphs_(graphs),
        identities_(identities),
        options_(options),
        sink_(sink),
        names_(graphs, identities, options.base) {}

  void run() {
    orient_symmetric_relations();
    for (number_ = 0; number_ < graphs_.size(); ++number_) {
      article_ = names_.article(number_);
      write_article();
    }
    write_rules();
    write_run();
  }

 private:
  [[nodiscard]] const LocalGraph& graph() const { return graphs_[number_]; }

  /// Into the default graph: what the article owns, the lexicon, rules, the run.
  void alone(std::string_view subject, std::string_view predicate, const Term& object) {
    emit(subject, predicate, object, true);
  }
  /// Into the default graph and the article's: facts, and classes and labels it gives.
  void shared(std::string_view subject, std::string_view predicate, const Term& object) {
    emit(subject, predicate, object, true);
    emit(subject, predicate, object, false);
  }
  void emit(std::string_view subject,
            std::string_view predicate,
            const Term& object,
            bool in_default_graph) {
    rdf::QuadView quad;
    quad.subject.value = subject;
    quad.predicate.value = predicate;
    quad.object = object.view();
    quad.in_default_graph = in_default_graph;
    quad.graph.value = article_;
    sink_.quad(quad);
  }
  void text_field(std::string_view predicate, const std::string& value) {
    if (!value.empty()) {
      alone(article_, predicate, Term::literal(value));
    }
  }

  void orient_symmetric_relations() {
    for (std::size_t article = 0; article < graphs_.size(); ++article) {
      std::vector<const LocalFact*> facts;
      for (const LocalFact& fact : graphs_[article].facts) {
        if (fact.symmetric && fact.object.kind != NodeKind::literal) {
          facts.push_back(&fact);
        }
      }
      std::ranges::sort(facts, [](const LocalFact* a, const LocalFact* b) {
        return std::tie(a->evidence.span, *a) < std::tie(b->evidence.span, *b);
      });
      for (const LocalFact* fact : facts) {
        const std::string subject = names_.node(article, fact->subject);
        const std::string object = names_.node(article, fact->object);
        orientations_.emplace(
            std::tuple(
                fact->property, std::min(subject, object), std::max(subject, object)),
            subject);
      }
    }
  }

  void write_article() {
    rules_.insert(graph().rules.begin(), graph().rules.end());
    write_metadata();
    write_facts();
    write_events();
    write_statistics();
    write_quotations();
    for (std::size_t i = 0; i < graph().memberships.size(); ++i) {
      shared(names_.membership(number_, i),
             voc::rdf_type,
             Term::iri(std::string(term::org_membership)));
    }
    write_entities();
    write_sentences();
    if (options_.mentions) {
      write_mentions();
    }
  }

  void write_metadata() {
    alone(article_, voc::rdf_type, Term::iri(std::string(term::by_article)));
    if (!graph().title.empty()) {
      alone(article_, term::dct_title, text_literal(graph().title, graph().language));
    }
    text_field(term::dct_language, graph().language);
    text_field(term::dct_publisher, graph().publisher);
    text_field(term::schema_author, graph().author);
    if (!graph().date.empty()) {
      alone(article_, term::schema_date, date_literal(graph().date));
    }
    if (!graph().url.empty()) {
      alone(article_, term::schema_url, Term::typed(graph().url, term::xsd_any_uri));
    }
    text_field(term::by_content_hash, graph().content_hash);
    text_field(term::by_text_hash, graph().text_hash);
  }

  [[nodiscard]] Term object_term(const LocalNode& node) const {
    if (node.kind != NodeKind::literal) {
      return Term::iri(names_.node(number_, node));
    }
    return node.datatype.empty() ? text_literal(node.value, node.language)
                                 : Term::typed(node.value, node.datatype);
  }

  /// A fact in terms of the graph.
  struct Statement {
    const LocalFact* fact = nullptr;
    std::string subject;
    Term object;
    bool turned = false;
    std::string assertion;
  };

  [[nodiscard]] Statement statement_of(const LocalFact& fact) const {
    Statement statement{
        &fact, names_.node(number_, fact.subject), object_term(fact.object), false, {}};
    if (fact.symmetric && statement.object.is_iri()) {
      const auto& [subject, object] = std::tie(statement.subject, statement.object.value);
      const auto first = orientations_.find(std::tuple(
          fact.property, std::min(subject, object), std::max(subject, object)));
      if (first != orientations_.end() && first->second != statement.subject) {
        std::swap(statement.subject, statement.object.value);
        statement.turned = true;
      }
    }
    const TextAt& sentence = graph().sentences[fact.evidence.sentence];
    statement.assertion = article_ + "#a-" +
                          short_hash({statement.subject,
                                      fact.property,
                                      rdf::to_ntriples(statement.object),
                                      std::to_string(sentence.at.begin),
                                      std::to_string(sentence.at.end),
                                      fact.evidence.negated ? "negated" : ""});
    return statement;
  }

  /// What a sentence says of one thing is one assertion, though rules may have told it of
  /// two things that identity made one (a membership by two titles): the surest stays.
  void write_facts() {
    std::vector<Statement> statements;
    for (const LocalFact& fact : graph().facts) {
      statements.push_back(statement_of(fact));
    }
    std::ranges::stable_sort(statements, [](const Statement& a, const Statement& b) {
      const LocalEvidence& first = a.fact->evidence;
      const LocalEvidence& second = b.fact->evidence;
      return a.assertion != b.assertion ? a.assertion < b.assertion
             : first.confidence != second.confidence
                 ? first.confidence > second.confidence
                 : first < second;
    });
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (i > 0 && statements[i].assertion == statements[i - 1].assertion) {
        continue;
      }
      const Statement& kept = statements[i];
      if (kept.fact->evidence.plain()) {
        shared(kept.subject, kept.fact->property, kept.object);
      }
      write_assertion(kept);
    }
  }

  void write_assertion(const Statement& statement) {
    const LocalEvidence& evidence = statement.fact->evidence;
    const TextAt& sentence = graph().sentences[evidence.sentence];
    const std::string& node = statement.assertion;
    alone(node, voc::rdf_type, Term::iri(std::string(term::by_assertion)));
    alone(node, voc::rdf_subject, Term::iri(statement.subject));
    alone(node, voc::rdf_predicate, Term::iri(statement.fact->property));
    alone(node, voc::rdf_object, statement.object);
    alone(node, term::by_sentence, Term::iri(names_.text(number_, sentence.at)));
    alone(node, term::nif_begin, integer(evidence.span.begin));
    alone(node, term::nif_end, integer(evidence.span.end));
    alone(node, term::by_rule, Term::iri(names_.rule(evidence.rule)));
    alone(node, term::by_confidence, Term::typed(evidence.confidence, voc::xsd_decimal));
    if (evidence.step != Step::none) {
      alone(node, term::by_step, Term::iri(std::string(term::of(evidence.step))));
      if (!evidence.antecedent.empty()) {
        alone(node, term::by_antecedent_begin, integer(evidence.antecedent.begin));
        alone(node, term::by_antecedent_end, integer(evidence.antecedent.end));
      }
    }
    write_certainty(node, evidence);
    if (options_.mentions) {
      const bool turned = statement.turned;
      const Offsets& first = turned ? evidence.object : evidence.subject;
      const Offsets& second = turned ? evidence.subject : evidence.object;
      write_role(node, term::by_subject_begin, term::by_subject_end, first);
      write_role(node, term::by_object_begin, term::by_object_end, second);
    }
  }

  void write_role(const std::string& node,
                  std::string_view begin,
                  std::string_view end,
                  const Offsets& at) {
    if (!at.empty()) {
      alone(node, begin, integer(at.begin));
      alone(node, end, integer(at.end));
    }
  }

  void write_certainty(const std::string& node, const LocalEvidence& evidence) {
    if (evidence.negated) {
      alone(node, term::by_polarity, Term::iri(std::string(term::by_negated)));
    }
    for (const auto& [modality, iri] : term::modalities) {
      if ((evidence.modality & modality) != 0) {
        alone(node, term::by_modality, Term::iri(std::string(iri)));
      }
    }
    if (evidence.said_by != nothing) {
      alone(node, term::by_said_by, Term::iri(names_.entity(number_, evidence.said_by)));
    }
    if (evidence.in_quotation != nothing) {
      alone(node,
            term::by_in_quotation,
            Term::iri(names_.quotation(number_, evidence.in_quotation)));
    }
    if (!evidence.valid_from.empty()) {
      alone(node, term::by_valid_from, date_literal(evidence.valid_from));
    }
    if (!evidence.valid_to.empty()) {
      alone(node, term::by_valid_to, date_literal(evidence.valid_to));
    }
  }

  void write_events() {
    for (std::size_t i = 0; i < graph().events.size(); ++i) {
      const std::string& event = names_.event(number_, i);
      shared(event, voc::rdf_type, Term::iri(std::string(term::sem_event)));
      shared(event, term::sem_event_type, Term::iri(graph().events[i].type));
    }
  }

  void write_statistics() {
    for (std::size_t i = 0; i < graph().statistics.size(); ++i) {
      const LocalStatistic& statistic = graph().statistics[i];
      const std::string& node = names_.statistic(number_, i);
      shared(node, voc::rdf_type, Term::iri(std::string(term::by_statistic)));
      if (statistic.metric != nothing) {
        shared(
            node, term::by_metric, Term::iri(names_.entity(number_, statistic.metric)));
      }
      shared(node,
             term::schema_value,
             Term::typed(statistic.value,
                         statistic.is_integer ? voc::xsd_integer : voc::xsd_decimal));
      if (!statistic.unit.empty()) {
        shared(node, term::schema_unit, Term::literal(statistic.unit));
      }
      if (!statistic.comparator.empty()) {
        shared(node, term::by_comparator, Term::iri(statistic.comparator));
      }
      if (!statistic.period_start.empty()) {
        shared(node, term::by_period_start, date_literal(statistic.period_start));
      }
      if (!statistic.period_end.empty()) {
        shared(node, term::by_period_end, date_literal(statistic.period_end));
      }
    }
  }

  void write_quotations() {
    for (std::size_t i = 0; i < graph().quotations.size(); ++i) {
      const LocalQuotation& quotation = graph().quotations[i];
      if (quotation.pieces.empty()) {
        continue;
      }
      const std::string node = names_.quotation(number_, i);
      alone(node, voc::rdf_type, Term::iri(std::string(term::by_quotation)));
      alone(node,
            term::by_direct,
            Term::typed(quotation.direct ? "true" : "false", voc::xsd_boolean));
      std::string text;
      for (const TextAt& piece : quotation.pieces) {
        text += (text.empty() ? "" : " ") + piece.text;
        const std::string at = names_.text(number_, piece.at);
        alone(node, term::by_piece, Term::iri(at));
        write_text(at, piece, term::nif_string);
      }
      alone(node, term::schema_text, text_literal(text, graph().language));
      if (quotation.speaker == nothing && quotation.sentence != nothing) {
        alone(node,
              term::by_sentence,
              Term::iri(names_.text(number_, graph().sentences[quotation.sentence].at)));
      }
    }
  }

  void write_text(const std::string& node, const TextAt& piece, std::string_view type) {
    alone(node, voc::rdf_type, Term::iri(std::string(type)));
    alone(node, term::nif_anchor, text_literal(piece.text, graph().language));
    alone(node, term::nif_begin, integer(piece.at.begin));
    alone(node, term::nif_end, integer(piece.at.end));
    alone(node, term::nif_context, Term::iri(article_));
  }

  void write_sentences() {
    for (const TextAt& sentence : graph().sentences) {
      write_text(names_.text(number_, sentence.at), sentence, term::nif_sentence);
    }
  }

  void write_entities() {
    std::vector<bool> mentioned(graph().entities.size(), false);
    for (const LocalMention& mention : graph().mentions) {
      mentioned[mention.entity] = true;
    }
    for (std::size_t i = 0; i < graph().entities.size(); ++i) {
      const LocalEntity& entity = graph().entities[i];
      if (!entity.in_fact && !(options_.mentions && mentioned[i])) {
        continue;
      }
      write_entity(i);
      if (!entity.is_value) {
        alone(article_, term::schema_mentions, Term::iri(names_.entity(number_, i)));
      }
    }
  }

  void write_entity(std::size_t number) {
    const LocalEntity& entity = graph().entities[number];
    const Identification& identified = identities_.of[number_][number];
    const GlobalEntity& global = identities_.entities[identified.entity];
    const std::string& node = names_.entity(number_, number);
    if (entity.kind == global.kind) {
      for (const std::string& name : entity.classes) {
        const bool chosen =
            std::ranges::find(global.classes, name) != global.classes.end();
        if (chosen || entity.class_from_text) {
          shared(node, voc::rdf_type, Term::iri(name));
        }
      }
    }
    if (global.kind == EntityKind::topic && global.classes.empty() &&
        !entity.lexicon.known) {
      shared(node, voc::rdf_type, Term::iri(std::string(term::skos_concept)));
    }
    shared(node, voc::skos_pref_label, text_literal(global.label, graph().language));
    for (const std::string& name : entity.names) {
      if (name != global.label) {
        shared(node, voc::skos_alt_label, text_literal(name, graph().language));
      }
    }
    if (entity.lexicon.known) {
      write_lexicon_share(node, entity.lexicon, global.label);
    }
    if (identified.reason >= JoinReason::surname) {
      write_identification(node, entity, identified);
    }
  }

  void write_lexicon_share(const std::string& node,
                           const LexiconShare& lexicon,
                           const std::string& label) {
    for (const std::string& name : lexicon.classes) {
      alone(node, voc::rdf_type, Term::iri(name));
    }
    for (const TaggedName& name : lexicon.names) {
      if (name.text != label) {
        alone(node, voc::skos_alt_label, text_literal(name.text, name.language));
      }
    }
    for (const std::string& same : lexicon.same_as) {
      alone(node, voc::owl_same_as, Term::iri(same));
    }
  }

  /// Why another name of another article was taken for this one.
  void write_identification(const std::string& entity,
                            const LocalEntity& local,
                            const Identification& identified) {
    const std::string node = article_ + "#m-" + short_hash({entity, local.label});
    alone(node, voc::rdf_type, Term::iri(std::string(term::by_identification)));
    alone(node, term::by_identified, Term::iri(entity));
    alone(node, term::by_local_name, text_literal(local.label, graph().language));
    alone(
        node, term::by_joined_by, Term::literal(std::string(name_of(identified.reason))));
    if (!identified.shared.empty()) {
      alone(node, term::by_shared_context, Term::literal(identified.shared));
    }
  }

  void write_mentions() {
    for (const LocalMention& mention : graph().mentions) {
      const std::string node = names_.text(number_, mention.text.at);
      write_text(node, mention.text, term::nif_occurrence);
      alone(node, term::its_identity, Term::iri(names_.entity(number_, mention.entity)));
      alone(node, term::by_mention_form, Term::iri(std::string(term::of(mention.form))));
    }
  }

  void write_rules() {
    for (const RulePlace& rule : rules_) {
      const std::string node = names_.rule(rule.name);
      alone(node, voc::rdf_type, Term::iri(std::string(term::by_rule_class)));
      alone(node, voc::rdfs_label, Term::literal(rule.name));
      if (!rule.file.empty()) {
        alone(node, term::by_rule_file, Term::literal(rule.file));
        alone(node, term::by_rule_line, integer(rule.line));
      }
    }
  }

  void write_run() {
    const std::string node =
        options_.base + "build/" + short_hash({options_.version, options_.ontology_hash});
    alone(node, voc::rdf_type, Term::iri(std::string(term::prov_activity)));
    alone(node, voc::rdfs_label, Term::literal("byline " + options_.version));
    alone(node, term::schema_version, Term::literal(options_.version));
    alone(node, term::by_content_hash, Term::literal(options_.ontology_hash));
  }

  const LocalGraphs& graphs_;
  const Identities& identities_;
  const GraphOptions& options_;
  rdf::QuadSink& sink_;
  NodeNames names_;
  Orientations orientations_;
  std::set<RulePlace> rules_;  ///< of the articles written
  std::size_t number_ = 0;
  std::string article_;
};

}  // namespace

void write_graph(const LocalGraphs& graphs,
                 const IdentityOverrides& overrides,
                 const GraphOptions& options,
                 rdf::QuadSink& sink) {
  const Identities identities = identify(graphs, overrides);
  GraphWriter(graphs, identities, options, sink).run();
}

}  // namespace byline::assemble
