#include "store/imprint.h"

#include "store/compressed.h"

namespace dragoman {

namespace {

std::string record_hash(const Article& a) {
  std::string all;
  for (const std::string* part : {&a.id, &a.title, &a.published, &a.publisher, &a.url, &a.text}) {
    all += std::to_string(part->size());
    all += ':';
    all += *part;
  }
  return content_hash(all);
}

}  // namespace

Imprint imprint_of(const Article& article) {
  return {record_hash(article), content_hash(article.text), signature_of(article.text),
          compress(article.text)};
}

}  // namespace dragoman
