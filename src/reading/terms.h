// Which office of a known person counts on the day of publication.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "knowledge/knowledge.h"

namespace dragoman {

/// An office and whether it is still held.
struct Term {
  const NameEntry* entry = nullptr;  ///< null when no entry is a person
  bool former = false;               ///< ended before publication
  bool future = false;               ///< had not begun
};

/// Among the people that one alias may name, whoever holds an office on the day `published`
/// (YYYY-MM-DD), else whoever left one last, else the first. Without a date, the first entry as if
/// it were held. O(entries).
Term term_at(std::span<const NameEntry> entries, std::string_view published);

}  // namespace dragoman
