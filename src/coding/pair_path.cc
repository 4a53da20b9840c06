#include "coding/pair_path.h"

#include <algorithm>

namespace dragoman {

PairPath::PairPath(const Tree& tree, std::uint32_t actor, std::uint32_t recipient) {
  std::size_t n = 0;
  for (auto t = static_cast<std::int32_t>(actor); t >= 0 && n < kLongest;
       t = tree.word(static_cast<std::uint32_t>(t)).head)
    up_[n++] = static_cast<std::uint32_t>(t);
  for (auto t = static_cast<std::int32_t>(recipient); t >= 0 && below_ < kLongest;
       t = tree.word(static_cast<std::uint32_t>(t)).head) {
    const auto* found = std::find(up_.data(), up_.data() + n, static_cast<std::uint32_t>(t));
    if (found != up_.data() + n) {
      meet_ = static_cast<std::size_t>(found - up_.data());
      return;
    }
    down_[below_++] = static_cast<std::uint32_t>(t);
  }
}

bool PairPath::holds(std::uint32_t token) const {
  if (!found()) return false;
  const auto actor = from_actor();
  const auto recipient = from_recipient();
  return token == top() || std::find(actor.begin(), actor.end(), token) != actor.end() ||
         std::find(recipient.begin(), recipient.end(), token) != recipient.end();
}

}  // namespace dragoman
