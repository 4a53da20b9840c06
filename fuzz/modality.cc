// Any bytes as the model of modality, or as cues.tsv (the first byte says which): refused, or safe
// to read a sentence with.
#include <algorithm>
#include <cmath>
#include <vector>

#include "check.h"
#include "reading/cue_lexicon.h"
#include "reading/modality_model.h"
#include "reading/tree.h"
#include "text/segmenter.h"

namespace {

using dragoman::fuzz::check;

/// A well-formed model with the bytes over its beginning, so that more than sizes is tried.
std::vector<std::uint8_t> over_a_model(const std::uint8_t* data, std::size_t size) {
  using Model = dragoman::ModalityModel;
  Model::Head head;
  head.dense.resize(dragoman::kStandingDense * dragoman::kStandingSums);
  std::string bytes = Model::bytes(head, {{3, {}}, {8, {}}}, {{5, 0.5F, {}}});
  std::copy_n(data, std::min(size, bytes.size()), bytes.begin());
  return {bytes.begin(), bytes.end()};
}

void check_model(const std::vector<std::uint8_t>& bytes) {
  const auto model = dragoman::ModalityModel::parse(bytes);
  if (!model.ok()) {
    check(!model.error().remedy.empty(), "an error says what to do");
    return;
  }
  dragoman::StandingInput input;
  input.evidence = {{3, 4}, {8, 2}, {9, 1}};
  input.dense[0] = 1;
  const auto scores = model.value().scores(input);
  for (const float s : scores) check(!std::isnan(s), "a score is a number");
  (void)model.value().decide(scores, dragoman::Modality::occurred);
  check(
      model.value().says(input, dragoman::Modality::denied, dragoman::Modality::occurred).size() ==
          input.evidence.size(),
      "every piece of evidence says something");
}

/// The table, and its own words as the text to look through.
void check_cues(std::string_view table) {
  static const dragoman::fuzz::Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "reading");
  dragoman::fuzz::write(scratch.path() / "reading" / "cues.tsv", table);
  const auto cues = dragoman::CueLexicon::load(scratch.path().string());
  if (!cues.ok()) {
    check(!cues.error().what.empty(), "an error says what");
    return;
  }
  dragoman::Annotated text;
  text.document = dragoman::segment(std::string(table.substr(0, 2000)));
  text.words.resize(text.document.tokens.size());
  const dragoman::Tree tree(text);
  std::vector<dragoman::Cue> found;
  cues.value().find(tree, 0, static_cast<std::uint32_t>(tree.size()), found);
  for (const dragoman::Cue& c : found) {
    check(c.first < c.last && c.last <= tree.size() &&
              c.last - c.first <= dragoman::CueLexicon::kLongest,
          "a cue lies in the text");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  if (data[0] % 2 == 0) {
    check_cues(dragoman::fuzz::view(data + 1, size - 1));
    return 0;
  }
  check_model({data + 1, data + size});
  check_model(over_a_model(data + 1, size - 1));
  return 0;
}
