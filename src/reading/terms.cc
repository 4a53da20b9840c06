#include "reading/terms.h"

namespace dragoman {

namespace {

/// Dates may be a year, a month or a day: compared as far as the shorter goes.
bool reached(std::string_view published, std::string_view from) {
  return published.substr(0, from.size()) >= from;
}
bool passed(std::string_view published, std::string_view to) {
  return !to.empty() && published.substr(0, to.size()) > to;
}

}  // namespace

Term term_at(std::span<const NameEntry> entries, std::string_view published) {
  Term best;
  for (const NameEntry& e : entries) {
    if (e.kind != NameKind::person) continue;
    if (best.entry == nullptr) best = {&e, false, false};
    if (published.empty()) return best;
  }
  const NameEntry* ended = nullptr;
  for (const NameEntry& e : entries) {
    if (e.kind != NameKind::person || !reached(published, e.from)) continue;
    if (!passed(published, e.to)) return {&e, false, false};
    if (ended == nullptr || ended->to.view() < e.to.view()) ended = &e;
  }
  if (ended != nullptr) return {ended, true, false};
  best.future = true;
  return best;
}

}  // namespace dragoman
