#pragma once

#include "rdf/quad.hpp"

#include <string>
#include <string_view>

namespace byline::assemble {

rdf::Term text_literal(const std::string& text, const std::string& language);
rdf::Term integer(std::size_t value);
/// A date of the precision that its length gives.
rdf::Term date_literal(const std::string& value);

/// Takes the statements of one article after the other. Borrows `sink`.
class ArticleSink {
 public:
  explicit ArticleSink(rdf::QuadSink& sink) : sink_(sink) {}

  /// The IRI of the article whose statements follow.
  void begin(std::string article) { article_ = std::move(article); }
  [[nodiscard]] const std::string& article() const { return article_; }

  /// Into the default graph: what the article owns, the lexicon, rules, the run.
  void alone(std::string_view subject,
             std::string_view predicate,
             const rdf::Term& object);
  /// Into the default graph and the article's: facts, and classes and labels it gives.
  void shared(std::string_view subject,
              std::string_view predicate,
              const rdf::Term& object);

 private:
  void emit(std::string_view subject,
            std::string_view predicate,
            const rdf::Term& object,
            bool in_default_graph);

  rdf::QuadSink& sink_;
  std::string article_;
};

}  // namespace byline::assemble
