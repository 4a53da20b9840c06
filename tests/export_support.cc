#include "export_support.h"

#include <fmt/format.h>

#include <sstream>

#include "store/store.h"

namespace dragoman::testing_support {

const std::string kFixtureText =
    "\xF0\x9F\x95\x8A Ann Lee accused Russia in Moscow. France and Germany met in Berlin. Their "
    "next "
    "visit is planned.\n\nPeacekeepers and Ion Popa broke with Timor's rebels in Austin. A "
    "hospital "
    "was hit in Germany. France once helped Germany.\n";

namespace {

struct Span2 {
  std::size_t first, last;
};

Span2 span(const std::string& words) {
  const std::size_t at = kFixtureText.find(words);
  return {at, at + words.size()};
}

void run(Database& database, const std::string& sql) {
  const auto done = database.execute(sql);
  if (!done.ok()) throw std::runtime_error(done.error().message());
}

void party(Database& d, int event, const char* side, int number, int actor, const std::string& text,
           const std::string& name, const std::string& country, const std::string& sector,
           const std::string& role = "") {
  auto query = d.prepare(
      "INSERT INTO parties(event,side,number,actor,text,name,country,sector,role,first,last) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?)");
  if (!query.ok()) throw std::runtime_error(query.error().message());
  const Span2 s = span(text);
  Query& q = query.value();
  q.bind(std::int64_t{event}).bind(std::string_view(side)).bind(std::int64_t{number});
  q.bind(std::int64_t{actor}).bind(text).bind(name).bind(country).bind_or_null(sector);
  q.bind_or_null(role).bind(static_cast<std::int64_t>(s.first));
  q.bind(static_cast<std::int64_t>(s.last));
  const auto done = q.run();
  if (!done.ok()) throw std::runtime_error(done.error().message());
}

}  // namespace

const CodeTables& shipped_tables() {
  static const CodeTables tables = [] {
    auto loaded = CodeTables::load(std::string(DRAGOMAN_SOURCE_DIR) + "/data");
    if (!loaded.ok()) throw std::runtime_error(loaded.error().message());
    return std::move(loaded.value());
  }();
  return tables;
}

std::string fixture_database(const ScratchFolder& folder) {
  const std::string path = folder.path("fixture.db");
  auto opened = Store::open(path);
  if (!opened.ok()) throw std::runtime_error(opened.error().message());
  Store& store = opened.value();
  Database& d = store.database();
  const auto revision = store.revision({"9.9", "m", "r", "l", "k"}, "2018-03-01T00:00:00Z");
  Article a;
  a.id = "art1";
  a.title = "A dove";
  a.published = "2018-02-25";
  a.publisher = "Coast Wire";
  a.url = "https://example.org/dove";
  a.language = "en";
  a.text = kFixtureText;
  const auto first = store.admit(a, "test", revision.value());
  a.id = "art2";
  a.publisher = "Hill Herald";
  a.url = "";
  const auto second = store.admit(a, "test", revision.value());
  if (!first.ok() || !second.ok()) throw std::runtime_error("articles are not admitted");
  run(d, "INSERT INTO codings(coding,article,revision) VALUES(1,1,1)");
  run(d, R"sql(
INSERT INTO actors VALUES(1,'Ann	Lee','USA'),(2,'Russia','RUS'),(3,'France','FRA'),(4,'Germany','DEU'),
 (5,'United Nations','UNO'),(6,'Ion Popa','ROU'),(7,'rebels','TLS'),(8,'hospital','');
INSERT INTO places(place,name,country,admin1,latitude,longitude,geonames) VALUES
 (1,'Moscow','RUS','Moscow',55.752,37.616,524901),(2,'Berlin','DEU','Berlin',52.524,13.411,2950159),
 (3,'Austin','USA','Texas',30.267,-97.743,4671654),(4,'Germany','DEU','',51.5,10.5,2921044);)sql");
  struct Row {
    int id;
    const char *type, *act, *mode, *modality, *quad, *cameo, *day, *sentence, *trigger;
    int place;
    const char* place_text;
    double score, confidence;
  };
  const Row rows[] = {
      {1, "ACCUSE", "ACCUSE", "allege", "occurred", "verbal conflict", "112", "2017-03-23",
       "\xF0\x9F\x95\x8A Ann Lee accused Russia in Moscow.", "accused", 1, "Moscow", -3.5, 0.87},
      {2, "CONSULT", "CONSULT", "", "occurred", "verbal cooperation", "040", "2018-02-21",
       "France and Germany met in Berlin.", "met", 2, "Berlin", 2.5, 0.6},
      {3, "AGREE", "CONSULT", "visit", "planned", "verbal cooperation", "036", "2018-02-22",
       "Their next visit is planned.", "visit", 0, "", 2.5, 0.6},
      {4, "SANCTION", "SANCTION", "", "occurred", "material conflict", "161", "2018-02-23",
       "Peacekeepers and Ion Popa broke with Timor's rebels in Austin.", "broke", 3, "Austin", -6,
       0.04},
      {5, "ASSAULT", "ASSAULT", "aerial", "ongoing", "material conflict", "1952", "2018-02-24",
       "A hospital was hit in Germany.", "hit", 4, "Germany", -9, 1},
      {6, "AID", "AID", "", "background", "material cooperation", "070", "",
       "France once helped Germany.", "helped", 0, "", 10, 0.5}};
  for (const Row& r : rows) {
    auto insert = d.prepare(
        "INSERT INTO events(event,id,coding,article,current,sentence,type,act,mode,modality,quad,"
        "cameo,score,confidence,day,date_start,date_end,date_text,place,place_text,speaker,quoted,"
        "evidence,evidence_begin,evidence_end,trigger,trigger_begin,trigger_end,because) "
        "VALUES(?,?,1,1,1,?,?,?,?,?,?,?,?,?,?,NULL,NULL,NULL,?,?,NULL,0,?,?,?,?,?,?,'test')");
    if (!insert.ok()) throw std::runtime_error(insert.error().message());
    Query& q = insert.value();
    const Span2 s = span(r.sentence);
    const Span2 t = span(r.trigger);
    q.bind(std::int64_t{r.id}).bind(fmt::format("e{}", r.id)).bind(std::int64_t{r.id - 1});
    q.bind(std::string_view(r.type)).bind(std::string_view(r.act)).bind_or_null(r.mode);
    q.bind(std::string_view(r.modality)).bind(std::string_view(r.quad));
    q.bind(std::string_view(r.cameo)).bind(r.score).bind(r.confidence).bind_or_null(r.day);
    if (r.place != 0)
      q.bind(std::int64_t{r.place}).bind(std::string_view(r.place_text));
    else
      q.bind_null().bind_null();
    q.bind(std::string_view(r.sentence)).bind(static_cast<std::int64_t>(s.first));
    q.bind(static_cast<std::int64_t>(s.last)).bind(std::string_view(r.trigger));
    q.bind(static_cast<std::int64_t>(t.first)).bind(static_cast<std::int64_t>(t.last));
    const auto done = q.run();
    if (!done.ok()) throw std::runtime_error(done.error().message());
  }
  party(d, 1, "actor", 0, 1, "Ann Lee", "Ann\tLee", "USA", "GOV", "senator");
  party(d, 1, "recipient", 0, 2, "Russia", "Russia", "RUS", "GOV");
  party(d, 2, "actor", 0, 3, "France", "France", "FRA", "GOV");
  party(d, 2, "actor", 1, 4, "Germany", "Germany", "DEU", "GOV");
  party(d, 3, "actor", 0, 3, "France", "France", "FRA", "GOV");
  party(d, 3, "recipient", 0, 4, "Germany", "Germany", "DEU", "GOV");
  party(d, 4, "actor", 0, 5, "Peacekeepers", "United Nations", "UNO", "MIL");
  party(d, 4, "actor", 1, 6, "Ion Popa", "Ion Popa", "ROU", "JRN");
  party(d, 4, "recipient", 0, 7, "rebels", "rebels", "TLS", "REB");
  party(d, 5, "recipient", 0, 8, "hospital", "hospital", "", "MED");
  party(d, 6, "actor", 0, 3, "France", "France", "FRA", "GOV");
  party(d, 6, "recipient", 0, 4, "Germany", "Germany", "DEU", "GOV");
  run(d,
      "INSERT INTO event_contexts VALUES(1,'diplomatic'),(1,'election');"
      "INSERT INTO quantities VALUES(5,0,'killed',3,'at least','at least three')");
  const auto kept = keep_code_tables(d, shipped_tables());
  if (!kept.ok()) throw std::runtime_error(kept.error().message());
  return path;
}

std::string exported(const std::string& path, std::string_view format, EventFilter filter,
                     bool one_a_day) {
  auto database = Database::open(path, Access::read);
  if (!database.ok()) throw std::runtime_error(database.error().message());
  std::ostringstream out;
  std::size_t left_out = 0;
  const ExportContext context{&database.value(), &shipped_tables(), "", one_a_day};
  const auto done =
      export_events(database.value(), filter, 0, *export_format(format), context, out, &left_out);
  EXPECT_TRUE(done.ok()) << done.error().message();
  return out.str();
}

std::vector<std::vector<std::string>> cells(const std::string& text) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& line : lines_of(text)) {
    auto& row = out.emplace_back(1);
    for (const char c : line) {
      if (c == '\t')
        row.emplace_back();
      else
        row.back() += c;
    }
  }
  return out;
}

}  // namespace dragoman::testing_support
