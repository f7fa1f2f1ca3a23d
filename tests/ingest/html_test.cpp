#include "ingest/html_body.hpp"
#include "ingest/html_metadata.hpp"
#include "ingest/json_ld.hpp"
#include "ingest/reader.hpp"
#include "temporary_folder.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace byline::ingest {
namespace {

HtmlDocument page(const std::string& html) {
  std::string reason;
  auto document = HtmlDocument::parse(html, reason);
  BOOST_REQUIRE_MESSAGE(document, reason);
  return std::move(*document);
}

/// The blocks that are kept, one a line, with the first letter of their kind.
std::string kept(const std::string& html, std::string_view title = {}) {
  const HtmlDocument document = page(html);
  HtmlText text = extract_text(document);
  std::string out;
  for (const Block& block : select_article(document, text, title)) {
    if (block.cut_reason.empty()) {
      out += "tdhpl"[static_cast<std::size_t>(block.kind)];
      out += ' ' + text.text.substr(block.span.begin, block.span.size()) + '\n';
    }
  }
  return out;
}

constexpr std::string_view prose =
    "The council of the town met on Monday and agreed to build a second bridge.";
constexpr std::string_view more_prose =
    "Work begins in spring, said the mayor, and will take about two and a half years.";

std::string paragraph(std::string_view text) {
  return "<p>" + std::string{text} + "</p>";
}

struct TextCase {
  std::string_view html;
  std::string_view text;
};

std::ostream& operator<<(std::ostream& out, const TextCase& one) {
  return out << one.html;
}

const auto texts = std::to_array<TextCase>({
    {"<p>A  b\n c</p>d", "A b c\n\nd"},
    {"<p>It is <b>b</b>old<i> and</i> new.</p>", "It is bold and new."},
    {"a<br>b<br/><br>c", "a\nb\n\nc"},
    {"R&amp;D caf&eacute; &#8211;&nbsp;x", "R&D café – x"},
    {"co&shy;op\xE2\x80\x8B"
     "erate",
     "cooperate"},
    {"<script>var p = '<p>no</p>';</script><style>p {}</style>yes", "yes"},
    {"<p hidden>no</p><p style='display : none'>no</p><p aria-hidden=true>no</p>yes",
     "yes"},
    {"<body><noscript>Turn it on</noscript><template><p>no</p></template>yes", "yes"},
    {"a&#xDbbbbbbbbb;b", "a\uFFFDb"},
    {"<q>We build</q>, she said.", "“We build”, she said."},
    {"<ul><li>one<li>two</ul>", "one\n\ntwo"},
    {"<table><tr><td>a<td>b</table>", "a\n\nb"},
    {"<p>unclosed <b>tags <p>are fine", "unclosed tags\n\nare fine"},
    {"", ""},
    {"<>< p></", "<>< p></"},
});

struct MetaCase {
  std::string_view html;
  std::string_view expected;  ///< title|date|author|publisher|url|language
};

std::ostream& operator<<(std::ostream& out, const MetaCase& one) {
  return out << one.html;
}

const auto metas = std::to_array<MetaCase>({
    {"<title>The  Bridge &amp; more</title>", "The Bridge & more|||||"},
    {"<title>Site</title><h1>The <em>Bridge</em></h1>", "The Bridge|||||"},
    {"<title>x</title><meta property=og:title content='Bridge'>", "Bridge|||||"},
    {"<meta property='article:published_time' content='2024-03-05T08:00:00Z'>",
     "|2024-03-05||||"},
    {"<meta name=date content='yesterday'><time datetime=2024-03>March</time>",
     "|2024-03||||"},
    {"<meta name=DC.Creator content='Ana Lima'>", "||Ana Lima|||"},
    {"<meta property=article:author content='https://x.org/ana'><a rel=author>Ana</a>",
     "||Ana|||"},
    {"<span itemprop=author>Ana <b>Lima</b></span><time itemprop=datePublished "
     "datetime='2024-03-05'>",
     "|2024-03-05|Ana Lima|||"},
    {"<meta property=og:site_name content='Daily'>", "|||Daily||"},
    {"<link rel=canonical href='/bridge'><meta property=og:url content='https://x.org/b'>",
     "||||https://x.org/b|"},
    {"<html lang=pt-BR>", "|||||pt-BR"},
    {"<html lang='{{lang}}'><meta property=og:locale content=en_GB>", "|||||en_GB"},
    {R"(<script type="application/ld+json">{"@context": "https://schema.org",
        "@graph": [{"@type": "WebSite", "name": "No"},
          {"@type": ["Article", "NewsArticle"], "headline": "Bridge",
           "datePublished": "2024-03-05T08:00:00+01:00", "inLanguage": "en",
           "author": [{"@type": "Person", "name": "Ana Lima"}, {"name": "Rui Sá"}],
           "publisher": {"@type": "Organization", "name": "Daily"},
           "mainEntityOfPage": {"@type": "WebPage", "@id": "https://x.org/b"}}]}
        </script><meta property=og:title content='Other'>)",
     "Bridge|2024-03-05|Ana Lima, Rui Sá|Daily|https://x.org/b|en"},
    {R"(<script type="application/ld+json">{"@type": "Article", "headline": </script>
        <title>x</title>)",
     "x|||||"},
});

}  // namespace

BOOST_AUTO_TEST_SUITE(html)

BOOST_DATA_TEST_CASE(text_is_what_a_reader_sees,
                     boost::unit_test::data::make(texts),
                     one) {
  BOOST_TEST(extract_text(page(std::string{one.html})).text == one.text);
}

BOOST_DATA_TEST_CASE(metadata_come_from_the_usual_places,
                     boost::unit_test::data::make(metas),
                     one) {
  const Metadata found = read_html_metadata(page(std::string{one.html}));
  const std::string all = found.title + '|' + found.date + '|' + found.author + '|' +
                          found.publisher + '|' + found.url + '|' + found.language;
  BOOST_TEST(all == one.expected);
}

BOOST_AUTO_TEST_CASE(a_marked_article_is_kept_and_the_rest_cut) {
  const std::string html =
      "<header><a href=/>Daily News</a></header><nav>Home</nav>"
      "<h1>A second bridge</h1><p>Sponsored: buy paint.</p>"
      "<article>" +
      paragraph(prose) + paragraph(more_prose) + "<aside>Our offers</aside></article>" +
      "<div><h3>Most read</h3><p><a href=/x>A long headline of "
      "another article, with a full stop at its end.</a></p></div>"
      "<footer>All rights reserved</footer>";
  BOOST_TEST(kept(html, "A second bridge | Daily News") ==
             "t A second bridge\np " + std::string{prose} + "\np " +
                 std::string{more_prose} + '\n');
}

BOOST_AUTO_TEST_CASE(teasers_in_article_elements_are_not_the_article) {
  const std::string html =
      "<div><div>" + paragraph(prose) + paragraph(more_prose) + paragraph(prose) +
      paragraph(more_prose) +
      "</div></div><section><article><h2>Other"
      "</h2><p>A dog was found by the river on Sunday, and its owner "
      "is glad.</p></article></section>";
  BOOST_TEST(kept(html).find("dog") == std::string::npos);
  BOOST_TEST(kept(html).find("council") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_without_marks_keeps_the_element_with_its_prose) {
  const std::string html = "<div>Weather 20°</div><div><div>" + paragraph(prose) +
                           paragraph(more_prose) + "</div></div><div>Contact us</div>";
  BOOST_TEST(kept(html) ==
             "p " + std::string{prose} + "\np " + std::string{more_prose} + '\n');
}

BOOST_AUTO_TEST_CASE(lines_of_links_in_an_article_are_cut) {
  const std::string html = "<article>" + paragraph(prose) + paragraph(more_prose) +
                           "<ul><li><a href=/a>Bridge of 1950</a><li>Two lanes</ul>" +
                           "</article>";
  BOOST_TEST(kept(html).find("Bridge of 1950") == std::string::npos);
  BOOST_TEST(kept(html).find("l Two lanes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_short_page_is_kept_whole) {
  BOOST_TEST(kept("<p>Closed today.</p>") == "p Closed today.\n");
}

BOOST_AUTO_TEST_CASE(blocks_lie_in_the_text_in_order) {
  const HtmlDocument document = page("<h1>a</h1>b<div>c<p>d<table><td>e</table>f</div>g");
  HtmlText text = extract_text(document);
  std::size_t last = 0;
  for (const HtmlBlock& one : text.blocks) {
    BOOST_TEST(one.block.span.begin >= last);
    BOOST_TEST(one.block.span.begin < one.block.span.end);
    last = one.block.span.end;
  }
  BOOST_TEST(last == text.text.size());
}

BOOST_AUTO_TEST_CASE(a_page_of_endless_nesting_is_refused) {
  std::string html;
  for (int i = 0; i < 100000; ++i) {
    html += "<div>";
  }
  std::string reason;
  BOOST_TEST(!HtmlDocument::parse(html, reason));
  BOOST_TEST(reason == "its elements are nested more than 1000 deep");
}

BOOST_AUTO_TEST_CASE(a_tag_of_endless_attributes_is_refused) {
  std::string html = "<p";
  for (int i = 0; i < 50000; ++i) {
    html += " a" + std::to_string(i);
  }
  std::string reason;
  BOOST_TEST(!HtmlDocument::parse(html + ">x", reason));
  BOOST_TEST(reason == "a tag has more than 20000 attributes");
  // Spaces in a value are no attributes.
  BOOST_TEST(HtmlDocument::parse("<p title='" + std::string(50000, ' ') + "'>x", reason)
                 .has_value());
}

BOOST_AUTO_TEST_CASE(a_page_whose_tree_explodes_is_refused) {
  // Every paragraph opens all the fonts again.
  std::string html = "<p>";
  for (int i = 0; i < 900; ++i) {
    html += "<font color=" + std::to_string(i) + ">";
  }
  for (int i = 0; i < 2000; ++i) {
    html += "<p>x";
  }
  std::string reason;
  BOOST_TEST(!HtmlDocument::parse(html, reason));
  BOOST_TEST((reason.find("its tree takes more than") == 0));
}

BOOST_AUTO_TEST_CASE(a_page_becomes_an_article) {
  const TemporaryFolder folder;
  RawArticle raw;
  raw.format = InputFormat::html;
  raw.path = folder.write("x.html",
                          "\xEF\xBB\xBF<html lang=en><title>Ponte</title><meta "
                          "name=author content='Ana Lima'><article><p>A câmara aprovou "
                          "ontem o orçamento da cidade para o próximo ano.</article>");
  raw.metadata = folder.write("x.meta.json", R"({"author": "Rui Sá"})");
  raw.default_id = "x";
  Diagnostics diagnostics;
  const auto article = read_article(raw, {}, diagnostics);
  BOOST_REQUIRE(article);
  BOOST_TEST(article->id == "x");
  BOOST_TEST(article->text ==
             "A câmara aprovou ontem o orçamento da cidade para o próximo ano.");
  BOOST_TEST(article->metadata.title == "Ponte");
  BOOST_TEST(article->metadata.author == "Rui Sá");
  // The template says English, the text is Portuguese.
  BOOST_TEST(article->language == "pt");
  BOOST_TEST(article->content_hash != article->text_hash);
}

BOOST_AUTO_TEST_CASE(a_page_without_text_is_warned_of) {
  const TemporaryFolder folder;
  RawArticle raw;
  raw.format = InputFormat::html;
  raw.path = folder.write("x.html", "<script>render()</script>");
  raw.where = {raw.path.string()};
  Diagnostics diagnostics;
  BOOST_REQUIRE(read_article(raw, {}, diagnostics));
  BOOST_REQUIRE(diagnostics.entries().size() == 1U);
  BOOST_TEST(diagnostics.entries().front().text == "the page has no text");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace byline::ingest
