// What the store makes of a coded article without asking the database: most of the work of keeping
// it, which any thread can do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coding/coder.h"
#include "store/written_names.h"
#include "story/article_card.h"
#include "story/joinable_report.h"

namespace dragoman {

/// What a sentence that tells events is about.
struct SentenceTopics {
  std::uint32_t sentence = 0;
  std::vector<std::string> topics;  ///< as topics_of gives them; last the sentence itself, empty
};

struct ArticleDigest {
  std::vector<JoinableReport> reports;  ///< of each event, in their order
  std::vector<SentenceTopics> topics;   ///< in the order of the sentences
  std::vector<WrittenName> names;
  ArticleCard card;
  std::string card_bytes;
  std::vector<BlockKey> card_keys;
};

/// O(bytes of the article + events). Thread-safe.
ArticleDigest digest_of(const CodedArticle& coded);

/// A copy of what `Store::add` asks of a coded article beside its digest, without room to spare.
/// O(bytes of the article + what was read in it). Thread-safe.
CodedArticle kept_part(const CodedArticle& coded);

}  // namespace dragoman
