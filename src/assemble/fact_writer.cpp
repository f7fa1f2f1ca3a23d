#include "assemble/fact_writer.hpp"

#include "assemble/vocabulary.hpp"
#include "base/hash.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::assemble {

namespace {

namespace voc = rdf::vocabulary;
using rdf::Term;

class FactWriter {
 public:
  FactWriter(const ArticleGraph& article,
             const NodeNames& names,
             const Orientations& orientations,
             bool mentions,
             ArticleSink& sink)
      : article_(article),
        graph_(article.graph),
        names_(names),
        orientations_(orientations),
        mentions_(mentions),
        sink_(sink) {}

  /// What a sentence says of one thing is one assertion, though rules may have told it of
  /// two things that identity made one (a membership by two titles): the surest stays.
  void run() {
    std::vector<Statement> statements;
    for (const LocalFact& fact : graph_.facts) {
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
        sink_.shared(kept.subject, kept.fact->property, kept.object);
      }
      write_assertion(kept);
    }
  }

 private:
  [[nodiscard]] Term object_term(const LocalNode& node) const {
    if (node.kind != NodeKind::literal) {
      return Term::iri(names_.node(article_, node));
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
        &fact, names_.node(article_, fact.subject), object_term(fact.object), false, {}};
    if (fact.symmetric && statement.object.is_iri()) {
      const auto& [subject, object] = std::tie(statement.subject, statement.object.value);
      const auto first = orientations_.find(std::tuple(
          fact.property, std::min(subject, object), std::max(subject, object)));
      if (first != orientations_.end() && first->second != statement.subject) {
        std::swap(statement.subject, statement.object.value);
        statement.turned = true;
      }
    }
    const TextAt& sentence = graph_.sentences[fact.evidence.sentence];
    statement.assertion = sink_.article() + "#a-" +
                          short_hash({statement.subject,
                                      fact.property,
                                      rdf::to_ntriples(statement.object),
                                      std::to_string(sentence.at.begin),
                                      std::to_string(sentence.at.end),
                                      fact.evidence.negated ? "negated" : ""});
    return statement;
  }

  void write_assertion(const Statement& statement) {
    const LocalEvidence& evidence = statement.fact->evidence;
    const TextAt& sentence = graph_.sentences[evidence.sentence];
    const std::string& node = statement.assertion;
    sink_.alone(node, voc::rdf_type, Term::iri(std::string(term::by_assertion)));
    sink_.alone(node, voc::rdf_subject, Term::iri(statement.subject));
    sink_.alone(node, voc::rdf_predicate, Term::iri(statement.fact->property));
    sink_.alone(node, voc::rdf_object, statement.object);
    sink_.alone(
        node, term::by_sentence, Term::iri(names_.text(article_.number, sentence.at)));
    sink_.alone(node, term::nif_begin, integer(evidence.span.begin));
    sink_.alone(node, term::nif_end, integer(evidence.span.end));
    sink_.alone(node, term::by_rule, Term::iri(names_.rule(evidence.rule)));
    sink_.alone(
        node, term::by_confidence, Term::typed(evidence.confidence, voc::xsd_decimal));
    if (evidence.step != Step::none) {
      sink_.alone(node, term::by_step, Term::iri(std::string(term::of(evidence.step))));
      if (!evidence.antecedent.empty()) {
        sink_.alone(node, term::by_antecedent_begin, integer(evidence.antecedent.begin));
        sink_.alone(node, term::by_antecedent_end, integer(evidence.antecedent.end));
      }
    }
    write_certainty(node, evidence);
    if (mentions_) {
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
      sink_.alone(node, begin, integer(at.begin));
      sink_.alone(node, end, integer(at.end));
    }
  }

  void write_certainty(const std::string& node, const LocalEvidence& evidence) {
    if (evidence.negated) {
      sink_.alone(node, term::by_polarity, Term::iri(std::string(term::by_negated)));
    }
    for (const auto& [modality, iri] : term::modalities) {
      if ((evidence.modality & modality) != 0) {
        sink_.alone(node, term::by_modality, Term::iri(std::string(iri)));
      }
    }
    if (evidence.said_by != nothing) {
      sink_.alone(node,
                  term::by_said_by,
                  Term::iri(names_.entity(article_.number, evidence.said_by)));
    }
    if (evidence.in_quotation != nothing) {
      sink_.alone(node,
                  term::by_in_quotation,
                  Term::iri(names_.quotation(article_, evidence.in_quotation)));
    }
    if (!evidence.valid_from.empty()) {
      sink_.alone(node, term::by_valid_from, date_literal(evidence.valid_from));
    }
    if (!evidence.valid_to.empty()) {
      sink_.alone(node, term::by_valid_to, date_literal(evidence.valid_to));
    }
  }

  ArticleGraph article_;
  const LocalGraph& graph_;
  const NodeNames& names_;
  const Orientations& orientations_;
  bool mentions_;
  ArticleSink& sink_;
};

}  // namespace

Orientations orientations_of(const LocalGraphs& graphs, const NodeNames& names) {
  Orientations orientations;
  for (std::size_t number = 0; number < graphs.size(); ++number) {
    const LocalGraph graph = graphs.load(number);
    std::vector<const LocalFact*> facts;
    for (const LocalFact& fact : graph.facts) {
      if (fact.symmetric && fact.object.kind != NodeKind::literal) {
        facts.push_back(&fact);
      }
    }
    std::ranges::sort(facts, [](const LocalFact* a, const LocalFact* b) {
      return std::tie(a->evidence.span, *a) < std::tie(b->evidence.span, *b);
    });
    for (const LocalFact* fact : facts) {
      const std::string subject = names.node({number, graph}, fact->subject);
      const std::string object = names.node({number, graph}, fact->object);
      orientations.emplace(
          std::tuple(
              fact->property, std::min(subject, object), std::max(subject, object)),
          subject);
    }
  }
  return orientations;
}

void write_facts(const ArticleGraph& article,
                 const NodeNames& names,
                 const Orientations& orientations,
                 bool mentions,
                 ArticleSink& sink) {
  FactWriter(article, names, orientations, mentions, sink).run();
}

}  // namespace byline::assemble
