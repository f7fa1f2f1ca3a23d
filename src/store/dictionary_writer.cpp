#include "store/dictionary_writer.hpp"

#include "base/varint.hpp"
#include "store/term_order.hpp"
#include "store/text_sort.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <numeric>
#include <string_view>
#include <utility>

namespace byline::store {

namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::size_t index_of(ValueGroup group) {
  return static_cast<std::size_t>(group);
}

/// Groups whose order is that of the texts of one kind after the other.
bool is_textual(ValueGroup group) {
  return group == ValueGroup::blank || group == ValueGroup::iri ||
         group == ValueGroup::string || group == ValueGroup::tagged;
}

/// The group of a kind if all its terms are in one textual group.
bool is_textual(const LiteralKind& kind, ValueGroup& group) {
  group = value_key({kind.kind, "", kind.datatype, kind.language}).group;
  return is_textual(group);
}

void sort_by_value(Numbers& numbers, const TermTable& table) {
  struct Keyed {
    ValueKey key;
    std::uint32_t number = 0;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(numbers.size());
  for (const std::uint32_t number : numbers) {
    keyed.push_back({value_key(table.term(number)), number});
  }
  std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    return compare_terms(table.term(a.number), a.key, table.term(b.number), b.key) < 0;
  });
  std::ranges::transform(keyed, numbers.begin(), &Keyed::number);
}

/// Old number of each kind, ordered by kind, datatype, language.
Numbers kinds_in_order(const TermTable& table) {
  Numbers order(table.kinds().size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return table.kinds()[a] < table.kinds()[b];
  });
  return order;
}

/// All terms in the order of their ids; fills `group_starts`.
Numbers terms_in_order(const TermTable& table,
                       const Numbers& kind_order,
                       std::array<std::uint64_t, value_group_count + 1>& group_starts) {
  std::vector<Numbers> of_kind(table.kinds().size());
  for (std::uint32_t number = 0; number < table.size(); ++number) {
    of_kind[table.kind_of(number)].push_back(number);
  }
  std::array<Numbers, value_group_count> groups;
  for (const std::uint32_t kind : kind_order) {
    Numbers numbers = std::exchange(of_kind[kind], {});
    ValueGroup group = ValueGroup::other;
    if (is_textual(table.kinds()[kind], group)) {
      sort_by_text(numbers, table);
      groups[index_of(group)].insert(
          groups[index_of(group)].end(), numbers.begin(), numbers.end());
      continue;
    }
    for (const std::uint32_t number : numbers) {
      groups[index_of(value_key(table.term(number)).group)].push_back(number);
    }
  }
  Numbers order;
  order.reserve(table.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!is_textual(static_cast<ValueGroup>(i))) {
      sort_by_value(groups[i], table);
    }
    group_starts[i] = order.size() + 1;
    order.insert(order.end(), groups[i].begin(), groups[i].end());
    groups[i] = {};
  }
  group_starts.back() = order.size() + 1;
  return order;
}

/// Eight bytes at a time: neighbours share much.
std::size_t shared_bytes(std::string_view a, std::string_view b) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + word <= most; at += word) {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, a.data() + at, word);
    std::memcpy(&right, b.data() + at, word);
    if (left != right) {
      return at + static_cast<std::size_t>(std::countr_zero(left ^ right)) / 8;
    }
  }
  while (at < most && a[at] == b[at]) {
    ++at;
  }
  return at;
}

}  // namespace

WrittenTerms write_terms(const TermTable& table, Layout& layout) {
  WrittenTerms written;
  const Numbers kind_order = kinds_in_order(table);
  Numbers new_kind(kind_order.size());
  for (std::uint32_t i = 0; i < kind_order.size(); ++i) {
    const LiteralKind& kind = table.kinds()[kind_order[i]];
    new_kind[kind_order[i]] = i;
    written.kinds += static_cast<char>(kind.kind);
    append_varint(written.kinds, kind.datatype.size());
    written.kinds += kind.datatype;
    append_varint(written.kinds, kind.language.size());
    written.kinds += kind.language;
  }
  layout.kinds = kind_order.size();
  layout.terms = table.size();
  const Numbers order = terms_in_order(table, kind_order, layout.group_starts);
  written.ids.resize(table.size());
  Numbers block_starts;
  std::string_view previous;
  std::uint32_t previous_kind = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::string_view text = table.text(order[i]);
    const std::uint32_t kind = new_kind[table.kind_of(order[i])];
    const bool first = i % block_terms == 0;
    if (first) {
      block_starts.push_back(static_cast<std::uint32_t>(written.terms.size()));
    }
    const std::size_t shared = first ? 0 : shared_bytes(previous, text);
    const bool new_kind_here = first || kind != previous_kind;
    append_varint(written.terms, shared * 2 + (new_kind_here ? 1 : 0));
    if (new_kind_here) {
      append_varint(written.terms, kind);
    }
    append_varint(written.terms, text.size() - shared);
    written.terms += text.substr(shared);
    written.ids[order[i]] = static_cast<TermId>(i + 1);
    previous = text;
    previous_kind = kind;
  }
  block_starts.push_back(static_cast<std::uint32_t>(written.terms.size()));
  layout.blocks = pack(block_starts, written.terms);
  return written;
}

}  // namespace byline::store
