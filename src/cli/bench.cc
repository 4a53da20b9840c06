// Speed and memory of every stage on the text of a public treebank.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <tuple>

#include "cli/parallel.h"
#include "cli/verbs.h"
#include "formats/conllu.h"
#include "reading/reading.h"
#include "reading/tree.h"
#include "text/file.h"
#include "text/segmenter.h"

namespace dragoman::cli {

namespace {

/// Largest resident size so far, MiB.
double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Best of three runs, so that a busy moment of the machine does not count.
template <typename Work>
double seconds_of(const Work& work) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(
        best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

/// The treebank's text as articles of twenty sentences.
std::vector<Article> articles_of(const Document& d) {
  std::vector<Article> out;
  for (std::size_t s = 0; s < d.sentences.size(); s += 20) {
    const std::size_t last = std::min(s + 20, d.sentences.size()) - 1;
    Article a;
    a.id = std::to_string(s);
    a.published = "2026-01-15";
    a.text = d.text.substr(d.sentences[s].begin, d.sentences[last].end - d.sentences[s].begin);
    out.push_back(std::move(a));
  }
  return out;
}

}  // namespace

int benchmark(const Options& o) {
  const auto opening = std::chrono::steady_clock::now();
  auto coder = open_coder(o);
  if (!coder) return 1;
  const double opened =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - opening).count();
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
  const std::vector<Article> articles = articles_of(bank.value().annotated.document);
  std::vector<Annotated> annotated(articles.size());
  std::size_t tokens = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    annotated[i] = coder->annotate(articles[i].text);
    tokens += annotated[i].words.size();
  }
  const double sentences = static_cast<double>(tokens) / 25;
  fmt::print("{:40} {:10.3f} s  {:8.0f} MiB\n", "start (model, knowledge, lexicon)", opened,
             peak_memory());
  fmt::print("{} articles, {} tokens; speeds in sentences of 25 tokens a second\n", articles.size(),
             tokens);
  const auto row = [&](const char* name, double seconds) {
    fmt::print("{:40} {:10.0f}    {:8.0f} MiB\n", name, sentences / seconds, peak_memory());
    return seconds;
  };
  row("segmentation", seconds_of([&] {
        for (const Article& a : articles) segment(a.text);
      }));
  const double language = row("segmentation, tags, tree, entities", seconds_of([&] {
                                for (const Article& a : articles)
                                  std::ignore = coder->annotate(a.text);
                              }));
  const double reading =
      row("reading alone", seconds_of([&] {
            for (const Annotated& a : annotated)
              read_document(Tree(a), "2026-01-15", coder->knowledge(), coder->reading_lexicon());
          }));
  const double one = row("text to events, one core", seconds_of([&] {
                           for (const Article& a : articles) std::ignore = coder->code(a);
                         }));
  const double two = row("text to events, two cores", seconds_of([&] {
                           parallel_for(articles.size(), 2, [&](std::size_t i) {
                             std::ignore = coder->code(articles[i]);
                           });
                         }));
  fmt::print(
      "shares of one core: language {:.0f}%, reading {:.0f}%, coding {:.0f}%; two cores give "
      "{:.2f} times one\n",
      100 * language / one, 100 * reading / one, 100 * (one - language - reading) / one, one / two);
  return 0;
}

}  // namespace dragoman::cli
