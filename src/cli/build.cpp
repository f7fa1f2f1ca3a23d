#include "pipeline/build.hpp"

#include "base/files.hpp"
#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/output.hpp"
#include "pipeline/graph_output.hpp"
#include "rdf/vocabulary.hpp"

#include <charconv>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace byline::cli {
namespace {

using pipeline::GraphFormat;

struct BuildCommand {
  pipeline::BuildOptions build;
  std::string output = "-";
  std::string format;
  std::string base;
  std::string ontology;
  std::vector<std::string> lexicon;
  bool lexicon_given = false;
  std::string language = "auto";
  std::string shard;
  std::string identity;
  std::string show_text;
  std::uint64_t max_megabytes = 64;
  bool mentions = false;
  bool show_cut = false;
  bool quiet = false;
  bool keep_going = true;
  std::size_t jobs = 0;  ///< 0: one for each processor
};

std::optional<std::size_t> parse_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

void parse_shard(const std::string& text, pipeline::BuildOptions& options) {
  if (text.empty()) {
    return;
  }
  const std::size_t slash = text.find('/');
  const auto part = parse_number(text.substr(0, slash));
  const auto parts =
      slash == std::string::npos ? std::nullopt : parse_number(text.substr(slash + 1));
  if (!part || !parts || *part < 1 || *part > *parts) {
    throw Error(ExitCode::unusable,
                Location{},
                "no shard: '" + text + "'",
                "--shard K/N with K from 1 to N, for example 2/8");
  }
  options.shard = *part;
  options.shards = *parts;
}

std::string checked_base(const BuildCommand& command) {
  std::string base = command.base;
  if (base.empty()) {
    const Config config = find_config(std::filesystem::current_path());
    const auto set = config.values.find("base");
    base =
        set == config.values.end() ? std::string(rdf::vocabulary::data_ns) : set->second;
  }
  const bool absolute = base.find("://") != std::string::npos &&
                        base.find_first_of(" <>\"{}|\\^`") == std::string::npos;
  if (!absolute || (base.back() != '/' && base.back() != '#')) {
    throw Error(ExitCode::unusable,
                Location{},
                "no base IRI: '" + base + "'",
                "an absolute IRI that ends in / or #, for example https://example.org/");
  }
  return base;
}

ExitCode show_articles(const BuildCommand& command,
                       const pipeline::KnowledgeBase& knowledge,
                       std::ostream& out,
                       Diagnostics& diagnostics) {
  bool found = command.show_text.empty();
  const auto show = [&](const Article& article) {
    if (!command.show_text.empty()) {
      if (article.id != command.show_text) {
        return true;
      }
      out << article.text;
      found = true;
      return false;
    }
    for (const Block& block : article.blocks) {
      if (!block.cut_reason.empty()) {
        const CodePointIndex index(article.text);
        out << article.id << ":" << index.code_points_before(block.span.begin) << "-"
            << index.code_points_before(block.span.end) << ": " << block.cut_reason
            << ": " << article.text.substr(block.span.begin, block.span.size()) << "\n";
      }
    }
    return true;
  };
  pipeline::visit_articles(command.build, knowledge, std::cin, diagnostics, show);
  if (!found) {
    throw Error(ExitCode::unusable,
                Location{},
                "no article with the id '" + command.show_text + "'",
                "an id is the path below the folder without extension");
  }
  return diagnostics.error_count() > 0 ? ExitCode::findings : ExitCode::done;
}

assemble::IdentityOverrides load_overrides(const BuildCommand& command) {
  std::optional<std::filesystem::path> file = command.identity;
  if (command.identity.empty()) {
    file = configured_path(find_config(std::filesystem::current_path()), "identity");
  }
  return file ? assemble::parse_overrides(read_file(*file), file->string())
              : assemble::IdentityOverrides{};
}

ExitCode build(const BuildCommand& command,
               const pipeline::KnowledgeBase& knowledge,
               Diagnostics& diagnostics) {
  const GraphFormat format =
      command.shard.empty()
          ? choose_format(command.format, command.output)
          : choose_format(command.format.empty() ? "shard" : command.format, "");
  check_writable(command.output);
  const assemble::IdentityOverrides overrides = load_overrides(command);
  assemble::Shard shard;
  shard.head = {
      checked_base(command), command.mentions, BYLINE_VERSION, knowledge.content_hash()};
  pipeline::BuildResult result =
      pipeline::build_local_graphs(command.build, knowledge, std::cin, diagnostics);
  if (result.graphs.empty() && result.skipped > 0 && command.build.shards == 1) {
    return ExitCode::unusable;
  }
  if (result.graphs.empty() && result.skipped == 0 && command.build.shards == 1) {
    diagnostics.warning(Location{command.build.paths.front(), 0, 0},
                        "no articles found",
                        "articles are .txt .html .jsonl files; the graph is empty");
  }
  shard.graphs = std::move(result.graphs);
  write_graph_file(shard, overrides, format, command.output, command.build.jobs);
  return diagnostics.error_count() > 0 ? ExitCode::findings : ExitCode::done;
}

/// A language that is not there would quietly give no facts.
void check_language(const std::string& language,
                    const pipeline::KnowledgeBase& knowledge) {
  const std::string primary = language.substr(0, language.find_first_of("-_"));
  if (!language.empty() && !knowledge.knows_language(primary)) {
    throw Error(ExitCode::unusable,
                Location{},
                "no language: '" + language + "'",
                "--lang takes a folder of ontology/languages (en, pt) or auto");
  }
}

ExitCode run(BuildCommand& command) {
  Diagnostics diagnostics;
  const auto print = [&] {
    for (const Diagnostic& diagnostic : diagnostics.entries()) {
      if (diagnostic.severity == Severity::error || !command.quiet) {
        std::cerr << render(diagnostic);
      }
    }
  };
  try {
    parse_shard(command.shard, command.build);
    command.build.language = command.language == "auto" ? "" : command.language;
    command.build.max_file_bytes = command.max_megabytes << 20U;
    pipeline::KnowledgeOptions options;
    options.ontology = ontology_folder(command.ontology);
    if (command.lexicon_given) {
      options.lexicon.emplace(command.lexicon.begin(), command.lexicon.end());
    }
    // Never taken apart: the process ends with this command, and the system is quicker at
    // it.
    static const pipeline::KnowledgeBase& knowledge =
        *std::make_unique<pipeline::KnowledgeBase>(options, diagnostics).release();
    check_language(command.build.language, knowledge);
    const ExitCode code = command.show_cut || !command.show_text.empty()
                              ? show_articles(command, knowledge, std::cout, diagnostics)
                              : build(command, knowledge, diagnostics);
    print();
    return code;
  } catch (const Error&) {
    print();
    throw;
  }
}

}  // namespace

void add_build(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<BuildCommand>();
  CLI::App* sub = app.add_subcommand("build", "Build the graph of a folder of articles");
  sub->add_option("path",
                  command->build.paths,
                  "folders and files of articles; - reads JSON Lines from stdin")
      ->required();
  sub->add_option("-o,--output", command->output, "file to write; - is stdout");
  sub->add_option("--format",
                  command->format,
                  "trig, nq, ttl, nt, byl or shard (default: by extension, else trig)");
  sub->add_option("--base", command->base, "IRI that all data lies under");
  sub->add_option("--ontology", command->ontology, "folder of ontology, names and rules");
  CLI::Option* lexicon =
      sub->add_option("--lexicon",
                      command->lexicon,
                      "Turtle files of known names, instead of the ontology's; "
                      "'none' for an empty lexicon");
  sub->add_option(
      "--lang", command->language, "language of all articles: en, pt or auto");
  constexpr int most_jobs = 1024;
  sub->add_option("--jobs", command->jobs, "threads (default: all processors)")
      ->check(CLI::Range(0, most_jobs));
  sub->add_option("--shard", command->shard, "K/N: the K-th of N parts, as a shard file");
  sub->add_option("--identity", command->identity, "file of names to join or keep apart");
  sub->add_option("--max-file-size",
                  command->max_megabytes,
                  "megabytes; a longer article is skipped with a message");
  sub->add_flag("--mentions", command->mentions, "write every mention of every entity");
  sub->add_flag("--show-cut", command->show_cut, "show what is cut as no news, and why");
  sub->add_option("--show-text", command->show_text, "print the text of the article ID");
  CLI::Option* fail_fast = sub->add_flag(
      "--fail-fast", command->build.fail_fast, "stop at the first bad article");
  sub->add_flag("--keep-going",
                command->keep_going,
                "skip bad articles with a message (the default)")
      ->excludes(fail_fast);
  sub->add_flag("--quiet", command->quiet, "errors only");
  sub->footer("Example: byline build corpus -o graph.trig");
  sub->callback([command, lexicon, &exit_code] {
    command->lexicon_given = lexicon->count() > 0;
    std::erase(command->lexicon, "none");
    command->build.jobs = command->jobs == 0 ? usual_jobs() : command->jobs;
    exit_code = run(*command);
  });
}

}  // namespace byline::cli
