#include "assemble/local_graph_codec.hpp"

#include "assemble/local_graph_fields.hpp"
#include "base/varint.hpp"

#include <cassert>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace byline::assemble {
namespace {

/// Numbers take seven bits a byte; `nothing` is written as 0.
class Encoder {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(bytes_); }

 private:
  void number(std::uint64_t value) { append_varint(bytes_, value); }
  template <typename Value>
  requires std::integral<Value> || std::is_enum_v<Value>
  void put(Value value) { number(static_cast<std::uint64_t>(value) + 1); }
  void put(const std::string& text) {
    number(text.size());
    bytes_ += text;
  }
  template <typename First, typename Second>
  void put(const std::pair<First, Second>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <typename Element>
  void put(const std::vector<Element>& list) {
    number(list.size());
    for (const Element& element : list) {
      put(element);
    }
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void put(const Struct& value) { visit_fields(*this, value); }

  std::string bytes_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool done() const { return at_ == bytes_.size(); }

 private:
  std::uint64_t number() {
    const char* at = bytes_.data() + at_;
    const std::uint64_t value = read_varint(at);
    at_ = static_cast<std::size_t>(at - bytes_.data());
    return value;
  }
  template <typename Value>
  requires std::integral<Value> || std::is_enum_v<Value>
  void get(Value& value) { value = static_cast<Value>(number() - 1); }
  void get(std::string& text) {
    const std::size_t size = number();
    assert(size <= bytes_.size() - at_);
    text.assign(bytes_.substr(at_, size));
    at_ += size;
  }
  template <typename First, typename Second>
  void get(std::pair<First, Second>& pair) {
    get(pair.first);
    get(pair.second);
  }
  template <typename Element>
  void get(std::vector<Element>& list) {
    list.resize(number());
    for (Element& element : list) {
      get(element);
    }
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void get(Struct& value) { visit_fields(*this, value); }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// `Struct` or `const Struct`.
template <typename Value, typename Struct>
concept Is = std::same_as<std::remove_const_t<Value>, Struct>;

// A binding for each member: a member that the list forgets does not compile.
// NOLINTBEGIN
#define BYLINE_VISIT(Struct, ...)                              \
  void visit_fields(auto& all_of_it, Is<Struct> auto& whole) { \
    auto& [__VA_ARGS__] = whole;                               \
    all_of_it(__VA_ARGS__);                                    \
  }
BYLINE_LOCAL_GRAPH_STRUCTS(BYLINE_VISIT)
#undef BYLINE_VISIT
// NOLINTEND

}  // namespace

std::string encode(const LocalGraph& graph) {
  Encoder encoder;
  visit_fields(encoder, graph);
  return encoder.take();
}

LocalGraph decode(std::string_view bytes) {
  LocalGraph graph;
  Decoder decoder(bytes);
  visit_fields(decoder, graph);
  assert(decoder.done());
  return graph;
}

}  // namespace byline::assemble
