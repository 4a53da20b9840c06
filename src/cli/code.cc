// `code` and `read`: articles in, events or readings out, in the order of the input.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "cli/input_options.h"
#include "cli/parallel.h"
#include "cli/verbs.h"
#include "formats/event_json.h"
#include "formats/event_table.h"
#include "formats/reading_json.h"

namespace dragoman::cli {

int code_or_read(const Options& o, bool reading) {
  auto coder = open_coder(o);
  if (!coder) return 1;
  int status = 0;
  std::size_t articles = 0;
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const std::string format = !o.format.empty()      ? o.format
                             : terminal && !reading ? "table"
                                                    : "jsonl";
  const unsigned threads = o.threads > 0 ? o.threads : default_threads();
  const auto write = [&](const CodedArticle& coded) {
    if (reading)
      return reading_as_json(coded, o.offsets == "chars" ? Offsets::characters : Offsets::bytes);
    return format == "table" ? events_as_table(coded) : events_as_jsonl(coded);
  };
  // A batch at a time: what is done is written before more is begun.
  const std::size_t batch = std::size_t{64} * threads;
  ReadReport report;
  std::vector<std::string> out;
  for (const std::string& input : or_stdin(o.inputs)) {
    for (ArticleSource source(input, o.reading); source.next(batch, report);) {
      say(report);
      if (!report.errors.empty()) status = 1;
      const std::size_t count = report.articles.size();
      out.resize(count);
      parallel_for(count, threads, [&](std::size_t i) {
        Article& article = report.articles[i];
        if (article.published.empty()) article.published = o.published;
        out[i] = write(coder->code(std::move(article)));
      });
      for (const std::string& text : out) std::cout << text;
      articles += count;
    }
  }
  std::cout.flush();
  if (!std::cout) {
    fmt::print(stderr, "dragoman: the output cannot be written\n");
    return 1;
  }
  return articles == 0 ? 1 : status;
}

}  // namespace dragoman::cli
