// What holds for every text, tried on random ones. Seeds are fixed: a failure comes back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "formats/conllu.h"
#include "formats/event_json.h"
#include "formats/reading_json.h"
#include "support.h"

namespace dragoman {
namespace {

using testing_support::code_text;
using testing_support::lines_of;
using testing_support::valid_utf8;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string bytes() {
    std::string out;
    for (std::size_t i = below(300); i > 0; --i) out += static_cast<char>(below(256));
    return out;
  }

  /// Words of the news in any order, mostly with spaces between.
  std::string soup() {
    static constexpr std::string_view kWords[] = {"the",
                                                  "a",
                                                  "and",
                                                  "of",
                                                  "to",
                                                  "in",
                                                  "on",
                                                  "with",
                                                  "by",
                                                  "for",
                                                  "from",
                                                  "that",
                                                  "who",
                                                  "said",
                                                  "accused",
                                                  "attacked",
                                                  "killed",
                                                  "met",
                                                  "arrested",
                                                  "sanctions",
                                                  "imposed",
                                                  "condemned",
                                                  "talks",
                                                  "agreed",
                                                  "not",
                                                  "will",
                                                  "would",
                                                  "may",
                                                  "must",
                                                  "was",
                                                  "were",
                                                  "been",
                                                  "is",
                                                  "he",
                                                  "she",
                                                  "they",
                                                  "it",
                                                  "his",
                                                  "their",
                                                  "both",
                                                  "two",
                                                  "leaders",
                                                  "president",
                                                  "minister",
                                                  "former",
                                                  "acting",
                                                  "police",
                                                  "army",
                                                  "soldiers",
                                                  "rebels",
                                                  "protesters",
                                                  "Kenya",
                                                  "Nigeria",
                                                  "Iran",
                                                  "U.S.",
                                                  "French",
                                                  "Russian",
                                                  "Nairobi",
                                                  "Paris",
                                                  "United",
                                                  "Nations",
                                                  "Maria",
                                                  "John",
                                                  "Okello",
                                                  "Emmanuel",
                                                  "Macron",
                                                  "Tuesday",
                                                  "Monday",
                                                  "yesterday",
                                                  "March",
                                                  "2025",
                                                  "12",
                                                  "400",
                                                  "more",
                                                  "than",
                                                  "at",
                                                  "least",
                                                  "days",
                                                  "ago",
                                                  "next",
                                                  "week",
                                                  ",",
                                                  ".",
                                                  ".",
                                                  "\"",
                                                  "“",
                                                  "”",
                                                  "(",
                                                  ")",
                                                  ":",
                                                  "'s",
                                                  "n't",
                                                  "’s",
                                                  "é",
                                                  "Caf\u00e9",
                                                  "日本",
                                                  "😀",
                                                  "\u00a0",
                                                  "--",
                                                  "\n\n",
                                                  "http://x.org",
                                                  "a@b.cd",
                                                  "1,200",
                                                  "$5"};
    std::string out;
    for (std::size_t i = below(120); i > 0; --i) {
      out += kWords[below(std::size(kWords))];
      if (below(8) != 0) out += ' ';
    }
    return out;
  }

  std::size_t below(std::size_t n) { return random_() % n; }

 private:
  std::mt19937 random_;
};

bool inside(Span span, const std::string& text) {
  return span.begin < span.end && span.end <= text.size();
}

/// True when no UTF-8 sequence of a valid text is cut at `at`.
bool boundary(const std::string& text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void expect_promises(const std::string& text) {
  const CodedArticle coded = code_text(text);
  ASSERT_EQ(coded.article.text, text) << "the text is never changed";
  ASSERT_EQ(coded.annotated.document.text, text);
  const Document& d = coded.annotated.document;
  const bool utf8 = valid_utf8(text);
  std::vector<Span> spans;
  for (const Mention& m : coded.reading.mentions) {
    EXPECT_TRUE(m.first <= m.head && m.head < m.last && m.last <= d.tokens.size());
    spans.push_back(m.span);
  }
  for (const TimeSpan& t : coded.reading.times) spans.push_back(t.span);
  for (const Place& p : coded.reading.places) spans.push_back(p.span);
  for (const Quantity& q : coded.reading.quantities) spans.push_back(q.span);
  for (const Quote& q : coded.reading.quotes) spans.push_back(q.content);
  for (const Statement& s : coded.reading.statements) {
    EXPECT_LT(s.predicate, d.tokens.size());
    EXPECT_LT(s.sentence, d.sentences.size());
    for (const Argument& a : s.arguments) EXPECT_LT(a.head, d.tokens.size());
  }
  for (const Event& e : coded.events) {
    ASSERT_LT(e.sentence, d.sentences.size());
    const Sentence& s = d.sentences[e.sentence];
    EXPECT_TRUE(s.first <= e.trigger && e.trigger < s.last) << "the trigger is in its sentence";
    EXPECT_FALSE(e.because.empty()) << "every event says why";
    EXPECT_FALSE(e.id.empty());
    EXPECT_FALSE(e.actors.empty() && e.recipients.empty());
    EXPECT_TRUE(e.confidence >= 0 && e.confidence <= 1);
    for (const auto* side : {&e.actors, &e.recipients}) {
      for (const Party& p : *side) {
        spans.push_back(p.span);
        EXPECT_EQ(p.text, text.substr(p.span.begin, p.span.end - p.span.begin));
        EXPECT_FALSE(p.name.empty());
      }
    }
    for (const auto& q : e.quantities) spans.push_back(q.span);
  }
  for (const Span span : spans) {
    EXPECT_TRUE(inside(span, text)) << span.begin << "-" << span.end;
    EXPECT_TRUE(!utf8 || (boundary(text, span.begin) && boundary(text, span.end)));
  }
  for (const Token& t : d.tokens) {
    EXPECT_TRUE(!utf8 || (boundary(text, t.begin) && boundary(text, t.end)));
  }
  EXPECT_EQ(lines_of(events_as_jsonl(coded)).size(), coded.events.size());
  for (const std::string& line : lines_of(events_as_jsonl(coded)))
    EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  EXPECT_TRUE(nlohmann::json::accept(reading_as_json(coded)));
  EXPECT_TRUE(read_conllu(write_conllu(coded.annotated), "written").ok());
}

constexpr int kRounds = testing_support::kSanitized ? 150 : 400;

TEST(Property, RandomBytesKeepEveryPromise) {
  Generator generator(20250311);
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    SCOPED_TRACE(round);
    expect_promises(generator.bytes());
  }
}

TEST(Property, RandomWordsKeepEveryPromise) {
  Generator generator(42);
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    const std::string text = generator.soup();
    SCOPED_TRACE(text);
    expect_promises(text);
  }
}

TEST(Property, RandomPairsAreAnswered) {
  Generator generator(7);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = generator.soup();
    const auto at = [&] { return static_cast<std::uint32_t>(generator.below(text.size() + 2)); };
    const PairAnswer answer =
        testing_support::shipped_coder().relate({text, {at(), at()}, {at(), at()}});
    EXPECT_EQ(answer.scores.size(), 16U);
    EXPECT_FALSE(answer.type.empty());
  }
}

}  // namespace
}  // namespace dragoman
