#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace byline::extract {

/// How a group of words stands at a token. Without initialisers, so that rows of zeros
/// are cleared as memory: with them that was a third of finding the words.
struct FormHit {
  std::uint16_t bits;   ///< of knowledge::FormFeature
  std::uint8_t tokens;  ///< that it takes; 0: it does not stand there
  bool by_lemma;        ///< the model's lemma says so: the features are unknown
};

/// Where the groups of words of a language stand in one sentence; few do.
class FormHits {
 public:
  FormHits(std::size_t groups, std::size_t tokens)
      : tokens_(tokens),
        place_of_(groups, absent) {}

  /// The first hit of a group at a token stays.
  void add(std::size_t group, std::size_t token, const FormHit& hit) {
    if (place_of_[group] == absent) {
      place_of_[group] = static_cast<std::uint32_t>(hits_.size());
      hits_.resize(hits_.size() + tokens_);
    }
    FormHit& known = hits_[place_of_[group] + token];
    if (known.tokens == 0) {
      known = hit;
    }
  }

  /// Whether the group stands anywhere.
  [[nodiscard]] bool any(std::size_t group) const { return place_of_[group] != absent; }

  [[nodiscard]] FormHit at(std::size_t group, std::size_t token) const {
    const std::uint32_t place = place_of_[group];
    return place == absent ? FormHit{} : hits_[place + token];
  }

 private:
  static constexpr std::uint32_t absent = UINT32_MAX;

  std::size_t tokens_;
  std::vector<std::uint32_t> place_of_;  ///< by group: of its first token's hit
  std::vector<FormHit> hits_;
};

}  // namespace byline::extract
