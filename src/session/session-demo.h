/* session-demo.h - the practice range: absentia-sim started, and a core and a profile that point to
 * it. Blocks; any thread.
 *
 * Nothing is kept: the store lies in a temporary folder, the password in memory. The simulator ends
 * with the demo (session_demo_free () waits for that), also when this process dies.
 */
#pragma once

#include "session-core.h"

typedef struct _SessionDemo SessionDemo;

/* BASE_ERROR_STORE, reason "no-simulator", when absentia-sim cannot be started. */
SessionDemo *session_demo_new (BaseCall *call, GError **error);
/* The same, where a third of the mailboxes is in Exchange Online, some of them of people whom the
 * directory does not have. */
SessionDemo *session_demo_new_hybrid (BaseCall *call, GError **error);
void session_demo_free (SessionDemo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionDemo, session_demo_free)

SessionCore *session_demo_core (SessionDemo *self); /* borrowed */
ExchangeProfile *
session_demo_profile (SessionDemo *self); /* borrowed; kept in the core and in use there */
