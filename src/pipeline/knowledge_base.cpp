#include "pipeline/knowledge_base.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"
#include "pipeline/reading_tables.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <map>
#include <utility>

namespace byline::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t hashed_whole_bytes = 1U << 20U;
constexpr std::size_t sampled_bytes = 64U << 10U;

const fs::path& checked(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw Error(ExitCode::unusable,
                Location{folder.string(), 0, 0},
                "no ontology folder",
                "say where it is: --ontology DIR");
  }
  return folder;
}

/// Ontologies: every Turtle file of the folder but the shapes, which are about graphs.
knowledge::Ontology load_ontology(const fs::path& folder) {
  std::vector<fs::path> files = knowledge::turtle_files(checked(folder));
  std::erase_if(files,
                [](const fs::path& file) { return file.filename() == "shapes.ttl"; });
  if (files.empty()) {
    throw Error(ExitCode::unusable,
                Location{folder.string(), 0, 0},
                "the ontology folder has no Turtle file",
                "byline init DIR makes a folder to start from");
  }
  return knowledge::Ontology::load(files);
}

knowledge::Lexicon load_lexicon(const KnowledgeOptions& options,
                                const knowledge::Ontology& ontology) {
  return knowledge::Lexicon::load(
      options.lexicon.value_or(knowledge::turtle_files(options.ontology / "lexicon")),
      ontology);
}

knowledge::CompiledRules checked_rules(const fs::path& folder,
                                       knowledge::ParsedRules parsed,
                                       const knowledge::Ontology& ontology,
                                       Diagnostics& diagnostics) {
  Diagnostics found;
  knowledge::CompiledRules rules =
      knowledge::check_and_compile(std::move(parsed), ontology, found);
  diagnostics.append(found);
  if (found.error_count() > 0) {
    throw Error(ExitCode::unusable,
                Location{folder.string(), 0, 0},
                "the rules have " + std::to_string(found.error_count()) +
                    (found.error_count() == 1 ? " error" : " errors"),
                "byline rules check --ontology " + folder.string());
  }
  return rules;
}

std::string sample_of(const fs::path& file, std::uintmax_t size) {
  if (size <= hashed_whole_bytes) {
    return read_file(file);
  }
  std::ifstream stream(file, std::ios::binary);
  std::string sample(2 * sampled_bytes, '\0');
  stream.read(sample.data(), sampled_bytes);
  stream.seekg(-static_cast<std::streamoff>(sampled_bytes), std::ios::end);
  stream.read(sample.data() + sampled_bytes, sampled_bytes);
  return sample + std::to_string(size);
}

/// Names and hashes of all files, a line each.
std::string hashes_of_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() != ".md") {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::string all;
  for (const fs::path& file : files) {
    all += file.lexically_relative(folder).generic_string() + " " +
           sha256_hex(sample_of(file, fs::file_size(file))) + "\n";
  }
  return all;
}

}  // namespace

/// What is read on threads of its own beside the rest. Models are most of it.
struct KnowledgeBase::Reading {
  explicit Reading(const fs::path& folder) {
    checked(folder);
    if (fs::is_directory(folder / "languages")) {
      for (const auto& entry : fs::directory_iterator(folder / "languages")) {
        const fs::path file = entry.path() / "language.model";
        if (fs::exists(file)) {
          models.emplace(
              entry.path().filename().string(),
              std::async(std::launch::async, &annotate::LanguageModel::load, file));
        }
      }
    }
    rules = std::async(std::launch::async, &knowledge::parse_rule_folder, folder);
    gazetteers = std::async(
        std::launch::async, &knowledge::Gazetteers::load, folder / "gazetteers");
    file_hashes = std::async(std::launch::async, &hashes_of_files, folder);
  }

  std::map<std::string, std::future<annotate::LanguageModel>> models;
  std::future<knowledge::ParsedRules> rules;
  std::future<knowledge::Gazetteers> gazetteers;
  std::future<std::string> file_hashes;
};

KnowledgeBase::KnowledgeBase(const KnowledgeOptions& options, Diagnostics& diagnostics)
    : KnowledgeBase(options, Reading(options.ontology), diagnostics) {}

KnowledgeBase::KnowledgeBase(const KnowledgeOptions& options,
                             Reading reading,
                             Diagnostics& diagnostics)
    : ontology_(load_ontology(options.ontology)),
      lexicon_(load_lexicon(options, ontology_)),
      languages_(knowledge::load_languages(options.ontology / "languages", diagnostics)),
      reading_tables_(pipeline::reading_tables(languages_)),
      plain_annotator_(no_language_),
      rules_(
          checked_rules(options.ontology, reading.rules.get(), ontology_, diagnostics)),
      gazetteers_(reading.gazetteers.get()),
      plain_finder_(lexicon_, no_language_, gazetteers_, ontology_),
      lexicon_index_(lexicon_),
      content_hash_(sha256_hex(lexicon_.content_hash() + reading.file_hashes.get())) {
  for (const auto& [language, tables] : languages_) {
    annotators_.emplace(language, annotate::Annotator(tables));
    if (const auto model = reading.models.find(language); model != reading.models.end()) {
      models_.emplace(language, model->second.get());
    }
    finders_.emplace(language,
                     extract::MentionFinder(lexicon_, tables, gazetteers_, ontology_));
  }
  find_rule_places();
}

void KnowledgeBase::find_rule_places() {
  std::vector<std::vector<std::size_t>> line_ends;
  for (const knowledge::RuleFileText& file : rules_.source.files) {
    auto& ends = line_ends.emplace_back();
    for (std::size_t at = file.text.find('\n'); at != std::string::npos;
         at = file.text.find('\n', at + 1)) {
      ends.push_back(at);
    }
  }
  for (const knowledge::Rule& rule : rules_.source.rules) {
    const auto& ends = line_ends.at(rule.place.file);
    const auto before = std::ranges::lower_bound(ends, rule.place.offset) - ends.begin();
    rule_places_.emplace(rule.name,
                         assemble::RulePlace{rule.name,
                                             rules_.source.files[rule.place.file].path,
                                             static_cast<std::size_t>(before) + 1});
  }
}

const knowledge::LanguageTables& KnowledgeBase::tables(std::string_view language) const {
  const auto found = languages_.find(std::string(language));
  return found == languages_.end() ? no_language_ : found->second;
}

const annotate::Annotator& KnowledgeBase::annotator(std::string_view language) const {
  const auto found = annotators_.find(language);
  return found == annotators_.end() ? plain_annotator_ : found->second;
}

const extract::MentionFinder& KnowledgeBase::mention_finder(
    std::string_view language) const {
  const auto found = finders_.find(language);
  return found == finders_.end() ? plain_finder_ : found->second;
}

const annotate::LanguageModel* KnowledgeBase::model(std::string_view language) const {
  const auto found = models_.find(language);
  return found == models_.end() ? nullptr : &found->second;
}

bool KnowledgeBase::knows_language(std::string_view language) const {
  return annotators_.contains(language);
}

}  // namespace byline::pipeline
