#include "formats/report/situation_text.h"

#include <fmt/format.h>

#include <set>

#include "formats/report/escape.h"
#include "formats/report/wording.h"
#include "store/filter_json.h"

namespace dragoman {

namespace {

/// Writes headings and items in one of the two formats.
class Writer {
 public:
  explicit Writer(bool markdown) : markdown_(markdown) {}

  void title(const std::string& words) { out_ += (markdown_ ? "# " : "") + shown(words) + "\n"; }

  void paragraph(const std::string& words) { out_ += "\n" + shown(words) + "\n"; }

  void heading(const std::string& words) {
    out_ += markdown_ ? "\n## " + shown(words) + "\n\n" : "\n" + shown(words) + "\n\n";
  }

  /// `depth` 0 or 1; `reports` are named after it.
  void item(const std::string& words, const std::vector<std::size_t>& reports = {}, int depth = 0) {
    out_ += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- " + shown(words);
    for (const std::size_t r : reports) {
      out_ += fmt::format(fmt::runtime(markdown_ ? "[^{}]" : " [{}]"), r + 1);
      named_.insert(r);
    }
    out_ += "\n";
  }

  /// The sources that were named.
  void sources(const SituationView& view) {
    if (named_.empty()) return;
    heading("Sources");
    for (const std::size_t i : named_) {
      const StoredEvent& r = view.reports[i];
      const std::string_view url = web_address(r.url);
      const std::string words = fmt::format("{}{}: \"{}\"", source_words(r),
                                            r.title.empty() ? "" : ", " + r.title, r.evidence);
      out_ += fmt::format(fmt::runtime(markdown_ ? "[^{}]: {}" : "[{}] {}"), i + 1, shown(words));
      if (!url.empty())
        out_ += (markdown_ ? " <" : " ") + std::string(url) + (markdown_ ? ">" : "");
      out_ += markdown_ ? "\n\n" : "\n";
    }
    if (markdown_) out_.pop_back();
  }

  std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] std::string shown(const std::string& words) const {
    if (markdown_) return escape_markdown(words);
    std::string out;
    for (const char c : words) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
  }

  bool markdown_;
  std::string out_;
  std::set<std::size_t> named_;
};

std::string happening_words(const ShownHappening& h, const SituationView& view) {
  return fmt::format("{} · {} · {} · {}", when_words(h), event_words(h), h.stage,
                     who_words(h, view));
}

void write_changes(const SituationView& view, Writer& w) {
  if (view.new_since.empty()) return;
  w.heading("What changed (" + view.new_since + ")");
  if (view.changes.empty()) w.item("nothing");
  for (const Change& c : view.changes) {
    const ShownHappening& h = view.happenings[c.happening];
    w.item(happening_words(h, view) + ": " + change_words(c, view), {h.told.front()});
  }
}

void write_turns(const SituationView& view, Writer& w) {
  if (view.turning_points.empty()) return;
  w.heading("Turning points");
  for (const TurningPoint& t : view.turning_points) {
    w.item(fmt::format("{} · {} and {}: {}", t.day, t.a, t.b, turn_words(t)));
    for (const std::int64_t row : t.carried) {
      const std::size_t i = view.index_of(row);
      if (i < view.happenings.size())
        w.item(happening_words(view.happenings[i], view), {view.happenings[i].told.front()}, 1);
    }
  }
}

void write_timeline(const SituationView& view, Writer& w) {
  w.heading("What happened");
  for (const ShownHappening& h : view.happenings) {
    w.item(fmt::format("{} · {} sure · {}{}", happening_words(h, view), percent(h.confidence),
                       told_words(h), h.place ? " · " + h.place->name : ""),
           h.told);
    if (const std::string life = life_words(h); !life.empty()) w.item("its life: " + life, {}, 1);
  }
  if (view.happenings.empty()) w.item("nothing matches this situation yet");
  const std::int64_t left =
      view.happenings_in_all - static_cast<std::int64_t>(view.happenings.size());
  if (left > 0) w.paragraph(counted(left, "happening") + " told by fewer are left out.");
}

void write_disagreements(const SituationView& view, Writer& w) {
  if (view.disagreements.empty()) return;
  w.heading("Where sources disagree");
  for (const ShownDisagreement& d : view.disagreements) {
    w.item(fmt::format("{}{} · {}", d.kind, d.subject.empty() ? "" : ": " + d.subject,
                       happening_words(view.happenings[d.happening], view)));
    for (const ShownDisagreement::Value& v : d.values)
      w.item(v.value + " — " + source_words(view.reports[v.report]), {v.report}, 1);
  }
}

void write_open(const SituationView& view, Writer& w) {
  if (view.open.empty()) return;
  w.heading("Open claims");
  for (const OpenClaim& o : view.open) {
    const ShownHappening& h = view.happenings[o.happening];
    w.item(happening_words(h, view) + ": " + o.why, {h.told.front()});
  }
}

void write_agenda(const SituationView& view, Writer& w) {
  if (view.agenda.empty()) return;
  w.heading("What it is about");
  for (const AgendaItem& a : view.agenda)
    w.item(fmt::format("{}: {}, {} here{}", a.text,
                       counted(a.found, a.context ? "report" : "sentence"), percent(a.share),
                       a.rest_share < 0 ? "" : ", " + percent(a.rest_share) + " elsewhere"),
           {a.example});
}

void write_actors(const SituationView& view, Writer& w) {
  if (view.actors.empty()) return;
  w.heading("Who takes part");
  for (const ShownActor& a : view.actors) {
    w.item(fmt::format("{}{}: {}, acts in {}, acted on in {}", a.name,
                       a.country.empty() || a.country == a.name ? "" : " [" + a.country + "]",
                       counted(a.happenings, "happening"), a.acts, a.acted_on),
           {a.example});
    for (const ShownRole& r : a.roles) w.item(role_words_of(r), {}, 1);
  }
}

void write_quotes(const SituationView& view, Writer& w) {
  if (view.quotes.empty()) return;
  w.heading("What they say");
  for (const ShownQuote& q : view.quotes) {
    const char* const mark = q.direct ? "\"" : "";
    w.item(fmt::format("{}: {}{}{} — {}, {}", q.speaker, mark, q.content, mark,
                       q.publisher.empty() ? q.title : q.publisher, q.published));
  }
}

std::string written(const SituationView& view, bool markdown) {
  Writer w(markdown);
  w.title(view.situation.name);
  w.paragraph(
      fmt::format("{} told by {} in {} of {}{}.", counted(view.happenings_in_all, "happening"),
                  counted(view.reports_in_all, "report"), counted(view.articles_in_all, "article"),
                  counted(view.publishers_in_all, "publisher"),
                  view.as_of.empty() ? "" : ", as known on " + view.as_of));
  const std::string filter = filter_as_words(view.situation.filter);
  w.paragraph("Filter: " + (filter.empty() ? "everything" : filter));
  write_changes(view, w);
  write_turns(view, w);
  write_timeline(view, w);
  write_disagreements(view, w);
  write_open(view, w);
  write_agenda(view, w);
  write_actors(view, w);
  write_quotes(view, w);
  w.sources(view);
  return w.take();
}

}  // namespace

std::string situation_as_text(const SituationView& view) { return written(view, false); }

std::string situation_as_markdown(const SituationView& view) { return written(view, true); }

}  // namespace dragoman
