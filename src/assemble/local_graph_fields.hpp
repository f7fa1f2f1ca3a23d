#pragma once

#include "assemble/local_graph.hpp"

// The members of a local graph's structs, each in the order of its declaration: the one
// list behind what is kept of a graph (local_graph_codec) and what a shard holds (shard).
// NOLINTBEGIN: C++20 cannot name members otherwise.
// clang-format off
#define BYLINE_LOCAL_GRAPH_STRUCTS(FIELDS) \
  FIELDS(Offsets, begin, end) \
  FIELDS(TextAt, at, text) \
  FIELDS(TaggedName, text, language) \
  FIELDS(LexiconShare, known, qualifier, classes, names, same_as) \
  FIELDS(LocalEntity, kind, label, names, classes, class_from_text, is_value, \
         in_fact, lexicon, core, traits, other_names) \
  FIELDS(LocalNode, kind, index, value, datatype, language) \
  FIELDS(LocalEvidence, sentence, span, subject, object, rule, confidence, step, \
         antecedent, negated, modality, said_by, in_quotation, valid_from, valid_to) \
  FIELDS(LocalFact, subject, property, object, symmetric, evidence) \
  FIELDS(DefiningRole, property, optional) \
  FIELDS(LocalEvent, type, trigger, roles) \
  FIELDS(LocalStatistic, of, metric, value, is_integer, unit, comparator, \
         period_start, period_end) \
  FIELDS(LocalQuotation, pieces, direct, speaker, sentence) \
  FIELDS(LocalMembership, person, organization, role) \
  FIELDS(LocalMention, text, entity, form) \
  FIELDS(RulePlace, name, file, line) \
  FIELDS(LocalGraph, id, language, title, url, author, publisher, date, \
         content_hash, text_hash, entities, sentences, events, statistics, \
         quotations, memberships, facts, mentions, rules)
// clang-format on
// NOLINTEND
