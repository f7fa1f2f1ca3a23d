#include "base/diagnostics.hpp"
#include "random_dataset.hpp"
#include "rdf/isomorphism.hpp"
#include "rdf/line_reader.hpp"
#include "rdf/prefixes.hpp"
#include "rdf/reader.hpp"
#include "rdf/sorted_lines.hpp"
#include "rdf/writer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

using namespace byline;
using namespace byline::rdf;
using byline::rdf::testing::RandomDataset;

namespace {

constexpr std::size_t cases = 10'000;
constexpr Syntax syntaxes[] = {
    Syntax::turtle, Syntax::trig, Syntax::ntriples, Syntax::nquads};

/// BYLINE_SEED, else the same numbers on every run; printed so that a failure can be
/// repeated.
std::uint64_t seed() {
  const char* const wanted = std::getenv("BYLINE_SEED");
  const std::uint64_t value = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 1;
  std::cout << "seed " << value << " (BYLINE_SEED sets another)\n";
  return value;
}

Prefixes prefixes() {
  Prefixes out = standard_prefixes();
  out["ex"] = "http://example.org/ns#";
  out["kind"] = "http://example.org/kind/";
  out[""] = "http://example.org/";
  return out;
}

std::string written(std::vector<Quad> quads, Syntax syntax) {
  std::string out;
  write(std::move(quads), syntax, prefixes(), [&](std::string_view bytes) {
    out += bytes;
  });
  return out;
}

ReadOptions options_for(Syntax syntax) {
  ReadOptions options;
  options.syntax = syntax;
  return options;
}

/// Language tags in lower case, as N-Quads have them.
std::vector<Quad> normal(std::vector<Quad> quads) {
  for (Quad& quad : quads) {
    for (char& c : quad.object.language) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  canonical_order(quads);
  return quads;
}

class Collector : public QuadSink {
 public:
  void quad(const QuadView& quad) override { quads.push_back(quad.copy()); }
  std::vector<Quad> quads;
};

/// What a reader of lines finds, or nothing if it refuses the text.
std::optional<std::vector<Quad>> lines_read(const std::string& text,
                                            Syntax syntax,
                                            bool fast) {
  const ReadOptions options = options_for(syntax);
  Collector collector;
  LineReader reader(options, collector, fast);
  try {
    reader.read(text);
  } catch (const Error&) {
    return std::nullopt;
  }
  return collector.quads;
}

/// Documents for mutation: by hand in all constructs of the grammar, and random ones.
std::string document(RandomDataset& random, Syntax syntax) {
  static const std::string turtle =
      "@prefix : <http://example.org/> .\nPREFIX e: <http://example.org/e#>\n"
      "@base <http://example.org/b/> . # comment\n"
      ":s a :C ; :p 1, -2., 3.5, 4e0, true, \"x\"@en-GB, 'y'^^e:t ;;\n"
      "  e:q.r \"\"\"long \"quote\" \\t \n\"\"\", '''it's''' .\n"
      "[ :p ( 1 [ :q \"\\u00e9\\U0001F680\" ] () ) ] :r _:b1 . _:B1 :p\\~x :%41 .\n";
  static const std::string lines =
      "<http://e/s> <http://e/p> \"a\\\"b\\n\\u00e9\"@en-GB .\n# comment\n\n"
      "_:b1\t<http://e/p>  _:b.2 . # end\n"
      "<http://e/s><http://e/p>\"1\"^^<http://e/t>.\r\n";
  if (random.below(2) == 0) {
    return written(random.quads(6, holds_graphs(syntax)), syntax);
  }
  switch (syntax) {
    case Syntax::turtle: return turtle;
    case Syntax::trig: return turtle + ":g { :s :p 1. } GRAPH _:g { [] :p [] }\n";
    case Syntax::ntriples: return lines;
    case Syntax::nquads: return lines + "<http://e/s> <http://e/p> _:x <http://e/g> .\n";
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rdf_property)

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back_in_every_syntax) {
  RandomDataset random(seed());
  for (std::size_t k = 0; k < cases; ++k) {
    for (const Syntax syntax : syntaxes) {
      const auto quads = normal(random.quads(8, holds_graphs(syntax)));
      const std::string text = written(quads, syntax);
      const auto back = normal(parse(text, options_for(syntax)));
      BOOST_REQUIRE_MESSAGE(back == quads, "case " << k << ":\n" << text);
      BOOST_REQUIRE(written(back, syntax) == text);
    }
  }
}

BOOST_AUTO_TEST_CASE(sorted_lines_are_in_byte_order) {
  RandomDataset random(seed());
  for (std::size_t k = 0; k < cases; ++k) {
    const std::string text = written(random.quads(12, true), Syntax::nquads);
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    // What `LC_ALL=C sort` compares: bytes as unsigned numbers.
    BOOST_REQUIRE_MESSAGE(std::is_sorted(lines.begin(), lines.end()), text);
    BOOST_REQUIRE(std::adjacent_find(lines.begin(), lines.end()) == lines.end());
  }
}

BOOST_AUTO_TEST_CASE(lines_sorted_in_runs_are_those_sorted_at_once) {
  RandomDataset random(seed());
  for (std::size_t k = 0; k < cases; ++k) {
    std::vector<Quad> quads = random.quads(40, true);
    const std::vector<Quad> some = random.quads(20, true);
    for (int twice = 0; twice < 2; ++twice) {
      quads.insert(quads.end(), some.begin(), some.end());
    }
    for (const std::size_t run_bytes :
         {std::size_t{1}, std::size_t{500}, SortedLines::usual_run}) {
      SortedLines lines(Syntax::nquads, run_bytes);
      for (const Quad& quad : quads) {
        lines.quad(view_of(quad));
      }
      std::string text;
      lines.write([&](std::string_view bytes) { text += bytes; });
      BOOST_REQUIRE_EQUAL(text, written(quads, Syntax::nquads));
    }
  }
}

BOOST_AUTO_TEST_CASE(renamed_blank_nodes_make_no_difference) {
  RandomDataset random(seed());
  for (std::size_t k = 0; k < cases / 10; ++k) {
    auto quads = random.quads(8, true);
    const auto original = quads;
    const auto rename = [](Term& term) {
      if (term.is_blank()) {
        term.value = "r" + term.value;
      }
    };
    for (Quad& quad : quads) {
      rename(quad.subject);
      rename(quad.object);
      if (quad.graph) {
        rename(*quad.graph);
      }
    }
    BOOST_REQUIRE(difference(original, quads).empty());
    if (!quads.empty()) {
      quads.front().predicate.value += "x";
      BOOST_REQUIRE(!difference(original, quads).empty() ||
                    std::count(original.begin(), original.end(), quads.front()) > 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(mutated_documents_are_read_or_refused_with_a_place) {
  RandomDataset random(seed());
  std::size_t accepted = 0;
  for (std::size_t k = 0; k < cases; ++k) {
    for (const Syntax syntax : syntaxes) {
      const std::string text = random.mutated(document(random, syntax));
      try {
        const auto quads = normal(parse(text, options_for(syntax)));
        ++accepted;
        const std::string out = written(quads, syntax);
        BOOST_REQUIRE_MESSAGE(normal(parse(out, options_for(syntax))) == quads, text);
      } catch (const Error& error) {
        BOOST_REQUIRE(error.exit_code() == ExitCode::unusable);
        BOOST_REQUIRE_MESSAGE(error.diagnostic().where.line > 0,
                              error.diagnostic().text << "\n"
                                                      << text);
      }
    }
  }
  BOOST_TEST(accepted > cases / 10);  // else the mutations are too rough
}

BOOST_AUTO_TEST_CASE(the_fast_path_agrees_with_serd) {
  RandomDataset random(seed());
  for (std::size_t k = 0; k < cases; ++k) {
    for (const Syntax syntax : {Syntax::ntriples, Syntax::nquads}) {
      const std::string text = random.mutated(document(random, syntax));
      const auto fast = lines_read(text, syntax, true);
      const auto slow = lines_read(text, syntax, false);
      BOOST_REQUIRE_MESSAGE(fast.has_value() == slow.has_value(),
                            (fast ? "only Serd refuses:\n" : "Serd accepts:\n") << text);
      BOOST_REQUIRE_MESSAGE(fast == slow, text);
    }
  }
}

/// The fast path looks at 16 bytes of an IRI at a time.
BOOST_AUTO_TEST_CASE(each_byte_at_each_place_of_an_iri_is_read_as_serd_reads_it) {
  for (int byte = 0; byte < 128; ++byte) {
    for (std::size_t place = 0; place < 40; ++place) {
      std::string iri = "http://e/" + std::string(40, 'a');
      iri[9 + place] = static_cast<char>(byte);
      const std::string text = "<http://e/s> <http://e/p> <" + iri + "> .\n";
      BOOST_REQUIRE_MESSAGE(lines_read(text, Syntax::ntriples, true) ==
                                lines_read(text, Syntax::ntriples, false),
                            "byte " << byte << " at " << place);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
