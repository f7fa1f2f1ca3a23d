#pragma once

#include "rdf/quad.hpp"
#include "store/index.hpp"

#include <memory>
#include <random>
#include <set>
#include <vector>

/// Random data for the tests of stores.
namespace sample {

using QuadSet = std::set<byline::rdf::Quad>;

/// `size` quads over few terms, so that patterns match often, and size / 4 subjects that
/// have one exact set of single-valued predicates, as evidence does.
std::vector<byline::rdf::Quad> random_quads(std::mt19937& random, int size);

std::unique_ptr<byline::store::Index> store_of(
    const std::vector<byline::rdf::Quad>& quads);

/// Fails the test if a row comes twice or `count` disagrees.
QuadSet matches(const byline::store::Store& store, const byline::store::Pattern& pattern);

/// Everything in the default graph and the named ones.
QuadSet quads_of(const byline::store::Store& store);

}  // namespace sample
