#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct GumboInternalOutput;
struct GumboInternalNode;

namespace byline::ingest {

/// A parsed HTML page (HTML Living Standard by Gumbo 0.10). Owns the bytes and the tree.
///
/// Gumbo gives memory back recursively, and its tree building is quadratic in the nesting
/// of hostile pages: so all its memory is one arena with a bound, given back at once, and
/// pages nested deeper than any browser shows are refused.
class HtmlDocument {
 public:
  HtmlDocument(const HtmlDocument&) = delete;
  HtmlDocument& operator=(const HtmlDocument&) = delete;
  HtmlDocument(HtmlDocument&&) noexcept;
  HtmlDocument& operator=(HtmlDocument&&) noexcept;
  ~HtmlDocument();

  /// `bytes` are valid UTF-8. Nothing, and why in `reason`, for a page that is nested too
  /// deeply or whose tree would be too large.
  static std::optional<HtmlDocument> parse(std::string bytes, std::string& reason);

  /// The document node.
  [[nodiscard]] const GumboInternalNode& document() const;

 private:
  class Arena;

  HtmlDocument(std::string bytes, std::unique_ptr<Arena> arena);

  std::unique_ptr<std::string> bytes_;  ///< the tree points into it
  std::unique_ptr<Arena> arena_;
  const GumboInternalOutput* output_ = nullptr;
};

/// The value of an element's attribute; empty if it has none.
std::string_view attribute_of(const GumboInternalNode& element, const char* name);

/// The node that follows `node` in document order below `root`; `enter` false passes over
/// its children. Null at the end. Without recursion: pages may be nested deeply.
const GumboInternalNode* next_node(const GumboInternalNode& root,
                                   const GumboInternalNode& node,
                                   bool enter = true);

/// The text below `element` without tags, white space not collapsed.
std::string inner_text(const GumboInternalNode& element);

}  // namespace byline::ingest
