#include "language/language_model.h"
#include "language/pipeline.h"
#include "text/file.h"

namespace dragoman {

namespace {

class FastModel : public LanguageModel {
 public:
  explicit FastModel(Pipeline pipeline) : pipeline_(std::move(pipeline)), reader_(pipeline_) {}

  [[nodiscard]] Annotated annotate(Document document) const override {
    Annotated out;
    out.document = std::move(document);
    out.words.resize(out.document.tokens.size());
    Workspace w;
    for (const Sentence& s : out.document.sentences) annotate_sentence(reader_, s, out, w);
    return out;
  }

  [[nodiscard]] std::string version() const override { return pipeline_.card; }

 private:
  Pipeline pipeline_;
  Reader reader_;
};

}  // namespace

Result<std::unique_ptr<LanguageModel>> load_fast_model(const std::string& path) {
  const Result<std::string> bytes =
      path == "-" ? Error{path, "is not a file", ""} : read_file(path);
  if (!bytes.ok())
    return Error{path, "the model cannot be read: " + bytes.error().what,
                 "run make models, or name one with --model-file"};
  Pipeline pipeline;
  if (!deserialize(bytes.value(), pipeline)) {
    return Error{path, "is not a dragoman model of this version, or is cut short",
                 "get the model that came with this program, or run make models"};
  }
  return std::unique_ptr<LanguageModel>(std::make_unique<FastModel>(std::move(pipeline)));
}

}  // namespace dragoman
