#include "rdf/syntax.hpp"

#include <array>
#include <string>
#include <utility>

namespace byline::rdf {
namespace {

using Name = std::pair<std::string_view, Syntax>;

constexpr std::array names{
    Name{"ttl", Syntax::turtle},
    Name{"turtle", Syntax::turtle},
    Name{"text/turtle", Syntax::turtle},
    Name{"trig", Syntax::trig},
    Name{"application/trig", Syntax::trig},
    Name{"nt", Syntax::ntriples},
    Name{"ntriples", Syntax::ntriples},
    Name{"n-triples", Syntax::ntriples},
    Name{"application/n-triples", Syntax::ntriples},
    Name{"nq", Syntax::nquads},
    Name{"nquads", Syntax::nquads},
    Name{"n-quads", Syntax::nquads},
    Name{"application/n-quads", Syntax::nquads},
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::optional<Syntax> syntax_named(std::string_view name) {
  const std::string wanted = lower(name.substr(0, name.find(';')));
  for (const auto& [known, syntax] : names) {
    if (known == wanted) {
      return syntax;
    }
  }
  return std::nullopt;
}

std::optional<Syntax> syntax_of(const std::filesystem::path& path) {
  std::filesystem::path name = path.filename();
  if (lower(name.extension().string()) == ".gz") {
    name = name.stem();
  }
  const std::string extension = name.extension().string();
  return extension.empty() ? std::nullopt : syntax_named(extension.substr(1));
}

std::string syntax_list() {
  return "turtle, trig, ntriples, nquads";
}

bool holds_graphs(Syntax syntax) {
  return syntax == Syntax::trig || syntax == Syntax::nquads;
}

bool is_line_based(Syntax syntax) {
  return syntax == Syntax::ntriples || syntax == Syntax::nquads;
}

}  // namespace byline::rdf
