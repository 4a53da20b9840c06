// Articles from web pages. The sites and people are invented.
#include <gtest/gtest.h>

#include <random>

#include "../fuzz/html_check.h"
#include "formats/html/html_article.h"
#include "formats/html/markup.h"

namespace dragoman {
namespace {

/// Two paragraphs of the length that articles have.
const std::string kFirst =
    "The trade ministers of Peru and Norway signed an agreement on fisheries in Lima on Tuesday, "
    "after nine months of talks that had twice come close to collapse.";
const std::string kSecond =
    "Under the agreement, which both parliaments have yet to approve, vessels from either country "
    "may land their catch in the ports of the other without a separate licence.";

std::string paragraphs() { return "<p>" + kFirst + "</p>\n<p>" + kSecond + "</p>"; }
std::string article_text() { return kFirst + "\n\n" + kSecond; }

TEST(Html, Page_WithMenusCommentsAndFooter_GivesTheArticleAlone) {
  const HtmlArticle a = extract_article(
      "<!doctype html><html lang='en-GB'><head><title>Fish deal signed | The Harbour Post</title>"
      "<meta property='og:site_name' content='The Harbour Post'>"
      "<link rel='canonical' href='https://harbourpost.example/world/fish-deal'>"
      "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{"
      "\"@type\":\"WebSite\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],"
      "\"datePublished\":\"2024-03-19T08:00:00Z\",\"headline\":\"Fish deal signed\"}]}</script>"
      "</head><body><nav><ul><li><a href='/'>Home</a><li><a href='/world'>World</a></ul></nav>"
      "<main><article><h1>Fish deal signed</h1><div class='share-bar'>Tell your friends</div>"
      "<figure><img src='x.jpg'><figcaption>Two trawlers at anchor in the port of Callao last "
      "week, waiting for their crews to come back on board.</figcaption></figure>" +
      paragraphs() +
      "<p><a href='/2'>Read more: The long quarrel about anchovies and who may catch them</a></p>"
      "</article><section class='comments'><p>I have fished these waters for thirty years and "
      "never seen anything like it, says a reader with much time.</p></section></main>"
      "<footer><p>Copyright 2024 The Harbour Post. No part of this page may be copied without "
      "our consent in writing.</p></footer></body></html>");
  EXPECT_EQ(a.text, article_text());
  EXPECT_EQ(a.title, "Fish deal signed");
  EXPECT_EQ(a.published, "2024-03-19");
  EXPECT_EQ(a.publisher, "The Harbour Post");
  EXPECT_EQ(a.url, "https://harbourpost.example/world/fish-deal");
  EXPECT_EQ(a.language, "en-GB");
}

TEST(Html, HundredThousandNestedElements_AreReadInBoundedTime) {
  std::string page;
  for (int i = 0; i < 100'000; ++i) page += "<div><b>";
  page += "<p>" + kFirst;
  const HtmlArticle a = extract_article(page);
  EXPECT_NE(a.text.find(kFirst), std::string::npos);
}

TEST(Html, AnyBytes_KeepThePromises) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {
      "<div class='",
      "article-body",
      "'>",
      "</div>",
      "<p>",
      "</p>",
      "<table><tr><td>",
      "</table>",
      "<script>",
      "<!--",
      "-->",
      "<a href=x>",
      "</a>",
      "<svg>",
      "\xff\xfe",
      std::string(1, '\0'),
      "&amp;&#0;&#xD800;",
      "<title>",
      "<h1>",
      kFirst,
      kSecond,
      "<form>",
      "</form>",
      "<select><option>",
      "<br><br>",
      "<script type='application/ld+json'>{\"@type\":\"Article\",}</script>",
      "<time datetime='",
      "2024-02-31",
      "17 mars 2024",
      "<li>",
      "<template>",
      "</p></p></body>",
      "<",
      "</",
      "<b><i></b>"};
  for (int round = 0; round < 400; ++round) {
    std::string page;
    for (unsigned n = random() % 60; n > 0; --n) page += pieces[random() % pieces.size()];
    fuzz::check_page(page);
  }
}

}  // namespace
}  // namespace dragoman
