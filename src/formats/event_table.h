// Events for people to read.
#pragma once

#include <string>

#include "coding/coder.h"

namespace dragoman {

/// One article: a heading, then per event what, who to whom, where and when, the sentence and the
/// reason. UTF-8, ends with a newline.
std::string events_as_table(const CodedArticle& coded);

}  // namespace dragoman
