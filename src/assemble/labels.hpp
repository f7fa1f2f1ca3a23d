#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Names as parts of IRIs (data model, section 2). All texts are valid UTF-8.
namespace byline::assemble {

/// A label as the last segment of an IRI: NFC, runs of white space become `_`; letters,
/// marks and digits of any script and `- . _ ~ ' + & !` stay, the rest is %-encoded;
/// above 120 code points: the first 100, `~`, 10 characters of the label's hash.
/// A segment of dots alone is encoded too, because `.` and `..` vanish when resolved.
std::string encode_label(std::string_view label);

/// An article id: each segment between slashes encoded like a label.
std::string encode_article_id(std::string_view id);

/// What two spellings of one name share: NFKC, case folded, white space as one space.
std::string fold_label(std::string_view label);

/// The words of a label, cut at white space.
std::vector<std::string> label_words(std::string_view label);

}  // namespace byline::assemble
