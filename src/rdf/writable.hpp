#pragma once

#include "rdf/quad.hpp"

#include <string>

namespace byline::rdf {

/// Refuses what a reader would refuse (`check_writable` of writer.hpp), for one such term
/// makes a whole document unreadable: relative or malformed IRIs, invalid UTF-8, labels
/// and language tags that no syntax holds, literals as subjects. One object a document:
/// what a quad shares with the one before is not checked again.
class WritableCheck {
 public:
  /// Throws Error(ExitCode::unusable). `quad` must live until the next call.
  void quad(const Quad& quad);

 private:
  void object(const Term& term);

  const Quad* last_ = nullptr;
  std::string datatype_;  ///< the last one that was right
};

/// Throws Error(ExitCode::unusable): `graph` stands in a syntax without named graphs.
[[noreturn]] void refuse_graph(const TermView& graph);

}  // namespace byline::rdf
