#include "evaluation/article_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "evaluation/assignment.h"
#include "knowledge/table.h"
#include "text/file.h"

namespace dragoman {

namespace {

constexpr const char* kNone = "none";

/// Two letters and more that are no ISO code name an international body.
std::string country_code(std::string_view code) {
  static const std::set<std::string_view> kBodies = {"UN",    "EU",  "AU",  "NATO", "ECOWAS",
                                                     "ASEAN", "OAS", "IMF", "WHO",  "IGO",
                                                     "UNO",   "EUR", "NGO", "ISM",  "IMG"};
  return std::string(kBodies.contains(code) ? "IGO" : code);
}

std::string joined(const std::set<std::string>& items) {
  std::string out;
  for (const std::string& i : items) out += (out.empty() ? "" : ";") + i;
  return out.empty() ? "-" : out;
}

std::set<std::string> gold_codes(std::string_view field) {
  std::set<std::string> out;
  for (const auto code : split(field, ';')) out.insert(country_code(code));
  return out;
}

std::set<std::string> coded_codes(const std::vector<Party>& parties) {
  std::set<std::string> out;
  // Leagues, firms and movements without a state are labelled without a country.
  static const std::set<std::string_view> kStateless = {"", "NGO", "ISM", "MNC"};
  for (const Party& p : parties)
    if (!kStateless.contains(p.country)) out.insert(country_code(p.country));
  return out;
}

std::string names(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& p : parties)
    out += (out.empty() ? "" : " + ") + p.text + "/" + p.country + "/" + p.sector;
  return out;
}

ComparedEvent compared(const Event& e, const CodedArticle& coded) {
  ComparedEvent c;
  c.type = e.type;
  c.actors = coded_codes(e.actors);
  c.recipients = coded_codes(e.recipients);
  c.modality = to_string(e.modality);
  c.sentence = e.sentence;
  c.shown = fmt::format("{} {} > {} {} '{}' ({} > {}) {}", c.type, joined(c.actors),
                        joined(c.recipients), c.modality, coded.annotated.document.form(e.trigger),
                        names(e.actors), names(e.recipients), e.because);
  return c;
}

bool same_parties(const ComparedEvent& a, const ComparedEvent& b) {
  return a.actors == b.actors && a.recipients == b.recipients;
}

template <typename Weight>
std::vector<int> matching(const std::vector<ComparedEvent>& gold,
                          const std::vector<ComparedEvent>& coded, Weight weight) {
  std::vector<std::vector<int>> weights(gold.size(), std::vector<int>(coded.size()));
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t j = 0; j < coded.size(); ++j) weights[i][j] = weight(gold[i], coded[j]);
  }
  return best_assignment(weights);
}

template <typename Same>
Matches matches(const std::vector<ComparedEvent>& gold, const std::vector<ComparedEvent>& coded,
                Same same) {
  const std::vector<int> given = matching(
      gold, coded, [&](const ComparedEvent& g, const ComparedEvent& c) { return int{same(g, c)}; });
  Matches m;
  m.gold = static_cast<double>(gold.size());
  m.predicted = static_cast<double>(coded.size());
  m.matched = static_cast<double>(
      std::count_if(given.begin(), given.end(), [](int column) { return column >= 0; }));
  return m;
}

void add(Matches& to, const Matches& from) {
  to.matched += from.matched;
  to.predicted += from.predicted;
  to.gold += from.gold;
}

std::vector<ComparedEvent> without_background(std::vector<ComparedEvent> events) {
  std::erase_if(events, [](const ComparedEvent& e) { return e.modality == "background"; });
  return events;
}

/// One labelled article: text, day, part and rows.
struct Labelled {
  Article article;
  bool dev = false;
  std::vector<std::pair<ComparedEvent, std::size_t>> rows;  ///< with the byte its words begin at
};

Result<Labelled> read_labelled(const std::filesystem::path& table_path) {
  auto table = read_table(table_path.string(), 9);
  if (!table.ok()) return table.error();
  Labelled out;
  out.article.id = table_path.stem().string();
  auto text = read_file(std::filesystem::path(table_path).replace_extension(".txt").string());
  if (!text.ok()) return text.error();
  out.article.text = std::move(text.value());
  const std::string& bytes = *table.value().bytes;
  constexpr std::string_view kPublished = "# published ";
  if (!bytes.starts_with(kPublished))
    return Error{table_path.string(), "does not begin with '# published YYYY-MM-DD'", ""};
  out.article.published = bytes.substr(kPublished.size(), 10);
  for (const auto& row : table.value().rows) {
    if (row.at(0) == "part") continue;
    out.dev = row.at(0) == "dev";
    ComparedEvent e;
    e.actors = gold_codes(row.at(1));
    e.recipients = gold_codes(row.at(3));
    e.type = row.at(5);
    e.modality = row.at(7);
    e.shown = fmt::format("{} {} > {} {} '{}'", e.type, joined(e.actors), joined(e.recipients),
                          e.modality, row.at(8));
    const std::size_t at = out.article.text.find(row.at(8));
    if (at == std::string::npos)
      return Error{fmt::format("{}:{}", table_path.string(), row.line),
                   "its words are not in the article", ""};
    out.rows.emplace_back(std::move(e), at);
  }
  return out;
}

std::uint32_t sentence_at(const Document& document, std::size_t byte) {
  const auto after = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                          [&](const Sentence& s) { return s.begin <= byte; });
  return after == document.sentences.begin()
             ? 0
             : static_cast<std::uint32_t>(after - document.sentences.begin() - 1);
}

std::string verdict(const ComparedEvent& gold, const ComparedEvent& coded) {
  std::string out;
  if (gold.type != coded.type) out += " type";
  if (gold.actors != coded.actors) out += " actor";
  if (gold.recipients != coded.recipients) out += " recipient";
  if (gold.modality != coded.modality) out += " modality";
  return out;
}

void note(const CodedArticle& article, const std::vector<ComparedEvent>& gold,
          const std::vector<ComparedEvent>& coded, ArticleScores& scores) {
  const auto text = [&](std::uint32_t sentence) {
    const Sentence& s = article.annotated.document.sentences[sentence];
    std::string words = article.article.text.substr(s.begin, s.end - s.begin);
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
  };
  for (const auto& [g, c] : align_events(gold, coded)) {
    const ComparedEvent* expected = g < 0 ? nullptr : &gold[static_cast<std::size_t>(g)];
    const ComparedEvent* mine = c < 0 ? nullptr : &coded[static_cast<std::size_t>(c)];
    ++scores.confusion[{expected == nullptr ? kNone : expected->type,
                        mine == nullptr ? kNone : mine->type}];
    const std::string& id = article.article.id;
    if (expected == nullptr) {
      scores.errors.push_back(
          fmt::format("{} spurious: {} | {}", id, mine->shown, text(mine->sentence)));
    } else if (mine == nullptr) {
      scores.errors.push_back(
          fmt::format("{} missed: {} | {}", id, expected->shown, text(expected->sentence)));
    } else if (const std::string wrong = verdict(*expected, *mine); !wrong.empty()) {
      scores.errors.push_back(fmt::format("{} wrong{}: {} GOT {} | {}", id, wrong, expected->shown,
                                          mine->shown, text(expected->sentence)));
    }
  }
}

}  // namespace

EventMatches& EventMatches::operator+=(const EventMatches& other) {
  add(full, other.full);
  add(found, other.found);
  add(typed, other.typed);
  add(placed, other.placed);
  return *this;
}

EventMatches match_events(const std::vector<ComparedEvent>& gold,
                          const std::vector<ComparedEvent>& coded) {
  using E = ComparedEvent;
  EventMatches m;
  m.full = matches(gold, coded, [](const E& g, const E& c) {
    return g.type == c.type && same_parties(g, c) && g.modality == c.modality;
  });
  m.found = matches(gold, coded,
                    [](const E& g, const E& c) { return g.type == c.type && same_parties(g, c); });
  m.typed = matches(gold, coded, [](const E& g, const E& c) { return g.type == c.type; });
  m.placed = matches(gold, coded, [](const E& g, const E& c) {
    return g.type == c.type && g.sentence == c.sentence;
  });
  return m;
}

std::vector<std::pair<int, int>> align_events(const std::vector<ComparedEvent>& gold,
                                              const std::vector<ComparedEvent>& coded) {
  const std::vector<int> given =
      matching(gold, coded, [](const ComparedEvent& g, const ComparedEvent& c) {
        const bool same = g.type == c.type;
        const bool here = g.sentence == c.sentence;
        if (!here && !(same && same_parties(g, c))) return 0;
        return 1 + (here ? 8 : 0) + (same ? 8 : 0) + (g.actors == c.actors ? 3 : 0) +
               (g.recipients == c.recipients ? 3 : 0) + (g.modality == c.modality ? 2 : 0);
      });
  std::vector<std::pair<int, int>> out;
  std::vector<bool> taken(coded.size(), false);
  for (std::size_t i = 0; i < given.size(); ++i) {
    out.emplace_back(static_cast<int>(i), given[i]);
    if (given[i] >= 0) taken[static_cast<std::size_t>(given[i])] = true;
  }
  for (std::size_t j = 0; j < coded.size(); ++j)
    if (!taken[j]) out.emplace_back(-1, static_cast<int>(j));
  return out;
}

Result<ArticleScores> score_articles(const Coder& coder, const std::string& folder) {
  std::vector<std::filesystem::path> tables;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(folder, error))
    if (file.path().extension() == ".tsv") tables.push_back(file.path());
  if (tables.empty()) return Error{folder, "holds no labelled articles", ""};
  std::sort(tables.begin(), tables.end());
  ArticleScores scores;
  for (const auto& path : tables) {
    auto labelled = read_labelled(path);
    if (!labelled.ok()) return labelled.error();
    const CodedArticle article = coder.code(std::move(labelled.value().article));
    std::vector<ComparedEvent> gold;
    for (auto& [event, at] : labelled.value().rows) {
      event.sentence = sentence_at(article.annotated.document, at);
      gold.push_back(std::move(event));
    }
    std::vector<ComparedEvent> coded;
    for (const Event& e : article.events) coded.push_back(compared(e, article));
    ArticlePart& part = labelled.value().dev ? scores.dev : scores.final;
    ++part.articles;
    part.all += match_events(gold, coded);
    part.news += match_events(without_background(gold), without_background(coded));
    if (labelled.value().dev) note(article, gold, coded, scores);
  }
  return scores;
}

std::vector<std::string> confusion_table(const ArticleScores& scores) {
  std::set<std::string> types;
  for (const auto& [pair, count] : scores.confusion) types.insert({pair.first, pair.second});
  types.erase(kNone);
  std::vector<std::string> order(types.begin(), types.end());
  order.emplace_back(kNone);
  std::vector<std::string> lines;
  std::string head = fmt::format("{:10}", "");
  for (const std::string& t : order) head += fmt::format("{:>6}", t.substr(0, 5));
  lines.push_back(head);
  for (const std::string& expected : order) {
    std::string line = fmt::format("{:10}", expected);
    for (const std::string& mine : order) {
      const auto found = scores.confusion.find({expected, mine});
      line += found == scores.confusion.end() ? "     ." : fmt::format("{:>6}", found->second);
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace dragoman
