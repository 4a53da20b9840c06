// Decisions as JSON.
#pragma once

#include "server/answer.h"
#include "store/reviews.h"

namespace dragoman {

/// Schema Review. `offsets` of the article's text; null: bytes.
Json review_json(const Review& review, const Offsets16* offsets);

/// The decision that stands on a report; null for none.
Result<Json> standing_review(const Database& database, const std::string& event,
                             const Offsets16* offsets);

/// What a person says a report should say, checked: spans within `text`, which are turned into
/// bytes; types and modalities that the ontology knows.
std::variant<Json, Refusal> checked_changes(const Json& given, const Ontology& ontology,
                                            const Offsets16& offsets, std::size_t bytes);

/// One line of training data (docs/server.md): the text, what was coded and what it should be.
Result<Json> training_json(const Database& database, const Review& review);

}  // namespace dragoman
