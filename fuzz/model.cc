// A small valid model under a list of edits, or raw bytes: refused, or safe to annotate with.
#include <cstring>

#include "check.h"
#include "language/pipeline.h"
#include "text/segmenter.h"

namespace {

using dragoman::fuzz::check;

std::string small_model() {
  dragoman::Pipeline p;
  p.card = "small";
  p.upos = {"NOUN", "VERB"};
  p.xpos = {"NN", "VBD"};
  p.relations = {"root", "nsubj", "parataxis"};
  p.entities = {"O", "B-PER", "I-PER"};
  p.vocabulary.rows = 3;
  p.vocabulary.buckets = 5;
  p.vocabulary.words = {{dragoman::text_hash("rebels"), 1}, {dragoman::text_hash("met"), 2}};
  p.vocabulary.names = {{dragoman::text_hash("exampleland"), 3}};
  p.lemmas = {{"met\tVERB", "meet"}};
  p.rules = {{"ed\tVBD", "2"}, {"ies\tNN", "3y"}};
  dragoman::Network& n = p.network;
  n.shape = {.rows = 8,
             .embedding = 16,
             .width = 32,
             .layers = 1,
             .arc = 16,
             .relation = 16,
             .upos = 2,
             .xpos = 2,
             .tags = 2,
             .relations = 3,
             .entities = 3};
  n.pair = {0, 0, 1, 1};
  std::uint32_t random = 7;
  const auto next = [&] { return (random = random * 1664525U + 1013904223U) >> 24; };
  n.table.resize(8 * 16);
  for (auto& cell : n.table) cell = static_cast<std::int8_t>(next());
  n.scale.assign(8, 0.01F);
  n.weights.resize(dragoman::NetworkLayout(n.shape).size);
  for (float& weight : n.weights) weight = static_cast<float>(next()) / 256.0F - 0.5F;
  dragoman::NameNetwork one;
  one.network = n;
  one.vocabulary.rows = 3;
  one.vocabulary.buckets = 5;
  one.rows = {0, 2, 1};
  p.names.networks.push_back(one);
  dragoman::WideNames& wide = p.names.wide;
  wide.bits = 4;
  wide.scale = 0.1F;
  wide.cells.resize(dragoman::kWideLabels << wide.bits);
  for (auto& cell : wide.cells) cell = static_cast<std::int8_t>(next());
  wide.transition.assign(4 * 3, 0.5F);
  wide.coarse = {0, 1, 2};
  wide.fine = {0, 300, 2};
  wide.spans = {{dragoman::span_hash(dragoman::span_hash(0, "prime"), "minister"), 5}};
  return dragoman::serialize(p);
}

/// Six bytes an edit: where (two, scaled to the file or from its start), what, and a value.
std::string edited(std::string bytes, const std::uint8_t* data, std::size_t size) {
  for (; size >= 6; data += 6, size -= 6) {
    const std::size_t where = data[0] + 256U * data[1];
    const std::size_t at = ((data[2] & 8) != 0 ? where : where * bytes.size() / 65536) %
                           (bytes.empty() ? 1 : bytes.size());
    if (at + 8 > bytes.size()) continue;
    switch (data[2] & 7) {
      case 0:
        bytes[at] ^= static_cast<char>(data[3]);
        break;
      case 1:
        bytes.resize(at);
        break;
      case 2:
        bytes.erase(at, data[3]);
        break;
      case 3:
        bytes.insert(at, std::string(data[3], static_cast<char>(data[4])));
        break;
      case 4: {
        const float value = static_cast<float>(data[3] - 128) * (data[4] > 200 ? 1e36F : 1.0F);
        std::memcpy(bytes.data() + at / 4 * 4, &value, sizeof value);
        break;
      }
      default:
        std::memcpy(bytes.data() + at, data + 3, 3);
        break;
    }
  }
  return bytes;
}

void annotate(const dragoman::Pipeline& pipeline) {
  dragoman::Annotated out;
  out.document = dragoman::segment(
      "The prime minister of Exampleland met rebels, and didn't say why. They agreed on 3 terms!");
  out.words.resize(out.document.tokens.size());
  const dragoman::Reader reader(pipeline);
  dragoman::Workspace work;
  for (const auto& s : out.document.sentences) {
    dragoman::annotate_sentence(reader, s, out, work);
    int roots = 0;
    for (auto t = s.first; t < s.last; ++t) {
      const std::int32_t head = out.words[t].head;
      roots += head < 0 ? 1 : 0;
      check(head < 0 || (head >= static_cast<std::int32_t>(s.first) &&
                         head < static_cast<std::int32_t>(s.last)),
            "heads lie in the sentence");
      std::int32_t up = static_cast<std::int32_t>(t);
      for (auto steps = s.last - s.first; up >= 0 && steps > 0; --steps)
        up = out.words[static_cast<std::size_t>(up)].head;
      check(up < 0, "heads lead to a root");
    }
    check(roots == 1, "a tree has one root");
  }
  std::uint32_t end = 0;
  for (const auto& e : out.entities) {
    check(e.first >= end && e.last > e.first && e.last <= out.words.size(),
          "entities are in order and inside the document");
    end = e.last;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string whole = small_model();
  const bool raw = size > 0 && data[0] == 0xFF;
  const std::string bytes = raw ? "DRGMODL3" + std::string(dragoman::fuzz::view(data + 1, size - 1))
                                : edited(whole, data, size);
  dragoman::Pipeline pipeline;
  if (!dragoman::deserialize(bytes, pipeline)) {
    check(bytes != whole, "the undamaged model is read");
    return 0;
  }
  annotate(pipeline);
  dragoman::Pipeline again;
  check(dragoman::deserialize(dragoman::serialize(pipeline), again), "a written model reads again");
  return 0;
}
