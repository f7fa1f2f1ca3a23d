// Loads an N-Quads file into Sord as SPARQL needs it: three orders, each with graphs, and
// the default graph under a name of its own (Sord would lose triples that stand in
// several graphs). The reader is Serd's, a new one for each MiB of whole lines, since its
// memory grows otherwise. Prints what it cost, as JSON.
//   byline_bench_sord FILE.nq

#include <serd/serd.h>
#include <sord/sord.h>

#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

namespace {

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// What Serd's callback adds to.
struct Target {
  SordWorld* world = nullptr;
  SordModel* model = nullptr;
  SerdEnv* env = nullptr;
  SordNode* default_graph = nullptr;
};

SerdStatus add(void* handle,
               SerdStatementFlags /*flags*/,
               const SerdNode* graph,
               const SerdNode* subject,
               const SerdNode* predicate,
               const SerdNode* object,
               const SerdNode* datatype,
               const SerdNode* language) {
  const auto& target = *static_cast<Target*>(handle);
  const auto node = [&](const SerdNode* serd) {
    return sord_node_from_serd_node(target.world, target.env, serd, nullptr, nullptr);
  };
  SordNode* const s = node(subject);
  SordNode* const p = node(predicate);
  SordNode* const o =
      sord_node_from_serd_node(target.world, target.env, object, datatype, language);
  SordNode* const g = graph != nullptr && graph->buf != nullptr
                          ? node(graph)
                          : sord_node_copy(target.default_graph);
  const SordQuad quad = {s, p, o, g};
  sord_add(target.model, quad);
  for (SordNode* const used : {s, p, o, g}) {
    sord_node_free(target.world, used);
  }
  return SERD_SUCCESS;
}

void read_lines(Target& target, const std::string& text) {
  SerdReader* const reader =
      serd_reader_new(SERD_NQUADS, &target, nullptr, nullptr, nullptr, add, nullptr);
  serd_reader_read_string(reader, reinterpret_cast<const std::uint8_t*>(text.c_str()));
  serd_reader_free(reader);
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: byline_bench_sord FILE.nq\n", stderr);
    return 2;
  }
  constexpr std::size_t chunk = 1 << 20;
  const double start = cpu_seconds();
  Target target;
  target.world = sord_world_new();
  target.model = sord_new(target.world, SORD_SPO | SORD_OPS | SORD_POS, true);
  target.env = serd_env_new(nullptr);
  target.default_graph =
      sord_new_uri(target.world, reinterpret_cast<const std::uint8_t*>("urn:x:default"));
  std::ifstream file(argv[1], std::ios::binary);
  std::string text;
  std::string line;
  while (std::getline(file, line)) {
    text += line;
    text += '\n';
    if (text.size() >= chunk) {
      read_lines(target, text);
      text.clear();
    }
  }
  read_lines(target, text);
  const double seconds = cpu_seconds() - start;
  const auto quads = static_cast<double>(sord_num_quads(target.model));
  std::printf("{\"quads\":%.0f,\"load_cpu_s\":%.3f,\"peak_bytes_per_quad\":%.1f}\n",
              quads,
              seconds,
              static_cast<double>(peak_kilobytes()) * 1024 / quads);
  // Freeing would only take time: the process ends.
  return 0;
}
