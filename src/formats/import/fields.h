// Fields of other people's files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// UTF-8 without spaces at its ends; empty for `None`, `NA`, `nan` and `NULL`. Text that is no
/// UTF-8 is taken for ISO-8859-1.
std::string clean(std::string_view field);

/// A finite number, all of the text; nothing otherwise.
std::optional<double> real(std::string_view text);

}  // namespace dragoman
