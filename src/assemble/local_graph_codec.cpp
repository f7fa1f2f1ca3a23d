#include "assemble/local_graph_codec.hpp"

#include <cassert>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace byline::assemble {
namespace {

/// Numbers take seven bits a byte; `nothing` is written as 0.
class Encoder {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(bytes_); }

 private:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
      value >>= 7U;
    }
    bytes_.push_back(static_cast<char>(value));
  }
  template <typename Value>
  requires std::integral<Value> || std::is_enum_v<Value>
  void put(Value value) { number(static_cast<std::uint64_t>(value) + 1); }
  void put(const std::string& text) {
    number(text.size());
    bytes_ += text;
  }
  template <typename First, typename Second>
  void put(const std::pair<First, Second>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <typename Element>
  void put(const std::vector<Element>& list) {
    number(list.size());
    for (const Element& element : list) {
      put(element);
    }
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void put(const Struct& value) { visit_fields(*this, value); }

  std::string bytes_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  [[nodiscard]] bool done() const { return at_ == bytes_.size(); }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      assert(at_ < bytes_.size());
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }
  template <typename Value>
  requires std::integral<Value> || std::is_enum_v<Value>
  void get(Value& value) { value = static_cast<Value>(number() - 1); }
  void get(std::string& text) {
    const std::size_t size = number();
    assert(size <= bytes_.size() - at_);
    text.assign(bytes_.substr(at_, size));
    at_ += size;
  }
  template <typename First, typename Second>
  void get(std::pair<First, Second>& pair) {
    get(pair.first);
    get(pair.second);
  }
  template <typename Element>
  void get(std::vector<Element>& list) {
    list.resize(number());
    for (Element& element : list) {
      get(element);
    }
  }
  template <typename Struct>
  requires std::is_class_v<Struct>
  void get(Struct& value) { visit_fields(*this, value); }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// `Struct` or `const Struct`.
template <typename Value, typename Struct>
concept Is = std::same_as<std::remove_const_t<Value>, Struct>;

void visit_fields(auto& code, Is<Offsets> auto& x) {
  code(x.begin, x.end);
}
void visit_fields(auto& code, Is<TextAt> auto& x) {
  code(x.at, x.text);
}
void visit_fields(auto& code, Is<TaggedName> auto& x) {
  code(x.text, x.language);
}
void visit_fields(auto& code, Is<LexiconShare> auto& x) {
  code(x.known, x.qualifier, x.classes, x.names, x.same_as);
}
void visit_fields(auto& code, Is<LocalEntity> auto& x) {
  code(x.kind, x.label, x.names, x.classes, x.class_from_text, x.is_value, x.in_fact);
  code(x.lexicon, x.core, x.traits, x.other_names);
}
void visit_fields(auto& code, Is<LocalNode> auto& x) {
  code(x.kind, x.index, x.value, x.datatype, x.language);
}
void visit_fields(auto& code, Is<LocalEvidence> auto& x) {
  code(x.sentence, x.span, x.subject, x.object, x.rule, x.confidence, x.step);
  code(x.antecedent, x.negated, x.modality, x.said_by, x.in_quotation);
  code(x.valid_from, x.valid_to);
}
void visit_fields(auto& code, Is<LocalFact> auto& x) {
  code(x.subject, x.property, x.object, x.symmetric, x.evidence);
}
void visit_fields(auto& code, Is<DefiningRole> auto& x) {
  code(x.property, x.optional);
}
void visit_fields(auto& code, Is<LocalEvent> auto& x) {
  code(x.type, x.trigger, x.roles);
}
void visit_fields(auto& code, Is<LocalStatistic> auto& x) {
  code(x.of, x.metric, x.value, x.is_integer, x.unit, x.comparator);
  code(x.period_start, x.period_end);
}
void visit_fields(auto& code, Is<LocalQuotation> auto& x) {
  code(x.pieces, x.direct, x.speaker, x.sentence);
}
void visit_fields(auto& code, Is<LocalMembership> auto& x) {
  code(x.person, x.organization, x.role);
}
void visit_fields(auto& code, Is<LocalMention> auto& x) {
  code(x.text, x.entity, x.form);
}
void visit_fields(auto& code, Is<RulePlace> auto& x) {
  code(x.name, x.file, x.line);
}
void visit_fields(auto& code, Is<LocalGraph> auto& x) {
  code(x.id, x.language, x.title, x.url, x.author, x.publisher, x.date);
  code(x.content_hash, x.text_hash, x.entities, x.sentences, x.events, x.statistics);
  code(x.quotations, x.memberships, x.facts, x.mentions, x.rules);
}

}  // namespace

std::string encode(const LocalGraph& graph) {
  Encoder encoder;
  visit_fields(encoder, graph);
  return encoder.take();
}

LocalGraph decode(std::string_view bytes) {
  LocalGraph graph;
  Decoder decoder(bytes);
  visit_fields(decoder, graph);
  assert(decoder.done());
  return graph;
}

}  // namespace byline::assemble
