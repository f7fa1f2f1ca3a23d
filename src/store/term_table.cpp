#include "store/term_table.hpp"

#include "base/diagnostics.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace byline::store {

namespace {

constexpr std::size_t chunk_bytes = 1 << 20;
constexpr std::size_t most_terms = 4'294'967'000;
constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15ULL;

std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  state = (state ^ word) * multiplier;
  return state ^ (state >> 29);
}

std::uint64_t load(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

bool fits(const LiteralKind& kind, const rdf::TermView& term) {
  return kind.kind == term.kind && kind.datatype == term.datatype &&
         kind.language == term.language;
}

}  // namespace

/// Two chains of multiplications side by side: one alone waits for each of its steps. The
/// last words may overlap.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  std::uint64_t even = mix(seed + multiplier, bytes.size());
  std::uint64_t odd = seed;
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left > 2 * word; left -= 2 * word, at += 2 * word) {
    even = mix(even, load(at, word));
    odd = mix(odd, load(at + word, word));
  }
  if (left >= word) {
    even = mix(even, load(at, word));
    odd = mix(odd, load(at + left - word, word));
  } else if (left != 0) {
    even = mix(even, load(at, left));
  }
  return mix(even, odd) * multiplier;
}

TermTable::TermTable() : slots_(1 << 12) {
  kinds_.push_back({rdf::TermKind::iri, {}, {}});
  kinds_.push_back({rdf::TermKind::blank, {}, {}});
}

std::uint32_t TermTable::kind_number(const rdf::TermView& term) {
  if (term.kind != rdf::TermKind::literal) {
    return term.kind == rdf::TermKind::iri ? 0 : 1;
  }
  const std::string_view type_end = term.datatype.substr(
      term.datatype.size() - std::min<std::size_t>(term.datatype.size(), 8));
  const auto hash = hash_bytes(term.language, hash_bytes(type_end, 0));
  std::uint32_t& recent = recent_kinds_[hash >> 58];
  if (fits(kinds_[recent], term)) {
    return recent;
  }
  LiteralKind kind{term.kind, std::string(term.datatype), std::string(term.language)};
  const auto [known, is_new] =
      kind_numbers_.try_emplace(kind, static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) {
    kinds_.push_back(std::move(kind));
  }
  recent = known->second;
  return recent;
}

TermTable::Probe TermTable::probe(const rdf::TermView& term) {
  const std::uint32_t kind = kind_number(term);
  const auto hash = static_cast<std::uint32_t>(hash_bytes(term.value, kind) >> 32);
  __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  return {kind, hash};
}

void TermTable::approach(Probe probe) const {
  constexpr std::size_t cache_line = 64;
  const Slot& slot = slots_[probe.hash & (slots_.size() - 1)];
  if (slot.number_plus_one != 0) {
    __builtin_prefetch(&entries_[slot.number_plus_one - 1]);
    __builtin_prefetch(slot.text);
    __builtin_prefetch(slot.text + cache_line);
  }
}

std::uint32_t TermTable::intern(const rdf::TermView& term) {
  return intern(term.value, probe(term));
}

std::uint32_t TermTable::intern(std::string_view text, Probe probe) {
  const auto [kind, hash] = probe;
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number_plus_one != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash != hash) {
      continue;
    }
    const std::uint32_t number = slot.number_plus_one - 1;
    const Entry& entry = entries_[number];
    if (entry.kind == kind && std::string_view(slot.text, entry.length) == text) {
      return number;
    }
  }
  const std::uint32_t number = add(text, kind);
  slots_[at] = {hash, number + 1, entries_[number].text};
  if (entries_.size() * 2 > slots_.size()) {
    grow();
  }
  return number;
}

std::uint32_t TermTable::intern(const rdf::TermView& term, std::uint32_t guess) {
  if (guess < entries_.size() && text(guess) == term.value &&
      fits(kinds_[entries_[guess].kind], term)) {
    return guess;
  }
  return intern(term);
}

rdf::TermView TermTable::term(std::uint32_t number) const {
  const LiteralKind& kind = kinds_[entries_[number].kind];
  return {kind.kind, text(number), kind.datatype, kind.language};
}

void TermTable::freeze() {
  slots_ = {};
}

std::uint32_t TermTable::add(std::string_view text, std::uint32_t kind) {
  if (entries_.size() >= most_terms ||
      text.size() > std::numeric_limits<std::int32_t>::max()) {
    throw Error(
        ExitCode::limit, {}, "too many terms, or a term too long, for one dataset");
  }
  entries_.push_back({keep(text), static_cast<std::uint32_t>(text.size()), kind});
  return static_cast<std::uint32_t>(entries_.size() - 1);
}

const char* TermTable::keep(std::string_view text) {
  if (text.size() > free_bytes_) {
    const std::size_t bytes = std::max(text.size(), chunk_bytes);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    free_ = chunks_.back().get();
    free_bytes_ = bytes;
  }
  char* place = free_;
  std::copy(text.begin(), text.end(), place);
  free_ += text.size();
  free_bytes_ -= text.size();
  return place;
}

void TermTable::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number_plus_one == 0) {
      continue;
    }
    std::size_t at = slot.hash & mask;
    while (larger[at].number_plus_one != 0) {
      at = (at + 1) & mask;
    }
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace byline::store
