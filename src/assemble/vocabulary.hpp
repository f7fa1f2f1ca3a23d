#pragma once

#include "assemble/local_graph.hpp"

#include <array>
#include <string_view>
#include <utility>

/// The terms of the data model that the writer of graphs itself sets.
namespace byline::assemble::term {

inline constexpr std::string_view by_article = "https://w3id.org/byline#Article";
inline constexpr std::string_view by_assertion = "https://w3id.org/byline#Assertion";
inline constexpr std::string_view by_identification =
    "https://w3id.org/byline#Identification";
inline constexpr std::string_view by_quotation = "https://w3id.org/byline#Quotation";
inline constexpr std::string_view by_rule_class = "https://w3id.org/byline#Rule";
inline constexpr std::string_view by_statistic = "https://w3id.org/byline#Statistic";

inline constexpr std::string_view by_antecedent_begin =
    "https://w3id.org/byline#antecedentBegin";
inline constexpr std::string_view by_antecedent_end =
    "https://w3id.org/byline#antecedentEnd";
inline constexpr std::string_view by_comparator = "https://w3id.org/byline#comparator";
inline constexpr std::string_view by_confidence = "https://w3id.org/byline#confidence";
inline constexpr std::string_view by_content_hash = "https://w3id.org/byline#contentHash";
inline constexpr std::string_view by_direct = "https://w3id.org/byline#direct";
inline constexpr std::string_view by_identified = "https://w3id.org/byline#identified";
inline constexpr std::string_view by_in_quotation = "https://w3id.org/byline#inQuotation";
inline constexpr std::string_view by_joined_by = "https://w3id.org/byline#joinedBy";
inline constexpr std::string_view by_local_name = "https://w3id.org/byline#localName";
inline constexpr std::string_view by_mention_form = "https://w3id.org/byline#mentionForm";
inline constexpr std::string_view by_metric = "https://w3id.org/byline#metric";
inline constexpr std::string_view by_modality = "https://w3id.org/byline#modality";
inline constexpr std::string_view by_negated = "https://w3id.org/byline#negated";
inline constexpr std::string_view by_object_begin = "https://w3id.org/byline#objectBegin";
inline constexpr std::string_view by_object_end = "https://w3id.org/byline#objectEnd";
inline constexpr std::string_view by_period_end = "https://w3id.org/byline#periodEnd";
inline constexpr std::string_view by_period_start = "https://w3id.org/byline#periodStart";
inline constexpr std::string_view by_piece = "https://w3id.org/byline#piece";
inline constexpr std::string_view by_polarity = "https://w3id.org/byline#polarity";
inline constexpr std::string_view by_rule = "https://w3id.org/byline#rule";
inline constexpr std::string_view by_rule_file = "https://w3id.org/byline#ruleFile";
inline constexpr std::string_view by_rule_line = "https://w3id.org/byline#ruleLine";
inline constexpr std::string_view by_said_by = "https://w3id.org/byline#saidBy";
inline constexpr std::string_view by_sentence = "https://w3id.org/byline#sentence";
inline constexpr std::string_view by_shared_context =
    "https://w3id.org/byline#sharedContext";
inline constexpr std::string_view by_step = "https://w3id.org/byline#step";
inline constexpr std::string_view by_subject_begin =
    "https://w3id.org/byline#subjectBegin";
inline constexpr std::string_view by_subject_end = "https://w3id.org/byline#subjectEnd";
inline constexpr std::string_view by_text_hash = "https://w3id.org/byline#textHash";
inline constexpr std::string_view by_valid_from = "https://w3id.org/byline#validFrom";
inline constexpr std::string_view by_valid_to = "https://w3id.org/byline#validTo";

inline constexpr std::string_view dct_language = "http://purl.org/dc/terms/language";
inline constexpr std::string_view dct_publisher = "http://purl.org/dc/terms/publisher";
inline constexpr std::string_view dct_title = "http://purl.org/dc/terms/title";
inline constexpr std::string_view its_identity =
    "http://www.w3.org/2005/11/its/rdf#taIdentRef";
inline constexpr std::string_view org_membership = "http://www.w3.org/ns/org#Membership";
inline constexpr std::string_view prov_activity = "http://www.w3.org/ns/prov#Activity";
inline constexpr std::string_view schema_author = "https://schema.org/author";
inline constexpr std::string_view schema_date = "https://schema.org/datePublished";
inline constexpr std::string_view schema_mentions = "https://schema.org/mentions";
inline constexpr std::string_view schema_text = "https://schema.org/text";
inline constexpr std::string_view schema_unit = "https://schema.org/unitText";
inline constexpr std::string_view schema_url = "https://schema.org/url";
inline constexpr std::string_view schema_value = "https://schema.org/value";
inline constexpr std::string_view schema_version = "https://schema.org/softwareVersion";
inline constexpr std::string_view skos_concept =
    "http://www.w3.org/2004/02/skos/core#Concept";
inline constexpr std::string_view sem_event =
    "http://semanticweb.cs.vu.nl/2009/11/sem/Event";
inline constexpr std::string_view sem_event_type =
    "http://semanticweb.cs.vu.nl/2009/11/sem/eventType";
inline constexpr std::string_view sem_time =
    "http://semanticweb.cs.vu.nl/2009/11/sem/hasTimeStamp";

inline constexpr std::string_view nif_anchor =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
inline constexpr std::string_view nif_begin =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
inline constexpr std::string_view nif_end =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
inline constexpr std::string_view nif_occurrence =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#EntityOccurrence";
inline constexpr std::string_view nif_context =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext";
inline constexpr std::string_view nif_sentence =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
inline constexpr std::string_view nif_string =
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String";
inline constexpr std::string_view xsd_any_uri = "http://www.w3.org/2001/XMLSchema#anyURI";

inline constexpr std::array<std::pair<Modality, std::string_view>, 5> modalities = {
    {{modality_future, "https://w3id.org/byline#future"},
     {modality_hedged, "https://w3id.org/byline#hedged"},
     {modality_reported, "https://w3id.org/byline#reported"},
     {modality_opinion, "https://w3id.org/byline#opinion"},
     {modality_former, "https://w3id.org/byline#former"}}};

/// IRI of a step; empty for Step::none.
constexpr std::string_view of(Step step) {
  switch (step) {
    case Step::none: return "";
    case Step::alias: return "https://w3id.org/byline#alias";
    case Step::pronoun: return "https://w3id.org/byline#pronoun";
    case Step::heading: return "https://w3id.org/byline#heading";
    case Step::date_arithmetic: return "https://w3id.org/byline#dateArithmetic";
    case Step::metadata: return "https://w3id.org/byline#metadata";
  }
  return "";
}

constexpr std::string_view of(MentionForm form) {
  switch (form) {
    case MentionForm::name: return "https://w3id.org/byline#name";
    case MentionForm::nominal: return "https://w3id.org/byline#nominal";
    case MentionForm::pronoun: return "https://w3id.org/byline#pronoun";
  }
  return "";
}

}  // namespace byline::assemble::term
