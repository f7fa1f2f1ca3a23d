#include "assemble/article_sink.hpp"

#include "rdf/vocabulary.hpp"

#include <cstdint>

namespace byline::assemble {

namespace voc = rdf::vocabulary;
using rdf::Term;

Term text_literal(const std::string& text, const std::string& language) {
  return language.empty() ? Term::literal(text) : Term::tagged(text, language);
}

Term integer(std::size_t value) {
  return Term::integer(static_cast<std::int64_t>(value));
}

Term date_literal(const std::string& value) {
  constexpr std::size_t year = 4;
  constexpr std::size_t year_month = 7;
  return Term::typed(value,
                     value.size() == year         ? voc::xsd_g_year
                     : value.size() == year_month ? voc::xsd_g_year_month
                                                  : voc::xsd_date);
}

void ArticleSink::alone(std::string_view subject,
                        std::string_view predicate,
                        const Term& object) {
  emit(subject, predicate, object, true);
}

void ArticleSink::shared(std::string_view subject,
                         std::string_view predicate,
                         const Term& object) {
  emit(subject, predicate, object, true);
  emit(subject, predicate, object, false);
}

void ArticleSink::emit(std::string_view subject,
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

}  // namespace byline::assemble
