// Labelled predicates, as evidence.
#pragma once

#include <string>
#include <vector>

#include "coding/coder.h"
#include "reading/modality_model.h"

namespace dragoman {

/// A labelled predicate. Its evidence is empty where no statement was found.
struct ModalityExample {
  StandingInput input;
  int label = 0;
  int ruled = -1;  ///< what the rules say, -1 where no statement was found
  int block = 0;
  float weight = 1;
  std::string shown;  ///< predicate and sentence, for errors
};

/// Reads sentences with one labelled predicate: part, predicate, modality, negated, sentence. Rows
/// of the part named `final` are left out.
std::vector<ModalityExample> read_labelled(const Coder& coder, const WordTable& words,
                                           const std::string& path, int block);

/// Reads labelled pairs of parties (training/pairs): sentence with its parties as "[A actor]" and
/// "[R recipient]", type, mode, modality, event. A row gives an example where one statement holds
/// both parties and its lexicon entry has an act that with the row's modality makes the row's type,
/// save for allegations, which the rows count as told.
std::vector<ModalityExample> read_pairs(const Coder& coder, const WordTable& words,
                                        const std::string& path, float weight);

}  // namespace dragoman
