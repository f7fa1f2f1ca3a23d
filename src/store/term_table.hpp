#pragma once

#include "rdf/term.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace byline::store {

/// What a term is beside its text: an IRI, a blank node, or a literal of one datatype and
/// language. The kinds of a table are numbered from 0 in order of appearance.
struct LiteralKind {
  rdf::TermKind kind = rdf::TermKind::iri;
  std::string datatype;
  std::string language;
  auto operator<=>(const LiteralKind&) const = default;
};

/// Gives each distinct term a number, from 0 in order of appearance; owns the texts.
/// Throws Error(ExitCode::limit) past 4,294,967,000 terms.
class TermTable {
 public:
  TermTable();

  std::uint32_t intern(const rdf::TermView& term);
  /// What is known of a term before the table is asked for it.
  struct Probe {
    std::uint32_t kind = 0;
    std::uint32_t hash = 0;
  };
  /// The two halves of `intern`, for who has other work between them: a table of millions
  /// of terms lies in memory far away, and `probe` asks for the term's slot, `approach`,
  /// a while later, for what the slot leads to.
  Probe probe(const rdf::TermView& term);
  void approach(Probe probe) const;
  std::uint32_t intern(std::string_view text, Probe probe);
  /// The same; fast if the term is probably the one with number `guess`, as subjects and
  /// graphs of neighbouring quads are. Any `guess` is allowed.
  std::uint32_t intern(const rdf::TermView& term, std::uint32_t guess);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// Valid as long as the table, and not longer than the next `intern`, as to datatype
  /// and language.
  [[nodiscard]] rdf::TermView term(std::uint32_t number) const;
  [[nodiscard]] std::string_view text(std::uint32_t number) const {
    return {entries_[number].text, entries_[number].length};
  }
  [[nodiscard]] std::uint32_t kind_of(std::uint32_t number) const {
    return entries_[number].kind;
  }
  [[nodiscard]] const std::vector<LiteralKind>& kinds() const { return kinds_; }
  /// Forgets how to intern; the terms stay. For memory, once all is read.
  void freeze();

 private:
  struct Entry {
    const char* text = nullptr;
    std::uint32_t length = 0;
    std::uint32_t kind = 0;
  };
  /// An empty slot has number_plus_one 0. `text` is the entry's: most lookups find what
  /// they look for, and so wait for entry and text at once, not for one after the other.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number_plus_one = 0;
    const char* text = nullptr;
  };

  std::uint32_t kind_number(const rdf::TermView& term);
  std::uint32_t add(std::string_view text, std::uint32_t kind);
  const char* keep(std::string_view text);
  void grow();

  std::vector<LiteralKind> kinds_;
  std::map<LiteralKind, std::uint32_t> kind_numbers_;
  std::array<std::uint32_t, 64> recent_kinds_{};
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
};

/// A 64-bit hash of bytes, the same on every machine of one byte order.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed);

}  // namespace byline::store
