// `explain`: why one event of the inputs, or every one, was coded as it was.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "cli/input_options.h"
#include "cli/verbs.h"
#include "formats/explanation_writer.h"

namespace dragoman::cli {

namespace {

/// Ids as `code` prints them: sixteen hexadecimal digits.
bool is_id(const std::string& text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

int explain(const Options& o) {
  std::vector<std::string> inputs = o.inputs;
  if (!o.db.empty()) {
    // Two reports that a database holds: why they are told as one happening, or not.
    if (inputs.size() != 2 || !is_id(inputs[0]) || !is_id(inputs[1])) {
      fmt::print(stderr,
                 "dragoman: with --db, name two reports by their ids (`dragoman stories ID` lists "
                 "them)\n");
      return 2;
    }
    Options pair = o;
    pair.decision = "why";
    pair.pair = std::move(inputs);
    pair.format = o.format == "json" ? "json" : "";
    return stories(pair);
  }
  std::string id;
  if (!o.all) {
    if (inputs.empty() || !is_id(inputs.front())) {
      fmt::print(stderr,
                 "dragoman: name an event by its id (16 digits, as `code` prints it) before "
                 "the files, or say --all\n");
      return 2;
    }
    id = inputs.front();
    inputs.erase(inputs.begin());
  }
  auto coder = open_coder(o);
  if (!coder) return 1;
  int status = 0;
  std::size_t found = 0;
  ReadReport report;
  for (const std::string& input : or_stdin(inputs)) {
    for (ArticleSource source(input, o.reading); source.next(64, report);) {
      say(report);
      if (!report.errors.empty()) status = 1;
      for (Article& article : report.articles) {
        if (article.published.empty()) article.published = o.published;
        const CodedArticle coded = coder->code(std::move(article));
        for (std::size_t i = 0; i < coded.events.size(); ++i) {
          if (!o.all && coded.events[i].id != id) continue;
          ++found;
          const Explanation x = coder->explain(coded, i);
          std::cout << (o.format == "json" ? explanation_as_json(coded, x)
                                           : explanation_as_text(coded, x));
        }
      }
    }
  }
  if (found == 0 && !o.all) {
    fmt::print(stderr, "dragoman: no event {} in these inputs (give those that `code` was given)\n",
               id);
    return 1;
  }
  std::cout.flush();
  return std::cout ? status : 1;
}

}  // namespace dragoman::cli
