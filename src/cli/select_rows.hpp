#pragma once

#include "rdf/term.hpp"
#include "store/store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline::cli {

/// A row of an answer: variable → value; unbound variables are absent.
class AnswerRow {
 public:
  void set(std::string variable, rdf::Term value) {
    values_.insert_or_assign(std::move(variable), std::move(value));
  }
  /// The lexical form or IRI, or "".
  [[nodiscard]] const std::string& text(const std::string& variable) const;
  /// The term, or null.
  [[nodiscard]] const rdf::Term* find(const std::string& variable) const;

 private:
  std::map<std::string, rdf::Term> values_;
};

/// Bindings that a query of ours gets: variable → term.
using Bindings = std::map<std::string, rdf::Term>;

/// Puts `VALUES` with the bindings at the start of the query's first group: terms in
/// N-Triples form, never pasted text.
std::string with_bindings(std::string query, const Bindings& bindings);

/// Runs a SELECT; byline's own prefixes are declared.
std::vector<AnswerRow> select_rows(const store::Store& store,
                                   const std::string& query,
                                   const Bindings& bindings = {});

}  // namespace byline::cli
