// A small database of invented events for tests of what is written from it.
#pragma once

#include <string>
#include <vector>

#include "formats/export/writer.h"
#include "support.h"

namespace dragoman::testing_support {

/// The text of its one article, which begins with a character beyond the first plane of Unicode.
extern const std::string kFixtureText;

/// Makes the database and returns its path:
///   1  2017-03-23  Ann Lee [USA GOV] accuses Russia, in Moscow; said to be sure by 0.87
///   2  2018-02-21  France and Germany met in Berlin
///   3  2018-02-22  France plans to visit Germany
///   4  2018-02-23  the United Nations' soldiers and a Romanian journalist break with Timor's
///   rebels,
///                  in Austin, Texas
///   5  2018-02-24  a hospital of no country is attacked by nobody named, in Germany
///   6  no day      France once helped Germany
/// The article has an exact copy from another publisher.
std::string fixture_database(const ScratchFolder& folder);

/// What an export writes.
std::string exported(const std::string& database, std::string_view format, EventFilter filter = {},
                     bool one_a_day = false);

/// Lines cut at tabs.
std::vector<std::vector<std::string>> cells(const std::string& text);

const CodeTables& shipped_tables();

}  // namespace dragoman::testing_support
