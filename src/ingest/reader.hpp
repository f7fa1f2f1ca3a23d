#pragma once

/// Bytes to articles.
namespace byline::ingest {}
