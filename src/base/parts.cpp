#include "base/parts.hpp"

#include <exception>
#include <thread>
#include <vector>

namespace byline {

void run_parts(std::size_t parts, const std::function<void(std::size_t)>& run) {
  std::vector<std::exception_ptr> failures(parts);
  const auto attempt = [&](std::size_t part) noexcept {
    try {
      run(part);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < parts; ++part) {
      others.emplace_back(attempt, part);
    }
    if (parts > 0) {
      attempt(0);
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace byline
