#pragma once

#include "assemble/article_sink.hpp"
#include "assemble/local_graphs.hpp"
#include "assemble/node_names.hpp"

#include <map>
#include <string>
#include <tuple>

namespace byline::assemble {

/// Unordered pair of a symmetric relation → the order in which it was first stated.
using Orientations =
    std::map<std::tuple<std::string, std::string, std::string>, std::string>;

Orientations orientations_of(const LocalGraphs& graphs, const NodeNames& names);

/// Writes the facts of an article with what says so: an assertion for each fact and
/// sentence. `mentions`: also where subject and object stand.
void write_facts(const ArticleGraph& article,
                 const NodeNames& names,
                 const Orientations& orientations,
                 bool mentions,
                 ArticleSink& sink);

}  // namespace byline::assemble
