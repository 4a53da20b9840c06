#include "server/answer_cache.h"

namespace dragoman {

std::optional<HttpResponse> AnswerCache::find(const std::string& question, std::uint64_t version) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(question);
  if (found == places_.end()) return std::nullopt;
  if (found->second->version != version) {
    drop(found->second);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return entries_.front().answer;
}

void AnswerCache::keep(const std::string& question, std::uint64_t version,
                       const HttpResponse& answer) {
  // One large answer must not push out all the others.
  if (answer.body.size() > most_ / 4) return;
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(question);
  if (found != places_.end()) drop(found->second);
  entries_.push_front({question, version, answer});
  places_.emplace(question, entries_.begin());
  bytes_ += question.size() + answer.body.size();
  while (bytes_ > most_ && entries_.size() > 1) drop(std::prev(entries_.end()));
}

void AnswerCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->question.size() + entry->answer.body.size();
  places_.erase(entry->question);
  entries_.erase(entry);
}

}  // namespace dragoman
