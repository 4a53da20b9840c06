// Reports joined into happenings, their lives, and what their sources contradict each other about.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "story/article_card.h"
#include "story/coded_report.h"
#include "story/happening.h"
#include "story/joiner.h"
#include "story/linkage.h"
#include "story/report_card.h"
#include "story/words.h"

namespace dragoman {
namespace {

StoryReport report(int number, Stage stage, const char* published, const char* act = "CONSULT") {
  StoryReport r;
  r.id = "r" + std::to_string(100 + number);
  r.row = number;
  r.article = number;
  r.published = parsed_day(published);
  r.type = r.act = act;
  r.stage = stage;
  r.actors = {make_party("Kenya", "KEN", "GOV", "", true)};
  r.recipients = {make_party("Uganda", "UGA", "GOV", "", true)};
  return r;
}

StoryReport with_figure(StoryReport r, const char* kind, double value, const char* qualifier = "") {
  r.figures.push_back(make_figure(kind, value, qualifier, std::to_string(static_cast<int>(value))));
  return r;
}

Happening told_by(const std::vector<StoryReport>& reports) {
  std::vector<const StoryReport*> pointers;
  for (const StoryReport& r : reports) pointers.push_back(&r);
  return make_happening(pointers);
}

std::set<std::string> kinds(const Happening& h) {
  std::set<std::string> out;
  for (const Disagreement& d : h.disagreements) out.emplace(to_string(d.kind));
  return out;
}

TEST(Stories, MeetingAnnouncedAndHeld_IsOneWithTwoStages) {
  StoryReport plan = report(1, Stage::planned, "2026-03-02");
  StoryReport held = report(2, Stage::occurred, "2026-03-05");
  plan.day = plan.day_end = held.day = held.day_end = parsed_day("2026-03-05");
  EXPECT_EQ(Joiner::built_in().cluster({plan, held}, {}).size(), 1U);
  const Happening h = told_by({held, plan});
  EXPECT_EQ(h.stage, Stage::occurred);
  ASSERT_EQ(h.life.size(), 2U);
  EXPECT_EQ(h.life[0].stage, Stage::planned);
  EXPECT_EQ(told_day(h.day), "2026-03-05");
}

TEST(Stories, CallsOnTwoDays_AreTwo) {
  StoryReport monday = report(1, Stage::occurred, "2026-03-02");
  StoryReport friday = report(2, Stage::occurred, "2026-03-06");
  monday.day = monday.day_end = parsed_day("2026-03-02");
  friday.day = friday.day_end = parsed_day("2026-03-06");
  EXPECT_EQ(Joiner::built_in().cluster({monday, friday}, {}).size(), 2U);
}

TEST(Stories, MonthlyMeetingsWithoutADay_AreNotOne) {
  std::vector<StoryReport> meetings;
  for (const char* day :
       {"2026-01-05", "2026-02-04", "2026-03-06", "2026-04-06", "2026-05-07", "2026-06-08"}) {
    meetings.push_back(
        report(static_cast<std::int64_t>(meetings.size() + 1), Stage::occurred, day));
    meetings.back().day = meetings.back().day_end = kNoDay;
  }
  EXPECT_GE(Joiner::built_in().cluster(meetings, {}).size(), 3U);
}

TEST(Stories, ExpulsionAndTheAnswerToIt_AreTwo) {
  StoryReport first = report(1, Stage::occurred, "2026-03-02", "SANCTION");
  StoryReport answer = report(2, Stage::occurred, "2026-03-03", "SANCTION");
  std::swap(answer.actors, answer.recipients);
  EXPECT_EQ(Joiner::built_in().cluster({first, answer}, {}).size(), 2U);
}

TEST(Stories, AttackCalledOff_IsCancelled) {
  const Happening h = told_by({report(1, Stage::threatened, "2026-03-02", "ASSAULT"),
                               report(2, Stage::planned, "2026-03-03", "ASSAULT"),
                               report(3, Stage::cancelled, "2026-03-04", "ASSAULT")});
  EXPECT_EQ(h.stage, Stage::cancelled);
  EXPECT_EQ(h.life.size(), 3U);
}

TEST(Stories, TalkOfTheOldPlan_DoesNotUndoWhatHappened) {
  EXPECT_EQ(
      told_by({report(1, Stage::occurred, "2026-03-02"), report(2, Stage::planned, "2026-03-03")})
          .stage,
      Stage::occurred);
}

TEST(Stories, ClaimThatOnlyOneSideMakes_IsDenied_UntilAnotherConfirmsIt) {
  const StoryReport claim = report(1, Stage::occurred, "2026-03-02");
  const StoryReport denial = report(2, Stage::denied, "2026-03-03");
  EXPECT_EQ(told_by({claim, denial}).stage, Stage::denied);
  const Happening h = told_by({claim, denial, report(3, Stage::occurred, "2026-03-04")});
  EXPECT_EQ(h.stage, Stage::occurred);
  EXPECT_EQ(kinds(h), std::set<std::string>{"denial"});
}

TEST(Stories, TollThatRises_IsNoContradiction_AndOneThatFallsIs) {
  const StoryReport a = with_figure(report(1, Stage::occurred, "2026-03-02"), "killed", 12);
  const StoryReport b = with_figure(report(2, Stage::occurred, "2026-03-03"), "killed", 19);
  const StoryReport c = with_figure(report(3, Stage::occurred, "2026-03-04"), "killed", 14);
  EXPECT_TRUE(kinds(told_by({a, b})).empty());
  EXPECT_EQ(kinds(told_by({a, b, c})), std::set<std::string>{"figures"});
}

TEST(Stories, AtLeastHolds_WhenMoreAreCounted) {
  const StoryReport a =
      with_figure(report(1, Stage::occurred, "2026-03-02"), "arrested", 7, "at least");
  const StoryReport b = with_figure(report(2, Stage::occurred, "2026-03-02"), "arrested", 9);
  EXPECT_TRUE(kinds(told_by({a, b})).empty());
  const StoryReport c =
      with_figure(report(3, Stage::occurred, "2026-03-02"), "arrested", 30, "at least");
  EXPECT_EQ(kinds(told_by({b, c})), std::set<std::string>{"figures"});
}

TEST(Stories, FormerPresidentAndPresident_AreTitlesThatDiffer) {
  StoryReport a = report(1, Stage::occurred, "2026-03-02");
  StoryReport b = report(2, Stage::occurred, "2026-03-02");
  a.recipients = {make_party("Nadia Okello", "UGA", "GOV", "president", false)};
  b.recipients = {make_party("Nadia Okello", "UGA", "GOV", "former president", false)};
  EXPECT_EQ(kinds(told_by({a, b})), std::set<std::string>{"titles"});
  b.recipients[0].role = "president of Uganda";
  EXPECT_TRUE(kinds(told_by({a, b})).empty());
}

TEST(Stories, NewDateOfAPlan_IsNoContradiction_AndTwoDaysOfOneActAre) {
  StoryReport a = report(1, Stage::planned, "2026-03-02");
  StoryReport b = report(2, Stage::planned, "2026-03-03");
  a.day = a.day_end = parsed_day("2026-03-10");
  b.day = b.day_end = parsed_day("2026-03-12");
  EXPECT_TRUE(kinds(told_by({a, b})).empty());
  a.stage = b.stage = Stage::occurred;
  EXPECT_EQ(kinds(told_by({a, b})), std::set<std::string>{"dates"});
}

/// Invented reports of a few parties, acts and days.
std::vector<StoryReport> invented(std::uint32_t seed, int count) {
  std::mt19937 random(seed);
  const auto any = [&](std::uint32_t n) { return random() % n; };
  const std::vector<std::pair<const char*, const char*>> states = {
      {"Kenya", "KEN"}, {"Uganda", "UGA"}, {"Peru", "PER"}, {"Chad", "TCD"}};
  std::vector<StoryReport> out;
  for (int i = 0; i < count; ++i) {
    StoryReport r =
        report(i, static_cast<Stage>(any(9)), "2026-03-01", any(2) ? "CONSULT" : "COERCE");
    r.published += static_cast<std::int32_t>(any(6));
    const auto& actor = states[any(4)];
    const auto& recipient = states[any(4)];
    r.actors = {make_party(actor.first, actor.second, "GOV", "", true)};
    r.recipients = {make_party(recipient.first, recipient.second, "GOV", "", true)};
    if (any(2) != 0) r.day = r.day_end = r.published - static_cast<std::int32_t>(any(3));
    r.words = word_hashes(any(2) != 0 ? "talks on fish in the lake" : "lorries at the border post");
    out.push_back(std::move(r));
  }
  return out;
}

std::set<std::set<std::string>> groups_of(const std::vector<StoryReport>& reports,
                                          const HandJoins& by_hand) {
  std::set<std::set<std::string>> out;
  for (const auto& group : Joiner::built_in().cluster(reports, by_hand)) {
    std::set<std::string> ids;
    for (const std::size_t i : group) ids.insert(reports[i].id);
    out.insert(std::move(ids));
  }
  return out;
}

TEST(Stories, AnyOrderOfReports_GivesTheSameHappenings) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    auto reports = invented(seed, 40);
    const auto wanted = groups_of(reports, {});
    std::mt19937 random(seed);
    for (int turn = 0; turn < 5; ++turn) {
      std::shuffle(reports.begin(), reports.end(), random);
      for (std::size_t i = 0; i < reports.size(); ++i)
        reports[i].row = static_cast<std::int64_t>(i);
      EXPECT_EQ(groups_of(reports, {}), wanted);
    }
  }
}

TEST(Stories, ScoresAreSymmetric) {
  const auto reports = invented(7, 60);
  for (const StoryReport& a : reports)
    for (const StoryReport& b : reports)
      ASSERT_EQ(Joiner::built_in().score(a, b), Joiner::built_in().score(b, a));
}

TEST(Stories, HandJoins_AreHonoured) {
  const StoryReport a = report(1, Stage::occurred, "2026-03-02");
  const StoryReport b = report(2, Stage::occurred, "2026-03-02");
  const StoryReport c = report(3, Stage::occurred, "2026-09-02", "ASSAULT");
  EXPECT_EQ(Joiner::built_in().cluster({a, b}, {{{"r101", "r102"}, Verdict::different}}).size(),
            2U);
  EXPECT_EQ(Joiner::built_in().cluster({a, c}, {{{"r101", "r103"}, Verdict::same}}).size(), 1U);
}

TEST(Stories, Cards_ComeBackWhole_AndCutOnesAreRefused) {
  StoryReport r = with_figure(report(1, Stage::denied, "2026-03-02"), "killed", 12, "at least");
  r.words = word_hashes("lorries at the border post");
  const std::string card = report_card(r);
  StoryReport back;
  ASSERT_TRUE(read_report_card(card, &back));
  EXPECT_EQ(report_card(back), card);
  for (std::size_t size = 0; size < card.size(); ++size) {
    StoryReport cut;
    EXPECT_FALSE(read_report_card(std::string_view(card).substr(0, size), &cut));
  }
  const ArticleCard article =
      make_article_card("a", "Talks in Nairobi", "2026-03-02", {"Kenya met Uganda on 2 March."});
  const std::string bytes = article_card_bytes(article);
  ArticleCard read;
  ASSERT_TRUE(read_article_card(bytes, &read));
  EXPECT_EQ(article_card_bytes(read), bytes);
  EXPECT_EQ(read.lengths, article.lengths);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ArticleCard cut;
    read_article_card(std::string_view(bytes).substr(0, size), &cut);
  }
}

TEST(Stories, ArticlesAboutTheSameThing_AreGrouped_InAnyOrder) {
  std::vector<ArticleCard> cards = {
      make_article_card(
          "a", "Ferry sinks off Zanzibar", "2026-03-02",
          {"The ferry Malaika sank off Zanzibar on Monday.", "Divers found 12 dead."}),
      make_article_card("b", "Twelve die as ferry sinks", "2026-03-03",
                        {"Twelve people died when the ferry Malaika sank off Zanzibar."}),
      make_article_card("c", "Peru's parliament dismisses minister", "2026-03-03",
                        {"Peru's parliament dismissed the minister of mines in Lima."}),
      make_article_card("d", "Minister of mines dismissed in Lima", "2026-03-04",
                        {"The parliament of Peru dismissed the minister of mines."}),
  };
  const auto groups = group_articles(cards);
  EXPECT_EQ(groups, (std::vector<std::vector<std::size_t>>{{0, 1}, {2, 3}}));
  std::reverse(cards.begin(), cards.end());
  EXPECT_EQ(group_articles(cards), groups);
}

TEST(Stories, Stems_BringFormsOfAWordTogether) {
  EXPECT_EQ(stem_of("released"), stem_of("releases"));
  EXPECT_EQ(stem_of("stopping"), stem_of("stopped"));
  EXPECT_EQ(stem_of("cities"), stem_of("city"));
  EXPECT_TRUE(stems_of("of the “and” it’s").empty());
}

}  // namespace
}  // namespace dragoman
