#pragma once

#include "model/article.hpp"

#include <string_view>

namespace byline::ingest {

/// What a JSON-LD script of a page says of the article (schema.org), values as they
/// stand; of an article first, else of a web page. Empty if it says nothing or is no
/// JSON.
Metadata read_json_ld(std::string_view script);

}  // namespace byline::ingest
