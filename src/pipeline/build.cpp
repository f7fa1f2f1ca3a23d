#include "pipeline/build.hpp"

#include "assemble/localize.hpp"
#include "base/hash.hpp"
#include "extract/extract.hpp"
#include "ingest/article_source.hpp"
#include "ingest/reader.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <span>
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

/// Threads take articles from one source in turn; results are kept by their turn.
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
  void work() noexcept {
    try {
      while (!stop_ && take_one()) {}
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = failure_ ? failure_ : std::current_exception();
      stop_ = true;
    }
  }

  bool take_one() {
    Outcome outcome;
    std::optional<ingest::RawArticle> raw;
    std::optional<assemble::StoredGraph> graph;
    std::size_t turn = 0;
    {
      const std::lock_guard lock(mutex_);
      turn = next_turn_++;
      raw = source_.next(outcome.diagnostics);
    }
    const bool more = raw.has_value();
    if (raw) {
      outcome.where = raw->where;
      std::optional<Article> article =
          ingest::read_article(*raw, reading_, outcome.diagnostics);
      if (article) {
        outcome.id = article->id;
        if (in_shard(article->id, options_.shard, options_.shards)) {
          graph.emplace(graph_of(std::move(*article)));
        }
      }
    }
    const std::lock_guard lock(mutex_);
    stop_ = stop_ || (options_.fail_fast && outcome.diagnostics.error_count() > 0);
    if (graph) {
      outcome.graph = graphs_->size();
      graphs_->add(std::move(*graph));
    }
    outcomes_.emplace(turn, std::move(outcome));
    return more;
  }

  assemble::LocalGraph graph_of(Article article) {
    const ReadArticle read = analyse(std::move(article), knowledge_);
    return assemble::localize(
        read.article,
        read.annotation,
        read.facts,
        {knowledge_.ontology(), knowledge_.lexicon_index(), knowledge_.rule_places()});
  }

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

ReadArticle analyse(Article article,
                    const KnowledgeBase& knowledge,
                    const extract::MatchObserver* observer) {
  ReadArticle read;
  read.article = std::move(article);
  const std::string& language = read.article.language;
  annotate::Analyzer analyzer;
  if (const annotate::LanguageModel* model = knowledge.model(language)) {
    // Between the words and the quotations, which look at tags and trees.
    analyzer = [model](std::span<Sentence> sentences) { model->analyse(sentences); };
  }
  read.annotation = knowledge.annotator(language).annotate(read.article, analyzer);
  ArticleFacts found =
      knowledge.mention_finder(language).find(read.article, read.annotation);
  read.facts = extract::extract(read.article,
                                read.annotation,
                                std::move(found),
                                {.rules = knowledge.rules(),
                                 .ontology = knowledge.ontology(),
                                 .tables = knowledge.tables(language),
                                 .observer = observer});
  return read;
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
