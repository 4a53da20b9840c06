// Articles from web pages. The sites and people are invented.
#include <gtest/gtest.h>

#include <random>

#include "../fuzz/html_check.h"
#include "formats/html/html_article.h"
#include "formats/html/markup.h"
#include "formats/html/page_tree.h"

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
  const Article a = extract_article(
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

/// A page with that head and that body, and the article's two paragraphs in an article element.
std::string page(const std::string& head, const std::string& before,
                 const std::string& after = {}) {
  return "<html><head>" + head + "</head><body>" + before + "<article>" + paragraphs() +
         "</article>" + after + "</body></html>";
}

TEST(Html, Bytes_ThatLookLikeUtf8ButAreNot_AreReplaced) {
  // An overlong form, a surrogate, a code point above the last, and sequences cut short.
  for (const char* bytes : {"\xE0\x90\x8F", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "\xC0\xAF", "\xE2\x82", "\xF0\x9F\x98"}) {
    const std::string told = std::string("Dam ") + bytes + " opens";
    const std::string data =
        R"(<script type='application/ld+json'>{"@type":"NewsArticle","headline":")" + told +
        R"("}</script>)";
    fuzz::check_page(page(data, "<h1>" + told + "</h1><p>" + told + ' ' + kFirst + "</p>"));
    const Article a = extract_article(page(data, ""));
    EXPECT_TRUE(a.title.starts_with("Dam \xEF\xBF\xBD")) << a.title;
    EXPECT_TRUE(a.title.ends_with(" opens")) << a.title;
  }
}

TEST(Html, Lead_BetweenHeadlineAndBody_IsPartOfTheText) {
  const std::string lead =
      "Nine months of talks ended on Tuesday with a handshake that few had still expected.";
  const Article a = extract_article(
      "<body><div class='top'><h1>Fish deal signed</h1><p class='date'>19 March 2024</p><p>" +
      lead + "</p></div><div class='row'><div class='entry-content'>" + paragraphs() +
      "</div></div></body>");
  EXPECT_EQ(a.text, lead + "\n\n" + article_text());
}

TEST(Html, CommentsLongerThanTheArticle_AreLeftOut) {
  std::string comments = "<section id='comments'>";
  for (int i = 0; i < 12; ++i)
    comments +=
        "<div class='comment-body'><p>I have fished these waters for thirty years, and my "
        "father before me, and no paper has ever changed a thing for us.</p></div>";
  EXPECT_EQ(extract_article(page("", "", comments + "</section>")).text, article_text());
}

TEST(Html, ClassThatSaysWhatAPageHasNot_HidesNothing) {
  for (const char* name : {"no-comments", "has-sidebar", "without-ads", "content shareholders"}) {
    const Article a = extract_article("<body><p>A line of menu<div class='" + std::string(name) +
                                      "'>" + paragraphs() + "</div></body>");
    EXPECT_NE(a.text.find(kSecond), std::string::npos) << name;
  }
}

TEST(Html, LinksUnderAHeadingOfRelatedArticles_AreLeftOut) {
  const Article a = extract_article(
      "<body><article>" + paragraphs() +
      "<h3>Related stories</h3><p><a href='/a'>Anchovies return to the coast</a></p><ul><li>"
      "<a href='/b'>A port that nobody wanted</a></ul></article></body>");
  EXPECT_EQ(a.text, article_text());
}

TEST(Html, ListsQuotesAndHeadings_StayInTheirOrder) {
  const Article a = extract_article(
      "<body><article>" + paragraphs() +
      "<h2>What it says</h2><ul><li>No licence is needed in the ports of the other.<li>Catches are "
      "counted by both sides.</ul><blockquote>We have waited for this day longer than for any "
      "other, the minister said.</blockquote></article></body>");
  EXPECT_EQ(a.text, article_text() +
                        "\n\nWhat it says\n\nNo licence is needed in the ports of the other.\n\n"
                        "Catches are counted by both sides.\n\nWe have waited for this day longer "
                        "than for any other, the minister said.");
}

TEST(Html, RowOfShortCells_IsOneLine_AndALayoutTableIsNone) {
  const Article a = extract_article("<body><table><tr><td>" + paragraphs() +
                                    "<table><tr><th>Port<th>Tonnes<tr><td>Callao<td>40,000"
                                    "</table></td></tr></table></body>");
  EXPECT_EQ(a.text, article_text() + "\n\nPort | Tonnes\n\nCallao | 40,000");
}

TEST(Html, TwoLineBreaks_MakeAParagraph_AndFormattingMakesNone) {
  const Article a =
      extract_article("<body><div><b>" + kFirst.substr(0, 9) + "</b>" + kFirst.substr(9) +
                      "<br />\n<br />" + kSecond + "</div></body>");
  EXPECT_EQ(a.text, article_text());
}

TEST(Html, WhiteSpace_IsNormalised) {
  const Article a = extract_article(
      "<body><article>" + paragraphs() +
      "<p>It&nbsp;was \n\t signed&shy;\xE2\x80\x8B in&#8201;Lima, in the old customs house.</p>"
      "</article></body>");
  EXPECT_EQ(a.text, article_text() + "\n\nIt was signed in Lima, in the old customs house.");
}

TEST(Html, HiddenText_IsLeftOut) {
  const std::string box = "Our readers pay for what you read here, and we thank each of them.";
  for (const char* how : {"hidden", "style='color:red; Display : none'", "aria-hidden='true'",
                          "class='cookie-notice'"}) {
    std::string after = "<div ";
    after += how;
    after += "><p>" + box + "</p></div>";
    EXPECT_EQ(extract_article(page("", "", after)).text, article_text()) << how;
  }
}

TEST(Html, ContainersOfPageBuilders_AreNoSidebars) {
  const std::string widget = "<div class='elementor-element elementor-widget'><p>";
  const Article a = extract_article("<body><div class='elementor'>" + widget + kFirst +
                                    "</p></div>" + widget + kSecond + "</p></div></div>" +
                                    "<div class='widget-area'><p>Our kitchen has a new recipe "
                                    "for herring, with dill.</p></div></body>");
  EXPECT_EQ(a.text, article_text());
}

TEST(Html, FigureWithATable_StaysAndFigureWithAPictureGoes) {
  const Article a = extract_article(
      "<body><article>" + paragraphs() +
      "<figure><img src=a><p>A trawler at anchor in the old port of Callao, where it was "
      "built.</p></figure><figure class='wp-block-table'><table><tr><td>Callao<td>40,000</table>"
      "</figure></article></body>");
  EXPECT_EQ(a.text, article_text() + "\n\nCallao | 40,000");
}

TEST(Html, LabelsAroundTheArticle_GoAndThoseWithinStay) {
  const Article a =
      extract_article("<body><div class=entry-content><p>From our desk</p><p>" + kFirst +
                      "</p><p>On the quay</p><p>" + kSecond + "</p><p>aq / mv</p></div></body>");
  EXPECT_EQ(a.text, kFirst + "\n\nOn the quay\n\n" + kSecond);
}

TEST(Html, LinesOfDateAndAuthor_AboveTheBody_GoAndDatesInSentencesStay) {
  const std::string sentence =
      "The first of these talks was held on 17 June 2023 in Bergen, in a hall by the harbour.";
  const Article a = extract_article(
      "<body><h1>Fish deal signed</h1><p>Ana Quiroga</p><p>" + kFirst +
      "</p><p>PUBLISHED: March 19, 2024 at 11:30 p.m.</p><div class=entry-content><p>Our reporter"
      "</p><p>" +
      kSecond + "</p><p>" + sentence + "</p></div></body>");
  EXPECT_EQ(a.text, article_text() + "\n\n" + sentence);
}

TEST(Html, CaptionOutsideOfAFigure_IsKnownByItsCredit) {
  const Article a = extract_article(
      "<body><article>" + paragraphs() +
      "<p>Trawlers in the port of Callao last week. Photo: Ana Quiroga</p><p>The ministers before "
      "the signing | B. Lund/Getty Images</p></article></body>");
  EXPECT_EQ(a.text, article_text());
}

TEST(Html, SentenceThatBeginsLikeALineOfThePage_Stays) {
  const std::string sentence =
      "Copyright on the charts of the coast, which both navies have drawn for a hundred years, is "
      "to "
      "be shared between the two countries from now on.";
  const Article a = extract_article("<body><article>" + paragraphs() + "<p>" + sentence +
                                    "</p><p>Copyright The Harbour Post</p></article></body>");
  EXPECT_EQ(a.text, article_text() + "\n\n" + sentence);
}

TEST(Html, PageThatItsScriptFills_GivesTheTextOfItsData) {
  const Article a = extract_article(
      "<head><script type='application/ld+json'>{\"@type\":\"ReportageNewsArticle\","
      "\"headline\":\"Fish &amp; ships\",\"articleBody\":\"" +
      kFirst + "\\n" + kSecond + "\"}</script></head><body><div id='app'>Loading</div></body>");
  EXPECT_EQ(a.text, article_text());
  EXPECT_EQ(a.title, "Fish & ships");
}

TEST(Html, BrokenLinkedData_StillGivesDayAndHeadline) {
  for (const char* data :
       {"{\"@type\":\"NewsArticle\",\"headline\":\"Fish deal signed\",\"datePublished\":"
        "\"2024-03-19\",}",
        "<!-- [{\"@type\":\"NewsArticle\",\"headline\":\"Fish deal signed\",\"description\":\"two\n"
        "lines\",\"datePublished\":\"2024-03-19T10:00:00-05:00\"}] -->;",
        "{\"@type\":\"NewsArticle\" \"headline\":\"Fish deal signed\" \"datePublished\" : "
        "\"2024-03-19\""}) {
    const Article a = extract_article(
        page("<script type=\"application/ld+json\">" + std::string(data) + "</script>", ""));
    EXPECT_EQ(a.published, "2024-03-19") << data;
    EXPECT_EQ(a.title, "Fish deal signed") << data;
  }
}

TEST(Html, Title_LosesThePublisherAndRubric) {
  const auto title = [](const std::string& head, const std::string& before) {
    return extract_article(page(head, before)).title;
  };
  EXPECT_EQ(title("<title>Fish deal signed - Harbour Post</title><link rel=canonical "
                  "href=https://www.harbourpost.example/1>",
                  ""),
            "Fish deal signed");
  EXPECT_EQ(title("<meta property=og:title content='Fish deal signed | The Harbour Post'>"
                  "<meta property=og:site_name content='The Harbour Post'>",
                  "<h1>World</h1>"),
            "Fish deal signed");
  EXPECT_EQ(
      title("<title>Fish deal signed</title>", "<h1><span>World news</span> Fish deal signed</h1>"),
      "Fish deal signed");
  EXPECT_EQ(title("<title>The Harbour Post</title>", "<h1>Fish deal signed</h1>"),
            "The Harbour Post");
  EXPECT_EQ(title("", "<h1>Fish deal signed</h1>"), "Fish deal signed");
}

TEST(Html, Day_IsReadFromWhatMachinesAreTold) {
  for (const char* head :
       {"<meta property='article:published_time' content='2024-03-19T08:00:00+01:00'>",
        "<meta name='DC.date.issued' content='2024-03-19'>", "<meta name=pubdate content=20240319>",
        "<meta itemprop='datePublished' content='March 19, 2024'>",
        "<link rel=canonical href='https://harbourpost.example/2024/03/19/fish-deal'>"})
    EXPECT_EQ(extract_article(page(head, "")).published, "2024-03-19") << head;
}

TEST(Html, Day_IsReadFromTheLineUnderTheHeadline_InSeveralLanguages) {
  struct Case {
    const char* language;
    const char* line;
  };
  for (const Case& c :
       {Case{"en", "By Ana Quiroga | March 19th, 2024"}, Case{"en-US", "Updated 03/19/2024"},
        Case{"en-GB", "19/03/2024, 10:15"}, Case{"en-US", "3/19/2024"},
        Case{"en", "Tuesday 19 Mar 2024"}, Case{"es", "Lima, 19 de marzo de 2024"},
        Case{"fr", "Le 19 mars 2024"}, Case{"de", "Dienstag, 19. M\xC3\xA4rz 2024"},
        Case{"pt", "19 de mar\xC3\xA7o de 2024"}, Case{"pl", "19 marca 2024"},
        Case{"it", "19 Marzo 2024"}, Case{"de", "19.03.2024"},
        Case{"ru", "19 \xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0 2024"},
        Case{"ja",
             "2024\xE5\xB9\xB4"
             "3\xE6\x9C\x88"
             "19\xE6\x97\xA5"}}) {
    const Article a =
        extract_article("<html lang='" + std::string(c.language) + "'><body><h1>Fish deal</h1><p>" +
                        c.line + "</p>" + paragraphs() + "</body></html>");
    EXPECT_EQ(a.published, "2024-03-19") << c.line;
  }
}

TEST(Html, Day_OfAServerInUniversalTime_GivesWayToTheDayOfTheReader) {
  const auto day = [](const std::string& time, const std::string& line) {
    return extract_article("<head><meta property='article:published_time' content='" + time +
                           "'></head><body><h1>Fish deal</h1><p class=date>" + line + "</p>" +
                           paragraphs() + "</body>")
        .published;
  };
  EXPECT_EQ(day("2024-03-20T02:30:00Z", "March 19, 2024"), "2024-03-19");
  EXPECT_EQ(day("2024-03-20T02:30:00+01:00", "March 19, 2024"), "2024-03-20");
  EXPECT_EQ(day("2024-03-20T20:30:00Z", "March 19, 2024"), "2024-03-20");
  EXPECT_EQ(day("2024-03-20T02:30:00Z", "March 2, 2024"), "2024-03-20");
}

TEST(Html, DayThatIsNone_IsNotTaken) {
  for (const char* line : {"31/02/2024", "12 of 40 pages, 2024", "Room 19.03.20245", "19 March",
                           "Copyright 2024", "March 19, 1776"})
    EXPECT_EQ(extract_article("<body><h1>Fish deal</h1><p>" + std::string(line) + "</p>" +
                              paragraphs() + "</body>")
                  .published,
              "")
        << line;
}

TEST(Html, UrlThatIsGiven_GoesBeforeTheOneThePageNames) {
  const std::string html = page("<link rel=canonical href='https://harbourpost.example/a'>", "");
  EXPECT_EQ(extract_article(html).url, "https://harbourpost.example/a");
  EXPECT_EQ(extract_article(html, "https://www.coast.example/b").url,
            "https://www.coast.example/b");
  EXPECT_EQ(extract_article(html, "https://www.coast.example/b").publisher, "coast.example");
}

TEST(Html, DeclaredCharset_IsFoundWhereverAPageMayNameIt) {
  EXPECT_EQ(declared_charset("<head><meta charset=\"ISO-8859-2\">"), "ISO-8859-2");
  EXPECT_EQ(declared_charset(
                "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>"),
            "windows-1251");
  EXPECT_EQ(declared_charset("<?xml version='1.0' encoding='EUC-JP'?><html>"), "EUC-JP");
  EXPECT_EQ(declared_charset("<meta name=x content=y><p>charset=utf-8"), "");
  EXPECT_EQ(declared_charset(""), "");
}

TEST(Html, PageWithoutText_AndPageTooLong_AreErrorsWithARemedy) {
  for (const std::string& bytes :
       {std::string(), std::string("<html><body><nav><a href=/>Home</a></nav></body></html>"),
        std::string(kLongestPage + 1, 'x')}) {
    const ReadReport report = parse_html(bytes, "a.html");
    ASSERT_EQ(report.errors.size(), 1U);
    EXPECT_TRUE(report.articles.empty());
    EXPECT_EQ(report.errors[0].where, "a.html");
    EXPECT_FALSE(report.errors[0].remedy.empty());
  }
}

TEST(Html, BytesThatAreNotUtf8_BecomeTheReplacementCharacter) {
  const Article a = extract_article(
      "<body><p>Caf\xE9 owners and fishers alike, some forty of "
      "them, had come to see the signing.</p></body>");
  EXPECT_TRUE(a.text.starts_with("Caf\xEF\xBF\xBD owners")) << a.text;
}

/// The greatest number of elements around one.
std::size_t depth(const PageTree& tree) {
  std::size_t most = 0;
  std::vector<std::size_t> at(tree.nodes.size());
  for (std::size_t i = 1; i < at.size(); ++i) {
    at[i] = at[tree.nodes[i].parent] + 1;
    most = std::max(most, at[i]);
  }
  return most;
}

TEST(Html, NestingThatMisleadsParsers_StaysShallow) {
  for (const char* piece : {"<div>",
                            "<span></div>",
                            "<span><div></span>",
                            "<div><b></div>",
                            "<form><div></form>",
                            "<table><tr><td>",
                            "<table>",
                            "<td><caption><table></td>",
                            "<ul><li>",
                            "<a href=x><p>",
                            "<table><select><div></select></table>",
                            "<p><table><p></table>",
                            "<svg><div>",
                            "<h1><h2>",
                            "<x-a><x-b></x-a>",
                            "<b a=1><p>",
                            "<dl><dt><dd>",
                            "<template><div>",
                            "<object><div></object>",
                            "<button><div></button>",
                            "<html><body>",
                            "<table><div></table>"}) {
    std::string html;
    while (html.size() < 200'000) html += piece;
    const PageTree tree(clean_markup(html).html);
    EXPECT_LT(depth(tree), 4 * kDeepestElement) << piece;
    EXPECT_LT(tree.nodes.size(), html.size()) << piece;
  }
}

TEST(Html, HundredThousandNestedElements_AreReadInBoundedTime) {
  std::string page;
  for (int i = 0; i < 100'000; ++i) page += "<div><b>";
  page += "<p>" + kFirst;
  const Article a = extract_article(page);
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
