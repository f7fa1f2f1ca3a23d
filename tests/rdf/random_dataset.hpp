#pragma once

#include "rdf/quad.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Random RDF in all shapes of terms, for property tests: equal seeds give equal data.
namespace byline::rdf::testing {

class RandomDataset {
 public:
  explicit RandomDataset(std::uint64_t seed) : random_(seed) {}

  /// Up to `most` quads; those of named graphs only if `graphs`.
  std::vector<Quad> quads(std::size_t most, bool graphs);
  /// `text` with up to eight random changes of bytes.
  std::string mutated(std::string text);
  /// A number below `limit`.
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  template <typename List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }
  std::string text(const std::vector<std::string>& alphabet, std::size_t most);
  Term iri();
  Term blank();
  Term literal();
  Term node() { return below(4) == 0 ? blank() : iri(); }

  std::mt19937_64 random_;
};

}  // namespace byline::rdf::testing
