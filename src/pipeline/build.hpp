#pragma once

/// Chains ingest to store.
namespace byline::pipeline {}
