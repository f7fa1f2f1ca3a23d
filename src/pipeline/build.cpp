#include "pipeline/build.hpp"

#include "assemble/localize.hpp"
#include "base/hash.hpp"
#include "ingest/article_source.hpp"
#include "ingest/reader.hpp"
#include "pipeline/analyse.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

namespace byline::pipeline {

namespace {

ingest::ReadOptions read_options(const BuildOptions& options,
                                 const KnowledgeBase& knowledge) {
  ingest::ReadOptions reading;
  reading.language = options.language;
  reading.max_file_bytes = options.max_file_bytes;
  reading.tables = knowledge.reading_tables();
  return reading;
}

/// What one turn of the source gave.
struct Outcome {
  std::string id;                    ///< of the article
  std::optional<std::size_t> graph;  ///< its number among the graphs
  Location where;
  Diagnostics diagnostics;
};

/// Threads take some articles at a time from one source; results are kept by the turn in
/// which the source gave them.
class Crew {
 public:
  Crew(const BuildOptions& options,
       const KnowledgeBase& knowledge,
       std::istream& standard_input)
      : options_(options),
        knowledge_(knowledge),
        reading_(read_options(options, knowledge)),
        source_(options.paths, standard_input, {options.max_file_bytes}) {}

  /// All outcomes in order of the source; their graphs go into `graphs`.
  std::map<std::size_t, Outcome> run(assemble::LocalGraphs& graphs) {
    graphs_ = &graphs;
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < options_.jobs; ++i) {
      others.emplace_back([this] { work(); });
    }
    work();
    for (std::jthread& other : others) {
      other.join();
    }
    if (failure_) {
      std::rethrow_exception(failure_);
    }
    return std::move(outcomes_);
  }

 private:
  /// An article on its way from the source to its graph.
  struct Item {
    std::size_t turn = 0;
    Outcome outcome;
    std::optional<ReadArticle> read;  ///< nothing if it is not to be analysed
    std::optional<assemble::StoredGraph> graph;
  };

  void work() noexcept {
    try {
      bool more = true;
      while (more && !stop_) {
        std::vector<Item> batch;
        more = take_batch(batch);
        analyse_batch(batch);
        keep(batch);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = failure_ ? failure_ : std::current_exception();
      stop_ = true;
    }
  }

  /// Reads articles until their text is enough to be analysed together; false: there are
  /// no more.
  bool take_batch(std::vector<Item>& batch) {
    std::size_t bytes = 0;
    while (bytes < batch_bytes && !stop_) {
      std::optional<ingest::RawArticle> raw;
      Item& item = batch.emplace_back();
      {
        const std::lock_guard lock(mutex_);
        item.turn = next_turn_++;
        raw = source_.next(item.outcome.diagnostics);
      }
      if (!raw) {
        return false;
      }
      read(*raw, item);
      bytes += item.read ? item.read->article.text.size() : 0;
    }
    return true;
  }

  void read(const ingest::RawArticle& raw, Item& item) {
    item.outcome.where = raw.where;
    std::optional<Article> article =
        ingest::read_article(raw, reading_, item.outcome.diagnostics);
    if (article) {
      item.outcome.id = article->id;
      if (in_shard(article->id, options_.shard, options_.shards)) {
        item.read.emplace().article = std::move(*article);
      }
    }
    if (options_.fail_fast && item.outcome.diagnostics.error_count() > 0) {
      stop_ = true;
    }
  }

  void analyse_batch(std::vector<Item>& batch) const {
    std::vector<ReadArticle*> articles;
    for (Item& item : batch) {
      if (item.read) {
        articles.push_back(&*item.read);
      }
    }
    analyse_all(articles, knowledge_);
    for (Item& item : batch) {
      if (item.read) {
        item.graph.emplace(assemble::localize(item.read->article,
                                              item.read->annotation,
                                              item.read->facts,
                                              {knowledge_.ontology(),
                                               knowledge_.lexicon_index(),
                                               knowledge_.rule_places()}));
      }
    }
  }

  void keep(std::vector<Item>& batch) {
    const std::lock_guard lock(mutex_);
    for (Item& item : batch) {
      if (item.graph) {
        item.outcome.graph = graphs_->size();
        graphs_->add(std::move(*item.graph));
      }
      outcomes_.emplace(item.turn, std::move(item.outcome));
    }
  }

  /// As much text as one thread analyses together.
  static constexpr std::size_t batch_bytes = std::size_t{64} << 10U;

  const BuildOptions& options_;
  const KnowledgeBase& knowledge_;
  ingest::ReadOptions reading_;
  ingest::ArticleSource source_;
  std::mutex mutex_;
  std::atomic<bool> stop_ = false;
  std::size_t next_turn_ = 0;
  assemble::LocalGraphs* graphs_ = nullptr;
  std::map<std::size_t, Outcome> outcomes_;
  std::exception_ptr failure_;
};

void fail_on_first_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.entries()) {
    if (diagnostic.severity == Severity::error) {
      throw Error(ExitCode::unusable, diagnostic);
    }
  }
}

}  // namespace

bool in_shard(const std::string& id, std::size_t shard, std::size_t shards) {
  constexpr std::size_t digits = 15;
  constexpr int hexadecimal = 16;
  return std::stoull(sha256_hex(id).substr(0, digits), nullptr, hexadecimal) % shards ==
         shard - 1;
}

BuildResult build_local_graphs(const BuildOptions& options,
                               const KnowledgeBase& knowledge,
                               std::istream& standard_input,
                               Diagnostics& diagnostics) {
  BuildResult result;
  std::map<std::size_t, Outcome> outcomes =
      Crew(options, knowledge, standard_input).run(result.graphs);
  ingest::ArticleIds ids;
  std::vector<std::pair<std::string, std::size_t>> kept;
  for (auto& [turn, outcome] : outcomes) {
    if (outcome.graph && !ids.add(outcome.id, outcome.where, outcome.diagnostics)) {
      outcome.graph.reset();
    }
    if (options.fail_fast) {
      fail_on_first_error(outcome.diagnostics);
    }
    result.skipped += outcome.diagnostics.error_count() > 0 ? 1 : 0;
    diagnostics.append(outcome.diagnostics);
    if (outcome.graph) {
      kept.emplace_back(std::move(outcome.id), *outcome.graph);
    }
  }
  std::ranges::sort(kept);
  std::vector<std::size_t> numbers;
  numbers.reserve(kept.size());
  for (const auto& [id, number] : kept) {
    numbers.push_back(number);
  }
  result.graphs.keep(numbers);
  return result;
}

void visit_articles(const BuildOptions& options,
                    const KnowledgeBase& knowledge,
                    std::istream& standard_input,
                    Diagnostics& diagnostics,
                    const std::function<bool(const Article&)>& visit) {
  const ingest::ReadOptions reading = read_options(options, knowledge);
  ingest::ArticleSource source(options.paths, standard_input, {options.max_file_bytes});
  while (const std::optional<ingest::RawArticle> raw = source.next(diagnostics)) {
    const std::optional<Article> article =
        ingest::read_article(*raw, reading, diagnostics);
    if (article && !visit(*article)) {
      return;
    }
  }
}

}  // namespace byline::pipeline
