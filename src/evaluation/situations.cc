#include "evaluation/situations.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "knowledge/table.h"
#include "story/coded_report.h"
#include "story/words.h"
#include "text/file.h"
#include "text/folded.h"

namespace dragoman {

namespace {

std::vector<std::string> list(std::string_view field) {
  std::vector<std::string> out;
  for (const auto item : split(field, ';')) out.emplace_back(item);
  return out;
}

bool word_byte(const std::string& text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  return std::isalnum(c) != 0 || c >= 0x80;
}

/// Where the `count`th whole word `word` begins; npos for nowhere.
std::size_t find_word(const std::string& text, std::string_view word, int count) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at > 0 && word_byte(text, at - 1)) || (end < text.size() && word_byte(text, end)))
      continue;
    if (--count == 0) return at;
  }
  return std::string::npos;
}

Result<Article> read_article(const std::filesystem::path& path) {
  auto bytes = read_file(path.string());
  if (!bytes.ok()) return bytes.error();
  Article out;
  out.id = path.parent_path().filename().string() + "/" + path.stem().string();
  std::string_view rest = bytes.value();
  while (!rest.empty() && rest.front() != '\n') {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    for (const auto& [name, into] : {std::pair{std::string_view("Title: "), &out.title},
                                     {"Date: ", &out.published},
                                     {"Publisher: ", &out.publisher}})
      if (line.starts_with(name)) *into = line.substr(name.size());
  }
  out.text = rest.substr(std::min<std::size_t>(rest.size(), 1));
  return out;
}

Result<LabelledReport> read_label(const Situation& s, const Table& table, const Table::Row& row) {
  LabelledReport r;
  const std::string where = fmt::format("{}:{}", table.path, row.line);
  std::from_chars(row.at(0).data(), row.at(0).data() + row.at(0).size(), r.article);
  if (r.article < 1 || static_cast<std::size_t>(r.article) > s.articles.size())
    return Error{where, "names no article", ""};
  const auto hash = row.at(1).find('#');
  r.trigger = row.at(1).substr(0, hash);
  const int count = hash == std::string_view::npos ? 1 : row.at(1).at(hash + 1) - '0';
  const std::size_t at =
      find_word(s.articles[static_cast<std::size_t>(r.article) - 1].article.text, r.trigger, count);
  if (at == std::string::npos) return Error{where, "its trigger is not in the article", ""};
  r.offset = static_cast<std::uint32_t>(at);
  r.type = row.at(2);
  r.actors = list(row.at(3));
  r.recipients = list(row.at(4));
  r.event = row.at(5);
  if (!parse_stage(row.at(6), &r.stage)) return Error{where, "has an unknown stage", ""};
  r.day = row.at(7);
  r.figures = list(row.at(8));
  return r;
}

Result<Situation> read_situation(const Coder& coder, const std::filesystem::path& folder) {
  Situation s;
  s.name = folder.filename().string();
  for (int number = 1;; ++number) {
    const auto path = folder / fmt::format("{}.txt", number);
    if (!std::filesystem::exists(path)) break;
    auto article = read_article(path);
    if (!article.ok()) return article.error();
    s.articles.push_back(coder.code(std::move(article.value())));
  }
  const auto labels = read_table((folder / "labels.tsv").string(), 9);
  if (!labels.ok()) return labels.error();
  for (const auto& row : labels.value().rows) {
    auto label = read_label(s, labels.value(), row);
    if (!label.ok()) return label.error();
    s.reports.push_back(std::move(label.value()));
  }
  const auto events = read_table((folder / "events.tsv").string(), 3);
  if (!events.ok()) return events.error();
  for (const auto& row : events.value().rows) {
    LabelledEvent& e = s.events[std::string(row.at(0))];
    if (!parse_stage(row.at(1), &e.stage))
      return Error{events.value().path, "has an unknown stage", ""};
    e.disagrees = list(row.at(2));
  }
  return s;
}

/// A name as labels have it: its country by the longest part that names one, its sector by a noun
/// of a role.
StoryParty party_of(const std::string& name, const Knowledge& knowledge) {
  const std::string folded = fold(name);
  std::string country;
  bool state = false;
  for (const NameEntry& e : knowledge.find(folded)) {
    if (e.country.view().empty()) continue;
    country = e.country.view();
    state = e.kind == NameKind::country;
    if (state) break;
  }
  std::string sector;
  for (std::string_view word : split(folded, ' ')) {
    if (word.ends_with("'s")) word.remove_suffix(2);
    if (country.empty()) {
      for (const NameEntry& e : knowledge.find(word)) {
        if (e.kind != NameKind::country && e.kind != NameKind::adjective) continue;
        country = e.country.view();
        break;
      }
    }
    for (std::string_view noun :
         {word, word.substr(0, word.size() - (word.ends_with('s') ? 1 : 0))})
      if (const NameEntry* role = knowledge.role(noun); role != nullptr && sector.empty())
        sector = role->sector.view();
  }
  if (state) sector = "GOV";
  return make_party(name, country, sector, "", state);
}

StoryFigure figure_of(const std::string& told) {
  const std::size_t sign = told.find_first_of("=~<>");
  const std::size_t digits = told.find_first_of("0123456789");
  if (sign == std::string::npos || digits == std::string::npos) return {told, 0, 0, told};
  const std::string_view mark = std::string_view(told).substr(sign, digits - sign);
  double value = 0;
  std::from_chars(told.data() + digits, told.data() + told.size(), value);
  return make_figure(told.substr(0, sign), value,
                     mark == ">="   ? "at least"
                     : mark == "<=" ? "at most"
                     : mark == "~"  ? "about"
                                    : "",
                     told.substr(sign));
}

/// The office that the article gives to a person.
std::string role_in(const CodedArticle& coded, const StoryParty& party) {
  for (const RoleClaim& claim : coded.reading.roles) {
    const Mention& m = coded.reading.mentions[static_cast<std::size_t>(claim.mention)];
    auto words = stems_of(m.name);
    std::sort(words.begin(), words.end());
    const std::size_t least = std::min(words.size(), party.words.size());
    if (least > 0 && shared_items(words, party.words) >= least) return claim.role;
  }
  return {};
}

}  // namespace

Result<std::vector<Situation>> read_situations(const Coder& coder, const std::string& folder) {
  const auto parts = read_table(folder + "/parts.tsv", 2);
  if (!parts.ok()) return parts.error();
  std::vector<Situation> out;
  for (const auto& row : parts.value().rows) {
    auto situation = read_situation(coder, std::filesystem::path(folder) / row.at(0));
    if (!situation.ok()) return situation.error();
    out.push_back(std::move(situation.value()));
    out.back().dev = row.at(1) == "dev";
  }
  return out;
}

StoryReport report_of_label(const Situation& s, const LabelledReport& label, const Coder& coder) {
  const CodedArticle& coded = s.articles[static_cast<std::size_t>(label.article) - 1];
  StoryReport r;
  r.id = fmt::format("{}/{}/{:06}", s.name, label.article, label.offset);
  r.article = label.article;
  r.publisher = coded.article.publisher;
  r.published = parsed_day(coded.article.published);
  r.offset = label.offset;
  r.type = label.type;
  r.act = label.type;
  r.stage = label.stage;
  r.confidence = 1;
  for (const auto& [from, into] :
       {std::pair{&label.actors, &r.actors}, {&label.recipients, &r.recipients}}) {
    for (const std::string& name : *from) {
      into->push_back(party_of(name, coder.knowledge()));
      into->back().role = role_in(coded, into->back());
    }
  }
  r.day = r.day_end = parsed_day(label.day);
  for (const std::string& told : label.figures) r.figures.push_back(figure_of(told));
  const auto& sentences = coded.annotated.document.sentences;
  const auto after =
      std::partition_point(sentences.begin(), sentences.end(),
                           [&](const Sentence& x) { return x.begin <= label.offset; });
  if (after != sentences.begin()) {
    const Sentence& x = *std::prev(after);
    add_sentence(std::string_view(coded.article.text).substr(x.begin, x.end - x.begin),
                 label.trigger, r);
  }
  return r;
}

const Event* coded_event_of(const Situation& s, const LabelledReport& label) {
  const CodedArticle& coded = s.articles[static_cast<std::size_t>(label.article) - 1];
  const Document& document = coded.annotated.document;
  const Event* near = nullptr;
  bool several = false;
  for (const Event& e : coded.events) {
    const Token& t = document.tokens[e.trigger];
    if (t.begin <= label.offset && label.offset < t.end) return &e;
    const Sentence& x = document.sentences[e.sentence];
    if (e.act != label.type || label.offset < x.begin || label.offset >= x.end) continue;
    several = near != nullptr;
    near = &e;
  }
  return several ? nullptr : near;
}

}  // namespace dragoman
