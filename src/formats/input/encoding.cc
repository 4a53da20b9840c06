#include "formats/input/encoding.h"

#include <fmt/format.h>
#include <iconv.h>
#include <simdjson.h>
#include <uchardet/uchardet.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace dragoman {

namespace {

constexpr std::size_t kWindow = std::size_t{64} << 10;  ///< bytes a guess looks at
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr const char* kWestern = "WINDOWS-1252";

bool high(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }

/// Length of the character that begins `text`; 0 when it is no UTF-8.
std::size_t character(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &code);
  return n > 0 ? static_cast<std::size_t>(n) : 0;
}

/// How many bytes from the front are whole characters of UTF-8.
std::size_t valid_prefix(std::string_view text) {
  std::size_t p = 0;
  while (p < text.size()) {
    if (!high(text[p])) {
      ++p;
      continue;
    }
    const std::size_t n = character(text.substr(p));
    if (n == 0) break;
    p += n;
  }
  return p;
}

/// Whether more bytes could make the beginning of `text`, which is no character, one.
bool unfinished(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (text.size() >= wanted) return false;
  return std::all_of(text.begin() + 1, text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
}

/// UTF-8 with a few wrong bytes, rather than another encoding.
bool mostly_utf8(std::string_view window) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t p = 0; p < window.size();) {
    if (!high(window[p])) {
      ++p;
      continue;
    }
    const std::size_t n = character(window.substr(p));
    (n > 0 ? good : bad) += 1;
    p += std::max<std::size_t>(n, 1);
  }
  return good > bad;
}

/// UTF-16 without a mark shows by its zero bytes; empty when there is no such pattern.
std::string_view wide(std::string_view window) {
  std::array<std::size_t, 2> zeros = {0, 0};
  for (std::size_t p = 0; p < window.size(); ++p) zeros[p % 2] += window[p] == '\0' ? 1 : 0;
  const std::size_t half = window.size() / 2;
  if (half < 8) return {};
  if (zeros[1] * 10 > half * 7 && zeros[0] * 20 < half) return "UTF-16LE";
  if (zeros[0] * 10 > half * 7 && zeros[1] * 20 < half) return "UTF-16BE";
  return {};
}

/// What the Web means by a name: Latin-1 and ASCII are Windows-1252.
std::string meant_by(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  for (const std::string_view western :
       {"", "ASCII", "US-ASCII", "ISO-8859-1", "ISO8859-1", "LATIN1", "ISO_8859-1"})
    if (name == western) return kWestern;
  return name;
}

}  // namespace

void make_utf8(std::string& text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return;
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t good = valid_prefix(rest);
    out += rest.substr(0, good);
    rest.remove_prefix(good);
    if (rest.empty()) break;
    out += kReplacement;
    rest.remove_prefix(1);
  }
  text = std::move(out);
}

std::string guess_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kWindow);
  const auto beyond = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), high));
  const auto blank = static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == ' ' || c == '\n'; }));
  if (beyond < 8 || beyond * 7 < bytes.size() - blank) return kWestern;
  uchardet_t detector = uchardet_new();
  std::string name;
  if (uchardet_handle_data(detector, bytes.data(), bytes.size()) == 0) {
    uchardet_data_end(detector);
    name = uchardet_get_charset(detector);
  }
  uchardet_delete(detector);
  name = meant_by(std::move(name));
  // UTF-16 and UTF-32 have zero bytes, which `wide` has looked for; here the detector met a stray
  // mark.
  return name.starts_with("UTF-16") || name.starts_with("UTF-32") ? kWestern : name;
}

Utf8Stream::Utf8Stream(std::unique_ptr<ByteStream> from, std::string declared)
    : from_(std::move(from)), declared_(std::move(declared)) {}

Utf8Stream::~Utf8Stream() {
  if (converter_ != nullptr) iconv_close(static_cast<iconv_t>(converter_));
}

void Utf8Stream::convert_from(std::string charset, bool guessed) {
  decided_ = true;
  charset_ = std::move(charset);
  const auto none = reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr)
  iconv_t opened = iconv_open("UTF-8", charset_.c_str());
  if (opened == none) {
    charset_ = kWestern;
    guessed = true;
    opened = iconv_open("UTF-8", charset_.c_str());
  }
  guess_untold_ = guessed;
  converter_ = opened == none ? nullptr : opened;
}

void Utf8Stream::start() {
  started_ = true;
  const auto mark = [&](std::string_view bytes) {
    if (!from_.peek(bytes.size()).starts_with(bytes)) return false;
    from_.skip(bytes.size());
    position_ += bytes.size();
    return true;
  };
  if (mark("\xEF\xBB\xBF")) return;
  if (mark(std::string_view("\xFF\xFE\0\0", 4))) return convert_from("UTF-32LE", false);
  if (mark("\xFF\xFE")) return convert_from("UTF-16LE", false);
  if (mark("\xFE\xFF")) return convert_from("UTF-16BE", false);
  if (const std::string_view found = wide(from_.available().substr(0, 4096)); !found.empty())
    convert_from(std::string(found), true);
}

void Utf8Stream::replace(std::size_t bytes) {
  if (bad_++ == 0) first_bad_ = position_;
  ready_ += kReplacement;
  from_.skip(bytes);
  position_ += bytes;
}

void Utf8Stream::fill_utf8() {
  std::string_view view = from_.available();
  if (view.empty()) {
    ended_ = true;
    return;
  }
  const std::size_t good =
      simdjson::validate_utf8(view.data(), view.size()) ? view.size() : valid_prefix(view);
  const bool foreign =
      !decided_ &&
      std::any_of(view.begin(), view.begin() + static_cast<std::ptrdiff_t>(good), high);
  ready_ += view.substr(0, good);
  from_.skip(good);
  position_ += good;
  // Characters of several bytes are no accident: this is UTF-8.
  decided_ = decided_ || foreign;
  if (good > 0) return;
  if (unfinished(view)) {
    view = from_.peek(4);
    if (character(view) > 0) return;
  }
  if (!decided_) {
    const std::string_view window = from_.peek(kWindow);
    decided_ = true;
    if (window.find('\0') == std::string_view::npos && !mostly_utf8(window)) {
      const std::string said = declared_.empty() ? std::string() : meant_by(declared_);
      const bool use = !said.empty() && said != "UTF-8" && said != "UTF8";
      convert_from(use ? said : guess_charset(window), !use);
      return;
    }
  }
  replace(1);
}

void Utf8Stream::fill_converted() {
  // A character can lie across two views; the longest has eight bytes in some encodings.
  std::string_view view = from_.available();
  if (view.size() < 16) view = from_.peek(16);
  if (view.empty()) {
    ended_ = true;
    return;
  }
  view = view.substr(0, kWindow);
  const std::size_t before = ready_.size();
  ready_.resize(before + 4 * view.size() + 16);
  char* in = const_cast<char*>(view.data());  // NOLINT: iconv does not write there
  std::size_t in_left = view.size();
  char* out = ready_.data() + before;
  std::size_t out_left = ready_.size() - before;
  const auto status = iconv(static_cast<iconv_t>(converter_), &in, &in_left, &out, &out_left);
  ready_.resize(ready_.size() - out_left);
  const std::size_t taken = view.size() - in_left;
  from_.skip(taken);
  position_ += taken;
  if (status == static_cast<std::size_t>(-1) && taken == 0) {
    const std::size_t unit = charset_.starts_with("UTF-16")   ? 2
                             : charset_.starts_with("UTF-32") ? 4
                                                              : 1;
    replace(std::min(unit, view.size()));
    iconv(static_cast<iconv_t>(converter_), nullptr, nullptr, nullptr, nullptr);
  }
}

void Utf8Stream::fill() {
  ready_.clear();
  at_ = 0;
  if (!started_) start();
  while (ready_.empty() && !ended_) converter_ != nullptr ? fill_converted() : fill_utf8();
}

std::size_t Utf8Stream::read(char* to, std::size_t n) {
  if (at_ == ready_.size()) fill();
  n = std::string_view(ready_).substr(at_).copy(to, n);
  at_ += n;
  return n;
}

void Utf8Stream::report(const std::string& name, ReadReport& out) {
  if (guess_untold_) {
    guess_untold_ = false;
    out.warnings.push_back(
        {name, fmt::format("read as {} (guessed)", charset_), "convert it to UTF-8 if it is not"});
  }
  if (!ended_ || bad_ == 0) return;
  out.warnings.push_back({name,
                          fmt::format("{} no {}, the first at byte {}; each became U+FFFD",
                                      bad_ == 1 ? "1 byte is" : fmt::format("{} bytes are", bad_),
                                      charset_.empty() ? "UTF-8" : charset_, first_bad_),
                          "convert it to UTF-8"});
  bad_ = 0;
}

}  // namespace dragoman
