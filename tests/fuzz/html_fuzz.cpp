// From a page's bytes to text, blocks and metadata: whatever the markup, blocks lie in
// the text in order, at code-point borders, none empty, and the text is valid UTF-8.
#include "base/utf8.hpp"
#include "ingest/html_body.hpp"
#include "ingest/html_metadata.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace byline::ingest {
namespace {

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool at_border(std::string_view text, std::size_t offset) {
  return offset == text.size() ||
         (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U;
}

void check(const std::string& html) {
  std::string reason;
  const auto document = HtmlDocument::parse(html, reason);
  if (!document) {
    require(!reason.empty());
    return;
  }
  const Metadata found = read_html_metadata(*document);
  for (const auto* value : {&found.title, &found.url, &found.author, &found.date}) {
    require(!find_invalid_utf8(*value) && value->find('\n') == std::string::npos);
  }
  HtmlText text = extract_text(*document);
  require(!find_invalid_utf8(text.text));
  const auto blocks = select_article(*document, text, found.title);
  std::size_t last = 0;
  for (const Block& block : blocks) {
    require(block.span.begin >= last && block.span.begin < block.span.end);
    require(block.span.end <= text.text.size());
    require(at_border(text.text, block.span.begin) &&
            at_border(text.text, block.span.end));
    last = block.span.end;
  }
  require(last == text.text.size());
}

}  // namespace
}  // namespace byline::ingest

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html{reinterpret_cast<const char*>(data), size};
  if (!byline::find_invalid_utf8(html) && html.find('\0') == std::string::npos) {
    byline::ingest::check(html);
  }
  return 0;
}
