#pragma once

#include <cstddef>
#include <vector>

namespace byline::annotate {

/// Memory straight from the system: all zero, in huge pages where the system has them
/// (weights are read all over the place, and every small page would cost a miss of the
/// address cache). Throws std::bad_alloc.
void* map_zeroed(std::size_t bytes);
void unmap(void* memory, std::size_t bytes) noexcept;

/// Allocator of such memory; a fresh vector's elements are not written to, as they are
/// zero.
template <typename Number>
struct ZeroedPages {
  using value_type = Number;

  ZeroedPages() = default;
  template <typename Other>
  // NOLINTNEXTLINE(google-explicit-constructor): rebinding
  ZeroedPages(const ZeroedPages<Other>&) {}

  Number* allocate(std::size_t count) {
    return static_cast<Number*>(map_zeroed(count * sizeof(Number)));
  }
  void deallocate(Number* memory, std::size_t count) noexcept {
    unmap(memory, count * sizeof(Number));
  }
  template <typename Element>
  void construct(Element*) noexcept {}
  template <typename Element, typename Value>
  void construct(Element* place, const Value& value) {
    *place = value;
  }
  bool operator==(const ZeroedPages&) const = default;
};

template <typename Number>
using ZeroedVector = std::vector<Number, ZeroedPages<Number>>;

}  // namespace byline::annotate
