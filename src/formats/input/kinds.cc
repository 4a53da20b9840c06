#include "formats/input/kinds.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/input/csv.h"
#include "text/characters.h"
#include "text/one_of.h"

namespace dragoman {

namespace {

using namespace std::string_view_literals;

constexpr std::array kEndings = {
    std::pair{"txt"sv, Kind::text},         std::pair{"text"sv, Kind::text},
    std::pair{"jsonl"sv, Kind::json_lines}, std::pair{"ndjson"sv, Kind::json_lines},
    std::pair{"json"sv, Kind::json},        std::pair{"csv"sv, Kind::csv},
    std::pair{"tsv"sv, Kind::tsv},          std::pair{"tab"sv, Kind::tsv},
    std::pair{"xml"sv, Kind::xml},          std::pair{"rss"sv, Kind::xml},
    std::pair{"atom"sv, Kind::xml},         std::pair{"rdf"sv, Kind::xml},
    std::pair{"html"sv, Kind::html},        std::pair{"htm"sv, Kind::html},
    std::pair{"xhtml"sv, Kind::html},       std::pair{"conllu"sv, Kind::conllu},
    std::pair{"warc"sv, Kind::warc},        std::pair{"wet"sv, Kind::warc},
    std::pair{"zip"sv, Kind::archive},      std::pair{"tar"sv, Kind::archive},
    std::pair{"7z"sv, Kind::archive},       std::pair{"tgz"sv, Kind::archive},
    std::pair{"tbz2"sv, Kind::archive},     std::pair{"txz"sv, Kind::archive},
    std::pair{"tzst"sv, Kind::archive},
};

}  // namespace

std::string_view last_part(std::string_view path) {
  return path.substr(path.find_last_of("/!") + 1);
}

Kind kind_of_name(std::string_view name) {
  const std::string last = lower(last_part(name));
  std::string_view rest = last;
  for (int look = 0; look < 2; ++look) {
    const std::size_t dot = rest.rfind('.');
    if (dot == std::string_view::npos) return Kind::unknown;
    const std::string_view ending = rest.substr(dot + 1);
    for (const auto& [known, kind] : kEndings)
      if (ending == known) return kind;
    if (!one_of(ending, {"gz", "zst", "bz2", "xz"})) return Kind::unknown;
    rest = rest.substr(0, dot);
  }
  return Kind::unknown;
}

Kind kind_of_bytes(std::string_view first) {
  if (first.starts_with("PK\3\4") || first.starts_with("7z\xBC\xAF\x27\x1C")) return Kind::archive;
  if (first.size() > 262 && first.substr(257, 5) == "ustar") return Kind::archive;
  if (first.starts_with("\xEF\xBB\xBF")) first.remove_prefix(3);
  first.remove_prefix(std::min(first.find_first_not_of(" \t\r\n"), first.size()));
  if (first.starts_with("WARC/")) return Kind::warc;
  if (first.starts_with('{') || first.starts_with("[{")) return Kind::json;
  if (first.starts_with('<')) {
    const std::string start = lower(first.substr(0, 1024));
    if (start.find("<html") != std::string::npos || start.starts_with("<!doctype html"))
      return Kind::html;
    for (const std::string_view root : {"<?xml", "<rss", "<feed", "<rdf:rdf", "<sentences"})
      if (start.starts_with(root)) return Kind::xml;
  }
  const std::string_view line = first.substr(0, first.find('\n'));
  return line.size() < first.size() && looks_like_csv(line) ? Kind::csv : Kind::text;
}

}  // namespace dragoman
