// The one interface behind which tagging, parsing and entity recognition live.
#pragma once

#include <memory>
#include <string>

#include "language/annotated.h"
#include "text/result.h"

namespace dragoman {

/// Annotates documents. Implementations are immutable after loading and safe to share by threads.
class LanguageModel {
 public:
  virtual ~LanguageModel() = default;

  /// Tags, lemmatises, parses and finds entities; keeps the given tokens and sentences.
  [[nodiscard]] virtual Annotated annotate(Document document) const = 0;

  /// One line that names the model and its version.
  [[nodiscard]] virtual std::string version() const = 0;
};

/// Loads the fast model from `path`. Error (with remedy) when the file is absent, cut short, or of
/// another format version.
Result<std::unique_ptr<LanguageModel>> load_fast_model(const std::string& path);

}  // namespace dragoman
