#include "store/dictionary.hpp"

#include "base/varint.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace byline::store {

/// The terms of a block, unpacked.
struct Dictionary::Block {
  std::array<std::uint32_t, block_terms + 1> starts{};
  std::array<std::uint32_t, block_terms> kinds{};
  std::string texts;
};

Dictionary::Dictionary(const Image& image, const Layout& layout)
    : image_(&image),
      size_(layout.terms),
      group_starts_(layout.group_starts),
      texts_(image.section(Section::terms).data()),
      block_starts_(texts_ + layout.blocks.offset, layout.blocks),
      chunk_count_(layout.terms / block_terms / blocks_a_chunk + 1),
      chunks_(std::make_unique<std::atomic<Chunk*>[]>(chunk_count_)) {
  read_kinds(layout.kinds);
}

Dictionary::~Dictionary() {
  forget();
}

void Dictionary::forget() {
  for (std::size_t i = 0; i < chunk_count_; ++i) {
    const std::unique_ptr<Chunk> chunk(chunks_[i].exchange(nullptr));
    if (chunk != nullptr) {
      for (const auto& block : *chunk) {
        const std::unique_ptr<const Block> owned(block.load());
      }
    }
  }
}

void Dictionary::read_kinds(std::uint64_t count) {
  const auto section = image_->section(Section::kinds);
  image_->check(section.data(), section.size());
  const char* at = section.data();
  const auto text = [&at]() {
    const std::size_t length = read_varint(at);
    const char* begin = at;
    at += length;
    return std::string(begin, length);
  };
  kinds_.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    LiteralKind kind;
    kind.kind = static_cast<rdf::TermKind>(*at++);
    kind.datatype = text();
    kind.language = text();
    kinds_.push_back(std::move(kind));
  }
}

rdf::TermView Dictionary::view(std::uint32_t kind, std::string_view text) const {
  const LiteralKind& known = kinds_[kind];
  return {known.kind, text, known.datatype, known.language};
}

const char* Dictionary::start_of(std::size_t block) const {
  image_->check(block_starts_.data() + block_starts_.bytes(block),
                2 * sizeof(std::uint64_t));
  const std::size_t begin = block_starts_[block];
  image_->check(texts_ + begin, block_starts_[block + 1] - begin);
  return texts_ + begin;
}

rdf::TermView Dictionary::first_of(std::size_t block) const {
  const char* at = start_of(block);
  read_varint(at);
  const auto kind = static_cast<std::uint32_t>(read_varint(at));
  const std::size_t length = read_varint(at);
  return view(kind, {at, length});
}

std::unique_ptr<const Dictionary::Block> Dictionary::unpack(std::size_t number) const {
  auto block = std::make_unique<Block>();
  const std::size_t count = std::min(block_terms, size_ - number * block_terms);
  const char* at = start_of(number);
  std::uint32_t kind = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t head = read_varint(at);
    if ((head & 1U) != 0) {
      kind = static_cast<std::uint32_t>(read_varint(at));
    }
    const std::size_t length = read_varint(at);
    block->kinds[i] = kind;
    block->starts[i] = static_cast<std::uint32_t>(block->texts.size());
    if (i > 0) {
      block->texts.append(block->texts, block->starts[i - 1], head >> 1U);
    }
    block->texts.append(at, length);
    at += length;
  }
  block->starts[count] = static_cast<std::uint32_t>(block->texts.size());
  return block;
}

const Dictionary::Block& Dictionary::block(std::size_t number) const {
  auto& place = chunks_[number / blocks_a_chunk];
  Chunk* chunk = place.load(std::memory_order_acquire);
  if (chunk == nullptr) {
    auto fresh = std::make_unique<Chunk>();
    if (place.compare_exchange_strong(chunk, fresh.get())) {
      chunk = fresh.release();
    }
  }
  auto& slot = (*chunk)[number % blocks_a_chunk];
  const Block* block = slot.load(std::memory_order_acquire);
  if (block == nullptr) {
    auto fresh = unpack(number);
    unpacked_.fetch_add(1, std::memory_order_relaxed);
    if (slot.compare_exchange_strong(block, fresh.get())) {
      block = fresh.release();
    }
  }
  return *block;
}

rdf::TermView Dictionary::term(TermId id) const {
  const Block& known = block((id - 1) / block_terms);
  const std::size_t i = (id - 1) % block_terms;
  return view(known.kinds[i],
              std::string_view(known.texts)
                  .substr(known.starts[i], known.starts[i + 1] - known.starts[i]));
}

IdRange Dictionary::group(ValueGroup group) const {
  const auto number = static_cast<std::size_t>(group);
  return {static_cast<TermId>(group_starts_[number]),
          static_cast<TermId>(group_starts_[number + 1])};
}

std::optional<TermId> Dictionary::find(const rdf::TermView& term) const {
  const ValueKey key = value_key(term);
  const IdRange ids = group(key.group);
  if (ids.empty()) {
    return std::nullopt;
  }
  // The last block whose first term is not behind `term`.
  std::size_t low = (ids.first - 1) / block_terms;
  std::size_t high = (ids.last - 2) / block_terms;
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    const rdf::TermView first = first_of(middle);
    if (compare_terms(first, value_key(first), term, key) <= 0) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  const auto begin = static_cast<TermId>(low * block_terms + 1);
  const auto end =
      static_cast<TermId>(std::min<std::size_t>(begin + block_terms, ids.last));
  for (TermId id = begin; id < end; ++id) {
    if (this->term(id) == term) {
      return id;
    }
  }
  return std::nullopt;
}

TermId Dictionary::lower_bound(const ValueKey& key) const {
  IdRange ids = group(key.group);
  while (ids.first < ids.last) {
    const TermId middle = ids.first + (ids.last - ids.first) / 2;
    const ValueKey found = value_key(term(middle));
    if (std::pair(found.value, found.fraction) < std::pair(key.value, key.fraction)) {
      ids.first = middle + 1;
    } else {
      ids.last = middle;
    }
  }
  return ids.first;
}

}  // namespace byline::store
