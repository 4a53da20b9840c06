#include "formats/comparison_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace dragoman {

namespace {

using Json = nlohmann::ordered_json;

/// Counts of one PLOVER type.
struct TypeCount {
  std::size_t theirs = 0, mine = 0, matched = 0, same_type = 0;
};

bool differs(const EventMatch& m) { return !m.same_type || !m.same_place || m.days != 0; }

/// "type", "place", "day", joined by "+"; "-" for none.
std::string differences(const EventMatch& m) {
  std::string out;
  const auto add = [&](bool wrong, const char* what) {
    if (wrong) out += (out.empty() ? "" : "+") + std::string(what);
  };
  add(!m.same_type, "type");
  add(!m.same_place, "place");
  add(m.days != 0, "day");
  return out.empty() ? "-" : out;
}

std::map<std::string, TypeCount> counts(const EventSet& theirs, const EventSet& mine,
                                        const Comparison& c) {
  std::map<std::string, TypeCount> out;
  for (const Comparable& e : theirs.events()) ++out[theirs.text(e.type)].theirs;
  for (const Comparable& e : mine.events()) ++out[mine.text(e.type)].mine;
  for (const EventMatch& m : c.matches) {
    TypeCount& count = out[theirs.text(theirs.events()[m.theirs].type)];
    ++count.matched;
    count.same_type += m.same_type ? 1 : 0;
  }
  return out;
}

std::size_t disagreements(const Comparison& c) {
  std::size_t n = 0;
  for (const EventMatch& m : c.matches) n += differs(m) ? 1 : 0;
  return n;
}

std::string party(const EventSet& set, std::uint32_t name, std::uint32_t country) {
  std::string out = set.text(name).empty() ? "?" : set.text(name);
  if (country != 0) out += " [" + set.text(country) + "]";
  return out;
}

std::string one_line(const EventSet& set, std::uint32_t index) {
  const Comparable& e = set.events()[index];
  std::string out =
      fmt::format("{}  {:<9}  {} -> {}", day_text(e.day), set.text(e.type),
                  party(set, e.source, e.source_country), party(set, e.target, e.target_country));
  if (e.place != 0) out += ", " + set.text(e.place);
  return out + "  (" + set.text(e.id) + ")";
}

class Report {
 public:
  Report(const EventSet& theirs, const EventSet& mine, const Comparison& c,
         const ComparisonHead& head, std::size_t limit, std::ostream& out)
      : theirs_(theirs), mine_(mine), c_(c), head_(head), limit_(limit), out_(out) {}

  void write() {
    summary();
    types();
    section("disagreements", disagreements(c_));
    std::size_t shown = 0;
    for (const EventMatch& m : c_.matches) {
      if (!differs(m)) continue;
      if (shown++ == limit_) break;
      out_ << fmt::format("  {}\n    theirs {}\n    mine   {}\n", differences(m),
                          one_line(theirs_, m.theirs), one_line(mine_, m.mine));
    }
    list("only theirs", theirs_, c_.only_theirs);
    list("only mine", mine_, c_.only_mine);
  }

 private:
  void summary() {
    const CompareOptions& o = head_.options;
    out_ << fmt::format(
        "theirs  {}\nmine    {}\nsame    parties by {}{}, {}, within {} days and {} km\nperiod  {} "
        "to "
        "{}; outside it {} of theirs, {} of mine\n",
        head_.theirs, head_.mine, o.sectors ? "country and sector" : "country",
        o.undirected ? " in either direction" : "", o.types ? "type" : "quad class", o.days, o.km,
        head_.first, head_.last, head_.theirs_outside, head_.mine_outside);
    out_ << fmt::format("aside   {} of theirs, {} of mine: without parties, type or day\n",
                        theirs_.left_aside(), mine_.left_aside());
    if (head_.bad_rows > 0) out_ << fmt::format("bad     {} rows of theirs\n", head_.bad_rows);
    out_ << fmt::format(
        "\nmatched {} ({} of theirs, {} of mine), {} of them with differences\nonly theirs "
        "{}\nonly "
        "mine {}\n\n",
        c_.matches.size(), share(c_.matches.size(), theirs_.events().size()),
        share(c_.matches.size(), mine_.events().size()), disagreements(c_), c_.only_theirs.size(),
        c_.only_mine.size());
  }

  static std::string share(std::size_t part, std::size_t all) {
    return all == 0 ? "-"
                    : fmt::format("{:.0f}%",
                                  100.0 * static_cast<double>(part) / static_cast<double>(all));
  }

  void types() {
    out_ << fmt::format("{:<10}{:>9}{:>9}{:>9}{:>11}\n", "type", "theirs", "mine", "matched",
                        "same type");
    for (const auto& [type, n] : counts(theirs_, mine_, c_))
      out_ << fmt::format("{:<10}{:>9}{:>9}{:>9}{:>11}\n", type, n.theirs, n.mine, n.matched,
                          n.same_type);
  }

  void section(const char* name, std::size_t all) {
    out_ << fmt::format("\n{}: {}{}\n", name, all,
                        all > limit_ ? fmt::format(" (the first {})", limit_) : std::string());
  }

  void list(const char* name, const EventSet& set, const std::vector<std::uint32_t>& events) {
    section(name, events.size());
    for (std::size_t i = 0; i < events.size() && i < limit_; ++i)
      out_ << "  " << one_line(set, events[i]) << '\n';
  }

  const EventSet& theirs_;
  const EventSet& mine_;
  const Comparison& c_;
  const ComparisonHead& head_;
  std::size_t limit_;
  std::ostream& out_;
};

Json object_of(const EventSet& set, std::uint32_t index) {
  const Comparable& e = set.events()[index];
  Json j{{"id", set.text(e.id)},
         {"day", day_text(e.day)},
         {"type", set.text(e.type)},
         {"quad", set.text(e.quad)},
         {"actor", set.text(e.source)},
         {"actor_country", set.text(e.source_country)},
         {"recipient", set.text(e.target)},
         {"recipient_country", set.text(e.target_country)}};
  if (e.place != 0) j["place"] = set.text(e.place);
  return j;
}

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

void write_json(const EventSet& theirs, const EventSet& mine, const Comparison& c,
                const ComparisonHead& head, std::ostream& out) {
  const CompareOptions& o = head.options;
  const Json top{{"theirs", head.theirs},
                 {"mine", head.mine},
                 {"tolerances",
                  {{"days", o.days},
                   {"km", o.km},
                   {"parties", o.sectors ? "sector" : "country"},
                   {"type", o.types ? "type" : "quad"},
                   {"directed", !o.undirected}}},
                 {"period", {head.first, head.last}},
                 {"outside", {{"theirs", head.theirs_outside}, {"mine", head.mine_outside}}},
                 {"left_aside", {{"theirs", theirs.left_aside()}, {"mine", mine.left_aside()}}},
                 {"bad_rows", head.bad_rows},
                 {"counts",
                  {{"theirs", theirs.events().size()},
                   {"mine", mine.events().size()},
                   {"matched", c.matches.size()},
                   {"disagreements", disagreements(c)},
                   {"only_theirs", c.only_theirs.size()},
                   {"only_mine", c.only_mine.size()}}}};
  std::string text = dump(top);
  text.pop_back();
  out << text << ",\n\"types\":[";
  bool first = true;
  const auto next = [&] {
    out << (first ? "\n" : ",\n");
    first = false;
  };
  for (const auto& [type, n] : counts(theirs, mine, c)) {
    next();
    out << dump({{"type", type},
                 {"theirs", n.theirs},
                 {"mine", n.mine},
                 {"matched", n.matched},
                 {"same_type", n.same_type}});
  }
  out << "],\n\"matched\":[";
  first = true;
  for (const EventMatch& m : c.matches) {
    next();
    Json j{{"theirs", object_of(theirs, m.theirs)},
           {"mine", object_of(mine, m.mine)},
           {"same_type", m.same_type},
           {"same_place", m.same_place},
           {"days", m.days}};
    if (m.km) j["km"] = std::round(*m.km * 10) / 10;
    out << dump(j);
  }
  const auto list = [&](const char* name, const EventSet& set,
                        const std::vector<std::uint32_t>& events) {
    out << "],\n\"" << name << "\":[";
    first = true;
    for (const std::uint32_t i : events) {
      next();
      out << dump(object_of(set, i));
    }
  };
  list("only_theirs", theirs, c.only_theirs);
  list("only_mine", mine, c.only_mine);
  out << "]}\n";
}

std::string csv_value(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

void csv_event(const EventSet& set, const std::uint32_t* index, std::ostream& out) {
  if (index == nullptr) {
    out << ",,,,,,,,";
    return;
  }
  const Comparable& e = set.events()[*index];
  out << ',' << csv_value(set.text(e.id)) << ',' << day_text(e.day) << ',' << set.text(e.type);
  for (const std::uint32_t text : {e.source, e.source_country, e.target, e.target_country, e.place})
    out << ',' << csv_value(set.text(text));
}

void write_csv(const EventSet& theirs, const EventSet& mine, const Comparison& c,
               std::ostream& out) {
  out << "status,differences,days,km";
  for (const char* side : {"theirs", "mine"})
    for (const char* column :
         {"id", "day", "type", "actor", "actor_country", "recipient", "recipient_country", "place"})
      out << ',' << side << '_' << column;
  out << '\n';
  for (const EventMatch& m : c.matches) {
    out << "matched," << (differs(m) ? differences(m) : "") << ',' << m.days << ','
        << (m.km ? fmt::format("{:.1f}", *m.km) : std::string());
    csv_event(theirs, &m.theirs, out);
    csv_event(mine, &m.mine, out);
    out << '\n';
  }
  for (const std::uint32_t i : c.only_theirs) {
    out << "only_theirs,,,";
    csv_event(theirs, &i, out);
    csv_event(mine, nullptr, out);
    out << '\n';
  }
  for (const std::uint32_t i : c.only_mine) {
    out << "only_mine,,,";
    csv_event(theirs, nullptr, out);
    csv_event(mine, &i, out);
    out << '\n';
  }
}

}  // namespace

void write_comparison(const EventSet& theirs, const EventSet& mine, const Comparison& c,
                      const ComparisonHead& head, std::string_view format, std::size_t limit,
                      std::ostream& out) {
  if (format == "json")
    write_json(theirs, mine, c, head, out);
  else if (format == "csv")
    write_csv(theirs, mine, c, out);
  else
    Report(theirs, mine, c, head, limit, out).write();
}

}  // namespace dragoman
