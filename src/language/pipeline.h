// The parts of the fast model and how they run one after the other over a sentence.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/annotated.h"
#include "language/features.h"
#include "language/names.h"
#include "language/network.h"

namespace dragoman {

/// Everything trained.
struct Pipeline {
  std::string card;  ///< one line: version and scores
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<std::string> relations;
  std::vector<std::string> entities;  ///< "O", "B-PER", ...
  Vocabulary vocabulary;
  Network network;
  NameFinder names;
  std::unordered_map<std::string, std::string> lemmas;  ///< "form\tUPOS" (lower case) -> lemma
  std::unordered_map<std::string, std::string> rules;   ///< "suffix\tXPOS" -> "cut count,added"
};

/// What annotation works out from a pipeline once. Refers to the pipeline.
struct Reader {
  explicit Reader(const Pipeline& from);

  const Pipeline& pipeline;
  NetworkLayout layout;
  PackedNetwork packed;
  NameReader names;
};

/// Buffers of one thread, reused from sentence to sentence.
struct Workspace {
  std::vector<std::string_view> forms;
  TokenRows rows;
  Activations activations;
  NameWorkspace names;
  std::vector<std::int32_t> heads;
  std::vector<std::uint32_t> labels;
  std::vector<float> hidden;
  std::vector<float> scores;
};

/// Lemma of a form under a tag.
std::string lemmatize(const Pipeline& pipeline, std::string_view form, const std::string& upos,
                      const std::string& xpos);

/// Annotates one sentence of `out` (tokens already there). A sentence longer than kLongestSentence
/// is taken in pieces whose roots hang from the first as parataxis.
inline constexpr std::uint32_t kLongestSentence = 500;
void annotate_sentence(const Reader& reader, const Sentence& sentence, Annotated& out,
                       Workspace& w);

/// File form of a pipeline, and back. The reader checks every length; false for anything else.
std::string serialize(const Pipeline& pipeline);
bool deserialize(std::string_view bytes, Pipeline& out);

}  // namespace dragoman
