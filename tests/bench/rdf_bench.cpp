/// One measurement a call, so that memory is that of one thing:
///
///     byline_bench_rdf read|read-serd FILE.nq            reads a file
///     byline_bench_rdf write|write-serd FILE.nq          writes its default graph as
///     Turtle
///
/// Prints CPU seconds, statements and peak resident KiB. `serdi` reads in the same way as
/// read-serd (one reader, whole file); write-serd is Serd's writer with the same
/// prefixes, fed with the same statements in the same order.
#include "rdf/prefixes.hpp"
#include "rdf/reader.hpp"
#include "rdf/writer.hpp"

#include <serd/serd.h>

#include <sys/resource.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <malloc.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace byline::rdf;

namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void report(const std::string& what, double seconds, std::size_t statements) {
  std::printf("%s\t%.3f\t%zu\t%ld\n", what.c_str(), seconds, statements, peak_kib());
}

class Counter : public QuadSink {
 public:
  void quad(const QuadView&) override { ++count; }
  std::size_t count = 0;
};

class DefaultGraph : public QuadSink {
 public:
  void quad(const QuadView& quad) override {
    if (quad.in_default_graph) {
      quads.push_back(quad.copy());
    }
  }
  std::vector<Quad> quads;
};

SerdStatus count_statement(void* count,
                           SerdStatementFlags,
                           const SerdNode*,
                           const SerdNode*,
                           const SerdNode*,
                           const SerdNode*,
                           const SerdNode*,
                           const SerdNode*) {
  ++*static_cast<std::size_t*>(count);
  return SERD_SUCCESS;
}

void read_with_serd(const std::string& file) {
  std::size_t count = 0;
  SerdReader* const reader = serd_reader_new(
      SERD_NQUADS, &count, nullptr, nullptr, nullptr, count_statement, nullptr);
  serd_reader_set_strict(reader, true);
  std::FILE* const input = std::fopen(file.c_str(), "rb");
  const double begin = cpu_seconds();
  serd_reader_read_file_handle(reader, input, nullptr);
  report("read-serd", cpu_seconds() - begin, count);
  (void)std::fclose(input);
  serd_reader_free(reader);
}

SerdNode node(SerdType type, const std::string& text) {
  return {
      reinterpret_cast<const uint8_t*>(text.c_str()), text.size(), text.size(), 0, type};
}

std::size_t count_bytes(const void*, std::size_t size, void* bytes) {
  *static_cast<std::size_t*>(bytes) += size;
  return size;
}

void write_with_serd(const std::vector<Quad>& quads) {
  std::size_t bytes = 0;
  const double begin = cpu_seconds();
  SerdEnv* const env = serd_env_new(nullptr);
  SerdWriter* const writer =
      serd_writer_new(SERD_TURTLE,
                      static_cast<SerdStyle>(SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED),
                      env,
                      nullptr,
                      count_bytes,
                      &bytes);
  for (const auto& [name, iri] : standard_prefixes()) {
    const SerdNode name_node = node(SERD_LITERAL, name);
    const SerdNode iri_node = node(SERD_URI, iri);
    serd_writer_set_prefix(writer, &name_node, &iri_node);
  }
  const auto type_of = [](const Term& term) {
    return term.is_literal() ? SERD_LITERAL : term.is_blank() ? SERD_BLANK : SERD_URI;
  };
  for (const Quad& quad : quads) {
    const SerdNode subject = node(type_of(quad.subject), quad.subject.value);
    const SerdNode predicate = node(SERD_URI, quad.predicate.value);
    const SerdNode object = node(type_of(quad.object), quad.object.value);
    const SerdNode type = node(SERD_URI, quad.object.datatype);
    const SerdNode language = node(SERD_LITERAL, quad.object.language);
    const bool tagged = !quad.object.language.empty();
    const bool typed = quad.object.is_literal() && !tagged &&
                       quad.object.datatype != "http://www.w3.org/2001/XMLSchema#string";
    serd_writer_write_statement(writer,
                                0,
                                nullptr,
                                &subject,
                                &predicate,
                                &object,
                                typed ? &type : nullptr,
                                tagged ? &language : nullptr);
  }
  serd_writer_finish(writer);
  report("write-serd", cpu_seconds() - begin, quads.size());
  serd_writer_free(writer);
  serd_env_free(env);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: byline_bench_rdf read|read-serd|write|write-serd FILE.nq\n",
               stderr);
    return 2;
  }
  const std::string what = argv[1];
  ReadOptions options;
  options.syntax = Syntax::nquads;
  if (what == "read") {
    Counter counter;
    const double begin = cpu_seconds();
    read_path(argv[2], options, counter);
    report(what, cpu_seconds() - begin, counter.count);
  } else if (what == "read-serd") {
    read_with_serd(argv[2]);
  } else {
    DefaultGraph graph;
    read_path(argv[2], options, graph);
    canonical_order(graph.quads);
    malloc_trim(0);  // else tidying up after the lines above would count as writing
    if (what == "write-serd") {
      write_with_serd(graph.quads);
      return 0;
    }
    const std::size_t statements = graph.quads.size();
    const double begin = cpu_seconds();
    double end = begin;  // of the last byte; freeing the quads is not writing
    write(std::move(graph.quads),
          Syntax::turtle,
          standard_prefixes(),
          [&](std::string_view) { end = cpu_seconds(); });
    report(what, end - begin, statements);
  }
  return 0;
}
