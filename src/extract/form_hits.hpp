#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace byline::extract {

/// How a group of words stands at a token. Without initialisers: rows of zeros are
/// cleared as memory, else that is a third of finding the words.
struct FormHit {
  std::uint16_t bits;   ///< of knowledge::FormFeature
  std::uint8_t tokens;  ///< that it takes; 0: it does not stand there
  bool by_lemma;        ///< the model's lemma says so: the features are unknown
};

/// Where the groups of words of a language stand in one sentence; few do.
class FormHits {
 public:
  FormHits(std::size_t groups, std::size_t tokens) : tokens_(tokens), row_of_(groups) {}

  /// The first hit of a group at a token stays.
  void add(std::size_t group, std::size_t token, const FormHit& hit) {
    if (row_of_[group] == nullptr) {
      row_of_[group] = add_row();
    }
    FormHit& known = row_of_[group][token];
    if (known.tokens == 0) {
      known = hit;
    }
  }

  /// Whether the group stands anywhere.
  [[nodiscard]] bool any(std::size_t group) const { return row_of_[group] != nullptr; }

  [[nodiscard]] FormHit at(std::size_t group, std::size_t token) const {
    const FormHit* row = row_of_[group];
    return row == nullptr ? FormHit{} : row[token];
  }

  /// By token; empty if the group stands nowhere.
  [[nodiscard]] std::span<const FormHit> of(std::size_t group) const {
    const FormHit* row = row_of_[group];
    return row == nullptr ? std::span<const FormHit>{} : std::span{row, tokens_};
  }

 private:
  static constexpr std::size_t block_rows = 64;

  /// A row of zeros; they are cleared a block at a time.
  FormHit* add_row() {
    if (left_ == 0) {
      blocks_.push_back(std::make_unique_for_overwrite<FormHit[]>(block_rows * tokens_));
      std::memset(blocks_.back().get(), 0, block_rows * tokens_ * sizeof(FormHit));
      left_ = block_rows;
    }
    return blocks_.back().get() + tokens_ * (block_rows - left_--);
  }

  std::size_t tokens_;
  std::vector<FormHit*> row_of_;  ///< by group, then by token; null: it stands nowhere
  std::vector<std::unique_ptr<FormHit[]>> blocks_;  // NOLINT: of rows
  std::size_t left_ = 0;                            ///< rows of the last block
};

}  // namespace byline::extract
