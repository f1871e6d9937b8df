/* session-cause.h - why mailboxes were refused, as far as others than their server know
 *
 * Inside session only. One for a whole run, shared by its workers: what holds for the account is
 * asked once. Blocks; any thread.
 */
#pragma once

#include "session-org.h"

typedef struct _SessionCause SessionCause;

/* Borrows both. */
SessionCause *session_cause_new (SessionOrg *org, GCancellable *cancellable);
void session_cause_free (SessionCause *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCause, session_cause_free)

/* Takes problem, and gives it back with a reason that says more, where there is one: of NOT_FOUND,
 * from the directory, "mailbox-in-cloud", "mailbox-elsewhere", "person-without-mailbox" or
 * "address-of-group"; of a refused impersonation, from PowerShell, those of session-role.h. What
 * cannot be found out in some seconds stays as it is. */
GError *session_cause_find (SessionCause *self, BaseLocals *locals, const char *mailbox,
                            GError *problem);
