#include "formats/import/fields.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>

#include "formats/import/foreign_rows.h"
#include "text/calendar_day.h"
#include "text/characters.h"

namespace dragoman {

namespace {

std::string from_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0 | (byte >> 6));
      out += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return out;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string iso(std::optional<int> y, std::optional<int> m, std::optional<int> d) {
  if (!y || !m || !d || *y < 1000) return {};
  return calendar_day(*y, *m, *d);
}

/// 1 to 12 by the first three letters of an English month; nothing otherwise.
std::optional<int> month_named(std::string_view name) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return std::nullopt;
  const std::size_t at = kMonths.find(lower(name.substr(0, 3)));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<int>(at / 3) + 1;
}

}  // namespace

std::string clean(std::string_view field) {
  const std::string_view text = without_spaces(field);
  for (const std::string_view missing : {"None", "NA", "nan", "NaN", "NULL"})
    if (text == missing) return {};
  return simdjson::validate_utf8(text.data(), text.size()) ? std::string(text) : from_latin1(text);
}

std::optional<double> real(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string foreign_day(std::string_view text) {
  text = without_spaces(text);
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-')
    return iso(whole(text.substr(0, 4)), whole(text.substr(5, 2)), whole(text.substr(8, 2)));
  if (text.size() == 8 && whole(text))
    return iso(whole(text.substr(0, 4)), whole(text.substr(4, 2)), whole(text.substr(6, 2)));
  const std::size_t slash = text.find('/');
  const std::size_t second = slash == std::string_view::npos ? slash : text.find('/', slash + 1);
  if (second != std::string_view::npos)
    return iso(whole(text.substr(second + 1)), whole(text.substr(0, slash)),
               whole(text.substr(slash + 1, second - slash - 1)));
  const std::size_t gap = text.find_first_of(" -");
  const std::size_t last = text.find_last_of(" -");
  if (gap != std::string_view::npos && last > gap)
    return iso(whole(text.substr(last + 1)), month_named(text.substr(gap + 1)),
               whole(text.substr(0, gap)));
  return {};
}

bool split_csv(std::string_view line, char separator, std::vector<std::string>& fields) {
  fields.assign(1, {});
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        fields.back() += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return !quoted;
}

}  // namespace dragoman
