// What an article says: who is mentioned, what is stated, how sure, when, and on whose word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "language/annotated.h"
#include "reading/modality.h"

namespace dragoman {

/// Where a statement has its time or place from, the surest first.
enum class Source : std::uint8_t {
  clause,     ///< its own clause
  governor,   ///< a clause that it is part of
  sentence,   ///< said earlier in the sentence
  narrative,  ///< said in the sentence before, of what this sentence goes on to tell
  dateline,   ///< "NAIROBI, Kenya (Wire) -"
  none
};

/// Lower-case name as used in records.
std::string_view to_string(Source source);

/// Bytes [begin, end) of the article's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// The words of a span, which lies in the text. O(1).
inline std::string_view words_at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// A noun phrase or pronoun that stands for an actor or a place.
struct Mention {
  Span span;
  std::uint32_t first = 0;  ///< tokens [first, last)
  std::uint32_t last = 0;
  std::uint32_t head = 0;  ///< head token
  std::string name;        ///< canonical name, or the words of the phrase
  std::string country;
  std::string sector;
  std::string also;  ///< a further sector: OPP of "opposition party"
  std::string role;
  char gender = '-';
  bool plural = false;
  bool named = false;
  bool person = false;
  bool actor = false;              ///< denotes a person, a group, an organisation or a state
  bool state = false;              ///< a country or its government by metonym
  bool place = false;              ///< a location and nothing else
  bool location = false;           ///< a state or place in a locative phrase ("in Caracas")
  bool collective = false;         ///< a group noun: army, police, crowd
  bool registry_role = false;      ///< the role comes from the registry, not from the article
  std::string affiliation;         ///< organisation that modifies an unnamed role
  int owner = -1;                  ///< mention that possesses or qualifies this one, -1 for none
  int chain = -1;                  ///< mentions with the same chain denote the same entity
  int antecedent = -1;             ///< earlier mention that a rule joined this one to, -1 for none
  bool firm = false;               ///< that rule goes by a name, a role or a state
  std::vector<int> members;        ///< mentions that a plural stands for: "both sides", "A and B"
  std::uint32_t phrase_first = 0;  ///< tokens of the noun phrase with all that hangs from it
  std::uint32_t phrase_last = 0;
};

/// One participant of a statement.
struct Argument {
  std::string_view role;   ///< subj, obj, iobj, comp, xcomp, poss, amod, or a preposition
  std::uint32_t head = 0;  ///< head token
  int mention = -1;        ///< index in Reading::mentions, -1 when the head is no mention
};

/// An expression of time in the sense of TimeML.
struct TimeSpan {
  std::string start;  ///< first day, YYYY-MM-DD; empty when it denotes no days of the calendar
  std::string end;    ///< last day, included
  Span span;
  std::uint32_t head = 0;  ///< token
  std::string type;        ///< DATE, TIME, DURATION or SET
  std::string value;       ///< TimeML value: 2026-01-15, 2026-W03, P3D, PRESENT_REF ...
  bool dates = false;      ///< days that may date an event
  // What it dates as part of the text around it: "from Monday to Thursday", "since January".
  std::string first_day;  ///< start, or that of an interval that this expression begins or ends
  std::string last_day;   ///< end, or that of the interval; after "since" the day of publication
  Span told;              ///< the words of the whole interval
};

/// A predicate with its participants.
struct Statement {
  std::uint32_t predicate = 0;  ///< token
  std::uint32_t sentence = 0;
  std::vector<Argument> arguments;
  Modality modality = Modality::occurred;
  Modality ruled = Modality::occurred;  ///< what the rules alone say
  std::int32_t governor = -1;  ///< token whose meaning gave the modality ("demanded"); -1: none
  bool negated = false;
  bool passive = false;
  int speaker = -1;  ///< mention whose words these are
  bool quoted = false;
  int time = -1;   ///< index in Reading::times
  int place = -1;  ///< index in Reading::places
  Source time_from = Source::none;
  Source place_from = Source::none;
};

/// Words, a belief or an attitude that the article ascribes to someone. A quotation broken by its
/// cue gives one Quote for each unbroken part, with the same source and cue; words in quotation
/// marks within indirect speech are a Quote of their own, inside the other. Empty spans: absent.
struct Quote {
  Span content;
  Span source;          ///< the whole phrase that names the source ("the minister of defence")
  Span cue;             ///< what ties them: "has said", "according to", "called for"
  Span addressee;       ///< whom it is told: "told | parliament |", "said to | reporters |"
  Span medium;          ///< where it is told: "in | a statement |", "on | state television |"
  int speaker = -1;     ///< mention
  int inside = -1;      ///< index of the quote whose content holds this one, -1 for none
  bool direct = false;  ///< in quotation marks
  bool speech = false;  ///< a clause or quoted words; false for the object of an attitude
};

/// A count, a share, a sum of money, a measure or a length of time.
struct Quantity {
  double value = 0;            ///< as told; the lower end of a range, the least of "dozens"
  std::optional<double> low;   ///< no less than this
  std::optional<double> high;  ///< no more than this
  std::string qualifier;       ///< over, at least, about, between ...; approximate for "dozens"
  std::string kind;            ///< killed, money, distance ... (reading/quantities.tsv), or empty
  std::string unit;            ///< ISO 4217 code, km, percent, hour ...
  std::uint32_t head = 0;      ///< the counted noun, token
  Span span;
  int statement = -1;  ///< index in Reading::statements
  bool part = false;   ///< of the quantity before it: "12, including 3 children"
};

/// A place name and the point or country it stands for.
struct Place {
  Span span;
  std::uint32_t head = 0;            ///< token
  const NameEntry* entry = nullptr;  ///< name, country, admin1, coordinates, GeoNames id
  double confidence = 1;             ///< 0 to 1: how far ahead of the next place of that name
  bool approximate = false;          ///< of unknown name: `entry` is the division around it
  bool locative = false;             ///< "in Aden": where something happens
  bool nationality = false;          ///< "the French minister": a country, not a point

  [[nodiscard]] std::string_view name() const { return entry->name; }
  [[nodiscard]] std::string_view country() const { return entry->country; }  ///< ISO 3166-1 alpha-3
  [[nodiscard]] std::string_view admin1() const { return entry->admin1; }
  [[nodiscard]] double latitude() const { return entry->latitude; }        ///< degrees north
  [[nodiscard]] double longitude() const { return entry->longitude; }      ///< degrees east
  [[nodiscard]] std::int64_t geonames() const { return entry->geonames; }  ///< 0: no id
};

/// An office or role that the article gives to a person. What contradicts stands side by side.
struct RoleClaim {
  int mention = -1;  ///< of the person
  std::string role;  ///< with its qualifier: "former president"
  std::string organisation;
  std::string country;
  Span span;               ///< the words that give it
  std::string_view valid;  ///< current, former, acting, elect or late
};

/// Everything read from one article.
struct Reading {
  std::vector<Mention> mentions;
  std::vector<int> mention_of_head;  ///< token -> mention headed by it, -1 for none
  std::vector<Statement> statements;
  std::vector<TimeSpan> times;
  std::vector<Place> toponyms;  ///< every name of a place, nationalities too, in text order
  std::vector<Place> places;    ///< those that denote a place: no nationality, no government
  std::vector<Quantity> quantities;
  std::vector<Quote> quotes;
  std::vector<RoleClaim> roles;  ///< in text order, each role of a person once
};

/// What the reader needs beside the tree.
struct ReadingLexicon;

class Tree;

/// Reads an annotated document. `published` is YYYY-MM-DD or empty. Pure; O(tokens * depth).
Reading read_document(const Tree& tree, const std::string& published, const Knowledge& knowledge,
                      const ReadingLexicon& lexicon);

}  // namespace dragoman
