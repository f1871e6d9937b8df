/* session-act-forward.h - an inbox rule forwards to the substitute while somebody is away. Inside
 * session
 *
 * Never the mailbox's own forwarding: that stops its automatic replies. Refused, as REJECTED:
 * "forward-nobody" (nobody knows the substitute), "forward-outside" (and it is not allowed),
 * "forward-no-mailbox", "forward-self", "forward-back" (the substitute's messages go back to the
 * person); UNSUPPORTED "no-rules" where the server has none.
 */
#pragma once

#include "session-act-way.h"

extern const SessionActWay session_act_forward;
