// Who may ask: pages of other hosts may not, and what writes must come from our own page.
#pragma once

#include <optional>

#include "server/answer.h"

namespace dragoman {

/// Why a request is refused before anything looks at its path; nothing when it may go on. A browser
/// names the host it believes to speak to (which ends DNS rebinding), where a request comes from
/// (Origin, Sec-Fetch-Site), and sends X-Dragoman only from a page of the same origin.
std::optional<Refusal> refuse_foreign(const HttpRequest& request, int port);

/// Headers of every answer: no inline script, no framing, no guessing of types, no other origin.
void add_security_headers(HttpResponse& response);

}  // namespace dragoman
