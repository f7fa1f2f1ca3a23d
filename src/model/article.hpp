#pragma once

#include "base/span.hpp"

#include <string>
#include <vector>

namespace byline {

/// What an article states about itself (or its .meta.json / JSON Lines record does).
/// An empty string means: not stated.
struct Metadata {
  std::string title;
  std::string url;
  std::string author;
  std::string publisher;
  std::string date;  ///< ISO 8601 with the precision stated: YYYY, YYYY-MM or YYYY-MM-DD
  std::string language;  ///< BCP 47
};

enum class BlockKind { title, dateline, heading, paragraph, list_item };

/// A stretch of text between line breaks (or HTML block elements).
struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
  std::string cut_reason;  ///< why it is not read (boilerplate); empty: it is read
};

/// One article as it came in. `text` is never changed: all spans point into it.
struct Article {
  std::string id;
  std::string text;  ///< valid UTF-8, no BOM
  Metadata metadata;
  std::string language;       ///< decided: "en", "pt", …; empty if unknown
  std::string content_hash;   ///< SHA-256 of the bytes received, hexadecimal
  std::string text_hash;      ///< SHA-256 of `text`, hexadecimal
  std::vector<Block> blocks;  ///< in text order, without overlaps
};

}  // namespace byline
