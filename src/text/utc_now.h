// The clock, for what says when it was written. Nothing that reads or codes text asks it.
#pragma once

#include <string>

namespace dragoman {

/// Now in UTC as ISO 8601; SOURCE_DATE_EPOCH (seconds since 1970) stands in for it where results
/// are compared.
std::string utc_now();

}  // namespace dragoman
