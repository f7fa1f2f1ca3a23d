#include "sparql/regex_tree.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace byline::sparql {
namespace {

constexpr std::size_t max_size = 1 << 20;  // bytes
/// RE2 takes counted repetition up to this number, also of the product of nested ones.
constexpr std::size_t max_repeat = 1000;

/// Largest product of nested counted repetitions, as RE2 counts it.
std::size_t repeat_product(const RegexNode& node) {
  std::size_t largest = 1;
  for (const RegexNode& child : node.children) {
    largest = std::max(largest, repeat_product(child));
  }
  if (node.kind == RegexNode::Kind::repeat) {
    const std::size_t count = node.most == RegexNode::unlimited ? node.least : node.most;
    largest *= std::min(std::max<std::size_t>(count, 1), max_size);
  }
  return std::min(largest, max_size);
}

class RegexPrinter {
 public:
  explicit RegexPrinter(const RegexTree& tree) : flags_(tree.flags) {}

  std::optional<std::string> print(const RegexTree& tree) {
    append(tree.root);
    return out_.size() > max_size ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  void append(const RegexNode& node) {
    if (out_.size() > max_size) {
      return;
    }
    switch (node.kind) {
      case RegexNode::Kind::sequence:
        for (const RegexNode& child : node.children) {
          append_operand(child, child.kind == RegexNode::Kind::choice);
        }
        break;
      case RegexNode::Kind::choice: append_choice(node); break;
      case RegexNode::Kind::repeat: append_repeat(node); break;
      case RegexNode::Kind::group:
        out_ += '(';
        append(node.children.front());
        out_ += ')';
        break;
      case RegexNode::Kind::set: append_set(node.set); break;
      case RegexNode::Kind::begin: out_ += flags_.multiline ? "(?m:^)" : "\\A"; break;
      case RegexNode::Kind::end: out_ += flags_.multiline ? "(?m:$)" : "\\z"; break;
      case RegexNode::Kind::back_reference: append_back_reference(node.number); break;
    }
  }

  void append_operand(const RegexNode& node, bool in_parentheses) {
    out_ += in_parentheses ? "(?:" : "";
    append(node);
    out_ += in_parentheses ? ")" : "";
  }

  void append_choice(const RegexNode& node) {
    bool is_first = true;
    for (const RegexNode& child : node.children) {
      out_ += is_first ? "" : "|";
      append(child);
      is_first = false;
    }
  }

  /// Counts that RE2 does not take are written out: x{2500} is x{1000}x{1000}x{500}.
  void append_repeat(const RegexNode& node) {
    const RegexNode& child = node.children.front();
    const std::size_t largest =
        std::max<std::size_t>(1, max_repeat / repeat_product(child));
    std::size_t least = node.least;
    while (least > largest && out_.size() <= max_size) {
      append_counted(node, largest, largest);
      least -= largest;
    }
    if (node.most == RegexNode::unlimited) {
      append_counted(node, least, RegexNode::unlimited);
      return;
    }
    std::size_t optional = node.most - node.least;
    if (least > 0 || optional == 0) {
      const std::size_t more = std::min(optional, largest - least);
      append_counted(node, least, least + more);
      optional -= more;
    }
    while (optional > 0 && out_.size() <= max_size) {
      const std::size_t some = std::min(optional, largest);
      append_counted(node, 0, some);
      optional -= some;
    }
  }

  void append_counted(const RegexNode& node, std::size_t least, std::size_t most) {
    append_operand(node.children.front(),
                   node.children.front().kind != RegexNode::Kind::set &&
                       node.children.front().kind != RegexNode::Kind::group);
    if (most == RegexNode::unlimited && least <= 1) {
      out_ += least == 0 ? "*" : "+";
    } else if (least == 0 && most == 1) {
      out_ += '?';
    } else {
      out_ += '{' + std::to_string(least);
      out_ += most == least ? "" : ",";
      out_ += most == least || most == RegexNode::unlimited ? "" : std::to_string(most);
      out_ += '}';
    }
    out_ += node.reluctant ? "?" : "";
  }

  void append_set(const CodePointSet& set) {
    const auto& ranges = set.ranges();
    if (ranges.size() == 1 && ranges[0].first == ranges[0].last) {
      append_character(ranges[0].first);
      return;
    }
    if (set.ranges() == CodePointSet::all().ranges()) {
      out_ += "(?s:.)";
      return;
    }
    if (ranges.empty()) {
      out_ += "[^\\x{0}-\\x{10FFFF}]";
      return;
    }
    out_ += '[';
    for (const CodePointSet::Range& range : ranges) {
      append_character(range.first);
      if (range.last != range.first) {
        out_ += '-';
        append_character(range.last);
      }
    }
    out_ += ']';
  }

  void append_character(char32_t c) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == ' ' || c == '_';
    if (is_plain) {
      out_ += static_cast<char>(c);
      return;
    }
    std::array<char, 8> digits{};
    const auto end = std::to_chars(
        digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(c), 16);
    out_.append("\\x{").append(digits.data(), end.ptr).append("}");
  }

  void append_back_reference(std::size_t number) {
    out_ += flags_.ignore_case ? "(?i:\\g{" : "(?:\\g{";
    out_ += std::to_string(number);
    out_ += "})";
  }

  RegexFlags flags_;
  std::string out_;
};

}  // namespace

std::optional<std::string> print_regex(const RegexTree& tree) {
  return RegexPrinter(tree).print(tree);
}

}  // namespace byline::sparql
