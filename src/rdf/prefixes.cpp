#include "rdf/prefixes.hpp"

#include "rdf/vocabulary.hpp"

#include <string>

namespace byline::rdf {

Prefixes standard_prefixes() {
  return {
      {"by", std::string(vocabulary::by_ns)},
      {"dct", "http://purl.org/dc/terms/"},
      {"doap", "http://usefulinc.com/ns/doap#"},
      {"foaf", "http://xmlns.com/foaf/0.1/"},
      {"itsrdf", "http://www.w3.org/2005/11/its/rdf#"},
      {"nif", std::string(vocabulary::nif_ns)},
      {"org", "http://www.w3.org/ns/org#"},
      {"owl", "http://www.w3.org/2002/07/owl#"},
      {"prov", "http://www.w3.org/ns/prov#"},
      {"rdf", std::string(vocabulary::rdf_ns)},
      {"rdfs", std::string(vocabulary::rdfs_ns)},
      {"schema", "https://schema.org/"},
      {"sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"},
      {"skos", "http://www.w3.org/2004/02/skos/core#"},
      {"xsd", std::string(vocabulary::xsd_ns)},
  };
}

Prefixes data_prefixes(std::string_view base) {
  Prefixes prefixes = standard_prefixes();
  for (const std::string_view kind :
       {"organization", "person", "place", "work", "occasion", "topic", "rule"}) {
    prefixes.emplace(kind, std::string(base) + std::string(kind) + "/");
  }
  return prefixes;
}

}  // namespace byline::rdf
