// Any bytes as the card of a report or of an article: read whole and the same again, or refused.
#include "check.h"
#include "story/article_card.h"
#include "story/report_card.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = dragoman::fuzz::view(data, size);
  dragoman::StoryReport report;
  if (dragoman::read_report_card(bytes, &report)) {
    dragoman::StoryReport again;
    dragoman::fuzz::check(dragoman::read_report_card(dragoman::report_card(report), &again),
                          "a card that was read is written and read again");
  }
  dragoman::ArticleCard article;
  if (dragoman::read_article_card(bytes, &article))
    dragoman::fuzz::check(dragoman::article_card_bytes(article) == bytes,
                          "an article's card is written as it was read");
  return 0;
}
