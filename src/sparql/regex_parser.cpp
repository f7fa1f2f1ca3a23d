#include "base/utf8.hpp"
#include "sparql/regex_tree.hpp"

#include <array>
#include <utility>

namespace byline::sparql {
namespace {

constexpr std::size_t max_depth = 200;

/// Thrown inside the parser only: the pattern is not valid.
struct InvalidPattern {};

CodePointSet one(char32_t c) {
  return CodePointSet({{c, c}});
}

/// Recursive descent over code points; the productions are those of XSD 1.1 part 2,
/// appendix G, as F&O 3.1 section 5.6.1 changes them.
class RegexParser {
 public:
  RegexParser(std::string_view pattern, const RegexFlags& flags) {
    tree_.flags = flags;
    for (std::size_t i = 0; i < pattern.size();) {
      pattern_.push_back(next_code_point(pattern, i));
    }
  }

  RegexTree parse() {
    if (tree_.flags.literal) {
      for (const char32_t c : pattern_) {
        tree_.root.children.push_back(character(c));
      }
      return std::move(tree_);
    }
    tree_.root = choice(0);
    if (!at_end()) {
      throw InvalidPattern{};  // a ) without (
    }
    return std::move(tree_);
  }

 private:
  [[nodiscard]] bool at_end() {
    skip_space();
    return at_ == pattern_.size();
  }
  [[nodiscard]] bool next_is(char32_t c) { return !at_end() && pattern_[at_] == c; }
  bool accept(char32_t c) {
    const bool found = next_is(c);
    at_ += found ? 1 : 0;
    return found;
  }
  char32_t take() {
    if (at_end()) {
      throw InvalidPattern{};
    }
    return pattern_[at_++];
  }
  /// Flag x: white space outside of character classes does not count.
  void skip_space() {
    while (tree_.flags.ignore_space && class_depth_ == 0 && at_ < pattern_.size() &&
           (pattern_[at_] == ' ' || pattern_[at_] == '\t' || pattern_[at_] == '\n' ||
            pattern_[at_] == '\r')) {
      ++at_;
    }
  }

  [[nodiscard]] CodePointSet folded(CodePointSet set) const {
    return tree_.flags.ignore_case ? set.with_case_variants() : set;
  }
  [[nodiscard]] RegexNode character(char32_t c) const { return set_node(folded(one(c))); }
  static RegexNode set_node(CodePointSet set) {
    RegexNode node;
    node.kind = RegexNode::Kind::set;
    node.set = std::move(set);
    return node;
  }
  static RegexNode parent(RegexNode::Kind kind, RegexNode child) {
    RegexNode node;
    node.kind = kind;
    node.children.push_back(std::move(child));
    return node;
  }

  // regExp ::= branch ( '|' branch )*
  RegexNode choice(std::size_t depth) {
    if (depth > max_depth) {
      throw InvalidPattern{};
    }
    RegexNode node = parent(RegexNode::Kind::choice, sequence(depth));
    while (accept('|')) {
      node.children.push_back(sequence(depth));
    }
    return node.children.size() == 1 ? RegexNode(std::move(node.children[0])) : node;
  }

  // branch ::= piece*
  RegexNode sequence(std::size_t depth) {
    RegexNode node;
    while (!at_end() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      node.children.push_back(piece(depth));
    }
    return node;
  }

  // piece ::= atom quantifier?
  RegexNode piece(std::size_t depth) {
    RegexNode node = atom(depth);
    if (!next_is('?') && !next_is('*') && !next_is('+') && !next_is('{')) {
      return node;
    }
    RegexNode repeat = parent(RegexNode::Kind::repeat, std::move(node));
    switch (take()) {
      case '?': repeat.most = 1; break;
      case '*': break;
      case '+': repeat.least = 1; break;
      default: quantity(repeat); break;
    }
    repeat.reluctant = accept('?');
    return repeat;
  }

  // quantity ::= n | n ',' | n ',' m; the { is taken
  void quantity(RegexNode& repeat) {
    repeat.least = number();
    repeat.most = repeat.least;
    if (accept(',')) {
      repeat.most = next_is('}') ? RegexNode::unlimited : number();
    }
    if (!accept('}') || repeat.most < repeat.least) {
      throw InvalidPattern{};
    }
  }

  std::size_t number() {
    constexpr std::size_t largest = 1'000'000;
    std::size_t value = 0;
    std::size_t digits = 0;
    while (!at_end() && is_digit(pattern_[at_])) {
      value = value * 10 + (take() - '0');
      ++digits;
      if (value > largest) {
        throw InvalidPattern{};
      }
    }
    if (digits == 0) {
      throw InvalidPattern{};
    }
    return value;
  }

  static bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

  // atom ::= NormalChar | charClass | ( '(' '?:'? regExp ')' ) | backReference
  RegexNode atom(std::size_t depth) {
    const char32_t c = take();
    switch (c) {
      case '(': return group(depth);
      case '[': return set_node(character_class(depth));
      case '\\': return escape();
      case '.':
        return set_node(tree_.flags.dot_all
                            ? CodePointSet::all()
                            : CodePointSet({{'\n', '\n'}, {'\r', '\r'}}).complement());
      case '^': tree_.has_begin = true; return anchor(RegexNode::Kind::begin);
      case '$': return anchor(RegexNode::Kind::end);
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']': throw InvalidPattern{};
      default: return character(c);
    }
  }

  static RegexNode anchor(RegexNode::Kind kind) {
    RegexNode node;
    node.kind = kind;
    return node;
  }

  RegexNode group(std::size_t depth) {
    const bool is_plain = accept('?');
    if (is_plain && !accept(':')) {
      throw InvalidPattern{};
    }
    const std::size_t number = is_plain ? 0 : ++tree_.groups;
    RegexNode inside = choice(depth + 1);
    if (!accept(')')) {
      throw InvalidPattern{};
    }
    if (is_plain) {
      return inside;
    }
    closed_.push_back(number);
    RegexNode node = parent(RegexNode::Kind::group, std::move(inside));
    node.number = number;
    return node;
  }

  [[nodiscard]] bool is_closed(std::size_t number) const {
    for (const std::size_t closed : closed_) {
      if (closed == number) {
        return true;
      }
    }
    return false;
  }

  /// What follows a backslash outside of a class.
  RegexNode escape() {
    const char32_t c = take();
    if (c >= '1' && c <= '9') {
      return back_reference(c - '0');
    }
    --at_;
    bool is_single = false;
    CodePointSet set = class_escape(is_single);
    return set_node(is_single ? folded(std::move(set)) : std::move(set));
  }

  /// \N: as many digits as there are groups opened before.
  RegexNode back_reference(std::size_t number) {
    while (at_ < pattern_.size() && is_digit(pattern_[at_]) &&
           number * 10 + (pattern_[at_] - '0') <= tree_.groups) {
      number = number * 10 + (pattern_[at_++] - '0');
    }
    if (!is_closed(number)) {
      throw InvalidPattern{};
    }
    tree_.has_back_reference = true;
    RegexNode node;
    node.kind = RegexNode::Kind::back_reference;
    node.number = number;
    return node;
  }

  // charClassEsc ::= SingleCharEsc | MultiCharEsc | catEsc | complEsc; the \ is taken.
  CodePointSet class_escape(bool& is_single) {
    const char32_t c = take();
    is_single = false;
    switch (c) {
      case 's':
      case 'i':
      case 'c':
      case 'd':
      case 'w': return multi_character_escape(static_cast<char>(c));
      case 'S':
      case 'I':
      case 'C':
      case 'D':
      case 'W':
        return multi_character_escape(static_cast<char>(c - 'A' + 'a')).complement();
      case 'p': return property();
      case 'P': return property().complement();
      default: break;
    }
    is_single = true;
    return one(single_escape(c));
  }

  // SingleCharEsc ::= '\' [nrt\|.?*+(){}$^#x2D#x5B#x5D]
  static char32_t single_escape(char32_t c) {
    switch (c) {
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      default: break;
    }
    constexpr std::u32string_view themselves = U"\\|.-^?*+{}()[]$";
    if (themselves.find(c) == std::u32string_view::npos) {
      throw InvalidPattern{};
    }
    return c;
  }

  // '{' charProp '}'
  CodePointSet property() {
    std::string name;
    if (!accept('{')) {
      throw InvalidPattern{};
    }
    for (char32_t c = take(); c != '}'; c = take()) {
      append_utf8(name, c);
    }
    auto set = property_set(name);
    if (!set) {
      throw InvalidPattern{};
    }
    return std::move(*set);
  }

  // charClassExpr ::= '[' ( posCharGroup | '^' posCharGroup ) ( '-' charClassExpr )? ']'
  // The [ is taken.
  CodePointSet character_class(std::size_t depth) {
    if (depth > max_depth) {
      throw InvalidPattern{};
    }
    ++class_depth_;
    const bool negative = accept('^');
    CodePointSet set;
    bool is_first = true;
    CodePointSet subtracted;
    while (is_first || !next_is(']')) {
      if (!is_first && next_is('-') && at_ + 1 < pattern_.size() &&
          pattern_[at_ + 1] == '[') {
        at_ += 2;
        subtracted = character_class(depth + 1);
        break;
      }
      set = set.united(group_part(is_first));
      is_first = false;
    }
    if (!accept(']')) {
      throw InvalidPattern{};
    }
    --class_depth_;
    return (negative ? set.complement() : set).without(subtracted);
  }

  // charGroupPart ::= singleChar | charRange | charClassEsc
  CodePointSet group_part(bool is_first) {
    bool is_single = true;
    char32_t first = take();
    if (first == '\\') {
      CodePointSet set = class_escape(is_single);
      if (!is_single) {
        return set;
      }
      first = set.ranges().front().first;
    } else if (first == '[' || first == ']') {
      throw InvalidPattern{};
    } else if (first == '-' && !is_first && !next_is(']') && !at_subtraction()) {
      throw InvalidPattern{};  // only at the begin or the end it stands for itself
    }
    if (!next_is('-') || at_ + 1 >= pattern_.size() || pattern_[at_ + 1] == ']' ||
        pattern_[at_ + 1] == '[') {
      return folded(one(first));
    }
    ++at_;
    const char32_t last = range_end();
    if (last < first) {
      throw InvalidPattern{};
    }
    return folded(CodePointSet({{first, last}}));
  }

  /// At the `-[` that begins a subtraction.
  bool at_subtraction() {
    return next_is('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] == '[';
  }

  char32_t range_end() {
    const char32_t c = take();
    if (c == '\\') {
      return single_escape(take());
    }
    if (c == '[' || c == ']' || c == '-') {
      throw InvalidPattern{};
    }
    return c;
  }

  std::u32string pattern_;
  std::size_t at_ = 0;
  std::size_t class_depth_ = 0;
  std::vector<std::size_t> closed_;
  RegexTree tree_;
};

}  // namespace

std::optional<RegexFlags> parse_flags(std::string_view flags) {
  RegexFlags found;
  for (const char flag : flags) {
    switch (flag) {
      case 's': found.dot_all = true; break;
      case 'm': found.multiline = true; break;
      case 'i': found.ignore_case = true; break;
      case 'x': found.ignore_space = true; break;
      case 'q': found.literal = true; break;
      default: return std::nullopt;
    }
  }
  return found;
}

std::optional<RegexTree> parse_regex(std::string_view pattern, const RegexFlags& flags) {
  try {
    return RegexParser(pattern, flags).parse();
  } catch (const InvalidPattern&) {
    return std::nullopt;
  }
}

}  // namespace byline::sparql
