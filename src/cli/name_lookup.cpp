#include "cli/name_lookup.hpp"

#include "assemble/labels.hpp"
#include "base/diagnostics.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/vocabulary.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace byline::cli {

namespace {

namespace voc = rdf::vocabulary;

/// Subjects with a label of `property` that folds to `folded`; every label goes to
/// `labels`.
std::map<std::string, std::string> labelled(const TripleSource& source,
                                            std::string_view property,
                                            const std::string& folded,
                                            std::set<std::string>& labels) {
  std::map<std::string, std::string> found;
  source(property, [&](std::string_view subject, std::string_view object) {
    const std::string label(object);
    labels.insert(label);
    if (assemble::fold_label(label) == folded) {
      found.emplace(subject, label);
    }
  });
  return found;
}

[[noreturn]] void refuse(const std::string& text, const std::string& hint) {
  throw Error(ExitCode::unusable, Location{}, text, hint);
}

}  // namespace

std::string as_iri(std::string_view name) {
  if (name.size() > 2 && name.front() == '<' && name.back() == '>') {
    return std::string(name.substr(1, name.size() - 2));
  }
  if (name.find("://") != std::string_view::npos) {
    return std::string(name);
  }
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) {
    return {};
  }
  const rdf::Prefixes prefixes = rdf::data_prefixes(voc::data_ns);
  const auto prefix = prefixes.find(std::string(name.substr(0, colon)));
  return prefix == prefixes.end() ? std::string()
                                  : prefix->second + std::string(name.substr(colon + 1));
}

TripleSource triples_of(const store::Store& store) {
  return [&store](std::string_view property,
                  const std::function<void(std::string_view, std::string_view)>& take) {
    rdf::TermView predicate;
    predicate.value = property;
    const auto id = store.find(predicate);
    if (!id) {
      return;
    }
    store.scan({store::any, *id, store::any, store::default_graph},
               [&](const store::Row& row) {
                 take(store.term(row.subject).value, store.term(row.object).value);
                 return true;
               });
  };
}

rdf::Term find_entity(const store::Store& store, const std::string& name) {
  return find_entity(triples_of(store), name);
}

rdf::Term find_property(const store::Store& store, const std::string& name) {
  return find_property(triples_of(store), name);
}

rdf::Term find_entity(const TripleSource& source, const std::string& name) {
  if (std::string iri = as_iri(name); !iri.empty()) {
    return rdf::Term::iri(std::move(iri));
  }
  const std::string folded = assemble::fold_label(name);
  std::set<std::string> labels;
  auto found = labelled(source, voc::skos_pref_label, folded, labels);
  if (found.empty()) {
    found = labelled(source, voc::skos_alt_label, folded, labels);
  }
  if (found.empty()) {
    const std::string nearest = closest(name, {labels.begin(), labels.end()});
    refuse("nothing in the graph is called '" + name + "'",
           nearest.empty() ? "give a label of the graph, or an IRI"
                           : "did you mean '" + nearest + "'?");
  }
  if (found.size() > 1) {
    std::string list;
    for (const auto& [iri, label] : found) {
      list += "\n    <" + iri + ">";
    }
    refuse("several things are called '" + name + "'", "give one of these IRIs:" + list);
  }
  return rdf::Term::iri(found.begin()->first);
}

rdf::Term find_property(const TripleSource& source, const std::string& name) {
  if (std::string iri = as_iri(name); !iri.empty()) {
    return rdf::Term::iri(std::move(iri));
  }
  std::set<std::string> found;
  std::set<std::string> locals;
  source(voc::rdf_predicate, [&](std::string_view, std::string_view iri) {
    const std::string local(iri.substr(iri.find_last_of("/#") + 1));
    locals.insert(local);
    if (local == name) {
      found.insert(std::string(iri));
    }
  });
  if (found.size() == 1) {
    return rdf::Term::iri(*found.begin());
  }
  const std::string nearest = closest(name, {locals.begin(), locals.end()});
  refuse("no fact of the graph has the property '" + name + "'",
         nearest.empty() ? "give an IRI or a prefixed name, for example by:partnerOf"
                         : "did you mean '" + nearest + "'?");
}

}  // namespace byline::cli
