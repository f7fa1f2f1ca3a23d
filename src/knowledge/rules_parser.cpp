#include "knowledge/rules_parser.hpp"

#include "base/files.hpp"
#include "base/utf8.hpp"
#include "knowledge/rules_clauses.hpp"
#include "knowledge/rules_parse_pattern.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace byline::knowledge {
namespace {

struct Template {
  std::vector<std::string> parameters;
  std::vector<RuleClause> clauses;
  std::size_t file = 0;
};

/// Parses all statements of all files into one RuleSet.
class SetParser {
 public:
  SetParser(RuleSet& rules, Diagnostics& diagnostics)
      : rules_(rules),
        diagnostics_(diagnostics) {}

  void add_file(std::size_t file) {
    std::vector<RuleSyntaxError> errors;
    auto statements = cut_statements(rules_.files[file].text, errors);
    for (const RuleSyntaxError& error : errors) {
      report(file, error);
    }
    for (RuleStatement& statement : statements) {
      if (statement.clauses.front().tokens.front().text == "template") {
        guarded(file, [&] { add_template(statement, file); });
      } else {
        pending_.emplace_back(file, std::move(statement));
      }
    }
  }

  void parse_all() {
    for (const auto& [file, statement] : pending_) {
      guarded(file, [&, f = file, s = &statement] { parse_statement(*s, f); });
    }
  }

 private:
  /// Reports a syntax error of `action`; false if there was one.
  template <typename Action>
  bool guarded(std::size_t file, Action action) {
    try {
      action();
      return true;
    } catch (const RuleSyntaxError& error) {
      report(file, error);
      return false;
    }
  }

  void report(std::size_t file, const RuleSyntaxError& error) {
    report_at(rules_, {file, error.offset}, error.message, error.hint, diagnostics_);
  }

  void add_template(const RuleStatement& statement, std::size_t file) {
    RuleCursor cursor{statement.clauses.front().tokens, file};
    cursor.take();
    const std::string name = cursor.expect_name("the name of the template");
    Template result;
    result.file = file;
    cursor.expect_symbol("(");
    do {
      result.parameters.push_back(cursor.expect_name("a parameter"));
    } while (cursor.accept_symbol(","));
    cursor.expect_symbol(")");
    result.clauses.assign(statement.clauses.begin() + 1, statement.clauses.end());
    templates_[name] = std::move(result);
  }

  void parse_statement(const RuleStatement& statement, std::size_t file) {
    static const std::vector<std::string> words{
        "construction", "frame", "names", "role", "rule", "set", "template"};
    RuleCursor cursor{statement.clauses.front().tokens, file};
    const std::string word = cursor.peek().text;
    if (word == "set") {
      parse_set(cursor);
    } else if (word == "names") {
      parse_names(cursor, file);
    } else if (word == "construction") {
      parse_construction(statement, file);
    } else if (word == "rule" || word == "frame" || word == "role") {
      parse_rule(statement, file);
    } else {
      const std::string near = closest(word, words);
      cursor.fail("unknown statement '" + word + "'",
                  near.empty() ? "" : "did you mean '" + near + "'?");
    }
  }

  void parse_set(RuleCursor& cursor) {
    cursor.take();
    WordSet set;
    set.place = cursor.place();
    set.name = cursor.expect_name("the name of the set");
    set.language = cursor.expect_name("a language");
    cursor.expect_symbol("=");
    set.pattern = parse_alternatives(cursor);
    expect_end(cursor);
    const auto key = std::pair{set.name, set.language};
    if (rules_.sets.contains(key)) {
      throw RuleSyntaxError{
          set.place.offset, "set '" + set.name + "' is defined twice", ""};
    }
    rules_.sets.emplace(key, std::move(set));
  }

  void parse_names(RuleCursor& cursor, std::size_t file) {
    cursor.take();
    const std::string type = cursor.expect_name("a class");
    cursor.expect_symbol("=");
    const std::string& text = rules_.files[file].text;
    while (!cursor.done()) {
      const std::size_t begin = cursor.peek().offset;
      std::size_t end = begin;
      while (!cursor.done() && !cursor.at_symbol("|")) {
        end = cursor.take().end_offset;
      }
      rules_.files[file].example_names[text.substr(begin, end - begin)] = type;
      cursor.accept_symbol("|");
    }
  }

  static void expect_end(const RuleCursor& cursor) {
    if (!cursor.done()) {
      cursor.fail("unexpected '" + cursor.peek().text + "'");
    }
  }

  void parse_construction(const RuleStatement& statement, std::size_t file) {
    RuleCursor cursor{statement.clauses.front().tokens, file};
    cursor.take();
    Construction result;
    result.place = cursor.place();
    result.name = cursor.expect_name("the name of the construction");
    if (!cursor.accept_name("for")) {
      cursor.fail("expected 'for'");
    }
    const std::string kind = cursor.expect_name("verb or role");
    if (kind != "verb" && kind != "role") {
      cursor.fail("expected verb or role");
    }
    result.kind = kind == "verb" ? RuleKind::frame : RuleKind::role;
    if (!cursor.accept_name("lang")) {
      cursor.fail("expected 'lang'");
    }
    result.language = cursor.expect_name("a language");
    parse_options(cursor, result.confidence, result.priority);
    expect_end(cursor);
    for (std::size_t i = 1; i < statement.clauses.size(); ++i) {
      RuleCursor clause{statement.clauses[i].tokens, file};
      guarded(file, [&] {
        if (!clause.accept_name("match")) {
          clause.fail("expected 'match'");
        }
        result.patterns.push_back(parse_alternatives(clause));
        expect_end(clause);
      });
    }
    rules_.constructions.push_back(std::move(result));
  }

  void parse_rule(const RuleStatement& statement, std::size_t file) {
    RuleCursor cursor{statement.clauses.front().tokens, file};
    const std::string kind = cursor.take().text;
    Rule rule;
    rule.kind = kind == "rule"    ? RuleKind::rule
                : kind == "frame" ? RuleKind::frame
                                  : RuleKind::role;
    rule.place = cursor.place();
    rule.name = cursor.expect_name("the name of the rule");
    if (cursor.accept_symbol("=")) {
      apply_template(cursor, rule);
    }
    parse_options(cursor, rule.confidence, rule.priority);
    expect_end(cursor);
    parse_clauses(statement.clauses, 1, file, rule);
    rules_.rules.push_back(std::move(rule));
  }

  void parse_clauses(const std::vector<RuleClause>& clauses,
                     std::size_t first,
                     std::size_t file,
                     Rule& rule) {
    for (std::size_t i = first; i < clauses.size(); ++i) {
      rule.incomplete |= !guarded(file, [&] {
        RuleCursor clause{clauses[i].tokens, file};
        parse_rule_clause(clause, rule);
        expect_end(clause);
      });
    }
  }

  void apply_template(RuleCursor& cursor, Rule& rule) {
    const RuleCursor before = cursor;
    const std::string name = cursor.expect_name("the name of a template");
    const auto found = templates_.find(name);
    if (found == templates_.end()) {
      before.fail("unknown template '" + name + "'");
    }
    cursor.expect_symbol("(");
    std::map<std::string, std::vector<RuleToken>> arguments;
    for (const std::string& parameter : found->second.parameters) {
      auto& tokens = arguments[parameter];
      while (!cursor.at_symbol(",") && !cursor.at_symbol(")")) {
        tokens.push_back(cursor.take());
      }
      if (parameter != found->second.parameters.back()) {
        cursor.expect_symbol(",");
      }
    }
    cursor.expect_symbol(")");
    std::vector<RuleClause> clauses;
    for (const RuleClause& clause : found->second.clauses) {
      clauses.push_back(substitute(clause, arguments));
    }
    parse_clauses(clauses, 0, found->second.file, rule);
  }

  /// `$NAME` becomes the argument's tokens; several become a group where the template
  /// stands in a pattern.
  static RuleClause substitute(
      const RuleClause& clause,
      const std::map<std::string, std::vector<RuleToken>>& arguments) {
    RuleClause result;
    const bool pattern = clause.tokens.front().text == "match";
    for (std::size_t i = 0; i < clause.tokens.size(); ++i) {
      const RuleToken& token = clause.tokens[i];
      const bool dollar = token.kind == RuleTokenKind::symbol && token.text == "$" &&
                          i + 1 < clause.tokens.size();
      const auto found =
          dollar ? arguments.find(clause.tokens[i + 1].text) : arguments.end();
      if (found == arguments.end()) {
        result.tokens.push_back(token);
        continue;
      }
      const auto bracket = [&](const char* text) {
        if (pattern && found->second.size() > 1) {
          result.tokens.push_back(
              {RuleTokenKind::symbol, text, token.offset, token.end_offset});
        }
      };
      bracket("(");
      for (RuleToken argument : found->second) {
        argument.offset = token.offset;
        argument.end_offset = token.end_offset;
        result.tokens.push_back(std::move(argument));
      }
      bracket(")");
      ++i;
    }
    return result;
  }

  RuleSet& rules_;
  Diagnostics& diagnostics_;
  std::map<std::string, Template> templates_;
  std::vector<std::pair<std::size_t, RuleStatement>> pending_;
};

}  // namespace

const WordSet* RuleSet::find_set(std::string_view name, std::string_view language) const {
  auto found = sets.find({std::string{name}, std::string{language}});
  if (found == sets.end()) {
    found = sets.find({std::string{name}, "any"});
  }
  return found == sets.end() ? nullptr : &found->second;
}

RuleSet parse_rules(std::vector<RuleFileSource> sources, Diagnostics& diagnostics) {
  RuleSet rules;
  for (RuleFileSource& source : sources) {
    rules.files.push_back({std::move(source.path), std::move(source.text), {}});
  }
  SetParser parser{rules, diagnostics};
  for (std::size_t file = 0; file < rules.files.size(); ++file) {
    if (find_invalid_utf8(rules.files[file].text)) {
      diagnostics.error({rules.files[file].path}, "this file is not valid UTF-8");
      rules.files[file].text.clear();
    }
    parser.add_file(file);
  }
  parser.parse_all();
  std::ranges::stable_sort(rules.rules, {}, &Rule::name);
  std::ranges::stable_sort(rules.constructions, {}, [](const Construction& c) {
    return std::tuple{c.kind, c.language, c.name};
  });
  return rules;
}

std::vector<RuleFileSource> read_rule_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
      if (entry.path().extension() == ".rules") {
        paths.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(paths);
  std::vector<RuleFileSource> sources;
  for (const auto& path : paths) {
    sources.push_back(
        {path.lexically_relative(folder).generic_string(), read_file(path)});
  }
  return sources;
}

void report_at(const RuleSet& rules,
               RulePlace place,
               const std::string& message,
               const std::string& hint,
               Diagnostics& diagnostics) {
  const RuleFileText& file = rules.files[place.file];
  diagnostics.report(diagnose(file.text, place.offset, file.path, message, hint));
}

Location locate(const RuleSet& rules, RulePlace place) {
  const RuleFileText& file = rules.files[place.file];
  return byline::locate(file.text, place.offset, file.path);
}

}  // namespace byline::knowledge
