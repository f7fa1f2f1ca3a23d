#include "ingest/article_source.hpp"

#include "base/characters.hpp"
#include "ingest/line_reader.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace byline::ingest {
namespace {

namespace fs = std::filesystem;

enum class FileKind { other, text, html, json_lines };

/// `name` without `.gz`.
std::string_view without_gz(std::string_view name) {
  return name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name;
}

std::string_view extension_of(std::string_view name) {
  const auto plain = without_gz(name);
  const auto dot = plain.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{}
                                                   : plain.substr(dot);
}

FileKind kind_of(std::string_view name) {
  const std::string extension = fold(extension_of(name));
  if (extension == ".txt") {
    return FileKind::text;
  }
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") {
    return FileKind::html;
  }
  if (extension == ".jsonl" || extension == ".ndjson") {
    return FileKind::json_lines;
  }
  return FileKind::other;
}

/// Path of `file` below `root`, with `/`, without extension.
std::string id_of(const fs::path& file, const fs::path& root) {
  const fs::path relative =
      root.empty() ? file.filename() : file.lexically_relative(root);
  std::string id = relative.generic_string();
  const auto extension = extension_of(relative.filename().string());
  return std::string{without_gz(id).substr(0, without_gz(id).size() - extension.size())};
}

/// The metadata file beside `file`, or an empty path.
fs::path metadata_beside(const fs::path& file) {
  const std::string name = file.filename().string();
  const auto extension = extension_of(name);
  const std::string stem{
      without_gz(name).substr(0, without_gz(name).size() - extension.size())};
  const fs::path beside = file.parent_path() / (stem + ".meta.json");
  std::error_code error;
  return fs::exists(beside, error) ? beside : fs::path{};
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

}  // namespace

ArticleSource::ArticleSource(std::vector<std::string> paths,
                             std::istream& standard_input,
                             Limits limits)
    : standard_input_(standard_input),
      limits_(limits) {
  for (const auto& path : paths) {
    std::error_code error;
    if (path == "-" || fs::is_regular_file(path, error) || fs::is_fifo(path, error)) {
      items_.push_back({path, {}});
    } else if (fs::is_directory(path, error)) {
      add_folder(path);
    } else {
      throw Error{ExitCode::unusable,
                  {path},
                  "no such file or folder",
                  "give a folder of articles, a file, or - for JSON Lines"};
    }
  }
}

ArticleSource::~ArticleSource() = default;

void ArticleSource::add_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  const auto options = fs::directory_options::follow_directory_symlink |
                       fs::directory_options::skip_permission_denied;
  for (auto at = fs::recursive_directory_iterator(folder, options);
       at != fs::recursive_directory_iterator{};
       ++at) {
    std::error_code error;
    if (is_hidden(at->path())) {
      if (at->is_directory(error)) {
        at.disable_recursion_pending();
      }
    } else if (!at->is_directory(error) &&
               kind_of(at->path().filename().string()) != FileKind::other) {
      files.push_back(at->path());
    }
  }
  std::ranges::sort(
      files, {}, [](const fs::path& path) { return path.generic_string(); });
  for (auto& file : files) {
    items_.push_back({std::move(file), folder});
  }
}

bool ArticleSource::open_lines(const Item& item, Diagnostics& diagnostics) {
  lines_ = item.path == "-" ? std::make_unique<LineReader>(standard_input_)
                            : std::make_unique<LineReader>(item.path);
  if (lines_->is_open()) {
    return true;
  }
  diagnostics.error({item.path.string()}, "cannot be read");
  lines_.reset();
  return false;
}

std::optional<RawArticle> ArticleSource::next_line(Diagnostics& diagnostics) {
  RawArticle raw;
  raw.format = InputFormat::json_line;
  // A record holds its text in escaped form and metadata beside it.
  const std::uint64_t max_bytes = limits_.max_file_bytes * 2 + 4096;
  while (true) {
    const auto outcome = lines_->next(raw.bytes, max_bytes);
    raw.where = {lines_->name(), lines_->line_number(), 0};
    switch (outcome) {
      case LineReader::Outcome::line:
        if (!trim(raw.bytes).empty()) {
          return raw;
        }
        break;
      case LineReader::Outcome::too_long:
        diagnostics.error(
            raw.where, "this record is longer than the limit", "raise --max-file-size");
        break;
      case LineReader::Outcome::failed:
        diagnostics.error(raw.where,
                          "cannot be read any further",
                          "a damaged or incomplete .gz? gzip -t tells");
        lines_.reset();
        return std::nullopt;
      case LineReader::Outcome::end: lines_.reset(); return std::nullopt;
    }
  }
}

std::optional<RawArticle> ArticleSource::next(Diagnostics& diagnostics) {
  while (true) {
    if (lines_ != nullptr) {
      if (auto raw = next_line(diagnostics)) {
        return raw;
      }
      continue;
    }
    if (next_item_ == items_.size()) {
      return std::nullopt;
    }
    const Item& item = items_[next_item_++];
    const FileKind kind = kind_of(item.path.filename().string());
    if (item.path == "-" || kind == FileKind::json_lines) {
      open_lines(item, diagnostics);
      continue;
    }
    RawArticle raw;
    raw.format = kind == FileKind::html ? InputFormat::html : InputFormat::text;
    raw.where = {item.path.string()};
    raw.path = item.path;
    raw.metadata = metadata_beside(item.path);
    raw.default_id = id_of(item.path, item.root);
    return raw;
  }
}

struct ArticleIds::Seen {
  std::map<std::string, Location> places;
};

ArticleIds::ArticleIds() : seen_(std::make_unique<Seen>()) {}

ArticleIds::~ArticleIds() = default;

bool ArticleIds::add(const std::string& id,
                     const Location& where,
                     Diagnostics& diagnostics) {
  const auto [at, is_new] = seen_->places.emplace(id, where);
  if (!is_new) {
    const Location& first = at->second;
    diagnostics.error(where,
                      "the id '" + id + "' is already that of " + first.file +
                          (first.line == 0 ? "" : ":" + std::to_string(first.line)),
                      "give one of them another id, in its .meta.json or its record");
  }
  return is_new;
}

}  // namespace byline::ingest
