#include "ingest/html_body.hpp"

#include "base/characters.hpp"
#include "ingest/blocks.hpp"

#include <algorithm>
#include <gumbo.h>
#include <unordered_map>

namespace byline::ingest {
namespace {

constexpr std::size_t prose_words = 12;        ///< of the shortest sure prose
constexpr std::size_t marked_percent = 50;     ///< of all prose, in a marked element
constexpr std::size_t innermost_percent = 80;  ///< of all prose, in an unmarked one
constexpr std::size_t link_percent = 60;       ///< of a block's text, in links

bool is_tag(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

/// schema.org's articleBody, as microdata or RDFa.
bool is_marked_body(const GumboNode& node) {
  for (const char* name : {"itemprop", "property"}) {
    const auto value = attribute_of(node, name);
    if (value == "articleBody" || value == "schema:articleBody") {
      return true;
    }
  }
  return false;
}

bool is_article(const GumboNode& node) {
  return is_tag(node, GUMBO_TAG_ARTICLE) || attribute_of(node, "role") == "article";
}

bool is_main(const GumboNode& node) {
  return is_tag(node, GUMBO_TAG_MAIN) || attribute_of(node, "role") == "main";
}

bool is_within(const GumboNode* node, const GumboNode& root) {
  while (node != nullptr && node != &root) {
    node = node->parent;
  }
  return node != nullptr;
}

class Selector {
 public:
  Selector(const HtmlDocument& document, HtmlText& text, std::string_view title)
      : document_(document.document()),
        text_(text),
        title_(fold(title)) {}

  std::vector<Block> run() {
    weigh();
    const GumboNode& root = choose_root();
    std::vector<Block> blocks;
    blocks.reserve(text_.blocks.size());
    for (HtmlBlock& one : text_.blocks) {
      decide(one, root);
      blocks.push_back(std::move(one.block));
    }
    return blocks;
  }

 private:
  [[nodiscard]] std::string_view text_of(const HtmlBlock& one) const {
    return std::string_view{text_.text}.substr(one.block.span.begin,
                                               one.block.span.size());
  }

  [[nodiscard]] static bool is_mostly_links(const HtmlBlock& one) {
    return one.link_bytes * 100 >= one.block.span.size() * link_percent;
  }

  [[nodiscard]] bool is_prose(const HtmlBlock& one) const {
    const auto text = text_of(one);
    return !one.is_furniture && !is_mostly_links(one) && has_end_mark(text) &&
           count_words(text, prose_words) >= prose_words;
  }

  /// Bytes of prose below every element.
  void weigh() {
    for (const HtmlBlock& one : text_.blocks) {
      if (is_prose(one)) {
        for (const GumboNode* at = one.element; at != nullptr; at = at->parent) {
          weights_[at] += one.block.span.size();
        }
      }
    }
  }

  [[nodiscard]] std::size_t weight_of(const GumboNode& node) const {
    const auto found = weights_.find(&node);
    return found == weights_.end() ? 0 : found->second;
  }

  /// The heaviest element that `is_wanted`, if it holds half of the prose; of equal ones
  /// the innermost.
  template <typename Wanted>
  [[nodiscard]] const GumboNode* heaviest(Wanted is_wanted) const {
    const GumboNode* best = nullptr;
    std::size_t most = 0;
    for (const GumboNode* node = &document_; node != nullptr;
         node = next_node(document_, *node)) {
      if (is_wanted(*node) && weight_of(*node) > 0 && weight_of(*node) >= most) {
        best = node;
        most = weight_of(*node);
      }
    }
    return most * 100 >= weight_of(document_) * marked_percent ? best : nullptr;
  }

  [[nodiscard]] const GumboNode& innermost() const {
    const GumboNode* best = &document_;
    for (const GumboNode* node = &document_; node != nullptr;
         node = next_node(document_, *node)) {
      // Elements that pass are nested in each other: each next one is further in.
      if (weight_of(*node) * 100 > weight_of(document_) * innermost_percent) {
        best = node;
      }
    }
    // One paragraph is no article: its surroundings are.
    return is_tag(*best, GUMBO_TAG_P) && best->parent != nullptr ? *best->parent : *best;
  }

  [[nodiscard]] const GumboNode& choose_root() const {
    if (weight_of(document_) == 0) {
      return document_;
    }
    if (const auto* body = heaviest(is_marked_body)) {
      return *body;
    }
    if (const auto* article = heaviest(is_article)) {
      return *article;
    }
    if (const auto* main = heaviest(is_main)) {
      return *main;
    }
    return innermost();
  }

  /// The page's title begins with it, or is it for the most part: the rest names the
  /// site.
  [[nodiscard]] bool is_headline(const HtmlBlock& one) const {
    const std::string folded = fold(text_of(one));
    return one.block.kind == BlockKind::heading && !one.is_furniture &&
           !is_mostly_links(one) && folded.size() > 3 &&
           (title_.starts_with(folded) || (folded.size() * 2 >= title_.size() &&
                                           title_.find(folded) != std::string::npos));
  }

  void decide(HtmlBlock& one, const GumboNode& root) {
    if (!has_title_ && is_headline(one)) {
      one.block.kind = BlockKind::title;
      has_title_ = true;
    } else if (one.is_furniture) {
      one.block.cut_reason = "outside the article: navigation, footer or form";
    } else if (!is_within(one.element, root)) {
      one.block.cut_reason = "outside the article";
    } else if (is_mostly_links(one) && !has_end_mark(text_of(one))) {
      one.block.cut_reason = "list of links";
    }
  }

  const GumboNode& document_;
  HtmlText& text_;
  std::string title_;                                          ///< folded
  std::unordered_map<const GumboNode*, std::size_t> weights_;  ///< never iterated
  bool has_title_ = false;
};

}  // namespace

std::vector<Block> select_article(const HtmlDocument& document,
                                  HtmlText& text,
                                  std::string_view title) {
  return Selector{document, text, title}.run();
}

}  // namespace byline::ingest
