#include "rdf/sorted_lines.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <string_view>

namespace byline::rdf {
namespace {

constexpr std::size_t chunk_bytes = 1U << 16;

/// Collects lines and hands them on in larger pieces, without repetitions.
class Output {
 public:
  explicit Output(const ByteSink& sink) : sink_(sink) {}

  void line(std::string_view line) {
    if (line == last()) {
      return;
    }
    if (bytes_.size() >= chunk_bytes) {
      last_ = last();
      sink_(bytes_);
      bytes_.clear();
    }
    begin_ = bytes_.size();
    bytes_ += line;
  }
  void finish() {
    if (!bytes_.empty()) {
      sink_(bytes_);
    }
  }

 private:
  [[nodiscard]] std::string_view last() const {
    return bytes_.empty() ? std::string_view(last_)
                          : std::string_view(bytes_).substr(begin_);
  }

  const ByteSink& sink_;
  std::string bytes_;
  std::string last_;       ///< the line before `bytes_`
  std::size_t begin_ = 0;  ///< of the last line in `bytes_`
};

/// The lines of one run, read in pieces.
class RunReader {
 public:
  RunReader(const ScratchFile& file, std::uint64_t begin, std::uint64_t size)
      : file_(file),
        begin_(begin),
        end_(begin + size) {}

  /// False at the end.
  bool next() {
    at_ += size_;
    while (true) {
      const std::size_t end = buffer_.find('\n', at_);
      if (end != std::string::npos) {
        size_ = end + 1 - at_;
        return true;
      }
      if (begin_ == end_) {
        return false;
      }
      buffer_.erase(0, at_);
      at_ = 0;
      const std::size_t size = std::min<std::uint64_t>(chunk_bytes, end_ - begin_);
      buffer_ += file_.read(begin_, size);
      begin_ += size;
    }
  }
  [[nodiscard]] std::string_view line() const {
    return std::string_view(buffer_).substr(at_, size_);
  }

 private:
  const ScratchFile& file_;
  std::uint64_t begin_;
  std::uint64_t end_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

}  // namespace

SortedLines::SortedLines(Syntax syntax, std::size_t run_bytes)
    : syntax_(syntax),
      run_bytes_(run_bytes),
      file_(0) {}

void SortedLines::quad(const QuadView& quad) {
  if (syntax_ == Syntax::ntriples && !quad.in_default_graph) {
    return;
  }
  Quad& copy = checked_[turn_++ % 2];
  copy = quad.copy();
  check_.quad(copy);
  const std::size_t begin = text_.size();
  append_canonical_line(text_, quad);
  lines_.push_back({begin, text_.size() - begin});
  if (text_.size() >= run_bytes_) {
    end_run();
  }
}

void SortedLines::sort(const ByteSink& sink) {
  const std::string_view text = text_;
  std::ranges::sort(lines_, [text](const Line& a, const Line& b) {
    return text.substr(a.begin, a.size) < text.substr(b.begin, b.size);
  });
  Output output(sink);
  for (const Line& line : lines_) {
    output.line(text.substr(line.begin, line.size));
  }
  output.finish();
  lines_.clear();
  text_.clear();
}

void SortedLines::end_run() {
  Run run;
  sort([&](std::string_view bytes) {
    const std::uint64_t begin = file_.append(bytes);
    run.begin = run.size == 0 ? begin : run.begin;
    run.size += bytes.size();
  });
  runs_.push_back(run);
}

void SortedLines::merge(const ByteSink& sink) {
  std::vector<RunReader> readers;
  for (const Run& run : runs_) {
    readers.emplace_back(file_, run.begin, run.size);
  }
  const auto later = [&](std::size_t a, std::size_t b) {
    return readers[a].line() > readers[b].line();
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue(
      later);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    if (readers[i].next()) {
      queue.push(i);
    }
  }
  Output output(sink);
  while (!queue.empty()) {
    const std::size_t first = queue.top();
    queue.pop();
    output.line(readers[first].line());
    if (readers[first].next()) {
      queue.push(first);
    }
  }
  output.finish();
}

void SortedLines::write(const ByteSink& sink) {
  if (runs_.empty()) {
    sort(sink);
    return;
  }
  end_run();
  merge(sink);
}

}  // namespace byline::rdf
