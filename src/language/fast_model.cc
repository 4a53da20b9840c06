#include <fstream>
#include <iterator>

#include "language/language_model.h"
#include "language/pipeline.h"

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
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return Error{path, "the model cannot be read",
                 "run make models, or name one with --model-file"};
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  Pipeline pipeline;
  if (!deserialize(bytes, pipeline)) {
    return Error{path, "is not a dragoman model of this version, or is cut short",
                 "get the model that came with this program, or run make models"};
  }
  return std::unique_ptr<LanguageModel>(std::make_unique<FastModel>(std::move(pipeline)));
}

}  // namespace dragoman
