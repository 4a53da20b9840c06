// The whole road with the shipped model and data: raw bytes, or words of the news in any order.
#include "coding/coder.h"

#include <iterator>

#include "check.h"
#include "formats/event_json.h"
#include "formats/reading_json.h"

namespace {

using dragoman::fuzz::check;

constexpr std::string_view kWords[] = {
    "the",        "a",          "and",       "of",         "to",        "in",        "on",
    "with",       "by",         "for",       "from",       "at",        "that",      "who",
    "which",      "said",       "says",      ",",          ".",         "\"",        "“",
    "”",          "(",          ")",         ":",          "'s",        "not",       "n't",
    "will",       "would",      "could",     "may",        "must",      "has",       "was",
    "were",       "been",       "be",        "is",         "he",        "she",       "they",
    "it",         "his",        "their",     "Kenya",      "Nigeria",   "France",    "Iran",
    "US",         "U.S.",       "Chinese",   "Russian",    "Nairobi",   "Caracas",   "Paris",
    "United",     "Nations",    "European",  "Union",      "president", "minister",  "foreign",
    "prime",      "former",     "acting",    "opposition", "leader",    "police",    "army",
    "soldiers",   "rebels",     "militants", "protesters", "students",  "workers",   "government",
    "parliament", "court",      "villagers", "civilians",  "Maria",     "John",      "Okello",
    "Silva",      "attacked",   "killed",    "killing",    "wounded",   "arrested",  "detained",
    "released",   "met",        "meeting",   "talks",      "held",      "called",    "accused",
    "condemned",  "praised",    "signed",    "agreed",     "agreement", "ceasefire", "sanctions",
    "imposed",    "threatened", "threat",    "warned",     "demanded",  "urged",     "refused",
    "denied",     "protested",  "march",     "troops",     "withdrew",  "aid",       "Tuesday",
    "Monday",     "yesterday",  "March",     "2025",       "12",        "400",       "more",
    "than",       "at least",   "ago",       "\n\n"};

std::string text_of(std::string_view bytes) {
  if (bytes.empty() || (bytes[0] & 1) != 0) return std::string(bytes.substr(bytes.empty() ? 0 : 1));
  std::string out;
  for (const char c : bytes.substr(1)) {
    const auto byte = static_cast<unsigned char>(c);
    out += kWords[(byte & 127U) % std::size(kWords)];
    if (byte < 128) out += ' ';  // the rest stick together
  }
  return out;
}

void check_span(dragoman::Span span, std::size_t size) {
  check(span.begin < span.end && span.end <= size, "spans lie in the text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto coder = [] {
    dragoman::CoderOptions options;
    options.data = DRAGOMAN_SOURCE_DIR "/data";
    options.model = DRAGOMAN_SOURCE_DIR "/models/en-fast.drg";
    options.ranker = DRAGOMAN_SOURCE_DIR "/models/ranker.drg";
    auto opened = dragoman::Coder::open(options);
    if (!opened.ok()) std::fprintf(stderr, "%s\n", opened.error().message().c_str());
    check(opened.ok(), "the shipped model and data open");
    return std::move(opened.value());
  }();
  dragoman::Article article;
  article.id = "fuzz";
  article.published = "2025-03-11";
  article.text = text_of(dragoman::fuzz::view(data, size));
  const std::string text = article.text;
  const dragoman::CodedArticle coded = coder.code(std::move(article));
  for (const auto& m : coded.reading.mentions) check_span(m.span, text.size());
  for (const auto& t : coded.reading.times) check_span(t.span, text.size());
  for (const auto& q : coded.reading.quantities) check_span(q.span, text.size());
  for (const auto& q : coded.reading.quotes) check_span(q.content, text.size());
  for (const auto& e : coded.events) {
    check(e.sentence < coded.annotated.document.sentences.size(), "an event has a sentence");
    check(!e.id.empty() && !e.type.empty() && !e.because.empty(), "an event has its evidence");
    check(!e.actors.empty() || !e.recipients.empty(), "an event has a party");
  }
  check(dragoman::events_as_jsonl(coded).empty() == coded.events.empty(), "events are written");
  check(dragoman::reading_as_json(coded).ends_with('\n'), "a reading is one line");
  if (size >= 4) {
    const auto n = static_cast<std::uint32_t>(text.size() + 1);
    const auto answer = coder.relate({text,
                                      {data[size - 1] % n, (data[size - 1] + 5U) % n},
                                      {data[size - 2] % n, (data[size - 2] + 9U) % n}});
    check(answer.scores.size() == 16, "every type has a score");
  }
  return 0;
}
