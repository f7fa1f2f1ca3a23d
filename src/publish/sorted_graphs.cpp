#include "publish/sorted_graphs.hpp"

#include "publish/spill_file.hpp"

#include <algorithm>
#include <queue>
#include <utility>

namespace byline::publish {
namespace {

/// Between graph and triple: sorts before every character of an IRI and is in none.
constexpr char separator = '\x01';

/// Runs of one level: as many are merged into a run of the next, so that few files are
/// open and each statement is copied once a level.
constexpr std::size_t most_runs = 32;

Statement split(std::string_view line) {
  const std::size_t at = line.find(separator);
  return {line.substr(0, at), line.substr(at + 1)};
}

}  // namespace

/// A sorted run on disk, and its line that comes next.
struct SortedGraphs::Run {
  SpillFile file;
  std::string line;
  bool next() { return file.next(line); }
};

SortedGraphs::SortedGraphs(std::function<std::string()> skolem_base,
                           std::size_t run_bytes)
    : ask_skolem_base_(std::move(skolem_base)),
      run_bytes_(run_bytes) {}

SortedGraphs::~SortedGraphs() = default;

void SortedGraphs::append_blank(std::string& line, std::string_view label) {
  if (skolem_base_.empty()) {
    skolem_base_ = ask_skolem_base_();
  }
  line.append(skolem_base_).append(label);
}

void SortedGraphs::append_term(std::string& line, const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::blank) {
    line += '<';
    append_blank(line, term.value);
    line += '>';
  } else {
    rdf::append_ntriples(line, term);
  }
}

void SortedGraphs::quad(const rdf::QuadView& quad) {
  std::string line;
  if (!quad.in_default_graph && quad.graph.kind == rdf::TermKind::blank) {
    append_blank(line, quad.graph.value);
  } else if (!quad.in_default_graph) {
    line = quad.graph.value;
  }
  line += separator;
  append_term(line, quad.subject);
  line += ' ';
  append_term(line, quad.predicate);
  line += ' ';
  append_term(line, quad.object);
  line += " .";
  if (quad.object.kind == rdf::TermKind::literal) {
    look_at_literal(quad);
  }
  pending_bytes_ += line.size() + sizeof(std::string);
  pending_.push_back(std::move(line));
  if (pending_bytes_ >= run_bytes_) {
    spill();
  }
}

void SortedGraphs::look_at_literal(const rdf::QuadView& quad) {
  const auto place = [&quad] {
    return std::string(quad.subject.value) + " " + std::string(quad.predicate.value);
  };
  if (quad.object.value.size() > longest_literal_) {
    longest_literal_ = quad.object.value.size();
    longest_at_ = place();
  }
  const LiteralTraits traits = traits_of(quad.object);
  for (std::size_t i = 0; traits.any() && i < traits.size(); ++i) {
    if (traits[i] && ++traits_.seen[i].literals == 1) {
      traits_.seen[i].first = place() + " ";
      rdf::append_ntriples(traits_.seen[i].first, quad.object);
    }
  }
}

void SortedGraphs::spill() {
  std::ranges::sort(pending_);
  pending_.erase(std::unique(pending_.begin(), pending_.end()), pending_.end());
  auto run = std::make_unique<Run>();
  for (const std::string& line : pending_) {
    run->file.write(line);
  }
  pending_.clear();
  pending_.shrink_to_fit();
  pending_bytes_ = 0;
  add_run(0, std::move(run));
}

void SortedGraphs::add_run(std::size_t level, std::unique_ptr<Run> run) {
  levels_.resize(std::max(levels_.size(), level + 1));
  levels_[level].push_back(std::move(run));
  if (levels_[level].size() == most_runs) {
    std::vector<Run*> runs;
    for (const std::unique_ptr<Run>& full : levels_[level]) {
      runs.push_back(full.get());
    }
    auto merged = std::make_unique<Run>();
    merge(runs, [&merged](const std::string& line) { merged->file.write(line); });
    levels_[level].clear();
    add_run(level + 1, std::move(merged));
  }
}

void SortedGraphs::for_each(const std::function<void(const Statement&)>& take) {
  if (!pending_.empty()) {
    spill();
  }
  std::vector<Run*> runs;
  for (const auto& level : levels_) {
    for (const std::unique_ptr<Run>& run : level) {
      runs.push_back(run.get());
    }
  }
  merge(runs, [&take](const std::string& line) { take(split(line)); });
}

void SortedGraphs::merge(const std::vector<Run*>& runs,
                         const std::function<void(const std::string&)>& take) {
  const auto later = [](const Run* a, const Run* b) { return a->line > b->line; };
  std::priority_queue<Run*, std::vector<Run*>, decltype(later)> heads(later);
  for (Run* run : runs) {
    run->file.rewind();
    if (run->next()) {
      heads.push(run);
    }
  }
  std::string previous;
  while (!heads.empty()) {
    Run* run = heads.top();
    heads.pop();
    if (run->line != previous) {
      std::swap(run->line, previous);
      take(previous);
    }
    if (run->next()) {
      heads.push(run);
    }
  }
}

}  // namespace byline::publish
