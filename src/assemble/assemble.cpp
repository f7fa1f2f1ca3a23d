#include "assemble/assemble.hpp"

#include "assemble/article_sink.hpp"
#include "assemble/fact_writer.hpp"
#include "assemble/labels.hpp"
#include "assemble/node_names.hpp"
#include "assemble/vocabulary.hpp"
#include "base/hash.hpp"
#include "base/parts.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

namespace byline::assemble {

namespace {

namespace voc = rdf::vocabulary;
using rdf::Term;

/// What all writers of a graph read.
struct Shared {
  Shared(const LocalGraphs& all_graphs,
         const IdentityOverrides& overrides,
         const GraphOptions& all_options)
      : graphs(all_graphs),
        options(all_options),
        identities(identify(graphs, overrides)),
        names(graphs, identities, options.base),
        orientations(orientations_of(graphs, names)) {}

  const LocalGraphs& graphs;
  const GraphOptions& options;
  Identities identities;
  NodeNames names;
  Orientations orientations;
};

/// Writes one article after the other.
class GraphWriter {
 public:
  GraphWriter(const Shared& shared, rdf::QuadSink& sink)
      : graphs_(shared.graphs),
        identities_(shared.identities),
        options_(shared.options),
        names_(shared.names),
        orientations_(shared.orientations),
        sink_(sink) {}

  /// Those with the numbers [begin, end), and the rules they name.
  void run(std::size_t begin, std::size_t end) {
    for (number_ = begin; number_ < end; ++number_) {
      graph_ = graphs_.load(number_);
      sink_.begin(names_.article(number_));
      write_article();
    }
    write_rules();
    write_run();
  }

 private:
  [[nodiscard]] const LocalGraph& graph() const { return graph_; }
  [[nodiscard]] ArticleGraph article() const { return {number_, graph_}; }

  void text_field(std::string_view predicate, const std::string& value) {
    if (!value.empty()) {
      sink_.alone(sink_.article(), predicate, Term::literal(value));
    }
  }

  void write_article() {
    rules_.insert(graph().rules.begin(), graph().rules.end());
    write_metadata();
    write_facts(article(), names_, orientations_, options_.mentions, sink_);
    write_events();
    write_statistics();
    write_quotations();
    for (std::size_t i = 0; i < graph().memberships.size(); ++i) {
      sink_.shared(names_.membership(article(), i),
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
    sink_.alone(sink_.article(), voc::rdf_type, Term::iri(std::string(term::by_article)));
    if (!graph().title.empty()) {
      sink_.alone(sink_.article(),
                  term::dct_title,
                  text_literal(graph().title, graph().language));
    }
    text_field(term::dct_language, graph().language);
    text_field(term::dct_publisher, graph().publisher);
    text_field(term::schema_author, graph().author);
    if (!graph().date.empty()) {
      sink_.alone(sink_.article(), term::schema_date, date_literal(graph().date));
    }
    if (!graph().url.empty()) {
      sink_.alone(
          sink_.article(), term::schema_url, Term::typed(graph().url, term::xsd_any_uri));
    }
    text_field(term::by_content_hash, graph().content_hash);
    text_field(term::by_text_hash, graph().text_hash);
  }

  void write_events() {
    for (std::size_t i = 0; i < graph().events.size(); ++i) {
      const std::string& event = names_.event(number_, i);
      sink_.shared(event, voc::rdf_type, Term::iri(std::string(term::sem_event)));
      sink_.shared(event, term::sem_event_type, Term::iri(graph().events[i].type));
    }
  }

  void write_statistics() {
    for (std::size_t i = 0; i < graph().statistics.size(); ++i) {
      const LocalStatistic& statistic = graph().statistics[i];
      const std::string& node = names_.statistic(number_, i);
      sink_.shared(node, voc::rdf_type, Term::iri(std::string(term::by_statistic)));
      if (statistic.metric != nothing) {
        sink_.shared(
            node, term::by_metric, Term::iri(names_.entity(number_, statistic.metric)));
      }
      sink_.shared(
          node,
          term::schema_value,
          Term::typed(statistic.value,
                      statistic.is_integer ? voc::xsd_integer : voc::xsd_decimal));
      if (!statistic.unit.empty()) {
        sink_.shared(node, term::schema_unit, Term::literal(statistic.unit));
      }
      if (!statistic.comparator.empty()) {
        sink_.shared(node, term::by_comparator, Term::iri(statistic.comparator));
      }
      if (!statistic.period_start.empty()) {
        sink_.shared(node, term::by_period_start, date_literal(statistic.period_start));
      }
      if (!statistic.period_end.empty()) {
        sink_.shared(node, term::by_period_end, date_literal(statistic.period_end));
      }
    }
  }

  void write_quotations() {
    for (std::size_t i = 0; i < graph().quotations.size(); ++i) {
      const LocalQuotation& quotation = graph().quotations[i];
      if (quotation.pieces.empty()) {
        continue;
      }
      const std::string node = names_.quotation(article(), i);
      sink_.alone(node, voc::rdf_type, Term::iri(std::string(term::by_quotation)));
      sink_.alone(node,
                  term::by_direct,
                  Term::typed(quotation.direct ? "true" : "false", voc::xsd_boolean));
      std::string text;
      for (const TextAt& piece : quotation.pieces) {
        text += (text.empty() ? "" : " ") + piece.text;
        const std::string at = names_.text(number_, piece.at);
        sink_.alone(node, term::by_piece, Term::iri(at));
        write_text(at, piece, term::nif_string);
      }
      sink_.alone(node, term::schema_text, text_literal(text, graph().language));
      if (quotation.speaker == nothing && quotation.sentence != nothing) {
        sink_.alone(
            node,
            term::by_sentence,
            Term::iri(names_.text(number_, graph().sentences[quotation.sentence].at)));
      }
    }
  }

  void write_text(const std::string& node, const TextAt& piece, std::string_view type) {
    sink_.alone(node, voc::rdf_type, Term::iri(std::string(type)));
    sink_.alone(node, term::nif_anchor, text_literal(piece.text, graph().language));
    sink_.alone(node, term::nif_begin, integer(piece.at.begin));
    sink_.alone(node, term::nif_end, integer(piece.at.end));
    sink_.alone(node, term::nif_context, Term::iri(sink_.article()));
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
        sink_.alone(
            sink_.article(), term::schema_mentions, Term::iri(names_.entity(number_, i)));
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
          sink_.shared(node, voc::rdf_type, Term::iri(name));
        }
      }
    }
    if (global.kind == EntityKind::topic && global.classes.empty() &&
        !entity.lexicon.known) {
      sink_.shared(node, voc::rdf_type, Term::iri(std::string(term::skos_concept)));
    }
    sink_.shared(
        node, voc::skos_pref_label, text_literal(global.label, graph().language));
    for (const std::string& name : entity.names) {
      if (name != global.label) {
        sink_.shared(node, voc::skos_alt_label, text_literal(name, graph().language));
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
      sink_.alone(node, voc::rdf_type, Term::iri(name));
    }
    for (const TaggedName& name : lexicon.names) {
      if (name.text != label) {
        sink_.alone(node, voc::skos_alt_label, text_literal(name.text, name.language));
      }
    }
    for (const std::string& same : lexicon.same_as) {
      sink_.alone(node, voc::owl_same_as, Term::iri(same));
    }
  }

  /// Why another name of another article was taken for this one.
  void write_identification(const std::string& entity,
                            const LocalEntity& local,
                            const Identification& identified) {
    const std::string node = sink_.article() + "#m-" + short_hash({entity, local.label});
    sink_.alone(node, voc::rdf_type, Term::iri(std::string(term::by_identification)));
    sink_.alone(node, term::by_identified, Term::iri(entity));
    sink_.alone(node, term::by_local_name, text_literal(local.label, graph().language));
    sink_.alone(
        node, term::by_joined_by, Term::literal(std::string(name_of(identified.reason))));
    if (!identified.shared.empty()) {
      sink_.alone(node, term::by_shared_context, Term::literal(identified.shared));
    }
  }

  void write_mentions() {
    for (const LocalMention& mention : graph().mentions) {
      const std::string node = names_.text(number_, mention.text.at);
      write_text(node, mention.text, term::nif_occurrence);
      sink_.alone(
          node, term::its_identity, Term::iri(names_.entity(number_, mention.entity)));
      sink_.alone(
          node, term::by_mention_form, Term::iri(std::string(term::of(mention.form))));
    }
  }

  void write_rules() {
    for (const RulePlace& rule : rules_) {
      const std::string node = names_.rule(rule.name);
      sink_.alone(node, voc::rdf_type, Term::iri(std::string(term::by_rule_class)));
      sink_.alone(node, voc::rdfs_label, Term::literal(rule.name));
      if (!rule.file.empty()) {
        sink_.alone(node, term::by_rule_file, Term::literal(rule.file));
        sink_.alone(node, term::by_rule_line, integer(rule.line));
      }
    }
  }

  void write_run() {
    const std::string node =
        options_.base + "build/" + short_hash({options_.version, options_.ontology_hash});
    sink_.alone(node, voc::rdf_type, Term::iri(std::string(term::prov_activity)));
    sink_.alone(node, voc::rdfs_label, Term::literal("byline " + options_.version));
    sink_.alone(node, term::schema_version, Term::literal(options_.version));
    sink_.alone(node, term::by_content_hash, Term::literal(options_.ontology_hash));
  }

  const LocalGraphs& graphs_;
  const Identities& identities_;
  const GraphOptions& options_;
  const NodeNames& names_;
  const Orientations& orientations_;
  ArticleSink sink_;
  std::set<RulePlace> rules_;  ///< of the articles written
  std::size_t number_ = 0;     ///< of the article at hand
  LocalGraph graph_;           ///< its graph
};

}  // namespace

void write_graph(const LocalGraphs& graphs,
                 const IdentityOverrides& overrides,
                 const GraphOptions& options,
                 rdf::QuadSink& sink) {
  rdf::QuadSink* const only = &sink;
  write_graph(graphs, overrides, options, std::span{&only, 1});
}

void write_graph(const LocalGraphs& graphs,
                 const IdentityOverrides& overrides,
                 const GraphOptions& options,
                 std::span<rdf::QuadSink* const> sinks) {
  const Shared shared(graphs, overrides, options);
  run_parts(sinks.size(), [&](std::size_t part) {
    GraphWriter(shared, *sinks[part])
        .run(graphs.size() * part / sinks.size(),
             graphs.size() * (part + 1) / sinks.size());
  });
}

}  // namespace byline::assemble
