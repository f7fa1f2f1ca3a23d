#pragma once

#include "base/characters.hpp"
#include "extract/name_candidates.hpp"
#include "model/sentence.hpp"

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace byline::extract {

/// One sentence of words between spaces, with names in brackets ("[Acme]" or
/// "[Blue Harbor|ORG]": with what a model takes it for) and tags behind a slash
/// ("and/cconj"); a "/" of its own is no tag.
struct TaggedWords {
  Annotation annotation;
  std::vector<NameCandidate> candidates;

  explicit TaggedWords(const std::string& text) {
    annotation.sentences.emplace_back();
    std::istringstream in{text};
    std::string word;
    bool in_name = false;
    while (in >> word) {
      if (word.starts_with('[')) {
        in_name = true;
        word.erase(0, 1);
        candidates.emplace_back();
        candidates.back().tokens.first = tokens().size();
      }
      const bool ends = in_name && word.ends_with(']');
      if (ends) {
        word.pop_back();
        if (const auto bar = word.find('|'); bar != std::string::npos) {
          candidates.back().type = word.substr(bar + 1);
          word.resize(bar);
        }
      }
      add(word, in_name);
      if (ends) {
        candidates.back().tokens.end = tokens().size();
        in_name = false;
      }
    }
    for (NameCandidate& candidate : candidates) {
      for (std::size_t i = candidate.tokens.first; i < candidate.tokens.end; ++i) {
        candidate.name += (candidate.name.empty() ? "" : " ") + tokens()[i].word;
      }
      candidate.folded = fold(candidate.name);
    }
  }

  [[nodiscard]] std::vector<Token>& tokens() { return annotation.sentences[0].tokens; }

 private:
  void add(std::string word, bool in_name) {
    Token token;
    token.tag = in_name ? Tag::propn : Tag::noun;
    if (const auto slash = word.find('/'); slash != std::string::npos && slash > 0) {
      token.tag = tag_named(word.substr(slash + 1));
      word.resize(slash);
    } else if (word == "," || word == "." || word == ":") {
      token.tag = Tag::punct;
    }
    token.word = word;
    token.folded = fold(word);
    token.lemma = token.folded;
    token.span = {at_, at_ + word.size()};
    at_ += word.size() + 1;
    tokens().push_back(std::move(token));
  }

  static Tag tag_named(const std::string& name) {
    static const std::map<std::string, Tag> tags{{"noun", Tag::noun},
                                                 {"verb", Tag::verb},
                                                 {"adj", Tag::adj},
                                                 {"adp", Tag::adp},
                                                 {"det", Tag::det},
                                                 {"pron", Tag::pron},
                                                 {"propn", Tag::propn},
                                                 {"part", Tag::part},
                                                 {"cconj", Tag::cconj}};
    return tags.at(name);
  }

  std::size_t at_ = 0;
};

}  // namespace byline::extract
