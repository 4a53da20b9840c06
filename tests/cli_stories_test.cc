// `stories` and `explain --db`, through the program.
#include <gtest/gtest.h>

#include "support.h"

namespace dragoman {
namespace {

using testing_support::lines_of;
using testing_support::Outcome;
using testing_support::run_dragoman;
using testing_support::ScratchFolder;

/// Two outlets on one arrest, and another arrest; ids of the reports by outlet.
struct Arrests {
  Arrests() {
    const std::string in = folder.write(
        "in.jsonl",
        R"({"id": "a", "published": "2026-03-06", "publisher": "Inland Post", "text": "Kenyan police arrested four students in Mombasa on Thursday."})"
        "\n"
        R"({"id": "b", "published": "2026-03-06", "publisher": "Coast Wire", "text": "Police in Kenya have arrested four students in Mombasa on Thursday, a lawyer said."})"
        "\n"
        R"({"id": "c", "published": "2026-08-20", "publisher": "Inland Post", "text": "Chilean soldiers seized a radio station in Iquique on Wednesday."})"
        "\n");
    EXPECT_EQ(run_dragoman({"ingest", in, "--db", db}).status, 0);
    first = id("a");
    second = id("b");
    other = id("c");
  }
  std::string id(const std::string& article) const {
    const auto lines =
        lines_of(run_dragoman({"query", db, "--format", "csv", "--sql",
                               "SELECT e.id FROM events e JOIN articles a USING(article) WHERE "
                               "a.id = '" +
                                   article + "' AND e.type IN ('COERCE', 'ASSAULT') LIMIT 1"})
                     .out);
    return lines.size() > 1 ? lines[1] : "";
  }
  std::string happenings() const {
    return run_dragoman({"query", db, "--format", "csv", "--sql",
                         "SELECT count(DISTINCT happening) FROM happening_reports r JOIN events e "
                         "USING(event) WHERE e.id IN ('" +
                             first + "', '" + second + "')"})
        .out;
  }

  ScratchFolder folder;
  std::string db = folder.path("s.db");
  std::string first, second, other;
};

TEST(CliStories, ExplainTellsWhyTwoReportsAreOne) {
  const Arrests arrests;
  ASSERT_EQ(arrests.first.size(), 16U);
  ASSERT_EQ(arrests.second.size(), 16U);
  const Outcome same = run_dragoman({"explain", arrests.first, arrests.second, "--db", arrests.db});
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_NE(same.out.find("yes"), std::string::npos) << same.out;
  EXPECT_NE(same.out.find("acts of one type"), std::string::npos) << same.out;
  const Outcome apart = run_dragoman({"explain", arrests.first, arrests.other, "--db", arrests.db});
  EXPECT_EQ(apart.status, 0) << apart.err;
  EXPECT_NE(apart.out.find("no"), std::string::npos) << apart.out;
  EXPECT_EQ(run_dragoman({"explain", arrests.first, "--db", arrests.db}).status, 2);
  EXPECT_EQ(run_dragoman({"explain", arrests.first, "0123456789abcdef", "--db", arrests.db}).status,
            1);
}

TEST(CliStories, SplitAndJoinByHand_AndTakenBack) {
  const Arrests arrests;
  EXPECT_EQ(arrests.happenings(), "count(DISTINCT happening)\n1\n");
  const auto judge = [&](const char* what) {
    const Outcome done =
        run_dragoman({"stories", "--db", arrests.db, what, arrests.first, arrests.second});
    EXPECT_EQ(done.status, 0) << done.err;
  };
  judge("--split");
  EXPECT_EQ(arrests.happenings(), "count(DISTINCT happening)\n2\n");
  judge("--undo");
  EXPECT_EQ(arrests.happenings(), "count(DISTINCT happening)\n1\n");
}

}  // namespace
}  // namespace dragoman
