/* session-reason.h - what decided about a mailbox, for the journal. Pure; any thread. Inside
 * session.
 */
#pragma once

#include "session-decide.h"

/* "“training” goes before “vacation” by the rule training first": which rule chose between
 * absences, and what becomes of a reply of the person's own. The journal's own language: what it
 * says is kept as it is. NULL when nothing had to be decided. Caller frees. */
char *session_reason_of (const SessionDecision *made);
