#include "hand_plans.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace bench {

namespace {

using byline::rdf::Term;
using byline::store::any;
using byline::store::Grouped;
using byline::store::IdRange;
using byline::store::Index;
using byline::store::RowRange;
using byline::store::TermId;
using byline::store::ValueGroup;

const std::string base = "https://example.org/byline/";
const std::string by = base + "ontology#";
const std::string schema = "https://schema.org/";
const std::string rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// The index with its predicates by name.
class Graph {
 public:
  explicit Graph(const Index& index) : index_(index) {}

  [[nodiscard]] TermId id(const Term& term) const {
    return index_.find(term.view()).value_or(any);
  }
  [[nodiscard]] TermId id(const std::string& iri) const { return id(Term::iri(iri)); }
  [[nodiscard]] Grouped objects(const std::string& predicate) const {
    return index_.objects_by_subject(index_.rank(id(predicate)).value());
  }
  [[nodiscard]] Grouped subjects(const std::string& predicate) const {
    return index_.subjects_by_object(index_.rank(id(predicate)).value());
  }
  [[nodiscard]] TermId bound(ValueGroup group, double value) const {
    return index_.dictionary().lower_bound({group, value, 0});
  }
  [[nodiscard]] const Index& index() const { return index_; }

 private:
  const Index& index_;
};

/// Visits the values of a key.
template <class Visit>
void each(const Grouped& grouped, TermId key, const Visit& visit) {
  const RowRange rows = grouped.find(key);
  for (std::size_t i = rows.begin; i < rows.end; ++i) {
    visit(grouped.column()[i]);
  }
}

bool has(const Grouped& grouped, TermId key, TermId value) {
  return !grouped.narrow(grouped.find(key), 0, value).empty();
}

TermId only(const Grouped& grouped, TermId key) {
  const RowRange rows = grouped.find(key);
  return rows.empty() ? any : grouped.column()[rows.begin];
}

/// A set of ids.
class Bits {
 public:
  explicit Bits(const Index& index) : words_(index.term_count() / 64 + 1) {}
  /// Whether it is new.
  bool add(TermId id) {
    std::uint64_t& word = words_[id / 64];
    const std::uint64_t bit = std::uint64_t{1} << (id % 64);
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
  }

 private:
  std::vector<std::uint64_t> words_;
};

std::uint64_t point_lookup(const Index& index) {
  const Graph graph(index);
  std::uint64_t rows = 0;
  index.scan({graph.id(base + "id/org/kave-17"), any, any}, [&](const auto&) {
    ++rows;
    return true;
  });
  return rows;
}

std::uint64_t label_lookup(const Index& index) {
  const Graph graph(index);
  const TermId label = graph.id(Term::tagged("Hal Labs", "en"));
  return graph.subjects(std::string(byline::rdf::vocabulary::rdfs_label))
      .find(label)
      .size();
}

std::uint64_t star_join(const Index& index) {
  const Graph graph(index);
  const Grouped language = graph.objects(schema + "inLanguage");
  const Grouped headline = graph.objects(schema + "headline");
  const Grouped date = graph.objects(schema + "datePublished");
  const Grouped type = graph.objects(rdf + "type");
  const TermId pt = graph.id(Term::literal("pt"));
  const TermId article = graph.id(schema + "NewsArticle");
  std::uint64_t rows = 0;
  each(graph.subjects(schema + "publisher"),
       graph.id(base + "id/publisher/3"),
       [&](TermId a) {
         if (has(language, a, pt) && has(type, a, article)) {
           rows += headline.find(a).size() * date.find(a).size();
         }
       });
  return rows;
}

std::uint64_t two_hop_count(const Index& index) {
  const Graph graph(index);
  const Grouped people = graph.subjects(by + "employeeOf");
  const Grouped member = graph.objects(by + "memberOf");
  std::uint64_t rows = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < people.keys().size(); ++i) {
    const TermId org = people.keys()[i];
    at = member.keys().advance(at, member.keys().size(), org);
    if (at < member.keys().size() && member.keys()[at] == org) {
      rows += people.rows_at(i).size() * member.rows_at(at).size();
    }
  }
  return rows;
}

std::uint64_t three_hop(const Index& index) {
  const Graph graph(index);
  const Grouped member = graph.objects(by + "memberOf");
  const Grouped hosts = graph.objects(by + "hosts");
  const Grouped people = graph.subjects(by + "employeeOf");
  const TermId product = graph.id(base + "id/product/tave-1");
  Bits seen(index);
  std::uint64_t rows = 0;
  each(graph.subjects(by + "announces"),
       graph.id(base + "id/product/istkel-30"),
       [&](TermId org) {
         bool fits = false;
         each(member, org, [&](TermId foundation) {
           fits = fits || has(hosts, foundation, product);
         });
         if (fits) {
           each(people, org, [&](TermId person) { rows += seen.add(person) ? 1 : 0; });
         }
       });
  return rows;
}

std::uint64_t property_path(const Index& index) {
  const Graph graph(index);
  const Grouped below = graph.subjects(by + "subsidiaryOf");
  Bits seen(index);
  std::vector<TermId> queue = {graph.id(base + "id/org/dra-1")};
  std::uint64_t rows = 0;
  while (!queue.empty()) {
    const TermId org = queue.back();
    queue.pop_back();
    each(below, org, [&](TermId child) {
      if (seen.add(child)) {
        ++rows;
        queue.push_back(child);
      }
    });
  }
  return rows;
}

std::uint64_t optional(const Index& index) {
  const Graph graph(index);
  const Grouped founded = graph.objects(by + "foundedOn");
  const Grouped donates = graph.objects(by + "donates");
  std::uint64_t rows = 0;
  each(graph.subjects(by + "memberOf"),
       graph.id(base + "id/foundation/kave-1"),
       [&](TermId org) {
         rows += std::max<std::size_t>(1, founded.find(org).size()) *
                 std::max<std::size_t>(1, donates.find(org).size());
       });
  return rows;
}

/// ^funda.*[ou]r$, whatever the case, of an ASCII beginning and end.
bool matches(std::string_view text) {
  const auto lower = [](char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  };
  if (text.size() < 7) {
    return false;
  }
  for (std::size_t i = 0; i < 5; ++i) {
    if (lower(text[i]) != std::string_view("funda")[i]) {
      return false;
    }
  }
  const char last = lower(text[text.size() - 2]);
  return lower(text.back()) == 'r' && (last == 'o' || last == 'u');
}

std::uint64_t regex_lang(const Index& index) {
  const Graph graph(index);
  const Grouped label = graph.objects(std::string(byline::rdf::vocabulary::rdfs_label));
  std::uint64_t rows = 0;
  each(graph.subjects(rdf + "type"), graph.id(by + "Foundation"), [&](TermId foundation) {
    each(label, foundation, [&](TermId text) {
      const auto term = index.term(text);
      rows += term.language == "pt" && matches(term.value) ? 1 : 0;
    });
  });
  return rows;
}

std::uint64_t numeric_range(const Index& index) {
  const Graph graph(index);
  const Grouped figures = graph.subjects(by + "value");
  const Grouped unit = graph.objects(by + "unit");
  const std::size_t end = figures.lower_bound(graph.bound(ValueGroup::number, 60500));
  std::uint64_t rows = 0;
  for (std::size_t i = figures.lower_bound(graph.bound(ValueGroup::number, 60000));
       i < end;
       ++i) {
    const RowRange of_value = figures.rows_at(i);
    for (std::size_t row = of_value.begin; row < of_value.end; ++row) {
      rows += unit.find(figures.column()[row]).size();
    }
  }
  return rows;
}

std::uint64_t two_ways(const Index& index) {
  const Graph graph(index);
  const TermId product = graph.id(base + "id/product/tave-1");
  return graph.subjects(by + "announces").find(product).size() +
         graph.subjects(by + "donates").find(product).size();
}

std::uint64_t top_organizations(const Index& index) {
  const Graph graph(index);
  const Grouped articles = graph.subjects(schema + "mentions");
  std::vector<std::pair<std::size_t, TermId>> counted;
  std::size_t at = 0;
  each(graph.subjects(rdf + "type"), graph.id(by + "Organization"), [&](TermId org) {
    at = articles.keys().advance(at, articles.keys().size(), org);
    if (at < articles.keys().size() && articles.keys()[at] == org) {
      counted.emplace_back(articles.rows_at(at).size(), org);
    }
  });
  const std::size_t best = std::min<std::size_t>(20, counted.size());
  std::partial_sort(counted.begin(),
                    counted.begin() + static_cast<std::ptrdiff_t>(best),
                    counted.end(),
                    [](const auto& a, const auto& b) {
                      return a.first != b.first ? a.first > b.first : a.second < b.second;
                    });
  return best;
}

std::uint64_t distinct_roles(const Index& index) {
  const Graph graph(index);
  const Grouped people = graph.subjects(by + "employeeOf");
  const Grouped role = graph.objects(by + "role");
  Bits seen_people(index);
  Bits seen(index);
  std::uint64_t rows = 0;
  each(graph.subjects(by + "memberOf"),
       graph.id(base + "id/foundation/en-0"),
       [&](TermId org) {
         each(people, org, [&](TermId person) {
           if (seen_people.add(person)) {
             each(role, person, [&](TermId text) { rows += seen.add(text) ? 1 : 0; });
           }
         });
       });
  return rows;
}

std::uint64_t not_exists(const Index& index) {
  const Graph graph(index);
  const auto members = graph.objects(by + "memberOf").keys();
  const auto announcers = graph.objects(by + "announces").keys();
  std::uint64_t rows = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    at = announcers.advance(at, announcers.size(), members[i]);
    rows += at == announcers.size() || announcers[at] != members[i] ? 1 : 0;
  }
  return rows;
}

std::uint64_t graph_support(const Index& index) {
  const Graph graph(index);
  const Grouped headline = graph.objects(schema + "headline");
  std::uint64_t rows = 0;
  index.scan({graph.id(base + "id/org/en-0"),
              graph.id(by + "memberOf"),
              graph.id(base + "id/foundation/en-0"),
              any},
             [&](const auto& row) {
               rows += headline.find(row.graph).size();
               return true;
             });
  return rows;
}

std::uint64_t provenance(const Index& index) {
  const Graph graph(index);
  const Grouped predicate = graph.objects(rdf + "predicate");
  const Grouped source = graph.objects("http://www.w3.org/ns/prov#wasDerivedFrom");
  const Grouped start = graph.objects(by + "charStart");
  const Grouped end = graph.objects(by + "charEnd");
  const Grouped confidence = graph.objects(by + "confidence");
  const TermId member = graph.id(by + "memberOf");
  const IdRange numbers = index.dictionary().group(ValueGroup::number);
  // No confidence is 0.8 as a double and greater than it.
  const TermId bound = graph.bound(ValueGroup::number, std::nextafter(0.8, 1.0));
  std::vector<std::pair<TermId, TermId>> found;
  each(graph.subjects(rdf + "subject"),
       graph.id(base + "id/org/dra-1"),
       [&](TermId statement) {
         if (!has(predicate, statement, member)) {
           return;
         }
         const TermId value = only(confidence, statement);
         if (value >= bound && value < numbers.last && !start.find(statement).empty() &&
             !end.find(statement).empty()) {
           found.emplace_back(value, only(source, statement));
         }
       });
  std::ranges::sort(found);
  return found.size();
}

std::uint64_t date_range(const Index& index) {
  const Graph graph(index);
  const Grouped articles = graph.subjects(schema + "datePublished");
  const Grouped publisher = graph.objects(schema + "publisher");
  constexpr double day = 86'400;
  constexpr double july = 19'174 * day;     // 2022-07-01
  constexpr double october = 19'266 * day;  // 2022-10-01
  const std::size_t end = articles.lower_bound(graph.bound(ValueGroup::date, october));
  std::map<TermId, std::uint64_t> counts;
  for (std::size_t i = articles.lower_bound(graph.bound(ValueGroup::date, july)); i < end;
       ++i) {
    const RowRange rows = articles.rows_at(i);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      each(publisher, articles.column()[row], [&](TermId name) { ++counts[name]; });
    }
  }
  return counts.size();
}

std::uint64_t scan_count(const Index& index) {
  return index.count({any, any, any, any});
}

std::uint64_t construct(const Index& index) {
  const Graph graph(index);
  const Grouped mentions = graph.objects(schema + "mentions");
  Bits seen(index);
  std::uint64_t rows = 0;
  each(graph.subjects(schema + "mentions"),
       graph.id(base + "id/org/nix-3"),
       [&](TermId article) {
         each(mentions, article, [&](TermId other) { rows += seen.add(other) ? 1 : 0; });
       });
  return rows;
}

std::uint64_t confidence_by_rule(const Index& index) {
  const Graph graph(index);
  const Grouped rule = graph.objects(by + "rule");
  const Grouped confidence = graph.objects(by + "confidence");
  const Grouped by_rule = graph.subjects(by + "rule");
  const Grouped by_confidence = graph.subjects(by + "confidence");
  const TermId first_rule = by_rule.keys()[0];
  const TermId first_value = by_confidence.keys()[0];
  const std::size_t values =
      by_confidence.keys()[by_confidence.keys().size() - 1] - first_value + 1;
  const std::size_t rules = by_rule.keys()[by_rule.keys().size() - 1] - first_rule + 1;
  // Both lists have the same subjects, so a row is at the same place in both.
  std::vector<std::uint32_t> table(rules * values);
  for (std::size_t i = 0; i < rule.row_count(); ++i) {
    ++table[(rule.column()[i] - first_rule) * values +
            (confidence.column()[i] - first_value)];
  }
  std::uint64_t groups = 0;
  for (std::size_t i = 0; i < rules; ++i) {
    const auto begin = table.begin() + static_cast<std::ptrdiff_t>(i * values);
    groups += std::any_of(begin, begin + static_cast<std::ptrdiff_t>(values), [](auto n) {
      return n != 0;
    });
  }
  return groups;
}

}  // namespace

const std::vector<HandPlan>& hand_plans() {
  static const std::vector<HandPlan> plans = {
      {"q01-point-lookup", point_lookup},
      {"q02-label-lookup", label_lookup},
      {"q03-star-join", star_join},
      {"q04-two-hop-count", two_hop_count},
      {"q05-three-hop", three_hop},
      {"q06-property-path", property_path},
      {"q07-optional", optional},
      {"q08-regex-lang", regex_lang},
      {"q09-numeric-range", numeric_range},
      {"q10-union", two_ways},
      {"q11-top-organizations", top_organizations},
      {"q12-distinct-roles", distinct_roles},
      {"q13-not-exists", not_exists},
      {"q14-graph-support", graph_support},
      {"q15-provenance", provenance},
      {"q16-date-range", date_range},
      {"q17-scan-count", scan_count},
      {"q18-construct", construct},
      {"q19-confidence-by-rule", confidence_by_rule}};
  return plans;
}

}  // namespace bench
