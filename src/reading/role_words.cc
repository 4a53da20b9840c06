#include "reading/role_words.h"

#include <array>

#include "text/one_of.h"

namespace dragoman {

namespace {

struct Qualifier {
  std::string_view word;
  std::string_view valid;  ///< empty: says nothing of time
};

constexpr std::array<Qualifier, 38> kQualifiers = {{
    {"former", "former"},     {"ex", "former"},           {"onetime", "former"},
    {"erstwhile", "former"},  {"ousted", "former"},       {"deposed", "former"},
    {"toppled", "former"},    {"overthrown", "former"},   {"then", "former"},
    {"exiled", "former"},     {"fired", "former"},        {"sacked", "former"},
    {"impeached", "former"},  {"retired", "former"},      {"outgoing", "current"},
    {"current", "current"},   {"sitting", "current"},     {"incumbent", "current"},
    {"new", "current"},       {"acting", "acting"},       {"interim", "acting"},
    {"caretaker", "acting"},  {"transitional", "acting"}, {"provisional", "acting"},
    {"incoming", "elect"},    {"elected", "elect"},       {"elect", "elect"},
    {"designate", "elect"},   {"late", "late"},           {"slain", "late"},
    {"assassinated", "late"}, {"murdered", "late"},       {"deputy", ""},
    {"jailed", ""},           {"disgraced", ""},          {"embattled", ""},
    {"detained", ""},         {"imprisoned", ""},
}};

/// Words that go into the text of a role; the rest only say how it is held.
bool kept_silent(std::string_view word) {
  return one_of(word, {"current", "sitting", "incumbent", "new", "disgraced", "embattled"});
}

}  // namespace

bool qualifies_role(std::string_view word) {
  for (const Qualifier& q : kQualifiers) {
    if (q.word == word) return !kept_silent(word);
  }
  return false;
}

std::string_view role_validity(std::string_view role) {
  for (const Qualifier& q : kQualifiers) {
    const std::string_view w = q.word;
    if (q.valid.empty() || role.size() <= w.size()) continue;
    const char after = role[w.size()];
    const char before = role[role.size() - w.size() - 1];
    const bool first = role.starts_with(w) && (after == ' ' || after == '-');
    const bool last = role.ends_with(w) && (before == ' ' || before == '-');
    if (first || last) return q.valid;
  }
  return "current";
}

bool leaves_state(std::string_view role, std::string_view sector) {
  return one_of(sector, {"GOV", "LEG"}) && !role.starts_with("then") && is_former_role(role);
}

}  // namespace dragoman
