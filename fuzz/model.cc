// Any bytes as a model file: refused, or safe to annotate with.
#include "check.h"
#include "language/pipeline.h"
#include "text/segmenter.h"

using dragoman::fuzz::check;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dragoman::Pipeline pipeline;
  if (!dragoman::deserialize(dragoman::fuzz::view(data, size), pipeline)) return 0;
  dragoman::Annotated out;
  out.document = dragoman::segment(
      "The prime minister of Exampleland met rebels, and didn't say why. They agreed on 3 terms!");
  out.words.resize(out.document.tokens.size());
  dragoman::Workspace work;
  for (const auto& s : out.document.sentences) {
    dragoman::annotate_sentence(pipeline, s, out, work);
    int roots = 0;
    for (auto t = s.first; t < s.last; ++t) {
      const std::int32_t head = out.words[t].head;
      roots += head < 0 ? 1 : 0;
      check(head < 0 || (head >= static_cast<std::int32_t>(s.first) &&
                         head < static_cast<std::int32_t>(s.last)),
            "heads lie in the sentence");
    }
    check(roots == 1, "a tree has one root");
  }
  std::uint32_t end = 0;
  for (const auto& e : out.entities) {
    check(e.first >= end && e.last > e.first && e.last <= out.words.size(),
          "entities are in order and inside the document");
    end = e.last;
  }
  dragoman::Pipeline again;
  check(dragoman::deserialize(dragoman::serialize(pipeline), again), "a written model reads again");
  return 0;
}
