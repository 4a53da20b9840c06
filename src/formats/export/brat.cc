// brat standoff: NAME.txt and NAME.ann for each article, in a folder. Offsets are code points.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <tuple>

#include "formats/export/annotated_article.h"
#include "formats/export/formats.h"

namespace dragoman {

namespace {

/// The id of an article as part of a file name.
std::string file_name(const StoredEvent& e) {
  std::string out = std::to_string(e.article) + "-";
  for (const char c : e.article_id.substr(0, 80)) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    out += plain ? c : '_';
  }
  return out;
}

/// Text-bound annotations of one article, each span and label once.
class Spans {
 public:
  explicit Spans(const ArticleText& text) : text_(text) {}

  /// The number of the annotation; 0 for an empty span.
  std::size_t add(const std::string& label, std::size_t first, std::size_t last,
                  std::string& lines) {
    last = std::min(last, text_.text.size());
    if (first >= last) return 0;
    const auto [at, made] = known_.try_emplace({label, first, last}, known_.size() + 1);
    if (made) {
      lines += fmt::format("T{}\t{} {}\t{}\n", at->second, label, fragments(first, last),
                           in_one_line(first, last));
    }
    return at->second;
  }

 private:
  /// "0 5", or "0 5;6 9" where a line break lies between: brat wants none inside a span.
  [[nodiscard]] std::string fragments(std::size_t first, std::size_t last) const {
    std::string out;
    for (std::size_t at = first; at < last;) {
      const std::size_t end = std::min(text_.text.find('\n', at), last);
      if (end > at) {
        if (!out.empty()) out += ';';
        out += fmt::format("{} {}", text_.offsets.code_points(at), text_.offsets.code_points(end));
      }
      at = end + 1;
    }
    return out;
  }

  [[nodiscard]] std::string in_one_line(std::size_t first, std::size_t last) const {
    std::string out = text_.text.substr(first, last - first);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
  }

  const ArticleText& text_;
  std::map<std::tuple<std::string, std::size_t, std::size_t>, std::size_t> known_;
};

class BratWriter : public ArticleWriter {
 public:
  explicit BratWriter(const ExportContext& context)
      : ArticleWriter(context), tables_(*context.tables), folder_(context.folder) {}

  /// annotation.conf, without which brat shows nothing.
  Result<Done> begin(std::ostream& /*out*/) override {
    std::set<std::string> names;
    for (const auto& [code, cameo] : tables_.cameo.codes())
      if (!cameo.type.empty()) names.insert(cameo.type);
    std::string types;
    for (const std::string& type : names)
      types += fmt::format("{}\tActor*:Party, Recipient*:Party\n", type);
    return write("annotation.conf",
                 "[entities]\nParty\n[relations]\n[events]\n" + types +
                     "[attributes]\nModality\tArg:<EVENT>, Value:occurred|ongoing|planned|possible|"
                     "demanded|threatened|refused|denied|cancelled|background\n");
  }

 protected:
  Result<Done> article(const ArticleText& text, const std::vector<StoredEvent>& events,
                       std::ostream& /*out*/) override {
    Spans spans(text);
    std::string lines;
    std::size_t number = 0;
    for (const StoredEvent& e : events) {
      ++number;
      const std::size_t trigger = spans.add(e.type, e.trigger_begin, e.trigger_end, lines);
      std::string line = fmt::format("E{}\t{}:T{}", number, e.type, trigger);
      arguments("Actor", e.actors, spans, lines, line);
      arguments("Recipient", e.recipients, spans, lines, line);
      lines += line + '\n';
      lines += fmt::format("A{}\tModality E{} {}\n", number, number, e.modality);
      lines += fmt::format("#{}\tAnnotatorNotes E{}\t{} {}\n", number, number, e.id, e.mode);
    }
    const std::string name = file_name(events.front());
    auto done = write(name + ".txt", text.text);
    return done.ok() ? write(name + ".ann", lines) : done;
  }

 private:
  static void arguments(const std::string& role, const std::vector<StoredParty>& parties,
                        Spans& spans, std::string& lines, std::string& line) {
    std::size_t number = 0;
    for (const StoredParty& p : parties) {
      const std::size_t span = spans.add("Party", p.first, p.last, lines);
      if (span == 0) continue;
      ++number;
      line += fmt::format(" {}{}:T{}", role, number > 1 ? std::to_string(number) : "", span);
    }
  }

  Result<Done> write(const std::string& name, const std::string& bytes) const {
    const std::string path = (std::filesystem::path(folder_) / name).string();
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    if (!out.flush()) return Error{path, "cannot be written", "check the folder and the disk"};
    return Done{};
  }

  const CodeTables& tables_;
  const std::string folder_;
};

}  // namespace

std::unique_ptr<EventWriter> brat_writer(const ExportContext& context) {
  return std::make_unique<BratWriter>(context);
}

}  // namespace dragoman
