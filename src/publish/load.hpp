#pragma once

/// Loading into external stores.
namespace byline::publish {}
