#pragma once

#include "annotate/name_finder.hpp"
#include "annotate/treebank.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// A sentence whose names are marked by hand.
struct NameSentence {
  std::vector<std::string> words;
  std::vector<FoundName> names;
  /// Bit l: word i may have label l. More than one bit where the corpus does not say:
  /// a corpus that marks no other things ("MISC") leaves open whether a word is one.
  std::vector<std::uint32_t> allowed;
  std::size_t document = 0;      ///< equal for the sentences of one document
  bool adjectives_open = false;  ///< see NameFormat
};

/// What a name that is one adjective may be where `adjectives_open`.
std::uint32_t adjective_labels();

/// How a corpus of names is written.
struct NameFormat {
  std::size_t word_column = 0;   ///< 0-based; columns are separated by tabs or blanks
  std::size_t label_column = 1;  ///< "O", "B-TYPE", "I-TYPE"
  /// The corpus's types → PER ORG LOC MISC; "?": a name of no type or no name at all.
  /// A type that is not here counts as no name.
  std::map<std::string, std::string, std::less<>> types;
  bool other_things_open = false;  ///< the corpus marks PER ORG LOC only
  /// The corpus marks adjectives ("German") too, which others do not: a name that is one
  /// adjective may as well be another thing or none.
  bool adjectives_open = false;
  /// Of a corpus of documents: only those whose number, counted from 0, leaves `from`
  /// when divided by `every`.
  std::size_t every = 1;
  std::size_t from = 0;
};

/// A name as a corpus marks it: words [first, end), the corpus's own type.
struct MarkedName {
  std::size_t first = 0;
  std::size_t end = 0;
  std::string type;
};

/// A sentence whose `names`, which do not overlap and lie inside it, get the types of
/// `format`.
NameSentence marked_sentence(std::vector<std::string> words,
                             std::vector<MarkedName> names,
                             const NameFormat& format);

/// Reads IOB (1 or 2). A line without a label column is an error, thrown as
/// Error(unusable) with file and line.
std::vector<NameSentence> read_names(std::string_view text,
                                     const std::string& file,
                                     const NameFormat& format);

/// The names among the entities that GUM marks in MISC ("Entity=(1-person-…"): those
/// whose head is a proper noun, cut to the proper nouns.
std::vector<NameSentence> names_of_entities(const std::vector<TreeSentence>& treebank,
                                            const NameFormat& format);

}  // namespace byline::annotate
