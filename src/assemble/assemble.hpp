#pragma once

/// Facts and evidence to quads.
namespace byline::assemble {}
