// Keeps which articles are about the same thing.
#pragma once

#include <optional>

#include "store/database.h"
#include "store/link_graph.h"
#include "store/row_cards.h"
#include "story/article_card.h"

namespace dragoman {

/// Fills stories and story_articles. What it keeps is a function of the articles, whatever the
/// order in which they came. Not thread-safe.
class StoryGroups {
 public:
  /// A new article, kept already; once more is nothing.
  /// `bytes` and `keys` are those of the card.
  Result<Done> add(const Database& database, std::int64_t article, const ArticleCard& card,
                   std::string_view bytes, const std::vector<BlockKey>& keys);

  /// Writes what follows from all that was added since the last call.
  Result<Done> tell(const Database& database);

  /// Forgets all that was not told, as when a transaction is rolled back.
  void forget();

 private:
  Result<Done> open(const Database& database);
  Result<const ArticleCard*> cached(std::int64_t article);
  Result<std::vector<std::int32_t>> scores(Node article, const std::vector<Node>& others);
  Result<Done> drop_story_of(std::int64_t article);
  Result<Done> keep(const std::vector<Node>& articles);

  /// Prepared statements, made together with the graph.
  struct Statements {
    Query story_of, drop_articles, drop_story, keep_story, keep_article;
  };
  std::optional<LinkGraph> graph_;
  std::optional<Statements> statements_;
  RowCards<ArticleCard> cards_{kMostCards};

  // Held in memory; more are read again.
  static constexpr std::size_t kMostArticles = 15'000;
  static constexpr std::size_t kMostCards = 8'000;
};

}  // namespace dragoman
