#include "term_text.hpp"

#include "base/utf8.hpp"
#include "rdf/vocabulary.hpp"

#include <charconv>
#include <stdexcept>

namespace byline::sparql {
namespace {

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const char letter = text.at(++i);
    if (letter == 'u') {
      const std::size_t end = text.find('}', i);
      unsigned code_point = 0;
      std::from_chars(text.data() + i + 2, text.data() + end, code_point, 16);
      append_utf8(out, code_point);
      i = end;
    } else {
      out += letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == 'r' ? '\r' : letter;
    }
  }
  return out;
}

std::size_t closing_quote(std::string_view word) {
  std::size_t i = 1;
  while (i < word.size() && word[i] != '"') {
    i += word[i] == '\\' ? 2 : 1;
  }
  return i;
}

Value literal(std::string lexical, std::string_view datatype) {
  return decode({rdf::TermKind::literal, lexical, datatype, {}});
}

Value read_quoted(std::string_view word) {
  const std::size_t end = closing_quote(word);
  std::string text = unescape(word.substr(1, end - 1));
  const std::string_view rest = word.substr(end + 1);
  if (rest.empty()) {
    return Value::string(text);
  }
  if (rest.front() == '@') {
    return Value::lang_string(text, std::string(rest.substr(1)));
  }
  const std::string_view name = rest.substr(2);
  return literal(text,
                 name.front() == '<'
                     ? std::string(name.substr(1, name.size() - 2))
                     : std::string(rdf::vocabulary::xsd_ns) + std::string(name));
}

}  // namespace

std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::size_t i = 0;
  while (i < line.size()) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    if (line[i] == '#') {
      break;
    }
    std::size_t end = i;
    if (line[i] == '"') {
      end = i + closing_quote(line.substr(i)) + 1;
    }
    end = std::min(line.find(' ', std::min(end, line.size())), line.size());
    words.emplace_back(line.substr(i, end - i));
    i = end;
  }
  return words;
}

Value read_term(std::string_view word) {
  switch (word.empty() ? '\0' : word.front()) {
    case '<': return Value::iri(std::string(word.substr(1, word.size() - 2)));
    case '_': return Value::blank(std::string(word.substr(2)));
    case '"': return read_quoted(word);
    default: break;
  }
  namespace names = rdf::vocabulary;
  if (word == "true" || word == "false") {
    return literal(std::string(word), names::xsd_boolean);
  }
  if (word.empty() ||
      word.find_first_not_of("+-.0123456789eE") != std::string_view::npos) {
    throw std::invalid_argument("no term: " + std::string(word));
  }
  return literal(std::string(word),
                 word.find_first_of("eE") != std::string_view::npos ? names::xsd_double
                 : word.find('.') != std::string_view::npos         ? names::xsd_decimal
                                                                    : names::xsd_integer);
}

std::string show(const std::optional<Value>& value) {
  return value ? rdf::to_ntriples(to_term(*value)) : "error";
}

}  // namespace byline::sparql
