// Explanations of events, for people and as JSON.
#pragma once

#include <string>

#include "coding/coder.h"
#include "coding/explanation.h"

namespace dragoman {

/// The sentence with its parties and trigger marked, then one choice a line.
std::string explanation_as_text(const CodedArticle& coded, const Explanation& x);

/// One JSON object and a line end.
std::string explanation_as_json(const CodedArticle& coded, const Explanation& x);

}  // namespace dragoman
