// When two spellings are one name.
#pragma once

#include <string_view>

namespace dragoman {

/// Last word of a name.
std::string_view last_word(std::string_view name);

/// Whether two folded surnames are the same or, from six letters on, differ in one letter that was
/// changed, added or left out, the first excepted. O(length).
bool same_surname(std::string_view a, std::string_view b);

}  // namespace dragoman
