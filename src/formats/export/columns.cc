#include "formats/export/columns.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include "text/characters.h"

namespace dragoman {

namespace {

/// The character at `p` and its length; -1 for bytes that are no UTF-8.
utf8proc_int32_t character(std::string_view text, std::size_t p, std::size_t* length) {
  utf8proc_int32_t code = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + p),
                                  static_cast<utf8proc_ssize_t>(text.size() - p), &code);
  *length = n > 0 ? static_cast<std::size_t>(n) : 1;
  return n > 0 ? code : -1;
}

void append(std::string& out, utf8proc_int32_t code) {
  utf8proc_uint8_t bytes[4];
  const auto n = utf8proc_encode_char(code, bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

/// Control characters, and the separators of lines and paragraphs.
bool breaks(utf8proc_int32_t code) {
  return (code >= 0 && code < 0x20) || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
         code == 0x2029;
}

}  // namespace

std::string field_of(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t p = 0; p < text.size();) {
    std::size_t length = 0;
    const auto code = character(text, p, &length);
    if (code < 0)
      append(out, 0xFFFD);
    else if (breaks(code))
      out += ' ';
    else
      out.append(text, p, length);
    p += length;
  }
  const std::size_t last = out.find_last_not_of(' ');
  if (last == std::string::npos) return {};
  out.resize(last + 1);
  return out.substr(out.find_first_not_of(' '));
}

std::string upper_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t p = 0; p < text.size();) {
    std::size_t length = 0;
    const auto code = character(text, p, &length);
    if (code < 0)
      out.append(text, p, length);
    else
      append(out, utf8proc_toupper(code));
    p += length;
  }
  return out;
}

Row& Row::add(std::string_view text) {
  fields_.push_back(field_of(text));
  return *this;
}

Row& Row::add(std::int64_t number) {
  fields_.push_back(std::to_string(number));
  return *this;
}

Row& Row::add(double number) {
  fields_.push_back(fmt::format("{}", number));
  return *this;
}

Row& Row::skip(std::size_t fields) {
  fields_.resize(fields_.size() + fields);
  return *this;
}

void Row::write(std::ostream& out) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) out << (i > 0 ? "\t" : "") << fields_[i];
  out << '\n';
}

std::string joined(const std::vector<std::string>& values, char separator) {
  std::string out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += separator;
    for (const char c : values[i]) out += c == separator ? ',' : c;
  }
  return out;
}

std::string digits_of_day(std::string_view day) {
  if (day.size() != 10) return {};
  return std::string(day.substr(0, 4)) + std::string(day.substr(5, 2)) +
         std::string(day.substr(8, 2));
}

std::string one_decimal(double value) {
  const std::string text = fmt::format("{:.1f}", value);
  return text == "-0.0" ? "0.0" : text;
}

}  // namespace dragoman
