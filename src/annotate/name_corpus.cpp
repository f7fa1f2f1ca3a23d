#include "annotate/name_corpus.hpp"

#include "annotate/entity_marks.hpp"
#include "base/diagnostics.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace byline::annotate {

namespace {

constexpr std::uint32_t outside_only = 1;
constexpr std::size_t other_things = 3;  ///< index of MISC in name_types

std::uint32_t other_thing_labels() {
  std::uint32_t labels = 0;
  for (std::size_t place = 0; place < 4; ++place) {
    labels |= 1U << name_label(other_things, static_cast<NamePlace>(place));
  }
  return labels;
}

std::optional<std::size_t> type_number(std::string_view name) {
  const auto* found = std::find(name_types.begin(), name_types.end(), name);
  return found == name_types.end()
             ? std::nullopt
             : std::optional{static_cast<std::size_t>(found - name_types.begin())};
}

/// Fills `allowed` from `names`; a word outside them may also have the labels `open`.
void set_allowed(NameSentence& sentence, const std::vector<std::uint32_t>& open) {
  sentence.allowed.assign(sentence.words.size(), outside_only);
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    sentence.allowed[i] |= open[i];
  }
  for (const FoundName& name : sentence.names) {
    for (std::size_t i = name.first; i < name.end; ++i) {
      const NamePlace place = place_in_name(i, name.first, name.end);
      sentence.allowed[i] = 1U << name_label(name.type, place);
    }
  }
}

/// What the type of a corpus stands for.
std::string meaning_of(std::string_view type, const NameFormat& format) {
  const auto known = format.types.find(type);
  return known == format.types.end() ? "" : known->second;
}

/// The labels beside outside that a word of such a type may have.
std::uint32_t open_labels(const std::string& meaning, const NameFormat& format) {
  const bool other = meaning == "?" || (format.other_things_open && meaning.empty());
  return other ? other_thing_labels() : 0;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (true) {
    const std::size_t start = line.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) {
      return fields;
    }
    line.remove_prefix(start);
    const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
    fields.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

/// Reads one file of IOB line by line.
class NameReader {
 public:
  NameReader(const std::string& file, const NameFormat& format)
      : file_{file},
        format_{format} {}

  void line(std::string_view text) {
    ++line_;
    if (text.starts_with("# newdoc") || text.starts_with("-DOCSTART-")) {
      finish();
      ++document_;
      return;
    }
    if (text.starts_with("# ")) {
      return;
    }
    const std::vector<std::string_view> fields = fields_of(text);
    if (fields.empty()) {
      finish();
      return;
    }
    if (fields.size() <= std::max(format_.word_column, format_.label_column)) {
      throw Error{ExitCode::unusable, Location{file_, line_, 0}, "no label column", {}};
    }
    word(fields[format_.word_column], fields[format_.label_column]);
  }

  void finish() {
    if (!sentence_.words.empty()) {
      set_allowed(sentence_, open_);
      sentence_.document = document_;
      sentences_.push_back(std::move(sentence_));
    }
    sentence_ = {};
    open_.clear();
    last_type_.clear();
  }

  std::vector<NameSentence> take() { return std::move(sentences_); }

 private:
  void word(std::string_view form, std::string_view label) {
    const std::size_t number = sentence_.words.size();
    sentence_.words.emplace_back(form);
    const std::string_view type = label.size() > 2 ? label.substr(2) : std::string_view{};
    const std::string mapped = meaning_of(type, format_);
    open_.push_back(open_labels(mapped, format_));
    if (const auto type_index = type_number(mapped)) {
      if (label.front() == 'I' && type == last_type_ && !sentence_.names.empty()) {
        ++sentence_.names.back().end;
      } else {
        sentence_.names.push_back({number, number + 1, *type_index, 1});
      }
      last_type_ = type;
    } else {
      last_type_.clear();
    }
  }

  const std::string& file_;
  const NameFormat& format_;
  std::size_t line_ = 0;
  std::size_t document_ = 0;
  NameSentence sentence_;
  std::vector<std::uint32_t> open_;
  std::string last_type_;
  std::vector<NameSentence> sentences_;
};

class EntityReader {
 public:
  EntityReader(const TreeSentence& sentence, const NameFormat& format)
      : sentence_{sentence},
        format_{format} {}

  std::vector<FoundName> read() {
    for (const EntityMark& mark : entity_marks(sentence_)) {
      add(mark);
    }
    std::sort(names_.begin(), names_.end(), [](const auto& a, const auto& b) {
      return a.end - a.first != b.end - b.first ? a.end - a.first > b.end - b.first
                                                : a < b;
    });
    std::vector<FoundName> chosen;
    for (const FoundName& name : names_) {
      const bool free =
          std::none_of(chosen.begin(), chosen.end(), [&](const auto& other) {
            return name.first < other.end && other.first < name.end;
          });
      if (free) {
        chosen.push_back(name);
      }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
  }

 private:
  [[nodiscard]] bool proper(std::size_t i) const {
    return sentence_.words[i].tag == Tag::propn;
  }

  void add(const EntityMark& mark) {
    const auto known = format_.types.find(mark.type);
    const std::size_t head = mark.head;
    const std::size_t last = mark.end - 1;
    if (known == format_.types.end() || head > last || !proper(head)) {
      return;
    }
    std::size_t first = head;
    std::size_t end = head + 1;
    while (first > mark.first && proper(first - 1)) {
      --first;
    }
    while (end <= last) {
      std::size_t next = end;  // over the "of the" of a longer name
      while (next <= last && next < end + 2 &&
             (sentence_.words[next].tag == Tag::adp ||
              sentence_.words[next].tag == Tag::det)) {
        ++next;
      }
      if (next > last || !proper(next)) {
        break;
      }
      end = next + 1;
    }
    if (const auto type = type_number(known->second)) {
      names_.push_back({first, end, *type, 1});
    }
  }

  const TreeSentence& sentence_;
  const NameFormat& format_;
  std::vector<FoundName> names_;
};

}  // namespace

std::vector<NameSentence> read_names(std::string_view text,
                                     const std::string& file,
                                     const NameFormat& format) {
  NameReader reader{file, format};
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    reader.line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  reader.finish();
  return reader.take();
}

std::uint32_t adjective_labels() {
  return outside_only | other_thing_labels();
}

NameSentence marked_sentence(std::vector<std::string> words,
                             std::vector<MarkedName> names,
                             const NameFormat& format) {
  NameSentence sentence;
  std::vector<std::uint32_t> open(words.size(), open_labels("", format));
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });
  for (const MarkedName& name : names) {
    const std::string meaning = meaning_of(name.type, format);
    for (std::size_t i = name.first; i < name.end; ++i) {
      open[i] = open_labels(meaning, format);
    }
    if (const auto type = type_number(meaning)) {
      sentence.names.push_back({name.first, name.end, *type, 1});
    }
  }
  sentence.words = std::move(words);
  sentence.adjectives_open = format.adjectives_open;
  set_allowed(sentence, open);
  return sentence;
}

std::vector<NameSentence> names_of_entities(const std::vector<TreeSentence>& treebank,
                                            const NameFormat& format) {
  std::vector<NameSentence> result;
  for (const TreeSentence& tree : treebank) {
    NameSentence& sentence = result.emplace_back();
    for (const TreeWord& word : tree.words) {
      sentence.words.push_back(word.form);
    }
    sentence.names = EntityReader{tree, format}.read();
    sentence.document = tree.document;
    set_allowed(
        sentence,
        std::vector<std::uint32_t>(tree.words.size(),
                                   format.other_things_open ? other_thing_labels() : 0));
  }
  return result;
}

}  // namespace byline::annotate
