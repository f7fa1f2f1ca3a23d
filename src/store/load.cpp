#include "store/load.hpp"

#include "base/diagnostics.hpp"
#include "rdf/reader.hpp"
#include "store/builder.hpp"
#include "store/parallel.hpp"

#include <sys/mman.h>

#include <array>
#include <deque>
#include <fcntl.h>
#include <fstream>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <unordered_map>
#include <utility>

namespace byline::store {

namespace {

/// Puts what a document says of its default graph into one named graph.
class IntoGraph final : public rdf::QuadSink {
 public:
  IntoGraph(QuadSink& target, std::string graph)
      : target_(&target),
        graph_(std::move(graph)) {}

  void quad(const rdf::QuadView& quad) override {
    if (quad.in_default_graph) {
      rdf::QuadView moved = quad;
      moved.in_default_graph = false;
      moved.graph = {rdf::TermKind::iri, graph_, {}, {}};
      target_->quad(moved);
    }
  }

 private:
  QuadSink* target_;
  std::string graph_;
};

rdf::Syntax syntax_of(const Source& source) {
  if (source.syntax) {
    return *source.syntax;
  }
  if (const auto known = rdf::syntax_of(source.path)) {
    return *known;
  }
  throw Error(ExitCode::unusable,
              {source.path.string(), 0, 0},
              "cannot tell the RDF format from the file's name",
              "use the extension .ttl, .trig, .nt, .nq or .byl");
}

/// Blocks of terms after which the pages of the mapped file are given back: a block that
/// is read brings some 64 KiB of its surroundings in.
constexpr std::size_t blocks_a_release = 128;
/// Blocks that stay unpacked: some 6 MB of texts.
constexpr std::size_t most_unpacked_blocks = 4096;

/// Hands over all quads of a dataset, its blank nodes renamed, in bounded memory.
void copy_quads(Index& store, const std::string& blank_prefix, rdf::QuadSink& sink) {
  std::size_t released = 0;
  std::size_t forgotten = 0;
  const auto give_back = [&] {
    const std::size_t unpacked = store.dictionary().unpacked();
    if (unpacked - released >= blocks_a_release) {
      store.image().release();
      released = unpacked;
    }
    if (unpacked - forgotten >= most_unpacked_blocks) {
      store.forget_texts();
      forgotten = unpacked;
    }
  };
  std::deque<std::string> labels;
  std::unordered_map<TermId, std::string_view> label_of;
  const auto term = [&](TermId id) {
    rdf::TermView view = store.term(id);
    if (view.kind == rdf::TermKind::blank && !blank_prefix.empty()) {
      const auto [known, is_new] = label_of.try_emplace(id);
      if (is_new) {
        known->second = labels.emplace_back(blank_prefix + std::string(view.value));
      }
      view.value = known->second;
    }
    return view;
  };
  const auto hand_over = [&](const Row& row) {
    const bool in_default = row.graph == default_graph;
    sink.quad({term(row.subject),
               term(row.predicate),
               term(row.object),
               in_default,
               in_default ? rdf::TermView{} : term(row.graph)});
    give_back();
    return true;
  };
  store.scan({}, hand_over);
  store.scan({any, any, any, any}, hand_over);
}

/// A file's bytes, mapped.
class MappedText {
 public:
  explicit MappedText(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      return;
    }
    size_ = std::filesystem::file_size(path);
    void* mapping = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    data_ = mapping == MAP_FAILED ? nullptr : mapping;
  }
  MappedText(const MappedText&) = delete;
  MappedText& operator=(const MappedText&) = delete;
  MappedText(MappedText&&) = delete;
  MappedText& operator=(MappedText&&) = delete;
  ~MappedText() {
    if (data_ != nullptr) {
      ::munmap(data_, size_);
    }
  }
  /// Empty if the file could not be mapped.
  [[nodiscard]] std::string_view text() const {
    return {static_cast<const char*>(data_), data_ == nullptr ? 0 : size_};
  }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Files of lines from this size on are read in two halves at once.
constexpr std::uintmax_t worth_halving = 8 << 20;

bool may_halve(const Source& source) {
  std::error_code error;
  if (!source.graph.empty() || source.path.extension() == ".gz" ||
      !std::filesystem::is_regular_file(source.path, error) || is_dataset(source.path) ||
      std::filesystem::file_size(source.path, error) < worth_halving) {
    return false;
  }
  const rdf::Syntax syntax = syntax_of(source);
  return syntax == rdf::Syntax::nquads || syntax == rdf::Syntax::ntriples;
}

/// Reads a file of lines on two cores. False, with nothing taken, if it could not be
/// mapped or a half has an error: reading it in order then says where.
bool read_halves(const Source& source,
                 const std::string& blank_prefix,
                 StoreBuilder& builder) {
  const MappedText file(source.path);
  const std::string_view text = file.text();
  const std::size_t middle = text.find('\n', text.size() / 2);
  if (middle == std::string_view::npos) {
    return false;
  }
  const std::array<std::string_view, 2> halves = {text.substr(0, middle + 1),
                                                  text.substr(middle + 1)};
  const rdf::ReadOptions options{
      syntax_of(source), source.base, source.path.string(), blank_prefix};
  std::array<StoreBuilder, 2> builders;
  try {
    run_parallel(2,
                 [&](std::size_t i) { rdf::read_text(halves[i], options, builders[i]); });
  } catch (const Error&) {
    return false;
  }
  for (StoreBuilder& half : builders) {
    builder.append(std::move(half));
  }
  return true;
}

void read_quads(const Source& source,
                const std::string& blank_prefix,
                rdf::QuadSink& sink) {
  if (is_dataset(source.path)) {
    read_dataset(source.path, blank_prefix, sink);
    return;
  }
  rdf::read_path(source.path,
                 {syntax_of(source),
                  source.base.empty() ? file_url(source.path) : source.base,
                  source.path.string(),
                  blank_prefix},
                 sink);
}

void read(const Source& source, const std::string& blank_prefix, StoreBuilder& builder) {
  if (may_halve(source) && read_halves(source, blank_prefix, builder)) {
    return;
  }
  if (source.graph.empty()) {
    read_quads(source, blank_prefix, builder);
    return;
  }
  builder.add_graph({rdf::TermKind::iri, source.graph, {}, {}});
  IntoGraph sink(builder, source.graph);
  read_quads(source, blank_prefix, sink);
}

}  // namespace

std::string file_url(const std::filesystem::path& path) {
  constexpr std::string_view kept =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=:@";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string url = "file://";
  for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
    if (kept.find(c) != std::string_view::npos) {
      url += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      url += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return url;
}

void read_dataset(const std::filesystem::path& path,
                  const std::string& blank_prefix,
                  rdf::QuadSink& sink) {
  copy_quads(*Index::open(path), blank_prefix, sink);
}

bool is_dataset(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return false;  // a pipe must not lose its first bytes
  }
  std::array<char, byl_magic.size()> first{};
  std::ifstream file(path, std::ios::binary);
  return file.read(first.data(), first.size()) &&
         std::string_view(first.data(), first.size()) == byl_magic;
}

std::unique_ptr<Index> load(const std::vector<Source>& sources) {
  if (sources.size() == 1 && sources[0].graph.empty() && is_dataset(sources[0].path)) {
    return Index::open(sources[0].path);
  }
  StoreBuilder builder;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    read(sources[i],
         sources.size() == 1 ? "" : "f" + std::to_string(i + 1) + "_",
         builder);
  }
  return builder.build();
}

std::unique_ptr<Index> load_files(const std::vector<std::filesystem::path>& paths) {
  std::vector<Source> sources;
  for (const auto& path : paths) {
    sources.push_back({path, std::nullopt, {}, {}});
  }
  return load(sources);
}

}  // namespace byline::store
