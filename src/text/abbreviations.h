// Words whose final period belongs to them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace dragoman {

/// Titles are always followed by a name, so they never end a sentence. Without the period.
inline bool is_title(std::string_view word) {
  static constexpr std::array<std::string_view, 30> kTitles = {
      "Adm",  "Brig", "Capt", "Cmdr",   "Col",  "Cpl", "Dr",   "Fr",  "Gen", "Gov",
      "Hon",  "Lt",   "Maj",  "Messrs", "Mlle", "Mme", "Mr",   "Mrs", "Ms",  "Mt",
      "Pres", "Prof", "Rep",  "Reps",   "Rev",  "Sen", "Sens", "Sgt", "St",  "Supt"};
  return std::find(kTitles.begin(), kTitles.end(), word) != kTitles.end();
}

/// True for titles and for other abbreviations of newswire.
inline bool is_abbreviation(std::string_view word) {
  static constexpr std::array<std::string_view, 84> kOther = {
      "Ala",   "Apr",  "Ariz", "Ark",  "Arrv", "Assn", "Attn", "Aug", "Ave",  "Blvd",   "Bros",
      "Calif", "Co",   "Colo", "Conf", "Conn", "Corp", "Ct",   "Dec", "Dept", "Dist",   "Ed",
      "Eng",   "Esp",  "Esq",  "Feb",  "Fla",  "Fri",  "Ft",   "Ga",  "Govt", "Ill",    "Inc",
      "Ind",   "Jan",  "Jr",   "Jul",  "Jun",  "Kan",  "Ky",   "La",  "Ltd",  "Mass",   "Md",
      "Mich",  "Minn", "Mo",   "Nev",  "No",   "Nos",  "Nov",  "Oct", "Okla", "Ph",     "Que",
      "Rd",    "Sat",  "Sec",  "Sep",  "Sept", "Sq",   "Sr",   "Ste", "Tenn", "Tex",    "Thur",
      "Thurs", "Tues", "Va",   "Vol",  "Vt",   "Wash", "Wed",  "Wis", "al",   "approx", "arrv",
      "cf",    "dept", "eg",   "esp",  "govt", "viz",  "vs"};
  static constexpr std::array<std::string_view, 9> kSmall = {"ca", "div", "est", "ext", "ie",
                                                             "lb", "oz",  "pp",  "vol"};
  return is_title(word) || std::find(kOther.begin(), kOther.end(), word) != kOther.end() ||
         std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

}  // namespace dragoman
