#include "rdf/serd_session.hpp"

#include "base/utf8.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace byline::rdf {
namespace {

struct FreeReader {
  void operator()(SerdReader* reader) const { serd_reader_free(reader); }
};
using ReaderHandle = std::unique_ptr<SerdReader, FreeReader>;

/// A term that the grammar admits and RDF does not; placed by a second run.
struct TermError {
  std::string token;  ///< as Serd reports it
  std::string message;
  std::string hint;
};

std::string_view text_of(const SerdNode& node) {
  // Never strlen: Serd cuts trailing dots by length only, and text may hold U+0000.
  return {reinterpret_cast<const char*>(node.buf), node.n_bytes};
}

SerdSyntax serd_syntax(Syntax syntax) {
  switch (syntax) {
    case Syntax::turtle: return SERD_TURTLE;
    case Syntax::trig: return SERD_TRIG;
    case Syntax::ntriples: return SERD_NTRIPLES;
    case Syntax::nquads: return SERD_NQUADS;
  }
  return SERD_TURTLE;
}

/// Storage for the four terms of a quad: views into it are handed to the sink.
struct TermText {
  std::string value;
  std::string datatype;
};

class Session {
 public:
  Session(std::string_view text, const ReadOptions& options, QuadSink& sink)
      : text_(text),
        options_(options),
        sink_(sink),
        base_(options.base) {
    while (is_terse() && text.find("_:n" + generated_) != std::string_view::npos) {
      generated_ += 'x';
    }
  }

  /// Reads all, `page_bytes` at a time; 1 makes `consumed` exact.
  SerdStatus run(std::size_t page_bytes);

  /// Rethrows what a sink threw; TermError and syntax errors are left to the caller.
  void rethrow() const {
    if (thrown_) {
      std::rethrow_exception(thrown_);
    }
  }
  [[nodiscard]] const std::optional<TermError>& term_error() const { return term_error_; }
  [[nodiscard]] std::size_t consumed() const { return position_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] std::size_t column() const { return column_; }

 private:
  static std::size_t on_bytes(void* out, std::size_t, std::size_t count, void* handle);
  static int on_stream_error(void*) { return 0; }
  static SerdStatus on_error(void* handle, const SerdError* error);
  static SerdStatus on_base(void* handle, const SerdNode* iri);
  static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* iri);
  static SerdStatus on_statement(void* handle,
                                 SerdStatementFlags flags,
                                 const SerdNode* graph,
                                 const SerdNode* subject,
                                 const SerdNode* predicate,
                                 const SerdNode* object,
                                 const SerdNode* datatype,
                                 const SerdNode* language);

  /// Runs `action`; no exception may cross Serd's C frames.
  template <typename Action>
  SerdStatus guarded(Action action) noexcept;

  [[nodiscard]] bool is_terse() const {
    return options_.syntax == Syntax::turtle || options_.syntax == Syntax::trig;
  }
  void iri(const SerdNode& node, std::string& out) const;
  void resolve(std::string_view text, std::string& out) const;
  void blank(std::string_view label, std::string& out) const;
  TermView term(const SerdNode& node, TermText& storage) const;
  TermView object(const SerdNode& node,
                  const SerdNode* datatype,
                  const SerdNode* language,
                  TermText& storage) const;

  std::string_view text_;
  const ReadOptions& options_;
  QuadSink& sink_;
  std::string base_;
  std::string generated_ = "genid";  ///< begins no label of the document
  std::map<std::string, std::string, std::less<>> prefixes_;
  std::array<TermText, 4> storage_;
  std::size_t position_ = 0;
  std::exception_ptr thrown_;
  std::optional<TermError> term_error_;
  std::string message_;
  std::size_t line_ = 0;
  std::size_t column_ = 0;
};

template <typename Action>
SerdStatus Session::guarded(Action action) noexcept {
  if (thrown_ || term_error_) {
    return SERD_ERR_INTERNAL;
  }
  try {
    action();
    return SERD_SUCCESS;
  } catch (const TermError& error) {
    term_error_ = error;
  } catch (...) {
    thrown_ = std::current_exception();
  }
  return SERD_ERR_INTERNAL;
}

std::size_t Session::on_bytes(void* out, std::size_t, std::size_t count, void* handle) {
  auto& self = *static_cast<Session*>(handle);
  const std::size_t got = std::min(count, self.text_.size() - self.position_);
  std::memcpy(out, self.text_.data() + self.position_, got);
  self.position_ += got;
  return got;
}

SerdStatus Session::on_error(void* handle, const SerdError* error) {
  auto& self = *static_cast<Session*>(handle);
  return self.guarded([&] {
    if (!self.message_.empty()) {
      return;  // the first message is the cause
    }
    std::array<char, 256> buffer{};
    (void)std::vsnprintf(buffer.data(), buffer.size(), error->fmt, *error->args);
    self.message_ = buffer.data();
    while (!self.message_.empty() && self.message_.back() == '\n') {
      self.message_.pop_back();
    }
    if (find_invalid_utf8(self.message_)) {
      self.message_ = "the document ends too early";  // Serd shows EOF as a byte
    }
    self.line_ = error->line;
    self.column_ = error->col;
  });
}

SerdStatus Session::on_base(void* handle, const SerdNode* iri) {
  auto& self = *static_cast<Session*>(handle);
  return self.guarded([&] {
    std::string resolved;
    self.resolve(text_of(*iri), resolved);
    self.base_ = std::move(resolved);
  });
}

SerdStatus Session::on_prefix(void* handle, const SerdNode* name, const SerdNode* iri) {
  auto& self = *static_cast<Session*>(handle);
  return self.guarded([&] {
    std::string resolved;
    self.resolve(text_of(*iri), resolved);
    const std::string prefix(text_of(*name));
    self.sink_.prefix(prefix, resolved);
    self.prefixes_.insert_or_assign(prefix, std::move(resolved));
  });
}

SerdStatus Session::on_statement(void* handle,
                                 SerdStatementFlags,
                                 const SerdNode* graph,
                                 const SerdNode* subject,
                                 const SerdNode* predicate,
                                 const SerdNode* object,
                                 const SerdNode* datatype,
                                 const SerdNode* language) {
  auto& self = *static_cast<Session*>(handle);
  return self.guarded([&] {
    QuadView quad;
    quad.subject = self.term(*subject, self.storage_[0]);
    quad.predicate = self.term(*predicate, self.storage_[1]);
    quad.object = self.object(*object, datatype, language, self.storage_[2]);
    if (graph != nullptr && graph->type != SERD_NOTHING) {
      quad.in_default_graph = false;
      quad.graph = self.term(*graph, self.storage_[3]);
    }
    self.sink_.quad(quad);
  });
}

void Session::resolve(std::string_view text, std::string& out) const {
  if (const auto bad = find_bad_iri_byte(text)) {
    throw TermError{std::string(text), "an IRI cannot hold this character", {}};
  }
  if (is_absolute_iri(text)) {
    out.assign(text);
    return;
  }
  if (!is_terse()) {
    throw TermError{std::string(text),
                    "the IRI '" + std::string(text) + "' is relative",
                    "N-Triples and N-Quads take absolute IRIs only"};
  }
  if (base_.empty()) {
    throw TermError{
        std::string(text),
        "the IRI '" + std::string(text) + "' is relative and there is no base",
        "declare @base, or give --base"};
  }
  out = resolve_iri(text, base_);
}

void Session::iri(const SerdNode& node, std::string& out) const {
  const std::string_view text = text_of(node);
  if (node.type != SERD_CURIE) {
    resolve(text, out);
    return;
  }
  const std::size_t colon = text.find(':');
  const auto found = prefixes_.find(text.substr(0, colon));
  if (colon == std::string_view::npos || found == prefixes_.end()) {
    throw TermError{
        std::string(text),
        "the prefix '" + std::string(text.substr(0, colon)) + ":' is not declared",
        "declare it with @prefix"};
  }
  out.assign(found->second).append(text.substr(colon + 1));
}

void Session::blank(std::string_view label, std::string& out) const {
  out = options_.blank_prefix;
  if (!is_terse()) {
    out += label;
  } else if (label.substr(0, 1) == "n") {  // the guard's mark of the document's labels
    out += label.substr(1);
  } else {
    out.append(generated_).append(label.substr(1));  // Serd's b1, b2, …
  }
}

TermView Session::term(const SerdNode& node, TermText& storage) const {
  if (node.type == SERD_BLANK) {
    blank(text_of(node), storage.value);
    return {TermKind::blank, storage.value, {}, {}};
  }
  iri(node, storage.value);
  return {TermKind::iri, storage.value, {}, {}};
}

TermView Session::object(const SerdNode& node,
                         const SerdNode* datatype,
                         const SerdNode* language,
                         TermText& storage) const {
  if (node.type != SERD_LITERAL) {
    return term(node, storage);
  }
  TermView view{TermKind::literal, text_of(node), vocabulary::xsd_string, {}};
  if (language != nullptr && language->n_bytes > 0) {
    view.language = text_of(*language);
    view.datatype = vocabulary::rdf_lang_string;
  } else if (datatype != nullptr && datatype->type != SERD_NOTHING) {
    iri(*datatype, storage.datatype);
    if (storage.datatype == vocabulary::rdf_lang_string) {
      throw TermError{
          storage.datatype, "rdf:langString needs a language tag", "write \"text\"@en"};
    }
    view.datatype = storage.datatype;
  }
  return view;
}

SerdStatus Session::run(std::size_t page_bytes) {
  const ReaderHandle reader(serd_reader_new(serd_syntax(options_.syntax),
                                            this,
                                            nullptr,
                                            on_base,
                                            on_prefix,
                                            on_statement,
                                            nullptr));
  serd_reader_set_strict(reader.get(), true);
  serd_reader_set_error_sink(reader.get(), on_error, this);
  return serd_reader_read_source(reader.get(),
                                 on_bytes,
                                 on_stream_error,
                                 this,
                                 reinterpret_cast<const uint8_t*>("document"),
                                 page_bytes);
}

/// Takes nothing: for the second run, which only looks for a place.
class NullSink : public QuadSink {
 public:
  void quad(const QuadView&) override {}
};

/// Serd counts bytes it has taken, from 1 in the first line and from 0 in all others.
std::size_t offset_of(std::string_view text, std::size_t line, std::size_t column) {
  std::size_t begin = 0;
  for (std::size_t k = 1; k < line; ++k) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) {
      return text.size();
    }
    begin = end + 1;
  }
  const std::size_t taken = line <= 1 && column > 0 ? column - 1 : column;
  return std::min(begin + taken, text.size());
}

[[noreturn]] void throw_term_error(const GuardedText& guarded,
                                   const ReadOptions& options,
                                   const TermError& error) {
  NullSink nothing;
  Session again(guarded.text(), options, nothing);
  (void)again.run(1);
  const std::size_t end = again.consumed();
  const std::size_t found = guarded.text().substr(0, end).rfind(error.token);
  throw guarded.error_at(
      found == std::string_view::npos ? end : found, error.message, error.hint);
}

}  // namespace

void run_serd(const GuardedText& guarded, const ReadOptions& options, QuadSink& sink) {
  constexpr std::size_t page_bytes = 4096;
  Session session(guarded.text(), options, sink);
  const SerdStatus status = session.run(page_bytes);
  session.rethrow();
  if (session.term_error()) {
    throw_term_error(guarded, options, *session.term_error());
  }
  // An empty document yields SERD_FAILURE without a message: not an error.
  if (status > SERD_FAILURE || !session.message().empty()) {
    throw guarded.error_at(offset_of(guarded.text(), session.line(), session.column()),
                           session.message().empty()
                               ? reinterpret_cast<const char*>(serd_strerror(status))
                               : session.message());
  }
}

}  // namespace byline::rdf
