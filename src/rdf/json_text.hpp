#pragma once

#include <string>
#include <string_view>

namespace byline::rdf {

/// Appends `text` as a JSON string (RFC 8259, 7), quotes included. Expects valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace byline::rdf
