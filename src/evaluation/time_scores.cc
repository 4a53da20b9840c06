#include "evaluation/time_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace dragoman {

namespace {

struct GoldTime {
  Span span;
  std::string type;
  std::string value;
};

struct TimeDocument {
  std::string text;
  std::string published;
  std::vector<GoldTime> times;
};

std::string attribute(std::string_view tag, std::string_view name) {
  const std::string key = fmt::format(" {}=\"", name);
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + key.size();
  return std::string(tag.substr(from, tag.find('"', from) - from));
}

/// The text between <TEXT> and </TEXT> without tags, its TIMEX3 elements, and the creation time.
TimeDocument parse_timeml(const std::string& xml) {
  TimeDocument doc;
  const std::size_t created = xml.find("CREATION_TIME");
  const std::size_t open = created == std::string::npos ? created : xml.rfind('<', created);
  if (open != std::string::npos) {
    const std::string_view tag = std::string_view(xml).substr(open, xml.find('>', open) - open);
    doc.published = attribute(tag, "value").substr(0, 10);
  }
  std::size_t i = xml.find("<TEXT>");
  if (i == std::string::npos) return doc;
  i += 6;
  const std::size_t stop = std::min(xml.size(), xml.find("</TEXT>", i));
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::vector<GoldTime> open_times;
  while (i < stop) {
    if (xml[i] == '<') {
      const std::size_t end = xml.find('>', i);
      if (end == std::string::npos) break;
      const std::string_view tag = std::string_view(xml).substr(i, end - i);
      const auto at = static_cast<std::uint32_t>(doc.text.size());
      if (tag.starts_with("<TIMEX3") && tag.back() != '/') {
        open_times.push_back({{at, at}, attribute(tag, "type"), attribute(tag, "value")});
      } else if (tag.starts_with("</TIMEX3") && !open_times.empty()) {
        open_times.back().span.end = at;
        doc.times.push_back(std::move(open_times.back()));
        open_times.pop_back();
      }
      i = end + 1;
      continue;
    }
    bool entity = false;
    for (const auto& [name, c] : kEntities) {
      if (xml.compare(i, name.size(), name) != 0) continue;
      doc.text += c;
      i += name.size();
      entity = true;
      break;
    }
    if (!entity) doc.text += xml[i++];
  }
  return doc;
}

std::string around(const std::string& text, Span span) {
  const std::size_t from = span.begin < 90 ? 0 : span.begin - 90;
  std::string out = text.substr(from, span.begin - from) + "[" +
                    text.substr(span.begin, span.end - span.begin) + "]" +
                    text.substr(span.end, 60);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

void count(const TimeDocument& doc, const CodedArticle& coded, const std::string& name,
           TimeScores& scores) {
  const std::vector<TimeSpan>& mine = coded.reading.times;
  std::vector<bool> used(mine.size(), false);
  for (Matches* m : {&scores.spans, &scores.strict, &scores.types, &scores.values}) {
    m->gold += static_cast<double>(doc.times.size());
    m->predicted += static_cast<double>(mine.size());
  }
  const auto note = [&](std::string_view what, std::string_view gold, std::string_view got,
                        Span span) {
    scores.errors.push_back(fmt::format("{} {} {} not {} | {} | {}", name, what, gold, got,
                                        doc.published, around(doc.text, span)));
  };
  for (const GoldTime& gold : doc.times) {
    std::size_t best = mine.size();
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (used[i] || mine[i].span.begin >= gold.span.end || mine[i].span.end <= gold.span.begin)
        continue;
      if (best == mine.size() || mine[i].value == gold.value) best = i;
    }
    if (best == mine.size()) {
      note("missed", gold.type, gold.value, gold.span);
      continue;
    }
    used[best] = true;
    const TimeSpan& t = mine[best];
    ++scores.spans.matched;
    scores.strict.matched += t.span.begin == gold.span.begin && t.span.end == gold.span.end;
    scores.types.matched += t.type == gold.type;
    scores.values.matched += t.value == gold.value;
    if (t.value != gold.value) note("value", gold.value, t.value, gold.span);
  }
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (!used[i]) note("spurious", mine[i].type, mine[i].value, mine[i].span);
  }
}

}  // namespace

Result<TimeScores> score_times(const Coder& coder, const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tml") files.push_back(entry.path());
  }
  if (error || files.empty())
    return Error{folder, "has no .tml files", "set DRAGOMAN_DATA to the public data sets"};
  std::sort(files.begin(), files.end());
  TimeScores scores;
  for (const auto& file : files) {
    std::ifstream in(file);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const TimeDocument doc = parse_timeml(bytes.str());
    Article article;
    article.id = file.stem().string();
    article.text = doc.text;
    article.published = doc.published;
    const CodedArticle coded = coder.code(std::move(article));
    // Offsets hold only where the reader left the text as it was.
    if (coded.annotated.document.text != doc.text)
      return Error{file.string(), "is read with another text", ""};
    count(doc, coded, file.stem().string(), scores);
    ++scores.documents;
  }
  return scores;
}

}  // namespace dragoman
