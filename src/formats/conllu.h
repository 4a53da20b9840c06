// CoNLL-U in and out.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "language/annotated.h"
#include "text/result.h"

namespace dragoman {

/// A treebank read into memory. Labels in `annotated` point into `labels`.
struct Treebank {
  Annotated annotated;  ///< text rebuilt from `# text` lines, one sentence a line
  std::vector<std::string> sentence_ids;
  std::deque<std::string> labels;  ///< storage behind the label views
};

/// Reads CoNLL-U. Multiword ranges give their words shares of the surface span; empty nodes are
/// skipped. Error names `name`:line for a malformed line. O(bytes).
Result<Treebank> read_conllu(std::string_view bytes, const std::string& name);

/// Writes sentences as CoNLL-U with `# sent_id`, `# text`, and MISC `TokenRange=b:e`,
/// `Entity=B-PER`, `SpaceAfter=No`.
std::string write_conllu(const Annotated& annotated);

}  // namespace dragoman
