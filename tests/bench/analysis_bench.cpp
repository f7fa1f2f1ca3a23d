/// How long each stage of analysing articles takes, in processor time of one thread:
///
///     byline_bench_analysis ONTOLOGY FILE.jsonl [ROUNDS]
///
/// Prints what loading takes, then a line per stage: seconds and MB of text a second, of
/// the fastest of ROUNDS (3) passes over all articles. Stages are run as `build` runs
/// them; one that contains others is measured as a whole and the others are taken off.
#include "annotate/phrase_matcher.hpp"
#include "annotate/sentence_splitter.hpp"
#include "annotate/tokenizer.hpp"
#include "assemble/localize.hpp"
#include "extract/extract.hpp"
#include "ingest/article_source.hpp"
#include "ingest/reader.hpp"
#include "pipeline/analyse.hpp"
#include "pipeline/knowledge_base.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace byline;

namespace {

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double resident_megabytes() {
  std::size_t total = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return static_cast<double>(resident) * 4096 / 1e6;
}

/// Processor seconds of `work` over all articles: those of the fastest pass.
class Stopwatch {
 public:
  Stopwatch(std::size_t rounds, std::size_t bytes) : rounds_(rounds), bytes_(bytes) {}

  template <typename Work>
  [[nodiscard]] double time(const Work& work) const {
    double best = std::numeric_limits<double>::max();
    for (std::size_t round = 0; round < rounds_; ++round) {
      const double begin = seconds(CLOCK_THREAD_CPUTIME_ID);
      work();
      best = std::min(best, seconds(CLOCK_THREAD_CPUTIME_ID) - begin);
    }
    return best;
  }

  void report(const char* what, double spent) const {
    std::printf("%-44s %8.3f s %8.2f MB/s\n",
                what,
                spent,
                static_cast<double>(bytes_) / 1e6 / std::max(spent, 1e-9));
  }

 private:
  std::size_t rounds_;
  std::size_t bytes_;
};

struct Read {
  std::vector<ingest::RawArticle> raw;
  std::vector<Article> articles;
  std::size_t bytes = 0;
};

Read read_all(const std::string& file, const ingest::ReadOptions& options) {
  Read read;
  Diagnostics diagnostics;
  ingest::ArticleSource source({file}, std::cin, {});
  while (auto raw = source.next(diagnostics)) {
    if (auto article = ingest::read_article(*raw, options, diagnostics)) {
      read.bytes += article->text.size();
      read.articles.push_back(std::move(*article));
      read.raw.push_back(std::move(*raw));
    }
  }
  return read;
}

/// The names of the lexicon as a table of phrases.
knowledge::WordTable known_names(const knowledge::Lexicon& lexicon) {
  knowledge::WordTable table;
  for (const knowledge::LexiconEntry& entry : lexicon.entries()) {
    for (const knowledge::LexiconName& name : entry.names) {
      table.rows.push_back({name.text, {}});
    }
  }
  return table;
}

/// Sentences, tokens and, with a matcher, the known names of an article; how many.
std::size_t count_names(const Article& article,
                        const annotate::SentenceSplitter& splitter,
                        const annotate::Tokenizer& tokenizer,
                        const annotate::PhraseMatcher* names) {
  std::size_t found = 0;
  for (const Block& block : article.blocks) {
    if (!block.cut_reason.empty()) {
      continue;
    }
    for (const Span sentence : splitter.split(article.text, block.span)) {
      const std::vector<Token> tokens = tokenizer.tokenize(article.text, sentence);
      for (std::size_t i = 0; names != nullptr && i < tokens.size(); ++i) {
        found += names->match(tokens, i) ? 1 : 0;
      }
    }
  }
  return found;
}

void time_words(const Read& read,
                const pipeline::KnowledgeBase& knowledge,
                const Stopwatch& watch) {
  const knowledge::LanguageTables& tables =
      knowledge.tables(read.articles.front().language);
  const annotate::SentenceSplitter splitter(tables);
  const annotate::Tokenizer tokenizer(tables);
  const knowledge::WordTable table = known_names(knowledge.lexicon());
  const annotate::PhraseMatcher names(table, tokenizer);
  const auto pass = [&](const annotate::PhraseMatcher* matcher) {
    return watch.time([&] {
      std::size_t found = 0;
      for (const Article& article : read.articles) {
        found += count_names(article, splitter, tokenizer, matcher);
      }
      volatile std::size_t kept = found;  // the work must not be optimised away
      (void)kept;
    });
  };
  watch.report("sentences", watch.time([&] {
    for (const Article& article : read.articles) {
      for (const Block& block : article.blocks) {
        (void)splitter.split(article.text, block.span);
      }
    }
  }));
  watch.report("sentences, tokens", pass(nullptr));
  watch.report("sentences, tokens, known names", pass(&names));
}

/// Seconds up to each depth of the model, the last with everything else of `annotate`.
void time_model(const Read& read,
                const pipeline::KnowledgeBase& knowledge,
                const Stopwatch& watch) {
  const std::string& language = read.articles.front().language;
  const annotate::LanguageModel* model = knowledge.model(language);
  const annotate::Annotator& annotator = knowledge.annotator(language);
  const auto pass = [&](const annotate::Analyzer& analyzer) {
    return watch.time([&] {
      for (const Article& article : read.articles) {
        (void)annotator.annotate(article, analyzer);
      }
    });
  };
  double before = pass({});
  watch.report("words, numbers, dates, quotations", before);
  if (model == nullptr) {
    return;
  }
  constexpr std::pair<annotate::Depth, const char*> depths[] = {
      {annotate::Depth::tags, "  tags, lemmas"},
      {annotate::Depth::names, "  names"},
      {annotate::Depth::trees, "  trees"}};
  for (const auto& [depth, what] : depths) {
    const double now = pass([model, depth = depth](std::span<Sentence> sentences) {
      model->analyse(sentences, depth);
    });
    watch.report(what, now - before);
    before = now;
  }
  watch.report("annotation, all of it", before);
}

void time_build(const Read& read,
                const pipeline::KnowledgeBase& knowledge,
                const Stopwatch& watch) {
  const std::string& language = read.articles.front().language;
  const annotate::LanguageModel* model = knowledge.model(language);
  const annotate::Analyzer analyzer = [model](std::span<Sentence> sentences) {
    if (model != nullptr) {
      model->analyse(sentences);
    }
  };
  std::vector<Annotation> annotations;
  for (const Article& article : read.articles) {
    annotations.push_back(knowledge.annotator(language).annotate(article, analyzer));
  }
  const auto mentions = [&](std::size_t i) {
    return knowledge.mention_finder(language).find(read.articles[i], annotations[i]);
  };
  const double found = watch.time([&] {
    for (std::size_t i = 0; i < annotations.size(); ++i) {
      (void)mentions(i);
    }
  });
  watch.report("mentions, entities, pronouns", found);
  std::vector<ArticleFacts> facts(annotations.size());
  watch.report("rules", watch.time([&] {
    for (std::size_t i = 0; i < annotations.size(); ++i) {
      facts[i] = extract::extract(read.articles[i],
                                  annotations[i],
                                  mentions(i),
                                  {.rules = knowledge.rules(),
                                   .ontology = knowledge.ontology(),
                                   .tables = knowledge.tables(language)});
    }
  }) - found);
  watch.report("local graphs", watch.time([&] {
    for (std::size_t i = 0; i < annotations.size(); ++i) {
      (void)assemble::localize(
          read.articles[i],
          annotations[i],
          facts[i],
          {knowledge.ontology(), knowledge.lexicon_index(), knowledge.rule_places()});
    }
  }));
}

/// Each model alone, as one thread reads it; then everything in the ontology.
void time_loading(const std::filesystem::path& ontology) {
  for (const auto& entry : std::filesystem::directory_iterator(ontology / "languages")) {
    const std::filesystem::path file = entry.path() / "language.model";
    if (!std::filesystem::exists(file)) {
      continue;
    }
    const double resident = resident_megabytes();
    const double begin = seconds(CLOCK_THREAD_CPUTIME_ID);
    const auto model = annotate::LanguageModel::load(file);
    std::printf("model %s: %.1f ms, %.0f MB resident\n",
                entry.path().filename().c_str(),
                (seconds(CLOCK_THREAD_CPUTIME_ID) - begin) * 1e3,
                resident_megabytes() - resident);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: byline_bench_analysis ONTOLOGY FILE.jsonl [ROUNDS]\n", stderr);
    return 2;
  }
  try {
    time_loading(argv[1]);
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    const double wall = seconds(CLOCK_MONOTONIC);
    Diagnostics diagnostics;
    const pipeline::KnowledgeBase knowledge({argv[1], {}}, diagnostics);
    std::printf("ontology, lexicon, rules, models: %.0f ms, %.0f ms of processor\n",
                (seconds(CLOCK_MONOTONIC) - wall) * 1e3,
                (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu) * 1e3);
    ingest::ReadOptions reading;
    reading.tables = knowledge.reading_tables();
    const Read read = read_all(argv[2], reading);
    if (read.articles.empty()) {
      std::fputs("no articles\n", stderr);
      return 2;
    }
    const Stopwatch watch(argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 3, read.bytes);
    watch.report("reading", watch.time([&] {
      for (const ingest::RawArticle& raw : read.raw) {
        (void)ingest::read_article(raw, reading, diagnostics);
      }
    }));
    time_words(read, knowledge, watch);
    time_model(read, knowledge, watch);
    time_build(read, knowledge, watch);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
