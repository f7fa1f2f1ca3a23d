#include "annotate/name_records.hpp"

#include "annotate/word_features.hpp"
#include "base/diagnostics.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

namespace byline::annotate {

namespace {

using Json = nlohmann::json;

/// The words of a record; some corpora have empty ones, which count as a mark.
std::vector<std::string> words_of(const Json& record) {
  auto words = record.get<std::vector<std::string>>();
  for (std::string& word : words) {
    word = word.empty() ? "-" : word;
  }
  return words;
}

Json records_of(std::string_view text, const std::string& file) {
  Json records = Json::parse(text, nullptr, false);
  if (!records.is_array()) {
    throw Error{
        ExitCode::unusable, Location{file, 0, 0}, "not an array of JSON records", {}};
  }
  return records;
}

template <typename Use>
void read_records(std::string_view text, const std::string& file, Use use) {
  const Json records = records_of(text, file);
  std::size_t number = 0;
  try {
    for (const Json& record : records) {
      use(number, record);
      ++number;
    }
  } catch (const Json::exception& error) {
    throw Error{ExitCode::unusable,
                Location{file, 0, 0},
                "record " + std::to_string(number + 1) + ": " + error.what(),
                {}};
  }
}

/// Longer names win over names inside them; what lies outside the sentence is no name.
void keep_longest(std::vector<MarkedName>& marked, std::size_t words) {
  std::sort(marked.begin(), marked.end(), [](const MarkedName& a, const MarkedName& b) {
    const std::size_t size_a = a.end - a.first;
    const std::size_t size_b = b.end - b.first;
    return std::tie(size_b, a.first, a.type) < std::tie(size_a, b.first, b.type);
  });
  std::vector<bool> taken(words);
  std::erase_if(marked, [&](const MarkedName& name) {
    if (name.first >= name.end || name.end > words) {
      return true;
    }
    const auto first = taken.begin() + static_cast<std::ptrdiff_t>(name.first);
    const auto end = taken.begin() + static_cast<std::ptrdiff_t>(name.end);
    const bool free = std::find(first, end, true) == end;
    std::fill(first, end, true);
    return !free;
  });
}

/// A name without its leading words in small letters ("the").
MarkedName from_capital(MarkedName name, const std::vector<std::string>& words) {
  while (name.first < std::min(name.end, words.size())) {
    const WordFeatures word = features_of(words[name.first]);
    if (word.capital || word.has_digit) {
      break;
    }
    ++name.first;
  }
  return name;
}

}  // namespace

std::vector<NameSentence> names_of_documents(std::string_view text,
                                             const std::string& file,
                                             const NameFormat& format) {
  std::vector<NameSentence> result;
  read_records(text, file, [&](std::size_t number, const Json& record) {
    if (number % format.every != format.from) {
      return;
    }
    std::vector<std::vector<std::string>> sentences;
    for (const Json& words : record.at("sents")) {
      sentences.push_back(words_of(words));
    }
    std::vector<std::vector<MarkedName>> marked(sentences.size());
    for (const Json& entity : record.at("vertexSet")) {
      for (const Json& mention : entity) {
        const std::size_t sentence = mention.at("sent_id");
        const auto place = mention.at("pos").get<std::pair<std::size_t, std::size_t>>();
        if (sentence < sentences.size()) {
          marked[sentence].push_back({place.first, place.second, mention.at("type")});
        }
      }
    }
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      for (MarkedName& name : marked[s]) {
        name = from_capital(std::move(name), sentences[s]);
      }
      keep_longest(marked[s], sentences[s].size());
      result.push_back(
          marked_sentence(std::move(sentences[s]), std::move(marked[s]), format));
      result.back().document = number;
    }
  });
  return result;
}

}  // namespace byline::annotate
