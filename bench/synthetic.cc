#include "synthetic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "store/compressed.h"

namespace dragoman::bench {

namespace {

constexpr int kDays = 3652;
constexpr std::size_t kCountries = 190;
constexpr std::int64_t kEventsPerArticle = 5;
constexpr int kWords = 25;  ///< of an article

/// Draws 0, 1, 2 ... with chances 1, 1/2, 1/3 ...
class Zipf {
 public:
  explicit Zipf(std::size_t n) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      sum += 1.0 / static_cast<double>(i + 1);
      sums_.push_back(sum);
    }
  }
  std::size_t operator()(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<double>(0, sums_.back())(random);
    return static_cast<std::size_t>(std::lower_bound(sums_.begin(), sums_.end(), at) -
                                    sums_.begin());
  }

 private:
  std::vector<double> sums_;
};

/// A pronounceable word for a number.
std::string word(std::size_t n) {
  static constexpr std::array<const char*, 20> kSyllables = {
      "ba", "do", "ki", "lu", "me",  "na",  "po",  "ra",  "si", "tu",
      "ve", "wa", "ya", "zo", "cha", "dre", "fli", "gro", "hu", "jo"};
  std::string out;
  do {
    out += kSyllables[n % kSyllables.size()];
    n /= kSyllables.size();
  } while (n > 0);
  return out;
}

std::string name(std::size_t n) {
  std::string given = word(n % 997 + 400);
  std::string family = word(n / 7 + 500);
  given[0] = static_cast<char>(given[0] - 'a' + 'A');
  family[0] = static_cast<char>(family[0] - 'a' + 'A');
  return given + " " + family;
}

std::string country(std::size_t n) {
  return {static_cast<char>('A' + n / 26 % 26), static_cast<char>('A' + n % 26),
          static_cast<char>('A' + n * 7 % 26)};
}

struct Type {
  const char* type;
  const char* quad;
  double score;
};
constexpr std::array<Type, 8> kTypes = {{{"CONSULT", "verbal cooperation", 2.5},
                                         {"ACCUSE", "verbal conflict", -2},
                                         {"ASSAULT", "material conflict", -9},
                                         {"SUPPORT", "verbal cooperation", 3},
                                         {"AID", "material cooperation", 7},
                                         {"COERCE", "material conflict", -7},
                                         {"AGREE", "verbal cooperation", 5},
                                         {"PROTEST", "material conflict", -6.5}}};
constexpr std::array<const char*, 6> kModalities = {"occurred", "occurred", "occurred",
                                                    "occurred", "planned",  "possible"};
constexpr std::array<const char*, 5> kSectors = {"GOV", "MIL", "CVL", "OPP", "COP"};

class Filler {
 public:
  Filler(Database& database, std::int64_t events)
      : database_(database),
        events_(events),
        actors_(static_cast<std::size_t>(std::max<std::int64_t>(1000, events / 50))),
        places_(static_cast<std::size_t>(std::max<std::int64_t>(500, events / 300))),
        country_(kCountries),
        actor_(actors_),
        place_(places_),
        vocabulary_(20000) {}

  Result<Done> run() {
    std::vector<std::string> indexes;
    {
      auto query = database_.prepare(
          "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
      if (!query.ok()) return query.error();
      std::string drops;
      for (;;) {
        const auto more = query.value().step();
        if (!more.ok()) return more.error();
        if (!more.value()) break;
        drops += "DROP INDEX " + std::string(query.value().text(0)) + ";";
        indexes.emplace_back(query.value().text(1));
      }
      auto done = database_.execute(
          "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA "
          "cache_size=-1000000;" +
          drops + "BEGIN");
      if (!done.ok()) return done;
    }
    auto done = names();
    if (done.ok()) done = articles();
    for (const std::string& sql : indexes)
      if (done.ok()) done = database_.execute(sql);
    if (done.ok()) done = database_.execute("COMMIT; PRAGMA journal_mode=WAL;");
    return done;
  }

 private:
  Result<Done> names() {
    auto revision = database_.execute(
        "INSERT INTO revisions VALUES(1,'c','bench','m','r','l','k','2026-01-01T00:00:00Z')");
    if (!revision.ok()) return revision;
    auto actor = database_.prepare("INSERT INTO actors(actor, name, country) VALUES(?,?,?)");
    auto search = database_.prepare("INSERT INTO actor_search(rowid, name) VALUES(?,?)");
    auto place = database_.prepare("INSERT INTO places VALUES(?,?,?,'',?,?,?)");
    auto box = database_.prepare("INSERT INTO place_boxes VALUES(?,?,?,?,?)");
    for (auto* query : {&actor, &search, &place, &box})
      if (!query->ok()) return query->error();
    for (std::size_t i = 0; i < actors_; ++i) {
      const auto row = static_cast<std::int64_t>(i + 1);
      countries_.push_back(country(country_(random_)));
      names_.push_back(name(i));
      actor.value().bind(row).bind(names_.back()).bind(countries_.back());
      auto done = actor.value().run();
      if (done.ok()) done = search.value().bind(row).bind(names_.back()).run();
      if (!done.ok()) return done;
    }
    std::uniform_real_distribution<double> degree(-1, 1);
    for (std::size_t i = 0; i < places_; ++i) {
      const auto row = static_cast<std::int64_t>(i + 1);
      const double north = degree(random_) * 60;
      const double east = degree(random_) * 180;
      place.value().bind(row).bind(name(i * 13)).bind(country(country_(random_)));
      auto done = place.value().bind(north).bind(east).bind(row).run();
      if (done.ok())
        done = box.value().bind(row).bind(north).bind(north).bind(east).bind(east).run();
      if (!done.ok()) return done;
    }
    return Done{};
  }

  Result<Done> articles() {
    auto article = database_.prepare(
        "INSERT INTO articles(article,id,record,content,title,published,publisher,source,bytes,"
        "text) VALUES(?1,'a'||?1,'r'||?1,'c'||?1,?2,?3,?4,'bench',?5,?6)");
    auto search = database_.prepare("INSERT INTO article_search(rowid,title,text) VALUES(?,?,?)");
    auto coding = database_.prepare("INSERT INTO codings(coding,article,revision) VALUES(?,?,1)");
    auto event = database_.prepare(
        "INSERT INTO events(event,id,coding,article,current,sentence,type,act,modality,quad,cameo,"
        "score,confidence,day,date_start,place,quoted,evidence,evidence_begin,evidence_end,trigger,"
        "trigger_begin,trigger_end,because) VALUES(?1,printf('%016x',?1*2654435761),?2,?2,1,?3,?4,"
        "?4,?5,?6,'042',?7,?8,?9,?9,?10,0,?11,0,?12,'met',3,6,'met with=@actor')");
    auto party = database_.prepare(
        "INSERT INTO parties(event,side,number,actor,text,name,country,sector,first,last,day) "
        "VALUES(?,?,?,?,?,?,?,?,0,9,?)");
    auto dyad = database_.prepare("INSERT OR IGNORE INTO dyads VALUES(?,?,?,?,?,?,?,?)");
    for (auto* query : {&article, &search, &coding, &event, &party, &dyad})
      if (!query->ok()) return query->error();
    const std::int64_t articles = (events_ + kEventsPerArticle - 1) / kEventsPerArticle;
    std::int64_t row = 0;
    for (std::int64_t a = 1; a <= articles; ++a) {
      const int published = static_cast<int>((a - 1) * kDays / articles);
      std::string text;
      for (int w = 0; w < kWords; ++w) text += word(vocabulary_(random_)) + " ";
      article.value().bind(a).bind(text.substr(0, 30)).bind(day(published));
      article.value().bind("Wire " + std::to_string(random_() % 200));
      article.value().bind(std::int64_t{kWords * 6}).bind_blob(compress(text));
      auto done = article.value().run();
      if (done.ok()) done = search.value().bind(a).bind(text.substr(0, 30)).bind(text).run();
      if (done.ok()) done = coding.value().bind(a).bind(a).run();
      for (std::int64_t e = 0; done.ok() && e < kEventsPerArticle && row < events_; ++e) {
        ++row;
        const Type& type = kTypes[random_() % kTypes.size()];
        const std::string when = day(std::max(0, published - static_cast<int>(random_() % 4)));
        const char* modality = kModalities[random_() % kModalities.size()];
        Query& q = event.value();
        q.bind(row).bind(a).bind(e).bind(std::string_view(type.type));
        q.bind(std::string_view(modality)).bind(std::string_view(type.quad)).bind(type.score);
        q.bind(static_cast<double>(random_() % 10000) / 10000).bind(when);
        if (random_() % 2 == 0)
          q.bind(static_cast<std::int64_t>(place_(random_) + 1));
        else
          q.bind_null();
        done = q.bind(text).bind(static_cast<std::int64_t>(text.size())).run();
        const std::size_t parties = 1 + (random_() % 10 < 7 ? 1 : 0);
        std::array<std::size_t, 2> who{};
        for (std::size_t p = 0; done.ok() && p < parties; ++p) {
          who[p] = actor_(random_);
          Query& x = party.value();
          x.bind(row).bind(std::string_view(p == 0 ? "actor" : "recipient")).bind(std::int64_t{0});
          x.bind(static_cast<std::int64_t>(who[p] + 1)).bind(names_[who[p]]).bind(names_[who[p]]);
          x.bind(countries_[who[p]]);
          done = x.bind(std::string_view(kSectors[random_() % kSectors.size()])).bind(when).run();
        }
        if (done.ok() && parties == 2 && countries_[who[0]] != countries_[who[1]]) {
          Query& d = dyad.value();
          d.bind(countries_[who[0]]).bind(countries_[who[1]]).bind(when).bind(row);
          d.bind(std::string_view(type.type)).bind(std::string_view(modality));
          done = d.bind(std::string_view(type.quad)).bind(type.score).run();
        }
      }
      if (!done.ok()) return done;
    }
    return Done{};
  }

  /// Day n after the first of 2016.
  static std::string day(int n) {
    using namespace std::chrono;
    const year_month_day d = sys_days(year(2016) / 1 / 1) + days(n);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                       static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
  }

  Database& database_;
  std::int64_t events_;
  std::size_t actors_, places_;
  Zipf country_, actor_, place_, vocabulary_;
  std::mt19937_64 random_{20260115};
  std::vector<std::string> names_, countries_;
};

}  // namespace

Result<Done> fill(Database& database, std::int64_t events) {
  return Filler(database, events).run();
}

}  // namespace dragoman::bench
