// Words whose final period belongs to them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace dragoman {

/// Titles are always followed by a name, so they never end a sentence. Without the period.
inline bool is_title(std::string_view word) {
  static constexpr std::array<std::string_view, 26> kTitles = {
      "Adm",  "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr",   "Fr",  "Gen",
      "Gov",  "Hon",  "Lt",   "Maj",  "Mr",  "Mrs", "Ms",   "Mt",  "Pres",
      "Prof", "Rep",  "Rev",  "Sen",  "Sgt", "St",  "Supt", "Vice"};
  return std::find(kTitles.begin(), kTitles.end(), word) != kTitles.end();
}

/// True for titles and for other abbreviations of newswire.
inline bool is_abbreviation(std::string_view word) {
  static constexpr std::array<std::string_view, 37> kOther = {
      "Apr", "Aug",  "Ave", "Bros", "Co",  "Corp", "Dec",    "Dept", "Feb", "Ft",
      "Inc", "Jan",  "Jr",  "Jul",  "Jun", "Ltd",  "Mar",    "No",   "Nos", "Nov",
      "Oct", "Rd",   "Sep", "Sept", "Sr",  "al",   "approx", "dept", "est", "etc",
      "ext", "govt", "pp",  "vol",  "vs",  "cf",   "viz"};
  return is_title(word) || std::find(kOther.begin(), kOther.end(), word) != kOther.end();
}

}  // namespace dragoman
