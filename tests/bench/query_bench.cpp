// Runs the bench queries and the hand-written plans over a dataset; a JSON line for each.
//   byline_bench_queries DATA.byl QUERY_DIR [REPETITIONS]
// Times are CPU milliseconds of this process, the best of the repetitions: parsing,
// planning, evaluation and making the result's strings.

#include "base/files.hpp"
#include "hand_plans.hpp"
#include "sparql/parser.hpp"
#include "sparql/query.hpp"
#include "store/load.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using byline::store::Index;

double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// What a run gave: number of rows, and the value of a single numeric cell.
struct Answer {
  std::size_t rows = 0;
  std::string value;
};

Answer answer_of(const std::string& text, const Index& index) {
  const auto query = byline::sparql::parse_query(text, {});
  const auto run = byline::sparql::run(query, index, {});
  if (run->form() == byline::sparql::QueryForm::construct) {
    std::size_t bytes = 0;
    run->each_triple([&](const byline::rdf::QuadView& triple) {
      bytes += triple.subject.value.size() + triple.predicate.value.size() +
               triple.object.value.size();
    });
    return {run->row_count(), std::to_string(bytes)};
  }
  Answer answer;
  auto solutions = run->solutions();
  byline::sparql::SolutionRow row;
  std::size_t bytes = 0;
  while (solutions.next(row)) {
    ++answer.rows;
    for (const auto& cell : row) {
      bytes += cell ? cell->value.size() : 0;
    }
    if (row.size() == 1 && row[0] && answer.rows == 1) {
      answer.value = std::string(row[0]->value);
    }
  }
  return answer;
}

template <class Run>
double best_of(int repetitions, const Run& run) {
  double best = 1e300;
  for (int i = 0; i < repetitions; ++i) {
    const double start = cpu_ms();
    run();
    best = std::min(best, cpu_ms() - start);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: byline_bench_queries DATA.byl QUERY_DIR [REPETITIONS [QUERY]]\n",
               stderr);
    return 2;
  }
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 5;
  const auto index = byline::store::load_files({argv[1]});
  const std::string only = argc > 4 ? argv[4] : "";
  for (const auto& plan : bench::hand_plans()) {
    if (!plan.query.starts_with(only)) {
      continue;
    }
    const std::string text =
        byline::read_file(std::filesystem::path(argv[2]) / (plan.query + ".rq"));
    Answer answer;
    const double first = best_of(1, [&] { answer = answer_of(text, *index); });
    const double best = best_of(repetitions, [&] { answer = answer_of(text, *index); });
    std::uint64_t by_hand = 0;
    const double hand = best_of(repetitions, [&] { by_hand = plan.run(*index); });
    std::printf(
        "{\"q\":\"%s\",\"ms\":%.4f,\"first_ms\":%.4f,\"rows\":%zu,\"value\":\"%s\","
        "\"hand_ms\":%.4f,\"hand\":%llu}\n",
        plan.query.c_str(),
        best,
        first,
        answer.rows,
        answer.value.c_str(),
        hand,
        static_cast<unsigned long long>(by_hand));
    std::fflush(stdout);
  }
  return 0;
}
