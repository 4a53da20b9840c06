#include "story/report_card.h"

#include <cstring>

namespace dragoman {

namespace {

constexpr char kVersion = 1;

class Writer {
 public:
  template <typename T>
  void number(T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
  }
  void flag(bool value) { number(static_cast<char>(value)); }
  void text(const std::string& s) {
    number(static_cast<std::uint32_t>(s.size()));
    out_ += s;
  }
  template <typename T, typename Each>
  void list(const std::vector<T>& items, const Each& each) {
    number(static_cast<std::uint32_t>(items.size()));
    for (const T& item : items) each(item);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  void number(T& value) {
    if (rest_.size() < sizeof(T)) {
      good_ = false;
      return;
    }
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
  }
  void flag(bool& value) {
    char byte = 0;
    number(byte);
    value = byte != 0;
  }
  void text(std::string& s) {
    std::uint32_t size = 0;
    number(size);
    if (size > rest_.size()) good_ = false;
    if (!good_) return;
    s = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  template <typename T, typename Each>
  void list(std::vector<T>& items, const Each& each) {
    std::uint32_t count = 0;
    number(count);
    // Every item has a byte at least, so a false count ends with the bytes.
    for (std::uint32_t i = 0; i < count && good_; ++i) {
      items.emplace_back();
      each(items.back());
    }
  }
  [[nodiscard]] bool whole() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

/// The fields in their order, for reading and writing.
template <typename Archive, typename Report>
void fields(Archive& a, Report& r) {
  a.text(r.id);
  a.number(r.article);
  a.text(r.publisher);
  a.number(r.published);
  a.number(r.offset);
  for (auto* text : {&r.type, &r.act, &r.mode, &r.quad}) a.text(*text);
  a.number(r.score);
  a.number(r.confidence);
  a.number(r.stage);
  for (auto* side : {&r.actors, &r.recipients}) {
    a.list(*side, [&](auto& p) {
      for (auto* text : {&p.name, &p.country, &p.sector, &p.role}) a.text(*text);
      a.list(p.words, [&](auto& word) { a.text(word); });
      a.flag(p.state);
    });
  }
  a.number(r.day);
  a.number(r.day_end);
  a.text(r.place);
  a.text(r.place_country);
  a.number(r.place_row);
  a.list(r.figures, [&](auto& f) {
    a.text(f.kind);
    a.number(f.low);
    a.number(f.high);
    a.text(f.text);
  });
  a.text(r.trigger);
  a.list(r.words, [&](auto& word) { a.number(word); });
  a.flag(r.correction);
}

}  // namespace

std::string report_card(const StoryReport& report) {
  Writer writer;
  writer.number(kVersion);
  fields(writer, report);
  return writer.take();
}

bool read_report_card(std::string_view bytes, StoryReport* out) {
  Reader reader(bytes);
  char version = 0;
  reader.number(version);
  if (version != kVersion) return false;
  fields(reader, *out);
  return reader.whole() && out->stage <= Stage::denied;
}

}  // namespace dragoman
