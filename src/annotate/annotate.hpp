#pragma once

/// Articles to sentences.
namespace byline::annotate {}
