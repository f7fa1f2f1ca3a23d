#include "sparql/pattern_matcher.hpp"

#include "sparql/join_rows.hpp"

#include <algorithm>
#include <array>

namespace byline::sparql {
namespace {

constexpr std::size_t sample_rows = 16;
/// Scanning a row costs about an eighth of looking one up (measured on the sorted store).
constexpr std::size_t scan_advantage = 8;

/// A triple with its graph place; subject, predicate, object, graph.
using Slots = std::array<Slot, 4>;

constexpr std::array<TermId store::Pattern::*, 4> pattern_places{
    &store::Pattern::subject,
    &store::Pattern::predicate,
    &store::Pattern::object,
    &store::Pattern::graph};
constexpr std::array<TermId store::Row::*, 4> row_places{&store::Row::subject,
                                                         &store::Row::predicate,
                                                         &store::Row::object,
                                                         &store::Row::graph};

class PatternMatcher {
 public:
  PatternMatcher(Environment& environment, const ActiveGraph& active)
      : environment_(environment),
        active_(active) {}

  Table match(Table table,
              const std::vector<PatternTriple>& triples,
              std::size_t limit,
              ProfileEntry* entry);

 private:
  struct Step {
    const PatternTriple* triple = nullptr;
    Slots slots;
    bool is_path = false;
  };
  struct Choice {
    std::size_t index = 0;
    double rows = 0;
    bool connected = false;
  };

  [[nodiscard]] Step prepare(const PatternTriple& triple) const;
  [[nodiscard]] store::Pattern pattern_for(const Slots& slots,
                                           const Table& table,
                                           std::size_t row) const;
  [[nodiscard]] double expected_rows(const Step& step,
                                     const Table& table,
                                     bool& connected) const;
  [[nodiscard]] double expected_path_rows(const Step& step,
                                          const Table& table,
                                          bool& connected) const;
  [[nodiscard]] Choice choose(const std::vector<Step>& steps, const Table& table) const;
  Table apply(const Step& step, Table table, std::size_t limit, std::string& method);
  Table look_up(const Slots& slots, const Table& table, std::size_t limit);

  Environment& environment_;
  const ActiveGraph& active_;
};

PatternMatcher::Step PatternMatcher::prepare(const PatternTriple& triple) const {
  Step step;
  step.triple = &triple;
  step.is_path = std::holds_alternative<Path>(triple.predicate);
  step.slots[0] = slot_of(triple.subject, environment_.terms);
  step.slots[2] = slot_of(triple.object, environment_.terms);
  if (!step.is_path) {
    step.slots[1] = slot_of(std::get<Place>(triple.predicate), environment_.terms);
  }
  if (active_.kind == ActiveGraph::Kind::each) {
    step.slots[3] = {true, active_.variable, unbound};
  }
  return step;
}

/// The pattern with what `row` binds filled in.
store::Pattern PatternMatcher::pattern_for(const Slots& slots,
                                           const Table& table,
                                           std::size_t row) const {
  store::Pattern out;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    const TermId known = !slot.is_variable ? slot.constant
                         : table.rows == 0
                             ? unbound
                             : table.at(table.column_of(slot.variable), row);
    out.*pattern_places[i] = known;  // unbound is any
  }
  return out;
}

double PatternMatcher::expected_path_rows(const Step& step,
                                          const Table& table,
                                          bool& connected) const {
  const auto known = [&](const Slot& slot) {
    return !slot.is_variable || table.column_of(slot.variable).has_value();
  };
  const int ends =
      static_cast<int>(known(step.slots[0])) + static_cast<int>(known(step.slots[2]));
  connected = ends > 0;
  const double rows = static_cast<double>(table.rows);
  const double all = static_cast<double>(environment_.dataset.count({}, active_));
  if (ends == 2)
    return rows;
  return ends == 1 ? rows * 32 : (rows + 1) * (all + 1) * 8;
}

double PatternMatcher::expected_rows(const Step& step,
                                     const Table& table,
                                     bool& connected) const {
  if (step.is_path)
    return expected_path_rows(step, table, connected);
  connected = false;
  for (const Slot& slot : step.slots) {
    if (slot.is_variable && table.column_of(slot.variable))
      connected = true;
  }
  const double rows = static_cast<double>(table.rows);
  if (!connected) {
    const Table empty = Table::unit();
    return rows * static_cast<double>(environment_.dataset.count(
                      pattern_for(step.slots, empty, 0), active_));
  }
  const std::size_t samples = std::min(sample_rows, table.rows);
  std::size_t found = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    const std::size_t row = i * table.rows / samples;
    found += environment_.dataset.count(pattern_for(step.slots, table, row), active_);
  }
  return samples == 0 ? 0
                      : rows * static_cast<double>(found) / static_cast<double>(samples);
}

/// The step with the fewest rows expected; one without a bound variable only if no other
/// is left, or it has at most one row.
PatternMatcher::Choice PatternMatcher::choose(const std::vector<Step>& steps,
                                              const Table& table) const {
  Choice best;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Choice choice{i, 0, false};
    choice.rows = expected_rows(steps[i], table, choice.connected);
    if (table.variables.empty() || choice.rows <= static_cast<double>(table.rows)) {
      choice.connected = true;
    }
    const bool better =
        choice.connected != best.connected ? choice.connected : choice.rows < best.rows;
    if (i == 0 || better)
      best = choice;
  }
  return best;
}

/// Looks the triple up for each row. Variables that a row does not bind get the terms of
/// the match; a variable twice in the triple must get the same term twice.
Table PatternMatcher::look_up(const Slots& slots, const Table& table, std::size_t limit) {
  std::vector<std::pair<VariableId, std::size_t>> outputs;  // variable, place
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const bool known = std::ranges::any_of(
        outputs, [&](const auto& output) { return output.first == slots[i].variable; });
    if (slots[i].is_variable && !known)
      outputs.emplace_back(slots[i].variable, i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> repeated;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    for (std::size_t j = i + 1; j < slots.size(); ++j) {
      if (slots[i].is_variable && slots[j].is_variable &&
          slots[i].variable == slots[j].variable) {
        repeated.emplace_back(i, j);
      }
    }
  }
  std::vector<RowIndex> origin;
  std::vector<std::vector<TermId>> terms(outputs.size());
  for (RowIndex row = 0; row < table.rows && origin.size() < limit; ++row) {
    const auto take = [&](const store::Row& found) {
      environment_.budget.tick();
      for (const auto& [i, j] : repeated) {
        if (found.*row_places[i] != found.*row_places[j])
          return true;
      }
      origin.push_back(row);
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        terms[i].push_back(found.*row_places[outputs[i].second]);
      }
      return origin.size() < limit;
    };
    environment_.dataset.scan(pattern_for(slots, table, row), active_, take);
    environment_.budget.tick();
  }
  Table out = table.gather(origin);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (const auto column = out.column_of(outputs[i].first)) {
      out.columns[*column] = std::move(terms[i]);
    } else {
      out.add_column(outputs[i].first, std::move(terms[i]));
    }
  }
  return out;
}

Table PatternMatcher::apply(const Step& step,
                            Table table,
                            std::size_t limit,
                            std::string& method) {
  const Table unit = Table::unit();
  const bool alone = !environment_.optimise && !active_.substituted;
  if (step.is_path) {
    method = "path";
    if (!alone)
      return match_path(environment_, std::move(table), *step.triple, active_);
    return join_tables(table,
                       match_path(environment_, unit, *step.triple, active_),
                       environment_.budget);
  }
  if (alone) {
    method = "scan and hash join";
    return join_tables(table, look_up(step.slots, unit, no_limit), environment_.budget);
  }
  if (table.rows > 1) {
    const std::size_t all =
        environment_.dataset.count(pattern_for(step.slots, unit, 0), active_);
    if (table.rows > all / scan_advantage) {
      method = "scan and hash join";
      return join_tables(table, look_up(step.slots, unit, no_limit), environment_.budget);
    }
  }
  method = table.is_unit() ? "scan" : "look-up";
  return look_up(step.slots, table, limit);
}

Table PatternMatcher::match(Table table,
                            const std::vector<PatternTriple>& triples,
                            std::size_t limit,
                            ProfileEntry* entry) {
  std::vector<Step> steps;
  for (const PatternTriple& triple : triples)
    steps.push_back(prepare(triple));
  while (!steps.empty()) {
    const Choice choice = environment_.optimise ? choose(steps, table) : Choice{};
    const std::uint64_t begin = environment_.budget.now_ns();
    const Step step = steps[choice.index];
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(choice.index));
    std::string method;
    table = apply(step, std::move(table), steps.empty() ? limit : no_limit, method);
    if (entry != nullptr) {
      entry->steps.push_back(
          {to_string(*step.triple, environment_.variables) + "  [" + method + "]",
           choice.rows,
           table.rows,
           environment_.budget.now_ns() - begin});
    }
  }
  return table;
}

}  // namespace

Slot slot_of(const Place& place, TermSpace& terms) {
  if (const auto* variable = std::get_if<VariableId>(&place)) {
    return {true, *variable, unbound};
  }
  const rdf::TermView term = std::get<rdf::Term>(place).view();
  const auto known = terms.find_in_store(term);
  return {false, 0, known ? *known : terms.intern(term)};
}

Table match_pattern(Environment& environment,
                    Table seed,
                    const std::vector<PatternTriple>& triples,
                    const ActiveGraph& active,
                    std::size_t limit,
                    ProfileEntry* entry) {
  return PatternMatcher(environment, active)
      .match(std::move(seed), triples, limit, entry);
}

}  // namespace byline::sparql
