/* session-cause.h - why a mailbox was refused, as far as others than its server know
 *
 * Inside session only. Blocks; any thread.
 */
#pragma once

#include "session-org.h"

/* Takes problem, and gives it back with a reason that says more, where the directory knows one:
 * of NOT_FOUND "mailbox-in-cloud", "mailbox-elsewhere", "person-without-mailbox" or
 * "address-of-group". What cannot be found out in a few seconds stays as it is. */
GError *session_cause_find (SessionOrg *org, BaseLocals *locals, GCancellable *cancellable,
                            const char *mailbox, GError *problem);
