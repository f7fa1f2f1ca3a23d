#include "publish/sorted_graphs.hpp"

#include <utility>

namespace byline::publish {
namespace {

/// Between graph and triple: sorts before every character of an IRI and is in none.
constexpr char separator = '\x01';

Statement split(std::string_view line) {
  const std::size_t at = line.find(separator);
  return {line.substr(0, at), line.substr(at + 1)};
}

}  // namespace

SortedGraphs::SortedGraphs(std::function<std::string()> skolem_base,
                           std::size_t run_bytes)
    : ask_skolem_base_(std::move(skolem_base)),
      lines_(run_bytes) {}

void SortedGraphs::append_blank(std::string& line, std::string_view label) {
  if (skolem_base_.empty()) {
    skolem_base_ = ask_skolem_base_();
  }
  line.append(skolem_base_).append(label);
}

void SortedGraphs::append_term(std::string& line, const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::blank) {
    line += '<';
    append_blank(line, term.value);
    line += '>';
  } else {
    rdf::append_ntriples(line, term);
  }
}

void SortedGraphs::quad(const rdf::QuadView& quad) {
  line_.clear();
  if (!quad.in_default_graph && quad.graph.kind == rdf::TermKind::blank) {
    append_blank(line_, quad.graph.value);
  } else if (!quad.in_default_graph) {
    line_ = quad.graph.value;
  }
  line_ += separator;
  append_term(line_, quad.subject);
  line_ += ' ';
  append_term(line_, quad.predicate);
  line_ += ' ';
  append_term(line_, quad.object);
  line_ += " .";
  if (quad.object.kind == rdf::TermKind::literal) {
    look_at_literal(quad);
  }
  lines_.add(line_);
}

void SortedGraphs::look_at_literal(const rdf::QuadView& quad) {
  const auto place = [&quad] {
    return std::string(quad.subject.value) + " " + std::string(quad.predicate.value);
  };
  if (quad.object.value.size() > longest_literal_) {
    longest_literal_ = quad.object.value.size();
    longest_at_ = place();
  }
  const LiteralTraits traits = traits_of(quad.object);
  for (std::size_t i = 0; traits.any() && i < traits.size(); ++i) {
    if (traits[i] && ++traits_.seen[i].literals == 1) {
      traits_.seen[i].first = place() + " ";
      rdf::append_ntriples(traits_.seen[i].first, quad.object);
    }
  }
}

void SortedGraphs::for_each(const std::function<void(const Statement&)>& take) {
  lines_.for_each([&take](std::string_view line) { take(split(line)); });
}

}  // namespace byline::publish
