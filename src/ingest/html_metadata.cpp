#include "ingest/html_metadata.hpp"

#include "base/characters.hpp"
#include "base/utf8.hpp"
#include "ingest/json_ld.hpp"
#include "ingest/metadata.hpp"

#include <array>
#include <gumbo.h>
#include <map>
#include <span>
#include <vector>

namespace byline::ingest {
namespace {

// Names that pages use, best first; folded.
constexpr auto title_names = std::to_array<std::string_view>({"og:title",
                                                              "twitter:title",
                                                              "dc.title",
                                                              "dcterms.title",
                                                              "parsely-title",
                                                              "headline",
                                                              "title"});
constexpr auto date_names = std::to_array<std::string_view>({"article:published_time",
                                                             "og:published_time",
                                                             "article:published",
                                                             "datepublished",
                                                             "parsely-pub-date",
                                                             "dc.date.issued",
                                                             "dcterms.issued",
                                                             "dcterms.created",
                                                             "dc.date.created",
                                                             "dc.date",
                                                             "dcterms.date",
                                                             "citation_publication_date",
                                                             "publication_date",
                                                             "publish-date",
                                                             "pubdate",
                                                             "sailthru.date",
                                                             "date"});
constexpr auto author_names = std::to_array<std::string_view>({"author",
                                                               "article:author",
                                                               "og:article:author",
                                                               "dc.creator",
                                                               "dcterms.creator",
                                                               "parsely-author",
                                                               "sailthru.author",
                                                               "citation_author",
                                                               "byl"});
constexpr auto publisher_names = std::to_array<std::string_view>(
    {"og:site_name", "dc.publisher", "dcterms.publisher", "application-name"});
constexpr auto url_names = std::to_array<std::string_view>({"og:url", "twitter:url"});
constexpr auto language_names = std::to_array<std::string_view>(
    {"content-language", "og:locale", "dc.language", "dcterms.language", "inlanguage"});

/// `text` with white space collapsed and control characters dropped.
std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_space(c) || c < U' ') {
      space = !out.empty();
    } else {
      out += space ? " " : "";
      append_utf8(out, c);
      space = false;
    }
  }
  return out;
}

bool is_absolute(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) &&
         url.find_first_of(" <>\"{}|\\^`") == std::string_view::npos;
}

/// Values as the page gives them, by place: each may be no date, no author …
class PageFacts {
 public:
  explicit PageFacts(const GumboNode& document) {
    for (const GumboNode* node = &document; node != nullptr;
         node = next_node(document, *node)) {
      if (node->type == GUMBO_NODE_ELEMENT) {
        take(*node);
      }
    }
  }

  [[nodiscard]] Metadata decide() const {
    Metadata found;
    found.title = first_of(linked_.title, title_names, {heading_, title_}, any);
    found.date = first_of(linked_.date, date_names, {time_}, date_in);
    found.author = first_of(linked_.author, author_names, {byline_}, author_in);
    found.publisher = first_of(linked_.publisher, publisher_names, {}, any);
    found.url = first_of(canonical_, url_names, {linked_.url}, url_in);
    found.language = first_of(language_, language_names, {linked_.language}, language_in);
    return found;
  }

 private:
  static std::string any(const std::string& value) { return value; }

  static std::string date_in(const std::string& value) {
    return iso_date(value).value_or("");
  }

  /// Pages also name authors by their address.
  static std::string author_in(const std::string& value) {
    return value.find("://") == std::string::npos ? value : std::string{};
  }

  static std::string url_in(const std::string& value) {
    return is_absolute(value) ? value : std::string{};
  }

  static std::string language_in(const std::string& value) {
    std::string tag = value.substr(0, value.find(','));
    return is_language_tag(tag) ? tag : std::string{};
  }

  template <typename Take>
  [[nodiscard]] std::string first_of(const std::string& best,
                                     std::span<const std::string_view> names,
                                     std::initializer_list<std::string> last,
                                     Take accept) const {
    if (std::string value = accept(best); !value.empty()) {
      return value;
    }
    for (const auto name : names) {
      const auto found = named_.find(name);
      if (found != named_.end()) {
        if (std::string value = accept(found->second); !value.empty()) {
          return value;
        }
      }
    }
    for (const std::string& one : last) {
      if (std::string value = accept(one); !value.empty()) {
        return value;
      }
    }
    return {};
  }

  static void keep_first(std::string& slot, std::string value) {
    if (slot.empty()) {
      slot = std::move(value);
    }
  }

  void take(const GumboNode& element) {
    switch (element.v.element.tag) {
      case GUMBO_TAG_HTML: take_language(element); break;
      case GUMBO_TAG_TITLE:
        if (element.v.element.tag_namespace == GUMBO_NAMESPACE_HTML) {
          keep_first(title_, one_line(inner_text(element)));
        }
        break;
      case GUMBO_TAG_H1: keep_first(heading_, one_line(inner_text(element))); break;
      case GUMBO_TAG_META: take_meta(element); break;
      case GUMBO_TAG_SCRIPT: take_script(element); break;
      case GUMBO_TAG_LINK:
        if (fold(attribute_of(element, "rel")) == "canonical") {
          keep_first(canonical_, one_line(attribute_of(element, "href")));
        }
        break;
      case GUMBO_TAG_TIME:
        keep_first(time_, date_in(one_line(attribute_of(element, "datetime"))));
        break;
      case GUMBO_TAG_A:
        if (fold(attribute_of(element, "rel")) == "author") {
          keep_first(byline_, one_line(inner_text(element)));
        }
        break;
      default: break;
    }
    take_microdata(element);
  }

  void take_language(const GumboNode& html) {
    for (const char* name : {"lang", "xml:lang"}) {
      keep_first(language_, one_line(attribute_of(html, name)));
    }
  }

  void take_meta(const GumboNode& meta) {
    const std::string content = one_line(attribute_of(meta, "content"));
    if (content.empty()) {
      return;
    }
    for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
      if (const auto name = attribute_of(meta, key); !name.empty()) {
        named_.emplace(fold(name), content);
      }
    }
  }

  void take_microdata(const GumboNode& element) {
    const auto property = attribute_of(element, "itemprop");
    if (property == "datePublished") {
      const auto exact = attribute_of(element, "datetime");
      named_.emplace("datepublished",
                     one_line(exact.empty() ? attribute_of(element, "content") : exact));
    } else if (property == "author") {
      keep_first(byline_, one_line(inner_text(element)));
    } else if (property == "headline") {
      named_.emplace("headline", one_line(inner_text(element)));
    }
  }

  void take_script(const GumboNode& script) {
    if (fold(attribute_of(script, "type")) != "application/ld+json") {
      return;
    }
    const Metadata found = read_json_ld(inner_text(script));
    keep_first(linked_.title, one_line(found.title));
    keep_first(linked_.date, date_in(one_line(found.date)));
    keep_first(linked_.author, author_in(one_line(found.author)));
    keep_first(linked_.publisher, one_line(found.publisher));
    keep_first(linked_.url, url_in(one_line(found.url)));
    keep_first(linked_.language, one_line(found.language));
  }

  std::map<std::string, std::string, std::less<>> named_;  ///< meta, by folded name
  Metadata linked_;                                        ///< JSON-LD
  std::string title_;
  std::string heading_;
  std::string canonical_;
  std::string time_;
  std::string byline_;
  std::string language_;
};

}  // namespace

Metadata read_html_metadata(const HtmlDocument& document) {
  return PageFacts{document.document()}.decide();
}

}  // namespace byline::ingest
