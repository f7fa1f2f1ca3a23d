#pragma once

/// Sentences and rules to facts.
namespace byline::extract {}
