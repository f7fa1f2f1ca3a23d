#pragma once

#include "base/diagnostics.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline::knowledge {

/// What a form of a word says about itself; bits, several may hold ("acquired").
enum FormFeature : std::uint16_t {
  form_base = 1,
  form_third = 2,
  form_present = 4,
  form_past = 8,
  form_participle = 16,
  form_gerund = 32,
  form_future = 64,
  form_conditional = 128,
  form_singular = 256,
  form_plural = 512,
  form_any = 0xFFFF,
};

/// The bits of a feature of the rule language ("finite" is several); 0 if unknown.
std::uint16_t form_feature(std::string_view name);
/// All names that `form_feature` knows, sorted.
std::vector<std::string> form_feature_names();

/// Folded form → bits of FormFeature.
using Forms = std::map<std::string, std::uint16_t>;

/// How words of a language change, so that rules find them without a model.
/// Read from `inflection.tsv`; each line is a kind and tab-separated columns:
/// `verb ENDING FEATURES=STRIP+ADD …`: regular verbs; the longest ending of the lemma
/// wins.
/// `noun ENDING FEATURES=STRIP+ADD …`: the same for nouns.
/// `form LEMMA FEATURES=FORM …`: irregular; replaces the regular forms named.
/// `like LEMMA LEMMA`: irregular like another one, by common ending.
/// Everything is folded; FEATURES are joined by commas.
class Inflection {
 public:
  /// Bad lines are reported and skipped; `file` is for messages.
  static Inflection parse(std::string_view text,
                          const std::string& file,
                          Diagnostics& diagnostics);

  /// Forms of a verb, with the lemma itself.
  [[nodiscard]] Forms verb_forms(const std::string& lemma) const;
  /// Forms of a noun, with the lemma itself.
  [[nodiscard]] Forms noun_forms(const std::string& lemma) const;

 private:
  struct Change {
    std::uint16_t features = 0;
    std::size_t strip = 0;
    std::string add;
  };
  using Endings = std::map<std::string, std::vector<Change>>;

  static void inflect(const Endings& endings, const std::string& lemma, Forms& forms);
  static bool parse_changes(std::string_view column, std::vector<Change>& changes);

  Endings verbs_;
  Endings nouns_;
  std::map<std::string, std::vector<Change>> irregular_;
  std::map<std::string, std::string> like_;
};

}  // namespace byline::knowledge
