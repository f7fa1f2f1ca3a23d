#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace byline::rdf {

/// The syntaxes that can be read and written.
enum class Syntax { turtle, trig, ntriples, nquads };

/// `ttl turtle`, `trig`, `nt ntriples n-triples`, `nq nquads n-quads`, or a MIME type.
std::optional<Syntax> syntax_named(std::string_view name);

/// By extension, below an optional `.gz`.
std::optional<Syntax> syntax_of(const std::filesystem::path& path);

/// The names to show in a hint.
std::string syntax_list();

/// Whether the syntax can hold named graphs.
bool holds_graphs(Syntax syntax);

/// N-Triples and N-Quads: a statement a line, read and written in constant memory.
bool is_line_based(Syntax syntax);

}  // namespace byline::rdf
