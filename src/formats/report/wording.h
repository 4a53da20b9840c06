// The words in which a situation is told, the same in every format.
#pragma once

#include <string>
#include <vector>

#include "store/situation_view.h"

namespace dragoman {

/// "CONSULT-phone".
std::string event_words(const ShownHappening& happening);

/// "Ann Lee [USA], Ion Popa [ROU] → rebels [TLS]"; those of the lead report. At most five a side,
/// then "and 3 more".
std::string who_words(const ShownHappening& happening, const SituationView& view);

/// "2026-01-03", "2026-01-03 to 2026-01-05", "told 2026-01-03" where it has no day of its own.
std::string when_words(const ShownHappening& happening);

/// "planned 2026-01-01, occurred 2026-01-04"; empty where there is one stage.
std::string life_words(const ShownHappening& happening);

/// "3 reports, 2 publishers".
std::string told_words(const ShownHappening& happening);

/// "87%".
std::string percent(double share);

/// "3 happenings", "1 happening".
std::string counted(std::int64_t count, const std::string& noun);

/// A score or a mean: two digits after the point at most, with its sign.
std::string score_words(double score);

/// "score a day from -0.20 to -6.15 (p = 0.005)".
std::string turn_words(const TurningPoint& point);

/// "new", "planned before, now occurred; 2 new reports".
std::string change_words(const Change& change, const SituationView& view);

/// "Coast Wire, 2026-01-03".
std::string source_words(const StoredEvent& report);

/// True for what is told to have happened; false for what is threatened, demanded, planned, agreed,
/// cancelled or denied.
bool happened(const ShownHappening& happening);

/// One to four: verbal cooperation, material cooperation, verbal conflict, material conflict; 0 for
/// another.
int quad_number(const std::string& quad);

/// "former president of Union [AGO] — 2026-03-01 to 2026-03-09: Coast Wire".
std::string role_words_of(const ShownRole& role);

}  // namespace dragoman
