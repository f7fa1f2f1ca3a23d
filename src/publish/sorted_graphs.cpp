#include "publish/sorted_graphs.hpp"

#include "base/diagnostics.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <queue>
#include <utility>

namespace byline::publish {
namespace {

/// Between graph and triple: sorts before every character of an IRI and is in none.
constexpr char separator = '\x01';

struct CloseFile {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

[[noreturn]] void fail(const char* action) {
  throw Error(
      ExitCode::io,
      {},
      std::string("cannot ") + action + " a temporary file: " + std::strerror(errno),
      "free some space where temporary files lie, or set TMPDIR");
}

Statement split(std::string_view line) {
  const std::size_t at = line.find(separator);
  return {line.substr(0, at), line.substr(at + 1)};
}

}  // namespace

/// A sorted run on disk: each line with its length before it.
struct SortedGraphs::Run {
  std::unique_ptr<std::FILE, CloseFile> file{std::tmpfile()};
  std::string line;

  void write(const std::string& text) const {
    const std::uint64_t size = text.size();
    if (std::fwrite(&size, sizeof size, 1, file.get()) != 1 ||
        std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) {
      fail("write");
    }
  }

  /// Reads the next line; false at the end.
  bool next() {
    std::uint64_t size = 0;
    if (std::fread(&size, sizeof size, 1, file.get()) != 1) {
      return false;
    }
    line.resize(size);
    if (std::fread(line.data(), 1, size, file.get()) != size) {
      fail("read");
    }
    return true;
  }
};

SortedGraphs::SortedGraphs(std::string skolem_base, std::size_t run_bytes)
    : skolem_base_(std::move(skolem_base)),
      run_bytes_(run_bytes) {}

SortedGraphs::~SortedGraphs() = default;

void SortedGraphs::append_term(std::string& line, const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::blank) {
    ++blank_nodes_;
    line.append("<").append(skolem_base_).append(term.value).append(">");
  } else {
    rdf::append_ntriples(line, term);
  }
}

void SortedGraphs::quad(const rdf::QuadView& quad) {
  std::string line;
  if (!quad.in_default_graph) {
    line = quad.graph.kind == rdf::TermKind::blank
               ? skolem_base_ + std::string(quad.graph.value)
               : std::string(quad.graph.value);
  }
  line += separator;
  append_term(line, quad.subject);
  line += ' ';
  append_term(line, quad.predicate);
  line += ' ';
  append_term(line, quad.object);
  line += " .";
  if (quad.object.kind == rdf::TermKind::literal &&
      quad.object.value.size() > longest_literal_) {
    longest_literal_ = quad.object.value.size();
    longest_at_ =
        std::string(quad.subject.value) + " " + std::string(quad.predicate.value);
  }
  pending_bytes_ += line.size() + sizeof(std::string);
  pending_.push_back(std::move(line));
  if (pending_bytes_ >= run_bytes_) {
    spill();
  }
}

void SortedGraphs::spill() {
  std::ranges::sort(pending_);
  pending_.erase(std::unique(pending_.begin(), pending_.end()), pending_.end());
  auto run = std::make_unique<Run>();
  if (!run->file) {
    fail("create");
  }
  for (const std::string& line : pending_) {
    run->write(line);
  }
  runs_.push_back(std::move(run));
  pending_.clear();
  pending_.shrink_to_fit();
  pending_bytes_ = 0;
}

void SortedGraphs::for_each(const std::function<void(const Statement&)>& take) {
  if (!pending_.empty()) {
    spill();
  }
  const auto later = [](const Run* a, const Run* b) { return a->line > b->line; };
  std::priority_queue<Run*, std::vector<Run*>, decltype(later)> heads(later);
  for (const std::unique_ptr<Run>& run : runs_) {
    if (std::fflush(run->file.get()) != 0 ||
        std::fseek(run->file.get(), 0, SEEK_SET) != 0) {
      fail("read");
    }
    if (run->next()) {
      heads.push(run.get());
    }
  }
  std::string previous;
  while (!heads.empty()) {
    Run* run = heads.top();
    heads.pop();
    if (run->line != previous) {
      previous = run->line;
      take(split(previous));
    }
    if (run->next()) {
      heads.push(run);
    }
  }
}

}  // namespace byline::publish
