// Verbs of the command line and their options.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "coding/coder.h"

namespace dragoman::cli {

struct Options {
  std::vector<std::string> inputs;
  std::string format;
  std::string published;
  std::string input = "text";
  std::string model_file;
  std::string ranker_file;
  bool lexicon_only = false;
  std::string data_folder;  ///< empty: the shipped data
  std::string out;
  std::string data;
  std::string stage;    ///< eval: one stage only
  bool errors = false;  ///< eval: print what went wrong
};

/// Opens the coder with the shipped data; says what is wrong and returns null when it cannot.
std::unique_ptr<Coder> open_coder(const Options& options);

/// Prints the table of scores on the public data sets under options.data. Exit status.
int evaluate(const Options& options);

/// Prints sentences a second for each stage. Exit status.
int benchmark(const Options& options);

}  // namespace dragoman::cli
