#pragma once

/// HTTP client over libcurl.
namespace byline::net {}
