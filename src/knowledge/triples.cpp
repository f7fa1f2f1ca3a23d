#include "knowledge/triples.hpp"

#include "rdf/reader.hpp"
#include "rdf/vocabulary.hpp"

#include <utility>

namespace byline::knowledge {

namespace {

/// Keeps quads and prefixes as they come.
class Collector final : public rdf::QuadSink {
 public:
  Collector(std::vector<rdf::Quad>& quads, rdf::Prefixes& prefixes)
      : quads_(quads),
        prefixes_(prefixes) {}

  void quad(const rdf::QuadView& quad) override { quads_.push_back(quad.copy()); }
  void prefix(std::string_view name, std::string_view iri) override {
    prefixes_.insert_or_assign(std::string(name), std::string(iri));
  }

 private:
  std::vector<rdf::Quad>& quads_;
  rdf::Prefixes& prefixes_;
};

const std::string rdf_first_name = "rdf:first";
const std::string rdf_rest_name = "rdf:rest";
const std::string union_name = "owl:unionOf";

}  // namespace

std::string compact_iri(std::string_view iri, const rdf::Prefixes& prefixes) {
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& entry : prefixes) {
    const std::string& space = entry.second;
    const bool fits = iri.size() > space.size() && iri.starts_with(space) &&
                      iri.find_first_of("/#", space.size()) == std::string_view::npos;
    if (fits && (best == nullptr || space.size() > best->second.size())) {
      best = &entry;
    }
  }
  if (best == nullptr) {
    return std::string(iri);
  }
  return best->first + ":" + std::string(iri.substr(best->second.size()));
}

Triples Triples::parse(std::string_view turtle, const std::string& file) {
  std::vector<rdf::Quad> quads;
  Triples result;
  // What the walk below needs, under its usual prefix even where the file has none.
  result.prefixes_ = {{"rdf", std::string(rdf::vocabulary::rdf_ns)},
                      {"owl", "http://www.w3.org/2002/07/owl#"}};
  Collector collector(quads, result.prefixes_);
  rdf::ReadOptions options;
  options.base = "file:///" + file;
  options.file_name = file;
  rdf::read_text(turtle, options, collector);
  for (rdf::Quad& quad : quads) {
    Properties& properties = result.subjects_[result.name(quad.subject)];
    properties[result.name(quad.predicate)].push_back(std::move(quad.object));
  }
  return result;
}

std::string Triples::name(const rdf::Term& term) const {
  return term.is_blank() ? "_:" + term.value
         : term.is_iri() ? compact_iri(term.value, prefixes_)
                         : term.value;
}

const Triples::Values& Triples::values(const std::string& subject,
                                       const std::string& predicate) const {
  static const Values none;
  const auto properties = subjects_.find(subject);
  if (properties == subjects_.end()) {
    return none;
  }
  const auto found = properties->second.find(predicate);
  return found == properties->second.end() ? none : found->second;
}

std::vector<std::string> Triples::members(const rdf::Term& term) const {
  const Values& listed = values(name(term), union_name);
  std::string node = listed.empty() ? name(term) : name(listed.front());
  std::vector<std::string> names;
  if (!listed.empty() || !values(node, rdf_first_name).empty()) {
    // A list cannot be longer than the document: guards against a list in a circle.
    while (!values(node, rdf_first_name).empty() && names.size() <= subjects_.size()) {
      names.push_back(name(values(node, rdf_first_name).front()));
      const Values& rest = values(node, rdf_rest_name);
      node = rest.empty() ? std::string() : name(rest.front());
    }
    return names;
  }
  names.push_back(std::move(node));
  return names;
}

}  // namespace byline::knowledge
