// Speed of every stage on the text of a public treebank.
#include <fmt/format.h>

#include <chrono>

#include "cli/verbs.h"
#include "formats/conllu.h"
#include "text/file.h"
#include "text/segmenter.h"

namespace dragoman::cli {

int benchmark(const Options& o) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  const std::string path = o.data + "/ud/en_ewt-dev.conllu";
  auto bytes = read_file(path);
  if (!bytes.ok()) {
    fmt::print(stderr, "dragoman: {}\n", bytes.error().message());
    return 1;
  }
  auto bank = read_conllu(bytes.value(), path);
  if (!bank.ok()) {
    fmt::print(stderr, "dragoman: {}\n", bank.error().message());
    return 1;
  }
  const std::string text = bank.value().annotated.document.text;
  const auto timed = [&](const char* name, const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::size_t tokens = work();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("{:24} {:10.0f} sentences of 25 tokens a second\n", name,
               static_cast<double>(tokens) / 25 / seconds);
  };
  timed("segment", [&] { return segment(text).tokens.size(); });
  timed("segment, tags, tree, names", [&] { return coder->annotate(text).words.size(); });
  timed("code, end to end", [&] {
    Article a;
    a.id = "bench";
    a.text = text;
    a.published = "2026-01-15";
    return coder->code(std::move(a)).annotated.words.size();
  });
  return 0;
}

}  // namespace dragoman::cli
