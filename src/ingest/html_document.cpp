#include "ingest/html_document.hpp"

#include "base/characters.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdint>
#include <gumbo.h>
#include <vector>

namespace byline::ingest {
namespace {

/// Browsers cut at 512; Gumbo's time grows with depth times elements.
constexpr std::size_t deepest = 1000;
constexpr std::size_t most_attributes = 20000;  ///< compared pairwise by Gumbo
constexpr std::size_t least_arena_bytes = 16ULL << 20U;
constexpr std::size_t arena_bytes_per_byte = 96;  ///< an element of 3 bytes takes 200

/// Elements that need no end tag: open ones say nothing about nesting.
constexpr auto unclosed = std::to_array<std::string_view>(
    {"area",   "base",  "body",   "br",    "caption", "col",    "colgroup",
     "dd",     "dt",    "embed",  "frame", "head",    "hr",     "html",
     "img",    "input", "keygen", "li",    "link",    "meta",   "optgroup",
     "option", "p",     "param",  "rp",    "rt",      "source", "tbody",
     "td",     "tfoot", "th",     "thead", "tr",      "track",  "wbr"});

std::string_view tag_name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && ((html[end] >= 'a' && html[end] <= 'z') ||
                               (html[end] >= 'A' && html[end] <= 'Z') ||
                               (html[end] >= '0' && html[end] <= '9'))) {
    ++end;
  }
  return html.substr(at, end - at);
}

bool is_unclosed(std::string_view name) {
  const std::string folded = fold(name);
  return std::ranges::binary_search(unclosed, std::string_view{folded});
}

/// White space outside quotation marks in a tag, up to its end: at least its attributes.
std::size_t spaces_in(std::string_view tag) {
  std::size_t spaces = 0;
  char quote = 0;
  for (const char c : tag) {
    if (quote != 0) {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    } else {
      spaces += c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' ? 1 : 0;
    }
  }
  return spaces;
}

/// What makes Gumbo slow, estimated from the tags alone.
struct Hardness {
  std::size_t nesting = 0;     ///< most elements open at a time
  std::size_t attributes = 0;  ///< most of one tag
};

Hardness hardness_of(std::string_view html) {
  Hardness found;
  std::size_t open = 0;
  for (auto at = html.find('<'); at != std::string_view::npos;) {
    const auto next = html.find('<', at + 1);
    const bool ends = html.substr(at + 1).starts_with('/');
    const auto name = tag_name_at(html, at + (ends ? 2 : 1));
    if (!name.empty()) {
      found.attributes =
          std::max(found.attributes, spaces_in(html.substr(at, next - at)));
    }
    at = next;
    if (name.empty() || name.size() > 16 || is_unclosed(name)) {
      continue;
    }
    if (ends) {
      open -= open > 0 ? 1 : 0;
    } else {
      found.nesting = std::max(found.nesting, ++open);
    }
  }
  return found;
}

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT: return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return &node.v.element.children;
    default: return nullptr;
  }
}

const GumboNode* child_at(const GumboVector& children, std::size_t i) {
  return static_cast<const GumboNode*>(children.data[i]);
}

}  // namespace

class HtmlDocument::Arena {
 public:
  explicit Arena(std::size_t max_bytes) : left_(max_bytes) {}

  /// Gumbo's tree, or null if it does not fit.
  const GumboOutput* parse(const std::string& bytes) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::allocate;
    options.deallocator = &Arena::release;
    options.userdata = this;
    options.max_errors = 0;
    // Gumbo is C, holds nothing but this memory and cannot be told that there is none.
    if (setjmp(full_) != 0) {  // NOLINT(cert-err52-cpp)
      return nullptr;
    }
    return gumbo_parse_with_options(&options, bytes.data(), bytes.size());
  }

 private:
  static constexpr std::size_t chunk_bytes = 256 * 1024;

  static void* allocate(void* self, std::size_t size) {
    return static_cast<Arena*>(self)->take(size);
  }

  static void release(void* /*self*/, void* /*memory*/) {}

  void* take(std::size_t size) {
    const std::size_t rounded = (size + 15) / 16 * 16;
    if (rounded > left_) {
      std::longjmp(full_, 1);  // NOLINT(cert-err52-cpp)
    }
    left_ -= rounded;
    if (rounded > chunk_left_) {
      const std::size_t chunk = std::max(rounded, chunk_bytes);
      chunks_.push_back(std::make_unique<std::byte[]>(chunk));  // NOLINT(*-c-arrays)
      at_ = chunks_.back().get();
      chunk_left_ = chunk;
    }
    void* memory = at_;
    at_ += rounded;
    chunk_left_ -= rounded;
    return memory;
  }

  std::size_t left_;
  std::jmp_buf full_{};
  std::vector<std::unique_ptr<std::byte[]>> chunks_;  // NOLINT(*-c-arrays)
  std::byte* at_ = nullptr;
  std::size_t chunk_left_ = 0;
};

HtmlDocument::HtmlDocument(std::string bytes, std::unique_ptr<Arena> arena)
    : bytes_(std::make_unique<std::string>(std::move(bytes))),
      arena_(std::move(arena)),
      output_(arena_->parse(*bytes_)) {}

HtmlDocument::HtmlDocument(HtmlDocument&&) noexcept = default;
HtmlDocument& HtmlDocument::operator=(HtmlDocument&&) noexcept = default;
HtmlDocument::~HtmlDocument() = default;

std::optional<HtmlDocument> HtmlDocument::parse(std::string bytes, std::string& reason) {
  const Hardness hardness = hardness_of(bytes);
  if (hardness.nesting > deepest) {
    reason = "its elements are nested more than " + std::to_string(deepest) + " deep";
    return std::nullopt;
  }
  if (hardness.attributes > most_attributes) {
    reason = "a tag has more than " + std::to_string(most_attributes) + " attributes";
    return std::nullopt;
  }
  const std::size_t most = least_arena_bytes + bytes.size() * arena_bytes_per_byte;
  HtmlDocument document{std::move(bytes), std::make_unique<Arena>(most)};
  if (document.output_ == nullptr) {
    reason = "its tree takes more than " + std::to_string(most) + " bytes";
    return std::nullopt;
  }
  return document;
}

const GumboNode& HtmlDocument::document() const {
  return *output_->document;
}

std::string_view attribute_of(const GumboNode& element, const char* name) {
  if (element.type != GUMBO_NODE_ELEMENT && element.type != GUMBO_NODE_TEMPLATE) {
    return {};
  }
  const GumboAttribute* found = gumbo_get_attribute(&element.v.element.attributes, name);
  return found == nullptr ? std::string_view{} : found->value;
}

const GumboNode* next_node(const GumboNode& root, const GumboNode& node, bool enter) {
  const GumboVector* children = children_of(node);
  if (enter && children != nullptr && children->length > 0) {
    return child_at(*children, 0);
  }
  for (const GumboNode* at = &node; at != &root && at->parent != nullptr;
       at = at->parent) {
    const GumboVector& siblings = *children_of(*at->parent);
    if (at->index_within_parent + 1 < siblings.length) {
      return child_at(siblings, at->index_within_parent + 1);
    }
  }
  return nullptr;
}

std::string inner_text(const GumboNode& element) {
  std::string text;
  for (const GumboNode* node = next_node(element, element); node != nullptr;
       node = next_node(element, *node)) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
      text += node->v.text.text;
    }
  }
  return text;
}

}  // namespace byline::ingest
