#include "assemble/shard.hpp"

#include "assemble/local_graph_fields.hpp"
#include "base/diagnostics.hpp"
#include "base/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace byline::assemble {

// NOLINTBEGIN: the macros define to_json and from_json of each struct, by member name.
BYLINE_LOCAL_GRAPH_STRUCTS(NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ShardHead, base, mentions, version, ontology_hash)
// NOLINTEND

namespace {

constexpr int format_version = 1;
const std::string head_key = "byline shard";

[[noreturn]] void fail(const std::string& file,
                       std::size_t line,
                       const std::string& text,
                       std::string hint) {
  throw Error(ExitCode::unusable, Location{file, line, 0}, text, std::move(hint));
}

}  // namespace

void write_shard(const Shard& shard, const std::function<void(std::string_view)>& sink) {
  nlohmann::json head = shard.head;
  head[head_key] = format_version;
  sink(head.dump() + "\n");
  for (std::size_t i = 0; i < shard.graphs.size(); ++i) {
    sink(nlohmann::json(shard.graphs.load(i)).dump() + "\n");
  }
}

ShardHead read_shard(std::string_view text,
                     const std::string& file,
                     LocalGraphs& graphs) {
  ShardHead head;
  std::size_t line = 0;
  try {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const auto json = nlohmann::json::parse(text.substr(begin, end - begin));
      if (++line == 1) {
        if (json.value(head_key, 0) != format_version) {
          fail(file, line, "not a shard of this version of byline", "build it again");
        }
        head = json.get<ShardHead>();
      } else {
        graphs.add(StoredGraph(json.get<LocalGraph>()));
      }
      begin = end + 1;
    }
  } catch (const nlohmann::json::exception&) {
    fail(file,
         line + 1,
         "not a shard",
         "shards are made by: byline build PATH --shard K/N -o NAME.shard");
  }
  if (line == 0) {
    fail(file, 1, "the shard is empty", "build it again");
  }
  return head;
}

Shard merge_shards(const std::vector<std::string>& files) {
  Shard merged;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const ShardHead head = read_shard(read_file(files[i]), files[i], merged.graphs);
    if (i == 0) {
      merged.head = head;
    } else if (merged.head != head) {
      fail(files[i],
           1,
           "the shard was built with other options, ontology or version than " + files[0],
           "build all shards with one ontology and the same --base and --mentions");
    }
  }
  merged.graphs.sort();
  for (std::size_t i = 1; i < merged.graphs.size(); ++i) {
    if (merged.graphs.id(i) == merged.graphs.id(i - 1)) {
      throw Error(ExitCode::unusable,
                  Location{},
                  "two different articles have the id '" + merged.graphs.id(i) + "'",
                  "merge shards of one corpus, or give one of them another id");
    }
  }
  return merged;
}

}  // namespace byline::assemble
