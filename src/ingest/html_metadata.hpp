#pragma once

#include "ingest/html_document.hpp"
#include "model/article.hpp"

namespace byline::ingest {

/// What a page states about itself. For every value the first that is there of: JSON-LD
/// of a schema.org article, OpenGraph, Twitter cards, Dublin Core and other meta
/// elements, microdata, link elements, `<time>`, `<title>`, `<html lang>`.
///
/// A date that is not ISO 8601, a url that is not absolute, a language that is no tag are
/// passed over: a page's errors are not its reader's. JSON-LD that does not parse too.
Metadata read_html_metadata(const HtmlDocument& document);

}  // namespace byline::ingest
