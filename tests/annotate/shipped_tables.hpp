#pragma once

#include "knowledge/language_tables.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

namespace byline::annotate {

/// The tables of `language` as shipped; the test fails if they have errors.
inline const knowledge::LanguageTables& shipped_tables(const std::string& language) {
  static const auto all = [] {
    Diagnostics diagnostics;
    auto languages =
        knowledge::load_languages(BYLINE_SOURCE_DIR "/ontology/languages", diagnostics);
    for (const auto& entry : diagnostics.entries()) {
      BOOST_ERROR(render(entry));
    }
    return languages;
  }();
  return all.at(language);
}

}  // namespace byline::annotate
