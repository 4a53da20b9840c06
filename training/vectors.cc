#include "vectors.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace dragoman::training {

namespace {

/// Fills `out`; simdjson's exceptions tell of anything that is not of the form.
void read(simdjson::ondemand::document& document, std::size_t most, WordVectors& out) {
  out.dimensions = static_cast<std::size_t>(document["dimensions"].get_uint64().value());
  for (auto field : document["vectors"].get_object()) {
    if (out.words.size() == most) break;
    out.words.emplace_back(std::string_view(field.unescaped_key()));
    std::size_t k = 0;
    for (auto value : field.value().get_array()) {
      // What follows the vector (its length, the word's index) is not needed.
      if (k++ < out.dimensions) out.values.push_back(static_cast<float>(double(value)));
    }
    if (k < out.dimensions) throw simdjson::simdjson_error(simdjson::INCORRECT_TYPE);
  }
}

void scale_to_unit_variance(WordVectors& v) {
  const std::size_t n = v.words.size();
  for (std::size_t j = 0; j < v.dimensions; ++j) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const auto x = static_cast<double>(v.values[i * v.dimensions + j]);
      sum += x;
      squares += x * x;
    }
    const double mean = sum / static_cast<double>(n);
    const double deviation =
        std::sqrt(std::max(1e-12, squares / static_cast<double>(n) - mean * mean));
    for (std::size_t i = 0; i < n; ++i) {
      float& x = v.values[i * v.dimensions + j];
      x = static_cast<float>((static_cast<double>(x) - mean) / deviation);
    }
  }
}

}  // namespace

WordVectors read_vectors(const std::string& path, std::size_t most) {
  WordVectors out;
  simdjson::padded_string json;
  if (simdjson::padded_string::load(path).get(json) != simdjson::SUCCESS) {
    fmt::print(stderr, "{}: cannot be read, goes without word vectors\n", path);
    return {};
  }
  try {
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document = parser.iterate(json);
    read(document, most, out);
  } catch (const simdjson::simdjson_error& error) {
    fmt::print(stderr, "{}: {}; goes without word vectors\n", path, error.what());
    return {};
  }
  scale_to_unit_variance(out);
  return out;
}

}  // namespace dragoman::training
