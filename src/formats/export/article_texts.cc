#include "formats/export/article_texts.h"

#include <algorithm>

#include "store/store.h"

namespace dragoman {

namespace {

constexpr std::size_t kBlock = 64;

}  // namespace

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  Counts counts;
  marks_.reserve(text.size() / kBlock + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) marks_.push_back(counts);
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xC0) == 0x80) continue;
    ++counts.code_points;
    counts.utf16 += c >= 0xF0 ? 2 : 1;
  }
  marks_.push_back(counts);
}

OffsetMap::Counts OffsetMap::at(std::size_t byte) const {
  const std::size_t end = std::min(byte, text_.size());
  const std::size_t block = end / kBlock;
  Counts counts = marks_[std::min(block, marks_.size() - 1)];
  for (std::size_t i = block * kBlock; i < end; ++i) {
    const auto c = static_cast<unsigned char>(text_[i]);
    if ((c & 0xC0) == 0x80) continue;
    ++counts.code_points;
    counts.utf16 += c >= 0xF0 ? 2 : 1;
  }
  return counts;
}

Result<const ArticleText*> ArticleTexts::of(std::int64_t article) {
  if (article != last_ || !text_) {
    auto text = article_text(database_, article);
    if (!text.ok()) return text.error();
    text_.emplace(std::move(text.value()));
    last_ = article;
  }
  return &*text_;
}

}  // namespace dragoman
