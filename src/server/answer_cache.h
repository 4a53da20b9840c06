// Answers that were given a moment ago, while nothing changed.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/http_message.h"

namespace dragoman {

/// The answers last asked for, up to a number of bytes. Thread-safe.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_(most_bytes) {}

  /// The answer to a question under a version of the data; nothing when it is not here.
  std::optional<HttpResponse> find(const std::string& question, std::uint64_t version);
  void keep(const std::string& question, std::uint64_t version, const HttpResponse& answer);

 private:
  struct Entry {
    std::string question;
    std::uint64_t version;
    HttpResponse answer;
  };
  void drop(std::list<Entry>::iterator entry);

  std::size_t most_;
  std::mutex mutex_;  ///< over all below
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  ///< the last asked for first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace dragoman
