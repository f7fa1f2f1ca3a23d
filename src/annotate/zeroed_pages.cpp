#include "annotate/zeroed_pages.hpp"

#include <sys/mman.h>

#include <new>

namespace byline::annotate {

void* map_zeroed(std::size_t bytes) {
  void* memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast): the macro's
  if (memory == MAP_FAILED) {
    throw std::bad_alloc{};
  }
#ifdef MADV_HUGEPAGE
  madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: refusal does no harm
#endif
  return memory;
}

void unmap(void* memory, std::size_t bytes) noexcept {
  munmap(memory, bytes);
}

}  // namespace byline::annotate
