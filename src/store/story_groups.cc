#include "store/story_groups.h"

#include <algorithm>

namespace dragoman {

Result<Done> StoryGroups::open(const Database& database) {
  if (graph_) return Done{};
  auto graph = LinkGraph::open(database, "article", "article", kMostArticles);
  if (!graph.ok()) return graph.error();
  std::vector<Query> queries;
  for (const char* sql :
       {"SELECT story FROM story_articles WHERE article = ?",
        "DELETE FROM story_articles WHERE story = ?", "DELETE FROM stories WHERE story = ?",
        "INSERT INTO stories(story, id, title, first_day, last_day, articles) VALUES(?,?,?,?,?,?)",
        "INSERT INTO story_articles(article, story) VALUES(?,?)"}) {
    auto query = database.prepare(sql);
    if (!query.ok()) return query.error();
    queries.push_back(std::move(query.value()));
  }
  statements_.emplace(Statements{std::move(queries[0]), std::move(queries[1]),
                                 std::move(queries[2]), std::move(queries[3]),
                                 std::move(queries[4])});
  graph_.emplace(std::move(graph.value()));
  return Done{};
}

Result<const ArticleCard*> StoryGroups::cached(std::int64_t article) {
  if (const ArticleCard* const held = cards_.find(article)) return held;
  const auto bytes = graph_->card(article);
  if (!bytes.ok()) return bytes.error();
  ArticleCard card;
  if (!read_article_card(bytes.value(), &card))
    return Error{"article_cards", "holds no readable card of article " + std::to_string(article),
                 "ingest the same inputs into a new file"};
  return cards_.keep(article, std::move(card));
}

Result<std::vector<std::int32_t>> StoryGroups::scores(Node article,
                                                      const std::vector<Node>& others) {
  return scores_of(
      article, others, [this](Node n) { return cached(n); }, article_score);
}

Result<Done> StoryGroups::add(const Database& database, std::int64_t article,
                              const ArticleCard& card, std::string_view bytes,
                              const std::vector<BlockKey>& keys) {
  auto opened = open(database);
  if (!opened.ok()) return opened;
  const auto known = graph_->card(article);
  if (!known.ok()) return known.error();
  if (!known.value().empty()) return Done{};
  cards_.make_room();
  // A copy, as of sketches: what is held for long lies together.
  const ArticleCard& held = *cards_.keep(article, card);
  const LinkRules rules{
      .scores = [this](Node n, const std::vector<Node>& others) { return scores(n, others); },
      .keys = [this](Node n) -> Result<std::vector<BlockKey>> {
        const auto of = cached(n);
        if (!of.ok()) return of.error();
        return article_keys(*of.value());
      },
      .others = [](Node) -> Result<std::vector<Node>> { return std::vector<Node>(); }};
  return graph_->add(article, bytes, rank_of(held.id), keys, rules);
}

Result<Done> StoryGroups::drop_story_of(std::int64_t article) {
  const auto story = statements_->story_of.bind(article).first_integer();
  if (!story.ok()) return story.error();
  if (story.value() == 0) return Done{};
  auto done = statements_->drop_articles.bind(story.value()).run();
  return done.ok() ? statements_->drop_story.bind(story.value()).run() : done;
}

Result<Done> StoryGroups::tell(const Database& database) {
  auto done = open(database);
  if (!done.ok()) return done;
  const auto groups = graph_->changed_groups();
  if (!groups.ok()) return groups.error();
  for (const auto& group : groups.value()) {
    for (const Node article : group) {
      done = drop_story_of(article);
      if (!done.ok()) return done;
    }
  }
  for (const auto& group : groups.value()) {
    cards_.make_room();
    std::vector<std::vector<std::size_t>> stories(1);
    if (group.size() > LinkGraph::kMost) {
      // Strong links alone hold these together: they are one.
      for (std::size_t i = 0; i < group.size(); ++i) stories[0].push_back(i);
    } else {
      std::vector<ArticleCard> cards;
      for (const Node article : group) {
        const auto card = cached(article);
        if (!card.ok()) return card.error();
        cards.push_back(*card.value());
      }
      stories = group_articles(cards);
    }
    for (const auto& members : stories) {
      std::vector<Node> articles;
      for (const std::size_t i : members) articles.push_back(group[i]);
      done = keep(articles);
      if (!done.ok()) return done;
    }
  }
  return done;
}

Result<Done> StoryGroups::keep(const std::vector<Node>& articles) {
  const std::int64_t story = *std::min_element(articles.begin(), articles.end());
  std::string id;
  std::string title;
  std::pair<std::int32_t, std::string> titled;
  std::int32_t first = kNoDay;
  std::int32_t last = kNoDay;
  for (const Node article : articles) {
    const auto card = cached(article);
    if (!card.ok()) return card.error();
    const ArticleCard& c = *card.value();
    if (id.empty() || c.id < id) id = c.id;
    // The title of the first article that has one.
    const auto when = std::pair(c.published, c.id);
    if (!c.title.empty() && (title.empty() || when < titled)) {
      title = c.title;
      titled = when;
    }
    if (c.published == kNoDay) continue;
    first = first == kNoDay ? c.published : std::min(first, c.published);
    last = std::max(last, c.published);
  }
  Query& q = statements_->keep_story;
  q.bind(story).bind(id).bind_or_null(title).bind_or_null(told_day(first));
  auto done = q.bind_or_null(told_day(last)).bind(static_cast<std::int64_t>(articles.size())).run();
  for (const Node article : articles)
    if (done.ok()) done = statements_->keep_article.bind(article).bind(story).run();
  return done;
}

void StoryGroups::forget() {
  if (graph_) graph_->forget();
  cards_.clear();
}

}  // namespace dragoman
