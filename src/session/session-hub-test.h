/* session-hub-test.h - tests of access to mailboxes, and what the last one proved. Main thread
 * only. */
#pragma once

#include "session-bulk.h"
#include "session-hub.h"

/* On the main thread, as results come: once for each mailbox that was tried. Borrowed. */
typedef void (*SessionTestedFunc) (const SessionOutcome *outcome, gpointer data);

typedef struct
{
  ExchangeProfile *draft;            /* of the wizard; NULL: the connection at hand */
  const SessionPasswords *passwords; /* as typed, for the draft; NULL: none was */
  SessionVerb verb;                  /* TEST or PROVE */
  const char *const *mailboxes;      /* each is tried once, also when it is named twice */
  SessionTestedFunc each;
  gpointer data; /* lives until done is called */
} SessionTestOrder;

/* Proves for each mailbox that the account may act for it, a few at the same time.
 * How it came out is kept as the evidence of these settings, also when it was stopped. A refused
 * password is tried once, and ends the run. Borrows order for the time of the call. */
void session_hub_test_async (SessionHub *self, const SessionTestOrder *order,
                             GCancellable *cancellable, GAsyncReadyCallback done,
                             gpointer user_data);
/* TRUE when every mailbox was tried, whatever came out; FALSE when it ended before, and why. */
gboolean session_hub_test_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* How the last test with a connection's settings came out. */
typedef struct
{
  GDateTime *at; /* UTC */
  guint tried;
  guint succeeded;
  GPtrArray *outcomes; /* SessionOutcome, of the first mailboxes, without what they held and what
                          the server answered */
} SessionEvidence;

void session_evidence_free (SessionEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEvidence, session_evidence_free)

/* profile: also a draft, whose server and account then tell. */
void session_hub_find_evidence_async (SessionHub *self, ExchangeProfile *profile,
                                      GCancellable *cancellable, GAsyncReadyCallback done,
                                      gpointer user_data);
/* NULL without an error when there is none. Caller frees. */
SessionEvidence *session_hub_find_evidence_finish (SessionHub *self, GAsyncResult *result,
                                                   GError **error);
