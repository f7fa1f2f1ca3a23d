#include "base/files.hpp"
#include "cli/command.hpp"
#include "cli/config.hpp"

#include <array>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace byline::cli {
namespace {

namespace fs = std::filesystem;

struct InitCommand {
  std::string folder;
  bool force = false;
};

constexpr std::string_view config_text =
    "# Settings of byline; paths are relative to this file. All may be left out.\n"
    "graph = \"graph.trig\"        # what query, why, stats … read without --data\n"
    "ontology = \"ontology\"        # classes, properties, names, rules\n"
    "queries = \"queries\"          # canned queries\n"
    "# base = \"https://example.org/data/\"   # IRI that all data lies under\n"
    "# identity = \"identity.tsv\"  # names to join or keep apart\n";

constexpr std::string_view article_text =
    "Harbour Lane opens second office\n\n"
    "Harbour Lane, a software company founded by Ana Lima, opened an office in Porto "
    "on Monday. “We want to be close to our partners,” said Lima.\n";

constexpr std::string_view meta_text =
    "{ \"title\": \"Harbour Lane opens second office\", \"date\": \"2024-05-06\", "
    "\"language\": \"en\" }\n";

constexpr std::string_view query_text =
    "# title: Founders\n"
    "# question: Who founded what?\n"
    "# param: founder entity? the person\n"
    "# columns: who what\n"
    "PREFIX by: <https://w3id.org/byline#>\n"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    "SELECT DISTINCT ?who ?what WHERE {\n"
    "  ?founder by:founderOf ?thing ; skos:prefLabel ?name .\n"
    "  ?thing skos:prefLabel ?thingName .\n"
    "  BIND(STR(?name) AS ?who) BIND(STR(?thingName) AS ?what)\n"
    "}\n"
    "ORDER BY ?who ?what\n";

void write(const fs::path& file, std::string_view text, bool force) {
  if (fs::exists(file) && !force) {
    throw Error(ExitCode::unusable,
                Location{file.string(), 0, 0},
                "the file exists",
                "--force overwrites it");
  }
  fs::create_directories(file.parent_path());
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

ExitCode run(const InitCommand& command, std::ostream& out) {
  const fs::path folder = command.folder;
  const std::array<std::pair<fs::path, std::string_view>, 4> files = {
      {{folder / "byline.toml", config_text},
       {folder / "articles" / "example.txt", article_text},
       {folder / "articles" / "example.meta.json", meta_text},
       {folder / "queries" / "founders.rq", query_text}}};
  for (const auto& [file, text] : files) {
    write(file, text, command.force);
  }
  const fs::path ontology = folder / "ontology";
  fs::copy(
      data_folder() / "ontology",
      ontology,
      fs::copy_options::recursive | (command.force ? fs::copy_options::overwrite_existing
                                                   : fs::copy_options::skip_existing));
  out << "made " << folder.string() << "; next:\n  cd " << folder.string()
      << "\n  byline build articles -o graph.trig\n  byline query founders\n";
  return out.flush() ? ExitCode::done : ExitCode::io;
}

}  // namespace

void add_init(CLI::App& app, ExitCode& exit_code) {
  auto command = std::make_shared<InitCommand>();
  CLI::App* sub = app.add_subcommand("init", "Make a folder to start from");
  sub->add_option("folder", command->folder, "folder to make")->required();
  sub->add_flag("--force", command->force, "overwrite what is there");
  sub->footer("Example: byline init my-graph");
  sub->callback([command, &exit_code] { exit_code = run(*command, std::cout); });
}

}  // namespace byline::cli
