#pragma once

#include <string_view>

/// IRIs of the standard vocabularies that the code itself must know.
namespace byline::rdf::vocabulary {

inline constexpr std::string_view rdf_ns = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view rdf_type =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view rdf_subject =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
inline constexpr std::string_view rdf_predicate =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
inline constexpr std::string_view rdf_object =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
inline constexpr std::string_view rdf_first =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr std::string_view rdf_rest =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr std::string_view rdf_nil =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view rdf_lang_string =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view rdfs_ns = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view rdfs_label =
    "http://www.w3.org/2000/01/rdf-schema#label";
inline constexpr std::string_view skos_pref_label =
    "http://www.w3.org/2004/02/skos/core#prefLabel";
inline constexpr std::string_view skos_alt_label =
    "http://www.w3.org/2004/02/skos/core#altLabel";
inline constexpr std::string_view owl_same_as = "http://www.w3.org/2002/07/owl#sameAs";
inline constexpr std::string_view xsd_ns = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view xsd_boolean =
    "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view xsd_integer =
    "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view xsd_decimal =
    "http://www.w3.org/2001/XMLSchema#decimal";
inline constexpr std::string_view xsd_float = "http://www.w3.org/2001/XMLSchema#float";
inline constexpr std::string_view xsd_double = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr std::string_view xsd_date = "http://www.w3.org/2001/XMLSchema#date";
inline constexpr std::string_view xsd_date_time =
    "http://www.w3.org/2001/XMLSchema#dateTime";
inline constexpr std::string_view xsd_g_year = "http://www.w3.org/2001/XMLSchema#gYear";
inline constexpr std::string_view xsd_g_year_month =
    "http://www.w3.org/2001/XMLSchema#gYearMonth";

/// byline's own namespace; what lies in it is declared in ontology/byline.ttl.
inline constexpr std::string_view by_ns = "https://w3id.org/byline#";
inline constexpr std::string_view data_ns = "https://w3id.org/byline/data/";
inline constexpr std::string_view nif_ns =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";

}  // namespace byline::rdf::vocabulary
