#include "base/line_sorter.hpp"

#include <algorithm>
#include <queue>

namespace byline {
namespace {

constexpr std::size_t most_read = 1U << 16;
constexpr std::size_t least_read = 1U << 12;

/// The lines of one run, read in pieces.
class RunReader {
 public:
  RunReader(const ScratchFile& file,
            std::uint64_t begin,
            std::uint64_t size,
            std::size_t chunk)
      : file_(&file),
        begin_(begin),
        end_(begin + size),
        chunk_(chunk) {}

  /// False at the end.
  bool next() {
    at_ += size_;
    std::size_t searched = at_;
    while (true) {
      const std::size_t end = buffer_.find('\n', searched);
      if (end != std::string::npos) {
        size_ = end + 1 - at_;
        return true;
      }
      if (begin_ == end_) {
        return false;
      }
      buffer_.erase(0, at_);
      at_ = 0;
      searched = buffer_.size();
      // a line longer than a piece: twice as much each time
      const std::size_t size =
          std::min<std::uint64_t>(std::max(chunk_, buffer_.size()), end_ - begin_);
      buffer_ += file_->read(begin_, size);
      begin_ += size;
    }
  }
  /// Without its break.
  [[nodiscard]] std::string_view line() const {
    return std::string_view(buffer_).substr(at_, size_ - 1);
  }

 private:
  const ScratchFile* file_;
  std::uint64_t begin_;  ///< what has not been read yet
  std::uint64_t end_;
  std::size_t chunk_;
  std::string buffer_;
  std::size_t at_ = 0;  ///< the line at hand, in `buffer_`
  std::size_t size_ = 0;
};

/// Hands out the lines of all runs in order, once.
void merge(std::vector<RunReader>& readers,
           const std::function<void(std::string_view)>& take) {
  const auto later = [&](std::size_t a, std::size_t b) {
    return readers[a].line() > readers[b].line();
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heads(
      later);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    if (readers[i].next()) {
      heads.push(i);
    }
  }
  std::string previous;
  bool first = true;
  while (!heads.empty()) {
    const std::size_t head = heads.top();
    heads.pop();
    const std::string_view line = readers[head].line();
    if (first || line != previous) {
      first = false;
      previous = line;
      take(line);
    }
    if (readers[head].next()) {
      heads.push(head);
    }
  }
}

}  // namespace

LineSorter::LineSorter(std::size_t run_bytes) : run_bytes_(run_bytes), file_(most_read) {}

void LineSorter::add(std::string_view line) {
  lines_.push_back({text_.size(), line.size()});
  text_ += line;
  if (text_.size() + lines_.size() * sizeof(Piece) >= run_bytes_) {
    end_run();
  }
}

void LineSorter::sort(const std::function<void(std::string_view)>& take) {
  const std::string_view text = text_;
  const auto line = [text](const Piece& piece) {
    return text.substr(piece.begin, piece.size);
  };
  const auto equal = [&](const Piece& a, const Piece& b) { return line(a) == line(b); };
  std::ranges::sort(lines_, {}, line);
  lines_.erase(std::unique(lines_.begin(), lines_.end(), equal), lines_.end());
  for (const Piece& piece : lines_) {
    take(line(piece));
  }
}

void LineSorter::end_run() {
  Piece run;
  sort([&](std::string_view line) {
    const std::uint64_t begin = file_.append(line);
    file_.append("\n");
    run.begin = run.size == 0 ? begin : run.begin;
    run.size += line.size() + 1;
  });
  runs_.push_back(run);
  lines_.clear();
  text_.clear();
}

void LineSorter::settle() {
  if (!lines_.empty()) {
    end_run();
  }
}

void LineSorter::for_each(const std::function<void(std::string_view)>& take) {
  if (runs_.empty()) {
    sort(take);
    return;
  }
  LineSorter* const only = this;
  for_each(std::span{&only, 1}, take);
}

void LineSorter::for_each(std::span<LineSorter* const> sorters,
                          const std::function<void(std::string_view)>& take) {
  std::size_t runs = 0;
  std::size_t bytes = 0;
  for (LineSorter* sorter : sorters) {
    sorter->settle();
    runs += sorter->runs_.size();
    bytes += sorter->run_bytes_;
  }
  const std::size_t chunk =
      std::clamp(bytes / std::max<std::size_t>(runs, 1), least_read, most_read);
  std::vector<RunReader> readers;
  for (const LineSorter* sorter : sorters) {
    for (const Piece& run : sorter->runs_) {
      readers.emplace_back(sorter->file_, run.begin, run.size, chunk);
    }
  }
  merge(readers, take);
}

}  // namespace byline
