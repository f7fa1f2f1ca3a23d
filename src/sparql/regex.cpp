#define PCRE2_CODE_UNIT_WIDTH 8

#include "sparql/regex.hpp"

#include "sparql/regex_tree.hpp"

#include <algorithm>
#include <cstdint>
#include <pcre2.h>
#include <re2/re2.h>
#include <utility>
#include <vector>

namespace byline::sparql {
namespace {

/// Begin and end, in bytes, of the match and of each group; npos where a group took no
/// part.
struct Match {
  struct Piece {
    std::size_t begin = std::string_view::npos;
    std::size_t end = std::string_view::npos;
  };
  std::vector<Piece> pieces;
};

enum class Outcome { found, not_found, gave_up };

/// PCRE2, for what no finite automaton can do. Steps are limited: 100 kB of text take at
/// most some tens of milliseconds.
class BackTracker {
 public:
  static std::optional<BackTracker> compile(const std::string& pattern) {
    int error = 0;
    PCRE2_SIZE offset = 0;
    const std::uint32_t options =
        PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF;
    CompileContext context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    Code code(pcre2_compile(
        to_bytes(pattern), pattern.size(), options, &error, &offset, context.get()));
    return code ? std::optional(BackTracker(std::move(code))) : std::nullopt;
  }

  Outcome find(std::string_view text, std::size_t from, Match& match) const {
    constexpr std::uint32_t max_steps = 500'000;
    constexpr std::uint32_t max_heap = 20'000;  // kibibytes
    MatchContext context(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context.get(), max_steps);
    pcre2_set_depth_limit(context.get(), max_steps);
    pcre2_set_heap_limit(context.get(), max_heap);
    MatchData data(pcre2_match_data_create_from_pattern(code_.get(), nullptr));
    const int count = pcre2_match(code_.get(),
                                  to_bytes(text),
                                  text.size(),
                                  from,
                                  PCRE2_NO_UTF_CHECK,
                                  data.get(),
                                  context.get());
    if (count == PCRE2_ERROR_NOMATCH) {
      return Outcome::not_found;
    }
    if (count < 0) {
      return Outcome::gave_up;
    }
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data.get());
    match.pieces.assign(pcre2_get_ovector_count(data.get()), {});
    for (std::size_t i = 0; i < match.pieces.size(); ++i) {
      match.pieces[i] = {offsets[2 * i], offsets[2 * i + 1]};
    }
    return Outcome::found;
  }

 private:
  template <auto free>
  struct Free {
    template <typename T>
    void operator()(T* pointer) const {
      free(pointer);
    }
  };
  using Code = std::unique_ptr<pcre2_code, Free<pcre2_code_free>>;
  using MatchData = std::unique_ptr<pcre2_match_data, Free<pcre2_match_data_free>>;
  using MatchContext =
      std::unique_ptr<pcre2_match_context, Free<pcre2_match_context_free>>;
  using CompileContext =
      std::unique_ptr<pcre2_compile_context, Free<pcre2_compile_context_free>>;

  explicit BackTracker(Code code) : code_(std::move(code)) {}
  static PCRE2_SPTR to_bytes(std::string_view text) {
    // PCRE2 wants unsigned bytes and a pointer even to nothing.
    return reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
  }

  Code code_;
};

std::unique_ptr<re2::RE2> compile_re2(const std::string& pattern) {
  constexpr std::int64_t max_memory = 64 << 20;  // bytes, for program and automata
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  auto compiled = std::make_unique<re2::RE2>(pattern, options);
  return compiled->ok() ? std::move(compiled) : nullptr;
}

/// One piece of a replacement: text, or what a group matched.
struct ReplacementPart {
  std::string text;
  std::size_t group = SIZE_MAX;  ///< SIZE_MAX: text
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `$N` takes as many digits as give the number of a group, one at least.
std::size_t read_group_number(std::string_view text,
                              std::size_t& at,
                              std::size_t groups) {
  auto number = static_cast<std::size_t>(text[at++] - '0');
  while (at < text.size() && is_digit(text[at]) &&
         number * 10 + static_cast<std::size_t>(text[at] - '0') <= groups) {
    number = number * 10 + static_cast<std::size_t>(text[at++] - '0');
  }
  return number;
}

/// Nothing for `$` without a digit, or `\` before anything but `$` and `\`.
std::optional<std::vector<ReplacementPart>> parse_replacement(std::string_view text,
                                                              std::size_t groups) {
  std::vector<ReplacementPart> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at++];
    if (c == '$') {
      if (at == text.size() || !is_digit(text[at])) {
        return std::nullopt;
      }
      parts.push_back({{}, read_group_number(text, at, groups)});
      parts.emplace_back();
    } else if (c == '\\') {
      if (at == text.size() || (text[at] != '\\' && text[at] != '$')) {
        return std::nullopt;
      }
      parts.back().text += text[at++];
    } else {
      parts.back().text += c;
    }
  }
  return parts;
}

}  // namespace

/// At least one engine is there. Both when `^` with flag m needs PCRE2 for texts that end
/// in a line feed: RE2 lets ^ match behind it, F&O 3.1 and PCRE2 do not.
struct Regex::Program {
  std::unique_ptr<re2::RE2> automaton;
  std::optional<BackTracker> back_tracker;
  std::size_t groups = 0;
  bool is_literal = false;

  Outcome find(std::string_view text,
               std::size_t from,
               bool with_groups,
               Match& match) const {
    if (!automaton || (back_tracker && text.ends_with('\n'))) {
      return back_tracker->find(text, from, match);
    }
    const std::size_t count = with_groups ? groups + 1 : 0;
    std::vector<re2::StringPiece> found(count);
    if (!automaton->Match(re2::StringPiece(text.data(), text.size()),
                          from,
                          text.size(),
                          re2::RE2::UNANCHORED,
                          found.data(),
                          static_cast<int>(count))) {
      return Outcome::not_found;
    }
    match.pieces.assign(count, {});
    for (std::size_t i = 0; i < count; ++i) {
      if (found[i].data() != nullptr) {
        const auto begin = static_cast<std::size_t>(found[i].data() - text.data());
        match.pieces[i] = {begin, begin + found[i].size()};
      }
    }
    return Outcome::found;
  }
};

Regex::Regex(std::unique_ptr<Program> program) : program_(std::move(program)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

std::optional<Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  const auto parsed_flags = parse_flags(flags);
  const auto tree = parsed_flags ? parse_regex(pattern, *parsed_flags) : std::nullopt;
  const auto text = tree ? print_regex(*tree) : std::nullopt;
  if (!text) {
    return std::nullopt;
  }
  auto program = std::make_unique<Program>();
  program->groups = tree->groups;
  program->is_literal = tree->flags.literal;
  if (!tree->has_back_reference) {
    program->automaton = compile_re2(*text);
  }
  if (tree->has_back_reference || (tree->flags.multiline && tree->has_begin)) {
    program->back_tracker = BackTracker::compile(*text);
    if (!program->back_tracker) {
      return std::nullopt;
    }
  } else if (!program->automaton) {
    return std::nullopt;  // too large
  }
  return Regex(std::move(program));
}

std::optional<bool> Regex::search(std::string_view text) const {
  Match match;
  switch (program_->find(text, 0, false, match)) {
    case Outcome::found: return true;
    case Outcome::not_found: return false;
    case Outcome::gave_up: break;
  }
  return std::nullopt;
}

std::optional<std::string> Regex::replace(std::string_view text,
                                          std::string_view replacement) const {
  std::optional<std::vector<ReplacementPart>> parts;
  if (program_->is_literal) {
    parts.emplace().push_back({std::string(replacement), SIZE_MAX});
  } else {
    parts = parse_replacement(replacement, program_->groups);
  }
  Match match;
  if (!parts || program_->find("", 0, false, match) != Outcome::not_found) {
    return std::nullopt;
  }
  std::string out;
  std::size_t at = 0;
  while (true) {
    const Outcome outcome = program_->find(text, at, true, match);
    if (outcome == Outcome::gave_up) {
      return std::nullopt;
    }
    if (outcome == Outcome::not_found) {
      break;
    }
    const Match::Piece whole = match.pieces.front();
    if (whole.begin == whole.end) {
      return std::nullopt;
    }
    out += text.substr(at, whole.begin - at);
    for (const ReplacementPart& part : *parts) {
      out += part.text;
      if (part.group < match.pieces.size() &&
          match.pieces[part.group].begin != std::string_view::npos) {
        const Match::Piece& piece = match.pieces[part.group];
        out += text.substr(piece.begin, piece.end - piece.begin);
      }
    }
    at = whole.end;
  }
  out += text.substr(at);
  return out;
}

const Regex* RegexCache::find(std::string_view pattern, std::string_view flags) {
  std::pair<std::string, std::string> key(pattern, flags);
  auto found = known_.find(key);
  if (found == known_.end()) {
    if (known_.size() == capacity) {
      known_.clear();
    }
    found = known_.emplace(std::move(key), Regex::compile(pattern, flags)).first;
  }
  return found->second ? &*found->second : nullptr;
}

}  // namespace byline::sparql
