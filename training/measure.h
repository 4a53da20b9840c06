// Scores of a pipeline on the development parts.
#pragma once

#include <string>
#include <vector>

#include "corpus.h"
#include "language/pipeline.h"

namespace dragoman::training {

/// Annotates examples on their own tokens.
std::vector<Annotated> annotate(const Pipeline& pipeline, const std::vector<Example>& examples);

/// One line: UPOS, XPOS, lemma, UAS, LAS (relations without subtypes) on gold tokens.
std::string measure_trees(const Pipeline& pipeline, const std::vector<Example>& examples);

/// One line: precision, recall and F1 of entities (exact span and type; PER, LOC and ORG).
std::string measure_names(const Pipeline& pipeline, const std::vector<Example>& examples);

/// All of the above on the development parts below the data folder `data`, and the speed.
void measure_all(const Pipeline& pipeline, const std::string& data);

/// Prints the most frequent confusions, and each case of those whose name starts with `show`.
void print_errors(const Pipeline& pipeline, const std::string& data, const std::string& show);

}  // namespace dragoman::training
