#include "annotate/name_nodes.hpp"

#include "annotate/feature_hash.hpp"

#include <algorithm>

namespace byline::annotate {

namespace {

constexpr std::uint64_t name_word = 0x4E414D45ULL;
constexpr std::uint64_t inside_name = 0x494E4E45ULL;

/// Group number of each word.
std::vector<std::int32_t> owners(std::size_t words, std::span<const NodeWords> groups) {
  std::vector<std::int32_t> result(words);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (std::size_t i = groups[g].first; i < groups[g].end; ++i) {
      result[i] = static_cast<std::int32_t>(g);
    }
  }
  return result;
}

bool outside(std::int32_t head, const NodeWords& group) {
  return head == no_head || head < static_cast<std::int32_t>(group.first) ||
         head >= static_cast<std::int32_t>(group.end);
}

/// Whether just one word of the group hangs on a word outside it.
bool is_subtree(std::span<const Attachment> gold, const NodeWords& group) {
  const auto words = gold.subspan(group.first, group.end - group.first);
  return std::count_if(words.begin(), words.end(), [&](const Attachment& word) {
           return outside(word.head, group);
         }) == 1;
}

std::vector<Attachment> inner_gold(std::span<const Attachment> gold,
                                   const NodeWords& group) {
  std::vector<Attachment> inner;
  for (std::size_t i = group.first; i < group.end; ++i) {
    Attachment word = gold[i];
    word.head = outside(word.head, group)
                    ? no_head
                    : word.head - static_cast<std::int32_t>(group.first);
    inner.push_back(word);
  }
  return inner;
}

}  // namespace

std::vector<NodeWords> group_names(std::size_t words, std::span<const NodeWords> names) {
  std::vector<NodeWords> groups;
  std::size_t next = 0;
  const auto add_words = [&](std::size_t end) {
    for (; next < end; ++next) {
      groups.push_back({next, next + 1, 0});
    }
  };
  for (const NodeWords& name : names) {
    if (name.is_name() && name.first >= next && name.end <= words) {
      add_words(name.first);
      groups.push_back(name);
      next = name.end;
    }
  }
  add_words(words);
  return groups;
}

ParseNode node_of(std::span<const WordFeatures> words, const NodeWords& group) {
  if (!group.is_name()) {
    return node_of(words[group.first]);
  }
  std::size_t head = group.end - 1;
  while (head > group.first && !words[head].capital) {
    --head;
  }
  ParseNode node = node_of(words[head]);
  node.word = join(name_word, group.type);
  node.both = join(node.word, node.tag);
  node.group = node.word;
  return node;
}

ParseNode inner_node(const WordFeatures& word) {
  ParseNode node = node_of(word);
  node.word = join(inside_name, node.word);
  node.both = join(inside_name, node.both);
  node.group = join(inside_name, node.group);
  return node;
}

std::vector<Attachment> parse_groups(const Parser& parser,
                                     std::span<const WordFeatures> words,
                                     std::span<const NodeWords> groups) {
  std::vector<ParseNode> nodes;
  nodes.reserve(groups.size());
  for (const NodeWords& group : groups) {
    nodes.push_back(node_of(words, group));
  }
  const std::vector<Attachment> outer = parser.parse(nodes);
  std::vector<Attachment> tree(words.size());
  std::vector<std::int32_t> heads(groups.size());  // the word that stands for a group
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const NodeWords& group = groups[g];
    heads[g] = static_cast<std::int32_t>(group.first);
    if (!group.is_name()) {
      continue;
    }
    nodes.clear();
    for (std::size_t i = group.first; i < group.end; ++i) {
      nodes.push_back(inner_node(words[i]));
    }
    const std::vector<Attachment> inner = parser.parse(nodes);
    for (std::size_t i = 0; i < inner.size(); ++i) {
      tree[group.first + i] = {inner[i].head + static_cast<std::int32_t>(group.first),
                               inner[i].label};
      if (inner[i].head == no_head) {
        heads[g] = static_cast<std::int32_t>(group.first + i);
      }
    }
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::int32_t head = outer[g].head;
    tree[static_cast<std::size_t>(heads[g])] = {
        head == no_head ? no_head : heads[static_cast<std::size_t>(head)],
        outer[g].label};
  }
  return tree;
}

GroupedTree group_gold(std::span<const Attachment> gold,
                       std::span<const NodeWords> groups) {
  GroupedTree result;
  for (const NodeWords& group : groups) {
    if (!group.is_name() || is_subtree(gold, group)) {
      result.groups.push_back(group);
      continue;
    }
    for (std::size_t i = group.first; i < group.end; ++i) {
      result.groups.push_back({i, i + 1, 0});
    }
  }
  const std::vector<std::int32_t> owner = owners(gold.size(), result.groups);
  for (const NodeWords& group : result.groups) {
    const auto words = gold.subspan(group.first, group.end - group.first);
    const auto head =
        std::find_if(words.begin(), words.end(), [&](const Attachment& word) {
          return outside(word.head, group);
        });
    Attachment arc = *head;
    arc.head = arc.head == no_head ? no_head : owner[static_cast<std::size_t>(arc.head)];
    result.gold.push_back(arc);
    if (group.is_name()) {
      result.inner.push_back(inner_gold(gold, group));
    }
  }
  return result;
}

}  // namespace byline::annotate
