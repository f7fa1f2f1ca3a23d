#include "base/utf8.hpp"
#include "rdf/vocabulary.hpp"
#include "sparql/characters.hpp"
#include "sparql/result_writers.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

/// The table for people.
namespace byline::sparql {
namespace {

/// Characters that would move the cursor or turn the text around; tab and line end too.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F ||
         c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

void append_hex(std::string& out, char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += digits[(c >> static_cast<unsigned>(shift)) & 15U];
  }
}

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (is_control(c)) {
      append_hex(out, c);
    } else {
      out += text.substr(begin, i - begin);
    }
  }
  return out;
}

/// [169] PN_LOCAL, with PN_LOCAL_ESC where it is needed; false if it cannot be written.
bool append_local(std::string& out, std::string_view local) {
  constexpr std::string_view escaped = "~!$&'()*+,;=@%";
  for (std::size_t i = 0; i < local.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(local, i);
    const bool is_edge = begin == 0 || i == local.size();
    if (c == '%' && local.size() - begin > 2 && is_hex_digit(local[begin + 1]) &&
        is_hex_digit(local[begin + 2])) {
      out += '%';
    } else if (c == '/' || c == '#' || c == '?') {
      return false;  // could be written, but reads badly
    } else if ((c < 0x80 &&
                escaped.find(static_cast<char>(c)) != std::string_view::npos) ||
               (c == '.' && is_edge) || (c == '-' && begin == 0)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '_' || c == '-' || c == '.' || c == ':' || is_digit(c) ||
               is_letter(c)) {
      out += local.substr(begin, i - begin);
    } else {
      return false;
    }
  }
  return true;
}

enum class CellKind { nothing, iri, blank, number, text };

struct Cell {
  std::string text;
  std::string tag;  ///< language tag or datatype, shown dimmed
  CellKind kind = CellKind::nothing;
};

class TableWriter : public BufferedResultWriter {
 public:
  TableWriter(const ResultWriterOptions& options, rdf::ByteSink sink)
      : BufferedResultWriter(std::move(sink)),
        options_(options) {}

  void begin(std::span<const std::string> variables) override {
    for (const std::string& variable : variables) {
      names_.push_back("?" + variable);
    }
  }

  void row(std::span<const std::optional<rdf::TermView>> terms) override {
    ++rows_;
    std::vector<Cell> cells;
    for (const auto& term : terms) {
      cells.push_back(term ? cell(*term) : Cell{});
    }
    if (is_laid_out_) {
      append_row(cells);
      return;
    }
    waiting_.push_back(std::move(cells));
    if (waiting_.size() == rows_to_measure) {
      lay_out();
    }
  }

  void end() override {
    if (!is_laid_out_) {
      lay_out();
    }
    out_ += styled("(" + std::to_string(rows_) + (rows_ == 1 ? " row)" : " rows)"), dim);
    out_ += '\n';
    flush();
  }

  void boolean(bool answer) override {
    out_ += answer ? "yes\n" : "no\n";
    flush();
  }

 private:
  static constexpr std::size_t rows_to_measure = 1000;
  static constexpr std::string_view bold = "\x1b[1m";
  static constexpr std::string_view dim = "\x1b[2m";
  static constexpr std::string_view normal = "\x1b[0m";

  struct Column {
    std::size_t width = 0;  ///< terminal columns
    bool right = false;     ///< numbers only
  };

  [[nodiscard]] std::string styled(std::string_view text, std::string_view style) const {
    if (!options_.colours || style.empty() || text.empty()) {
      return std::string(text);
    }
    return std::string(style).append(text).append(normal);
  }

  static std::string_view style_of(CellKind kind) {
    switch (kind) {
      case CellKind::iri: return "\x1b[36m";
      case CellKind::blank: return "\x1b[35m";
      case CellKind::number: return "\x1b[33m";
      case CellKind::nothing:
      case CellKind::text: break;
    }
    return {};
  }

  [[nodiscard]] Cell cell(const rdf::TermView& term) const {
    namespace names = rdf::vocabulary;
    if (term.kind == rdf::TermKind::iri) {
      return {visible(shorten(term.value, options_.prefixes)), {}, CellKind::iri};
    }
    if (term.kind == rdf::TermKind::blank) {
      return {"_:" + visible(term.value), {}, CellKind::blank};
    }
    if (!term.language.empty()) {
      return {visible(term.value), "@" + visible(term.language), CellKind::text};
    }
    constexpr std::array numbers{
        names::xsd_integer, names::xsd_decimal, names::xsd_double, names::xsd_float};
    if (std::ranges::find(numbers, term.datatype) != numbers.end()) {
      return {visible(term.value), {}, CellKind::number};
    }
    constexpr std::array plain{names::xsd_string,
                               names::xsd_boolean,
                               names::xsd_date,
                               names::xsd_date_time,
                               names::xsd_g_year,
                               names::xsd_g_year_month};
    if (std::ranges::find(plain, term.datatype) != plain.end()) {
      return {visible(term.value), {}, CellKind::text};
    }
    return {visible(term.value),
            "^^" + visible(shorten(term.datatype, options_.prefixes)),
            CellKind::text};
  }

  void lay_out() {
    is_laid_out_ = true;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      columns_.push_back(measure(i));
    }
    if (!columns_.empty()) {
      append_head();
    }
    for (const auto& cells : waiting_) {
      append_row(cells);
    }
    waiting_.clear();
  }

  [[nodiscard]] Column measure(std::size_t index) const {
    Column column{display_width(names_[index]), false};
    std::size_t numbers = 0;
    std::size_t others = 0;
    for (const auto& cells : waiting_) {
      const Cell& cell = cells[index];
      column.width =
          std::max(column.width, display_width(cell.text) + display_width(cell.tag));
      numbers += cell.kind == CellKind::number ? 1 : 0;
      others += cell.kind != CellKind::number && cell.kind != CellKind::nothing ? 1 : 0;
    }
    column.right = numbers > 0 && others == 0;
    return column;
  }

  void append_head() {
    std::vector<Cell> cells;
    for (const std::string& name : names_) {
      cells.push_back({visible(name), {}, CellKind::nothing});
    }
    append_cells(cells, bold);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      out_ += i == 0 ? "" : "  ";
      for (std::size_t k = 0; k < columns_[i].width; ++k) {
        out_ += "─";
      }
    }
    out_ += '\n';
  }

  void append_row(const std::vector<Cell>& cells) {
    if (!columns_.empty()) {
      append_cells(cells, {});
    }
    flush_if_full();
  }

  /// No blanks at the end of a line.
  void append_cells(const std::vector<Cell>& cells, std::string_view style) {
    std::size_t blanks = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = cells[i];
      const std::size_t used = display_width(cell.text) + display_width(cell.tag);
      const std::size_t rest = std::max(columns_[i].width, used) - used;
      blanks += columns_[i].right ? rest : 0;
      if (used > 0) {
        out_.append(blanks, ' ');
        blanks = 0;
      }
      out_ += styled(cell.text, style.empty() ? style_of(cell.kind) : style);
      out_ += styled(cell.tag, dim);
      blanks += (columns_[i].right ? 0 : rest) + 2;
    }
    out_ += '\n';
  }

  ResultWriterOptions options_;
  std::vector<std::string> names_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> waiting_;
  bool is_laid_out_ = false;
  std::size_t rows_ = 0;
};

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, i));
    const int category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
        category == U_FORMAT_CHAR) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string shorten(std::string_view iri, const rdf::Prefixes& prefixes) {
  std::string best;
  std::size_t longest = 0;
  for (const auto& [name, start] : prefixes) {
    std::string candidate = name + ":";
    if (!start.empty() && start.size() > longest && iri.starts_with(start) &&
        append_local(candidate, iri.substr(start.size()))) {
      longest = start.size();
      best = std::move(candidate);
    }
  }
  return best.empty() ? "<" + std::string(iri) + ">" : best;
}

std::unique_ptr<ResultWriter> make_table_writer(const ResultWriterOptions& options,
                                                rdf::ByteSink sink) {
  return std::make_unique<TableWriter>(options, std::move(sink));
}

}  // namespace byline::sparql
