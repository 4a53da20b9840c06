// GDELT 2.0 Mentions: 16 columns, tabs, no header. A row for each article that carries an event.
#include <algorithm>
#include <cmath>

#include "formats/export/article_texts.h"
#include "formats/export/columns.h"
#include "formats/export/copies.h"
#include "formats/export/formats.h"
#include "formats/export/pairs.h"

namespace dragoman {

namespace {

/// An article or a copy of it.
struct Mention {
  std::int64_t article = 0;
  std::string published, publisher, url, title;
  bool same_text = true;  ///< as that which was coded
};

class MentionsWriter : public EventWriter {
 public:
  explicit MentionsWriter(const ExportContext& context)
      : database_(*context.database), texts_(database_), copy_texts_(database_) {}

  Result<Done> begin(std::ostream& /*out*/) override {
    auto query = database_.prepare(
        "SELECT article, published, publisher, url, title, 1 FROM articles WHERE article = ?1 "
        "UNION ALL SELECT article, published, publisher, url, title, similarity = 1 FROM articles "
        "WHERE duplicate_of = ?1");
    if (!query.ok()) return query.error();
    copies_ = std::move(query.value());
    return Done{};
  }

  Result<Done> event(const StoredEvent& e, std::ostream& out) override {
    const std::string day = digits_of_day(e.day);
    const std::vector<PartyPair> pairs = pairs_of(e);
    if (day.empty() || pairs.empty()) {
      ++left_out_;
      return Done{};
    }
    if (e.article != article_) {
      auto done = read_mentions(e.article);
      if (!done.ok()) return done;
    }
    const auto text = texts_.of(e.article);
    if (!text.ok()) return text.error();
    for (const PartyPair& pair : pairs) {
      for (const Mention& m : mentions_) {
        auto done = row(e, pair, m, *text.value(), out);
        if (!done.ok()) return done;
      }
    }
    return Done{};
  }

 private:
  Result<Done> read_mentions(std::int64_t article) {
    mentions_.clear();
    Query& q = *copies_;
    q.bind(article);
    for (;;) {
      const auto more = q.step();
      if (!more.ok()) return more.error();
      if (!more.value()) break;
      mentions_.push_back({q.integer(0), std::string(q.text(1)), std::string(q.text(2)),
                           std::string(q.text(3)), std::string(q.text(4)), q.integer(5) != 0});
    }
    article_ = article;
    return Done{};
  }

  Result<Done> row(const StoredEvent& e, const PartyPair& pair, const Mention& m,
                   const ArticleText& text, std::ostream& out) {
    const OffsetMap& offsets = text.offsets;
    std::size_t length = offsets.code_points(text.text.size());
    if (!m.same_text) {
      const auto own = copy_texts_.of(m.article);
      if (!own.ok()) return own.error();
      length = own.value()->offsets.code_points(own.value()->text.size());
    }
    const auto place = [&](bool known, std::size_t byte) {
      return known && m.same_text ? static_cast<std::int64_t>(offsets.code_points(byte)) : -1;
    };
    const std::string day = digits_of_day(e.day);
    const std::string seen = digits_of_day(m.published);
    Row r;
    r.add(pair.id).add(day + "000000").add((seen.empty() ? day : seen) + "000000");
    r.add(std::int64_t{m.url.starts_with("http") ? 1 : 2}).add(m.publisher);
    r.add(citation(m.url, m.publisher, m.published, m.title));
    r.add(m.same_text ? e.sentence + 1 : std::int64_t{-1});
    r.add(place(pair.source != nullptr, pair.source != nullptr ? pair.source->first : 0));
    r.add(place(pair.target != nullptr, pair.target != nullptr ? pair.target->first : 0));
    r.add(place(true, e.trigger_begin)).add(std::int64_t{m.same_text ? 1 : 0});
    const double tens = std::round(e.confidence * 10);
    r.add(static_cast<std::int64_t>(std::clamp(tens, 1.0, 10.0)) * 10);
    r.add(static_cast<std::int64_t>(length)).skip(3).write(out);
    return Done{};
  }

  const Database& database_;
  ArticleTexts texts_, copy_texts_;
  std::optional<Query> copies_;
  std::int64_t article_ = 0;
  std::vector<Mention> mentions_;
};

}  // namespace

std::unique_ptr<EventWriter> gdelt_mentions_writer(const ExportContext& context) {
  return std::make_unique<MentionsWriter>(context);
}

}  // namespace dragoman
