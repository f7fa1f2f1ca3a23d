#include "annotate/packed_rows.hpp"

#include "annotate/linear_model.hpp"
#include "annotate/model_file.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

using namespace byline;            // NOLINT(google-build-using-namespace)
using namespace byline::annotate;  // NOLINT(google-build-using-namespace)

namespace {

constexpr unsigned log2_rows = 8;
constexpr std::size_t rows = std::size_t{1} << log2_rows;

/// A weight of a model: none in most rows, small in most others.
std::int16_t weight_of(std::size_t row, std::size_t place) {
  if (row % 3 != 0 || (row + place) % 4 == 3) {
    return 0;
  }
  const auto small = static_cast<std::int16_t>(row * 7 % 90 + place) - 60;
  const bool wide = row % 7 == 0 && place % 2 == 0;
  return static_cast<std::int16_t>(wide ? small * 11 : small);
}

LinearModel trained(std::size_t classes) {
  LinearModel model{log2_rows, classes};
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < classes; ++i) {
      model.weights()[row * model.stride() + i] = weight_of(row, i);
    }
  }
  return model;
}

/// The model as one reads it from a file: packed.
LinearModel read_back(const LinearModel& model) {
  ModelWriter out;
  out.weights(model);
  const std::string bytes = out.finish();
  ModelReader in{bytes, "test.model"};
  LinearModel packed = in.weights();
  in.finish();
  return packed;
}

std::vector<std::int32_t> scores_of(const LinearModel& model, std::size_t first) {
  FeatureVector features;
  for (std::size_t i = 0; i < 100; ++i) {
    i % 5 == 2 ? features.skip() : features.add(first * 1000 + i);
  }
  std::vector<std::int32_t> scores(LinearModel::max_classes);
  model.score(features, scores);
  scores.resize(model.classes());
  return scores;
}

const std::vector<std::size_t> class_counts = {1, 3, 4, 5, 8, 16, 17, 30, 40, 96};

}  // namespace

BOOST_DATA_TEST_CASE(a_packed_model_has_the_weights_of_the_trained_one,
                     boost::unit_test::data::make(class_counts),
                     classes) {
  const LinearModel packed = read_back(trained(classes));
  std::vector<std::int16_t> weights(classes);
  for (std::size_t row = 0; row < rows; ++row) {
    packed.copy_row(row, weights);
    for (std::size_t i = 0; i < classes; ++i) {
      BOOST_TEST(weights[i] == weight_of(row, i));
    }
  }
}

BOOST_DATA_TEST_CASE(a_packed_model_scores_as_the_trained_one,
                     boost::unit_test::data::make(class_counts),
                     classes) {
  const LinearModel model = trained(classes);
  const LinearModel packed = read_back(model);
  for (std::size_t first = 0; first < 20; ++first) {
    BOOST_TEST(scores_of(packed, first) == scores_of(model, first),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_packed_model_is_written_as_the_trained_one) {
  const LinearModel model = trained(30);
  ModelWriter first;
  first.weights(model);
  ModelWriter second;
  second.weights(read_back(model));
  BOOST_TEST(first.finish() == second.finish());
}
