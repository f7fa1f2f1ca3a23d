#include "rdf/drawing_formats.hpp"

#include "rdf/prefixed_name.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byline::rdf {
namespace {

constexpr std::string_view unknown_character = "\uFFFD";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
}

/// U+FFFE and U+FFFF are no characters of XML 1.0.
bool is_noncharacter(std::string_view text, std::size_t i) {
  const std::string_view three = text.substr(i, 3);
  return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF";
}

std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\r': out += "&#13;"; break;
      case '\t': out += "&#9;"; break;
      default:
        if (is_control(text[i])) {
          out += unknown_character;
        } else if (is_noncharacter(text, i)) {
          out += unknown_character;
          i += 2;
        } else {
          out += text[i];
        }
    }
  }
  return out;
}

std::string dot_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': break;
      default:
        if (is_control(c)) {
          out += unknown_character;
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

/// Whether the `&` at `at` begins what Graphviz takes for a character of HTML in a label.
bool is_html_character(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_not_of(
      "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", at + 1);
  return end != std::string_view::npos && end > at + 1 && text[end] == ';';
}

/// A text that is shown, so that it is shown as it stands.
std::string dot_label(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    shown += text[i];
    if (text[i] == '&' && is_html_character(text, i)) {
      shown += "amp;";
    }
  }
  return dot_string(shown);
}

std::string csv(std::string_view text) {
  static constexpr std::string_view formula = "=+-@\t\r";
  std::string out = "\"";
  out += !text.empty() && formula.find(text.front()) != std::string_view::npos ? "'" : "";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string short_name(PrefixedNames& names, const std::string& iri) {
  std::string out;
  return names.compact(iri, out) ? out : iri;
}

/// What is behind the last `/` or `#`: enough to read on a line between two nodes.
std::string_view local_name(std::string_view iri) {
  const std::size_t cut = iri.find_last_of("/#:");
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

std::string joined(PrefixedNames& names, const std::vector<std::string>& iris) {
  std::string out;
  for (const std::string& iri : iris) {
    out += out.empty() ? "" : " ";
    out += short_name(names, iri);
  }
  return out;
}

/// Attribute, type in GraphML and GEXF.
using Attribute = std::pair<std::string_view, std::string_view>;
constexpr Attribute node_attributes[] = {
    {"kind", "string"}, {"classes", "string"}, {"articles", "long"}};
constexpr Attribute edge_attributes[] = {{"predicate", "string"}, {"articles", "long"}};

std::string colour_of(std::string_view kind) {
  static constexpr std::pair<std::string_view, std::string_view> colours[] = {
      {"organization", "#cfe2f3"},
      {"person", "#fce5cd"},
      {"place", "#d9ead3"},
      {"work", "#d9d2e9"},
      {"occasion", "#f4cccc"},
      {"topic", "#eeeeee"}};
  for (const auto& [known, colour] : colours) {
    if (known == kind) {
      return std::string(colour);
    }
  }
  return "#ffffff";
}

}  // namespace

void write_graphml(const EntityGraph& graph,
                   const Prefixes& prefixes,
                   const ByteSink& sink) {
  PrefixedNames names(prefixes);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  const auto key = [&](std::string_view of,
                       std::string_view name,
                       std::string_view type) {
    out.append("  <key id=\"").append(of).append("-").append(name).append("\" for=\"");
    out.append(of).append("\" attr.name=\"").append(name);
    out.append("\" attr.type=\"").append(type).append("\"/>\n");
  };
  key("node", "label", "string");
  for (const auto& [name, type] : node_attributes) {
    key("node", name, type);
  }
  for (const auto& [name, type] : edge_attributes) {
    key("edge", name, type);
  }
  key("edge", "weight", "double");
  out += "  <graph edgedefault=\"directed\">\n";
  const auto data = [&](std::string_view attribute, const std::string& value) {
    out.append("      <data key=\"").append(attribute).append("\">");
    out.append(xml(value)).append("</data>\n");
  };
  for (const auto& node : graph.nodes) {
    out += "    <node id=\"" + xml(node.iri) + "\">\n";
    data("node-label", node.label);
    data("node-kind", node.kind);
    data("node-classes", joined(names, node.classes));
    data("node-articles", std::to_string(node.articles));
    out += "    </node>\n";
  }
  for (const auto& edge : graph.edges) {
    out += "    <edge source=\"" + xml(graph.nodes[edge.source].iri) + "\" target=\"" +
           xml(graph.nodes[edge.target].iri) + "\">\n";
    data("edge-predicate", short_name(names, edge.predicate));
    data("edge-articles", std::to_string(edge.articles));
    data("edge-weight", std::to_string(edge.weight()));
    out += "    </edge>\n";
  }
  sink(out + "  </graph>\n</graphml>\n");
}

void write_gexf(const EntityGraph& graph,
                const Prefixes& prefixes,
                const ByteSink& sink) {
  PrefixedNames names(prefixes);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
      "  <graph mode=\"static\" defaultedgetype=\"directed\">\n";
  const auto declare = [&](std::string_view of, const auto& attributes) {
    out.append("    <attributes class=\"").append(of).append("\">\n");
    for (const auto& [name, type] : attributes) {
      out.append("      <attribute id=\"").append(name).append("\" title=\"");
      out.append(name).append("\" type=\"").append(type).append("\"/>\n");
    }
    out += "    </attributes>\n";
  };
  declare("node", node_attributes);
  declare("edge", edge_attributes);
  const auto value = [&](std::string_view attribute, const std::string& text) {
    out.append("        <attvalue for=\"").append(attribute).append("\" value=\"");
    out.append(xml(text)).append("\"/>\n");
  };
  out += "    <nodes>\n";
  for (const auto& node : graph.nodes) {
    out += "      <node id=\"" + xml(node.iri) + "\" label=\"" + xml(node.label) +
           "\"><attvalues>\n";
    value("kind", node.kind);
    value("classes", joined(names, node.classes));
    value("articles", std::to_string(node.articles));
    out += "      </attvalues></node>\n";
  }
  out += "    </nodes>\n    <edges>\n";
  std::size_t number = 0;
  for (const auto& edge : graph.edges) {
    out += "      <edge id=\"" + std::to_string(number++) + "\" source=\"" +
           xml(graph.nodes[edge.source].iri) + "\" target=\"" +
           xml(graph.nodes[edge.target].iri) + "\" weight=\"" +
           std::to_string(edge.weight()) + "\" label=\"" +
           xml(local_name(edge.predicate)) + "\"><attvalues>\n";
    value("predicate", short_name(names, edge.predicate));
    value("articles", std::to_string(edge.articles));
    out += "      </attvalues></edge>\n";
  }
  sink(out + "    </edges>\n  </graph>\n</gexf>\n");
}

void write_dot(const EntityGraph& graph, const Prefixes& prefixes, const ByteSink& sink) {
  PrefixedNames names(prefixes);
  std::string out =
      "digraph entities {\n"
      "  graph [rankdir=LR, ranksep=1.2, nodesep=0.15, fontname=\"sans-serif\"]\n"
      "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", "
      "fontsize=11, color=\"#666666\"]\n"
      "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#888888\", "
      "fontcolor=\"#444444\", arrowsize=0.6]\n";
  for (const auto& node : graph.nodes) {
    out += "  " + dot_string(node.iri) + " [label=" + dot_label(node.label) +
           ", fillcolor=\"" + colour_of(node.kind) +
           "\", tooltip=" + dot_label(joined(names, node.classes)) + "]\n";
  }
  for (const auto& edge : graph.edges) {
    out += "  " + dot_string(graph.nodes[edge.source].iri) + " -> " +
           dot_string(graph.nodes[edge.target].iri) +
           " [label=" + dot_label(local_name(edge.predicate)) +
           ", penwidth=" + std::to_string(edge.weight() > 6 ? 6 : edge.weight()) +
           ", weight=" + std::to_string(edge.weight()) + "]\n";
  }
  sink(out + "}\n");
}

void write_csv_nodes(const EntityGraph& graph,
                     const Prefixes& prefixes,
                     const ByteSink& sink) {
  PrefixedNames names(prefixes);
  std::string out = "id,label,kind,classes,articles\r\n";
  for (const auto& node : graph.nodes) {
    out += csv(node.iri) + "," + csv(node.label) + "," + node.kind + "," +
           csv(joined(names, node.classes)) + "," + std::to_string(node.articles) +
           "\r\n";
  }
  sink(out);
}

void write_csv_edges(const EntityGraph& graph,
                     const Prefixes& prefixes,
                     const ByteSink& sink) {
  PrefixedNames names(prefixes);
  std::string out =
      "source,target,predicate,articles,weight,source_label,target_label\r\n";
  for (const auto& edge : graph.edges) {
    const auto& source = graph.nodes[edge.source];
    const auto& target = graph.nodes[edge.target];
    out += csv(source.iri) + "," + csv(target.iri) + "," +
           csv(short_name(names, edge.predicate)) + "," + std::to_string(edge.articles) +
           "," + std::to_string(edge.weight()) + "," + csv(source.label) + "," +
           csv(target.label) + "\r\n";
  }
  sink(out);
}

}  // namespace byline::rdf
