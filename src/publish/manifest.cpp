#include "publish/manifest.hpp"

#include "base/diagnostics.hpp"
#include "base/files.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::publish {
namespace {

constexpr std::string_view head = "byline-load-manifest 2\t";

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) {
      return fields;
    }
    line.remove_prefix(tab + 1);
  }
}

/// Lines: `+` graph triples hash, or `-` graph; of staging graphs `~` graph (begun) and
/// `/` graph (dropped). The default graph is an empty name.
void replay(std::string_view line,
            std::map<std::string, ShippedGraph>& graphs,
            std::set<std::string>& staging) {
  const std::vector<std::string_view> fields = fields_of(line);
  if (fields.size() == 2 && fields[0] == "-") {
    graphs.erase(std::string(fields[1]));
  } else if (fields.size() == 2 && fields[0] == "~") {
    staging.insert(std::string(fields[1]));
  } else if (fields.size() == 2 && fields[0] == "/") {
    staging.erase(std::string(fields[1]));
  } else if (fields.size() == 4 && fields[0] == "+" &&
             fields[3].size() == ContentHash().size()) {
    ShippedGraph shipped;
    std::from_chars(
        fields[2].data(), fields[2].data() + fields[2].size(), shipped.triples);
    std::ranges::copy(fields[3], shipped.hash.begin());
    graphs[std::string(fields[1])] = shipped;
  }
}

std::string line_of(const std::string& graph, const ShippedGraph& shipped) {
  return "+\t" + graph + "\t" + std::to_string(shipped.triples) + "\t" +
         std::string(shipped.hash.begin(), shipped.hash.end()) + "\n";
}

}  // namespace

Manifest::Manifest(std::filesystem::path path, std::string target)
    : path_(std::move(path)),
      target_(std::move(target)) {
  if (path_.empty()) {
    return;
  }
  const std::string first = std::string(head) + target_;
  if (std::filesystem::exists(path_)) {
    const std::string text = read_file(path_);
    std::string_view rest = text;
    bool ours = false;
    bool is_first = true;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos;
         end = rest.find('\n')) {
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end + 1);
      if (is_first) {
        ours = line == first;
      } else if (ours) {
        replay(line, graphs_, staging_);
      }
      is_first = false;
    }
  }
  compact();
}

void Manifest::append(const std::string& line) {
  if (path_.empty()) {
    return;
  }
  journal_ << line << std::flush;
  if (!journal_) {
    throw Error(ExitCode::io, {path_.string(), 0, 0}, "cannot write the manifest");
  }
}

void Manifest::record(const std::string& graph, const ShippedGraph& shipped) {
  graphs_[graph] = shipped;
  append(line_of(graph, shipped));
}

void Manifest::forget(const std::string& graph) {
  graphs_.erase(graph);
  append("-\t" + graph + "\n");
}

void Manifest::begin_staging(const std::string& graph) {
  staging_.insert(graph);
  append("~\t" + graph + "\n");
}

void Manifest::end_staging(const std::string& graph) {
  staging_.erase(graph);
  append("/\t" + graph + "\n");
}

void Manifest::compact() {
  if (path_.empty()) {
    return;
  }
  journal_.close();
  AtomicFile file(path_);
  file.write(std::string(head) + target_ + "\n");
  for (const auto& [graph, shipped] : graphs_) {
    file.write(line_of(graph, shipped));
  }
  for (const std::string& graph : staging_) {
    file.write("~\t" + graph + "\n");
  }
  file.commit();
  journal_.open(path_, std::ios::app | std::ios::binary);
}

}  // namespace byline::publish
