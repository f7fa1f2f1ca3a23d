#include "ingest/metadata.hpp"

#include "base/characters.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <vector>

namespace byline::ingest {
namespace {

using Json = nlohmann::ordered_json;

/// A number of exactly `digits` digits at `at`, or nothing.
std::optional<unsigned> fixed_number(std::string_view text,
                                     std::size_t at,
                                     std::size_t digits) {
  if (at + digits > text.size()) {
    return std::nullopt;
  }
  unsigned value = 0;
  const auto* begin = text.data() + at;
  const auto result = std::from_chars(begin, begin + digits, value);
  if (result.ec != std::errc{} || result.ptr != begin + digits) {
    return std::nullopt;
  }
  return value;
}

/// Where and how a record is checked.
class RecordReader {
 public:
  RecordReader(std::string_view json,
               const std::string& file,
               std::size_t first_line,
               Diagnostics& diagnostics)
      : json_(json),
        file_(file),
        first_line_(first_line),
        diagnostics_(diagnostics) {}

  std::optional<Record> read(bool takes_text) {
    Json object;
    try {
      object = Json::parse(json_);
    } catch (const Json::parse_error& error) {
      fail(error.byte == 0 ? 0 : error.byte - 1, "not valid JSON", "");
      return std::nullopt;
    }
    if (!object.is_object()) {
      fail(0, "a JSON object is expected", "");
      return std::nullopt;
    }
    for (const auto& [key, value] : object.items()) {
      if (!take(key, value, takes_text)) {
        return std::nullopt;
      }
    }
    return record_;
  }

 private:
  void fail(std::size_t offset, const std::string& message, const std::string& hint) {
    Diagnostic diagnostic = diagnose(json_, offset, file_, message, hint);
    diagnostic.where.line += first_line_ - 1;
    diagnostics_.report(std::move(diagnostic));
  }

  /// Where `key` stands in the JSON text, as well as can be told without a parser.
  [[nodiscard]] std::size_t place_of(const std::string& key) const {
    const auto at = json_.find('"' + key + '"');
    return at == std::string_view::npos ? 0 : at;
  }

  std::string* slot(std::string_view key) {
    Metadata& metadata = record_.metadata;
    if (key == "id") {
      return &record_.id;
    }
    if (key == "title") {
      return &metadata.title;
    }
    if (key == "url") {
      return &metadata.url;
    }
    if (key == "author") {
      return &metadata.author;
    }
    if (key == "publisher") {
      return &metadata.publisher;
    }
    if (key == "date") {
      return &metadata.date;
    }
    return key == "language" ? &metadata.language : nullptr;
  }

  bool take(const std::string& key, const Json& value, bool takes_text) {
    const bool is_text = takes_text && key == "text";
    std::string* target = slot(key);
    if (!is_text && target == nullptr) {
      unknown_key(key, takes_text);
      return false;
    }
    if (value.is_null()) {
      return true;
    }
    if (!value.is_string()) {
      fail(place_of(key), "the value of '" + key + "' is not a string", "");
      return false;
    }
    auto text = value.get<std::string>();
    if (is_text) {
      record_.text = std::move(text);
      return true;
    }
    *target = trim(text);
    return check(key, *target);
  }

  void unknown_key(const std::string& key, bool takes_text) {
    std::vector<std::string> known{
        "id", "title", "url", "author", "publisher", "date", "language"};
    if (takes_text) {
      known.emplace_back("text");
    }
    const std::string nearest = closest(key, known);
    std::string all;
    for (const auto& name : known) {
      all += (all.empty() ? "" : ", ") + name;
    }
    fail(place_of(key),
         "unknown key '" + key + "'",
         nearest.empty() ? "the keys are " + all : "did you mean '" + nearest + "'?");
  }

  bool check(const std::string& key, std::string& value) {
    if (value.empty()) {
      return true;
    }
    if (key == "date") {
      const auto date = iso_date(value);
      if (!date) {
        fail(place_of(key),
             "'" + value + "' is not a date",
             "write YYYY, YYYY-MM or YYYY-MM-DD");
        return false;
      }
      value = *date;
    }
    if (key == "language" && !is_language_tag(value)) {
      fail(place_of(key), "'" + value + "' is not a language tag", "write en, pt, pt-BR");
      return false;
    }
    return true;
  }

  std::string_view json_;
  const std::string& file_;
  std::size_t first_line_;
  Diagnostics& diagnostics_;
  Record record_;
};

}  // namespace

bool is_language_tag(std::string_view tag) {
  const auto primary = tag.substr(0, tag.find_first_of("-_"));
  return primary.size() >= 2 && primary.size() <= 8 &&
         std::ranges::all_of(tag, [](char c) {
           return is_letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

std::optional<std::string> iso_date(std::string_view text) {
  const auto year = fixed_number(text, 0, 4);
  if (!year || *year == 0) {
    return std::nullopt;
  }
  if (text.size() == 4) {
    return std::string{text};
  }
  const auto month = fixed_number(text, 5, 2);
  if (text[4] != '-' || !month || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  if (text.size() == 7) {
    return std::string{text};
  }
  const auto day = fixed_number(text, 8, 2);
  const bool ends =
      text.size() == 10 || (text.size() > 10 && (text[10] == 'T' || text[10] == ' '));
  if (text[7] != '-' || !day || !ends) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{*month},
                                         std::chrono::day{*day}};
  return date.ok() ? std::optional{std::string{text.substr(0, 10)}} : std::nullopt;
}

std::optional<Record> parse_record(std::string_view json,
                                   const std::string& file,
                                   std::size_t first_line,
                                   bool takes_text,
                                   Diagnostics& diagnostics) {
  return RecordReader{json, file, first_line, diagnostics}.read(takes_text);
}

}  // namespace byline::ingest
