#include "store/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace byline::store {

void run_parallel(std::size_t count, const std::function<void(std::size_t)>& task) {
  const std::size_t workers = std::min<std::size_t>(
      {count, 2, std::max(1U, std::thread::hardware_concurrency())});
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(std::max<std::size_t>(workers, 1));
  const auto work = [&](std::size_t worker) {
    try {
      for (std::size_t i = next++; i < count; i = next++) {
        task(i);
      }
    } catch (...) {
      failures[worker] = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t worker = 1; worker < workers; ++worker) {
      threads.emplace_back(work, worker);
    }
    work(0);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace byline::store
