// Offices come and go: the words before and after a role that say whether it is still held.
#pragma once

#include <string_view>

namespace dragoman {

/// Whether a folded word before a role qualifies it in time or rank: former, acting, deputy.
bool qualifies_role(std::string_view word);

/// How a role is held, from its own words: "current", "former", "acting", "elect" or "late".
/// "Ousted president", "ex-minister" and "then-president" are former.
std::string_view role_validity(std::string_view role);

/// Whether the role ended; a dead holder's has.
inline bool is_former_role(std::string_view role) {
  const std::string_view v = role_validity(role);
  return v == "former" || v == "late";
}

/// A former office holder is of the elites and no longer of the state.
bool leaves_state(std::string_view role, std::string_view sector);

}  // namespace dragoman
