// What a database holds.
#pragma once

#include "server/answer.h"

namespace dragoman {

/// Schema Meta, without what is a matter of the server (name, edit, watch, examples, user).
Reply meta_view(const Asked& asked);

}  // namespace dragoman
