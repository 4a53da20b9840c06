// A filter as text: JSON to keep it, words to show it.
#pragma once

#include <string>
#include <string_view>

#include "store/filter.h"

namespace dragoman {

/// A JSON object with a member for each condition, named as the option of the command line is
/// ("actor-country"); no members for what is not asked.
std::string filter_as_json(const EventFilter& filter);

/// The filter that such an object stands for. Error when the text is no such object.
Result<EventFilter> filter_from_json(std::string_view json, const std::string& where);

/// The same as options: `--dyad USA,VEN --since 2026-01-01`. Empty: everything.
std::string filter_as_words(const EventFilter& filter);

}  // namespace dragoman
