#include "ingest/html_text.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "ingest/blocks.hpp"

#include <algorithm>
#include <array>
#include <gumbo.h>

namespace byline::ingest {
namespace {

constexpr auto unseen = std::to_array<GumboTag>(
    {GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_NOSCRIPT,
     GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,      GUMBO_TAG_MATH,     GUMBO_TAG_IFRAME,
     GUMBO_TAG_OBJECT,   GUMBO_TAG_EMBED,    GUMBO_TAG_CANVAS,   GUMBO_TAG_AUDIO,
     GUMBO_TAG_VIDEO,    GUMBO_TAG_SELECT,   GUMBO_TAG_DATALIST, GUMBO_TAG_TEXTAREA,
     GUMBO_TAG_BUTTON,   GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED,  GUMBO_TAG_PROGRESS,
     GUMBO_TAG_METER,    GUMBO_TAG_TITLE,    GUMBO_TAG_RP,       GUMBO_TAG_MAP});

constexpr auto block_tags = std::to_array<GumboTag>(
    {GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE,
     GUMBO_TAG_BODY,    GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER, GUMBO_TAG_DD,
     GUMBO_TAG_DETAILS, GUMBO_TAG_DIR,      GUMBO_TAG_DIV,    GUMBO_TAG_DL,
     GUMBO_TAG_DT,      GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
     GUMBO_TAG_FOOTER,  GUMBO_TAG_FORM,     GUMBO_TAG_H1,     GUMBO_TAG_H2,
     GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,     GUMBO_TAG_H6,
     GUMBO_TAG_HEADER,  GUMBO_TAG_HGROUP,   GUMBO_TAG_HR,     GUMBO_TAG_HTML,
     GUMBO_TAG_LEGEND,  GUMBO_TAG_LI,       GUMBO_TAG_MAIN,   GUMBO_TAG_MENU,
     GUMBO_TAG_NAV,     GUMBO_TAG_OL,       GUMBO_TAG_P,      GUMBO_TAG_PRE,
     GUMBO_TAG_SECTION, GUMBO_TAG_SUMMARY,  GUMBO_TAG_TABLE,  GUMBO_TAG_TBODY,
     GUMBO_TAG_TD,      GUMBO_TAG_TFOOT,    GUMBO_TAG_TH,     GUMBO_TAG_THEAD,
     GUMBO_TAG_TR,      GUMBO_TAG_UL,       GUMBO_TAG_UNKNOWN});

/// WAI-ARIA landmarks and widgets that hold no article.
constexpr auto furniture_roles = std::to_array<std::string_view>({"alert",
                                                                  "alertdialog",
                                                                  "banner",
                                                                  "complementary",
                                                                  "contentinfo",
                                                                  "dialog",
                                                                  "form",
                                                                  "menu",
                                                                  "menubar",
                                                                  "navigation",
                                                                  "search",
                                                                  "tablist",
                                                                  "toolbar"});

template <typename Range, typename Value>
bool holds(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

GumboTag tag_of(const GumboNode& node) {
  return is_element(node) ? node.v.element.tag : GUMBO_TAG_LAST;
}

/// Custom elements (`<story-body>`) hold blocks; an unknown inline one is rare.
bool is_block(const GumboNode& node) {
  return is_element(node) && holds(block_tags, tag_of(node));
}

bool is_hidden(const GumboNode& element) {
  if (gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr ||
      attribute_of(element, "aria-hidden") == "true") {
    return true;
  }
  std::string style{attribute_of(element, "style")};
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  style = fold_case(style);
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

bool is_unseen(const GumboNode& node) {
  return is_element(node) && (holds(unseen, tag_of(node)) || is_hidden(node));
}

/// A page's own header, footer and side matter: not that of an article.
bool is_furniture(const GumboNode& element) {
  if (!is_element(element)) {
    return false;
  }
  switch (tag_of(element)) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_MENU: return true;
    default: return holds(furniture_roles, attribute_of(element, "role"));
  }
}

BlockKind kind_in(const GumboNode& element, std::string_view content) {
  for (const GumboNode* at = &element; at != nullptr; at = at->parent) {
    switch (tag_of(*at)) {
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6: return BlockKind::heading;
      case GUMBO_TAG_LI:
      case GUMBO_TAG_DD:
      case GUMBO_TAG_DT: return BlockKind::list_item;
      case GUMBO_TAG_P:
      case GUMBO_TAG_BLOCKQUOTE:
      case GUMBO_TAG_FIGCAPTION: return BlockKind::paragraph;
      default: break;
    }
    if (is_block(*at)) {
      break;
    }
  }
  return block_kind(content);
}

/// Writes the text as it comes, and remembers where blocks begin.
class TextWriter {
 public:
  void enter_link() { ++links_; }
  void leave_link() { --links_; }
  void break_line() { ++line_breaks_; }

  /// `element` is the block element around the text.
  void write(std::string_view text, const GumboNode& element, bool is_furniture) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (is_invisible(c)) {
        continue;
      }
      if (is_space(c) || is_control(c)) {
        space_ = true;
        continue;
      }
      if (!open_ || line_breaks_ > 1) {
        begin_block(element, is_furniture);
      } else if (line_breaks_ == 1 || space_) {
        out_.text += line_breaks_ == 1 ? '\n' : ' ';
      }
      line_breaks_ = 0;
      space_ = false;
      const std::size_t begin = out_.text.size();
      // Gumbo makes ill-formed bytes of some numeric references: c is U+FFFD then.
      append_utf8(out_.text, c);
      out_.blocks.back().block.span.end = out_.text.size();
      out_.blocks.back().link_bytes += links_ > 0 ? out_.text.size() - begin : 0;
    }
  }

  void end_block() {
    open_ = false;
    line_breaks_ = 0;
    space_ = false;
  }

  HtmlText finish() {
    for (HtmlBlock& one : out_.blocks) {
      const Span span = one.block.span;
      one.block.kind = kind_in(
          *one.element, std::string_view{out_.text}.substr(span.begin, span.size()));
    }
    return std::move(out_);
  }

 private:
  /// Soft hyphen, zero-width space, word joiner, byte order mark: layout, not text.
  static bool is_invisible(char32_t c) {
    return c == U'\u00AD' || c == U'\u200B' || c == U'\u2060' || c == U'\uFEFF';
  }

  static bool is_control(char32_t c) { return c < U' ' || (c >= 0x7F && c < 0xA0); }

  void begin_block(const GumboNode& element, bool is_furniture) {
    out_.text += out_.text.empty() ? "" : "\n\n";
    HtmlBlock block;
    block.block.span = {out_.text.size(), out_.text.size()};
    block.element = &element;
    block.is_furniture = is_furniture;
    out_.blocks.push_back(std::move(block));
    open_ = true;
  }

  HtmlText out_;
  std::size_t links_ = 0;
  std::size_t line_breaks_ = 0;
  bool open_ = false;
  bool space_ = false;
};

/// Walks a tree without recursion: pages may be nested deeply.
class TextWalker {
 public:
  HtmlText run(const GumboNode& document) {
    frames_.push_back({&document, &document, 0, false});
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const GumboVector& children = frame.node->type == GUMBO_NODE_DOCUMENT
                                        ? frame.node->v.document.children
                                        : frame.node->v.element.children;
      if (frame.next_child == children.length) {
        leave(*frame.node);
        frames_.pop_back();
        continue;
      }
      const auto& child =
          *static_cast<const GumboNode*>(children.data[frame.next_child++]);
      if (is_element(child)) {
        enter(child, frame);
      } else if (child.type != GUMBO_NODE_COMMENT) {
        writer_.write(child.v.text.text, *frame.block, frame.is_furniture);
      }
    }
    return writer_.finish();
  }

 private:
  struct Frame {
    const GumboNode* node;
    const GumboNode* block;  ///< `node` or the innermost block element around it
    std::size_t next_child;
    bool is_furniture;
  };

  /// `around` is a part of `frames_`: not valid any more afterwards.
  void enter(const GumboNode& element, const Frame& around) {
    if (is_unseen(element)) {
      return;
    }
    const bool block = is_block(element);
    if (block) {
      writer_.end_block();
    }
    const Frame frame{&element,
                      block ? &element : around.block,
                      0,
                      around.is_furniture || is_furniture(element)};
    switch (tag_of(element)) {
      case GUMBO_TAG_BR: writer_.break_line(); break;
      case GUMBO_TAG_A: writer_.enter_link(); break;
      case GUMBO_TAG_Q: writer_.write("“", *frame.block, frame.is_furniture); break;
      default: break;
    }
    frames_.push_back(frame);
  }

  void leave(const GumboNode& node) {
    const Frame& frame = frames_.back();
    if (is_block(node)) {
      writer_.end_block();
    } else if (tag_of(node) == GUMBO_TAG_A) {
      writer_.leave_link();
    } else if (tag_of(node) == GUMBO_TAG_Q) {
      writer_.write("”", *frame.block, frame.is_furniture);
    }
  }

  std::vector<Frame> frames_;
  TextWriter writer_;
};

}  // namespace

HtmlText extract_text(const HtmlDocument& document) {
  return TextWalker{}.run(document.document());
}

}  // namespace byline::ingest
