#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byline::annotate {

/// What someone may have meant who wrote a letter three times or more in a row ("soooo"):
/// the word with one letter and with two letters there. None for other words.
std::vector<std::string> unstressed(std::string_view lower);

/// What someone may have meant who exchanged two neighbouring letters, doubled a letter
/// or did not double it: all words that a correction makes, never touching the first
/// letter. Only words of five small letters of ASCII or more.
std::vector<std::string> slips_of(std::string_view lower);

}  // namespace byline::annotate
