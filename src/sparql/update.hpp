#pragma once

#include "rdf/quad.hpp"
#include "rdf/writer.hpp"
#include "sparql/query.hpp"
#include "sparql/syntax.hpp"
#include "store/store.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace byline::sparql {

/// Reads the document at an IRI (LOAD). Throws Error. Given by the caller; without it
/// LOAD is refused.
using LoadDocument = std::function<void(const std::string& iri, rdf::QuadSink& sink)>;

/// What a request did.
struct UpdateResult {
  std::vector<rdf::Quad> quads;  ///< the whole dataset afterwards, unsorted
  std::size_t added = 0;         ///< quads that are new
  std::size_t removed = 0;       ///< quads that are gone
};

/// Carries out all operations of the request, one after the other (SPARQL 1.1 Update, 3),
/// on a copy of the store's dataset. Throws Error when an operation that is not SILENT
/// fails; nothing is changed then.
UpdateResult update(const UpdateRequest& request,
                    const store::Store& store,
                    const RunOptions& options,
                    const LoadDocument& load_document = {});

}  // namespace byline::sparql
