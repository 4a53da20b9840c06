// From a coded event to the report that others are compared with.
#pragma once

#include "coding/coder.h"
#include "story/report.h"

namespace dragoman {

/// The report of `event` of `coded`. `article` tells articles apart, whatever their order.
StoryReport report_of(const CodedArticle& coded, const Event& event, std::int64_t article);

/// Words of the sentence that holds a byte, and whether it corrects an earlier report.
void add_sentence(std::string_view sentence, std::string_view trigger, StoryReport& report);

}  // namespace dragoman
