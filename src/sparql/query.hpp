#pragma once

/// SPARQL 1.1.
namespace byline::sparql {}
