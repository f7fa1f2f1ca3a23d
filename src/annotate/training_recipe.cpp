#include "annotate/training_recipe.hpp"

#include "annotate/name_records.hpp"
#include "base/diagnostics.hpp"
#include "base/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace byline::annotate {

namespace {

using Json = nlohmann::json;

TreeSource tree_source(const Json& json) {
  return {.name = json.value("name", ""),
          .path = json.at("path"),
          .except = json.value("except", std::vector<std::string>{}),
          .only = json.value("only", std::vector<std::string>{}),
          .conventions = json.value("conventions", "")};
}

/// A list is a file or an array of files.
std::vector<std::filesystem::path> name_list(const Json& json,
                                             const std::filesystem::path& folder) {
  const auto names = json.is_array() ? json.get<std::vector<std::string>>()
                                     : std::vector{json.get<std::string>()};
  std::vector<std::filesystem::path> files;
  for (const std::string& name : names) {
    files.push_back(folder / name);
  }
  return files;
}

NameSource name_source(const Json& json) {
  NameSource source;
  source.name = json.value("name", "");
  source.path = json.at("path");
  source.except = json.value("except", std::vector<std::string>{});
  source.format_name = json.value("format", "iob");
  source.format.word_column = json.value("word_column", std::size_t{0});
  source.format.label_column = json.value("label_column", std::size_t{1});
  source.format.other_things_open = json.value("other_things_open", false);
  source.format.adjectives_open = json.value("adjectives_open", false);
  source.format.every = std::max<std::size_t>(1, json.value("every", std::size_t{1}));
  source.format.from = json.value("from", std::size_t{0});
  for (const auto& [from, to] : json.at("types").items()) {
    source.format.types[from] = to;
  }
  return source;
}

void read_antecedents(const Json& json, TrainingRecipe& recipe) {
  const std::array lists{std::pair{"one", AntecedentWord::one},
                         std::pair{"several", AntecedentWord::several},
                         std::pair{"collective", AntecedentWord::collective}};
  for (const auto& [list, what] : lists) {
    for (const Json& word : json.at(list)) {
      recipe.antecedent_words[word.get<std::string>()] = what;
    }
  }
  for (const Json& source : json.at("train")) {
    recipe.antecedents.push_back(tree_source(source));
  }
  for (const Json& source : json.at("test")) {
    recipe.antecedent_tests.push_back(tree_source(source));
  }
}

}  // namespace

TrainingRecipe read_recipe(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  try {
    const Json json = Json::parse(text);
    TrainingRecipe recipe;
    recipe.language = json.at("language");
    recipe.fine_tags = json.at("fine_tags").get<std::vector<std::string>>();
    recipe.subtypes = json.at("subtypes").get<std::vector<std::string>>();
    const Json& thresholds = json.at("threshold_percent");
    recipe.threshold_percent = {.tags = thresholds.at("tags"),
                                .names = thresholds.at("names"),
                                .trees = thresholds.at("trees")};
    const Json margins = json.value("margin", Json::object());
    recipe.margin = {.tags = margins.value("tags", 0),
                     .names = margins.value("names", 0),
                     .trees = margins.value("trees", 0),
                     .labels = margins.value("labels", 0)};
    for (const Json& list : json.at("name_lists")) {
      recipe.lists.push_back(name_list(list, file.parent_path()));
    }
    if (json.contains("word_classes")) {
      recipe.word_classes = file.parent_path() / json.at("word_classes");
      recipe.own_word_classes = json.value("own_word_classes", true);
    }
    if (json.contains("irregular_forms")) {
      recipe.irregular_forms = file.parent_path() / json.at("irregular_forms");
    }
    for (const Json& source : json.at("train").at("trees")) {
      recipe.trees.push_back(tree_source(source));
    }
    for (const Json& source : json.at("train").at("names")) {
      recipe.names.push_back(name_source(source));
    }
    if (json.contains("antecedents")) {
      read_antecedents(json.at("antecedents"), recipe);
    }
    for (const Json& source : json.at("test").at("trees")) {
      recipe.tree_tests.push_back(tree_source(source));
    }
    for (const Json& source : json.at("test").at("names")) {
      recipe.name_tests.push_back(name_source(source));
    }
    return recipe;
  } catch (const Json::parse_error& error) {
    throw Error{ExitCode::unusable,
                diagnose(text, error.byte, file.string(), "not JSON")};
  } catch (const Json::exception& error) {
    throw Error{ExitCode::unusable,
                Location{file.string(), 0, 0},
                std::string{"not a training recipe: "} + error.what(),
                "compare with the recipes of the other languages"};
  }
}

std::vector<std::string> conventions_of(const TrainingRecipe& recipe) {
  std::vector<std::string> names;
  for (const TreeSource& source : recipe.trees) {
    if (!source.conventions.empty() &&
        std::find(names.begin(), names.end(), source.conventions) == names.end()) {
      names.push_back(source.conventions);
    }
  }
  return names;
}

std::vector<NameSentence> sentences_of(const NameSource& source,
                                       std::string_view text,
                                       const std::string& file) {
  if (source.format_name == "gum") {
    return names_of_entities(read_treebank(text, file), source.format);
  }
  if (source.format_name == "docred") {
    return names_of_documents(text, file, source.format);
  }
  if (source.format_name != "iob") {
    throw Error{ExitCode::unusable,
                Location{file, 0, 0},
                "unknown format '" + source.format_name + "' of names",
                "one of iob, gum, docred"};
  }
  return read_names(text, file, source.format);
}

std::vector<SourceFile> read_source(const std::filesystem::path& data,
                                    const std::string& path,
                                    const std::vector<std::string>& except,
                                    const std::vector<std::string>& only) {
  const std::filesystem::path place = data / path;
  if (!std::filesystem::is_directory(place)) {
    return {{path, read_file(place)}};
  }
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{place}) {
    const std::string stem = entry.path().stem().string();
    const auto has = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), stem) != list.end();
    };
    if (entry.path().extension() == ".conllu" && !has(except) &&
        (only.empty() || has(only))) {
      names.push_back(entry.path().filename().string());
    }
  }
  if (names.empty()) {
    throw Error{ExitCode::io, Location{place.string(), 0, 0}, "no .conllu file here", {}};
  }
  std::sort(names.begin(), names.end());
  std::vector<SourceFile> files;
  for (const std::string& name : names) {
    files.push_back({path + "/" + name, read_file(place / name)});
  }
  return files;
}

}  // namespace byline::annotate
