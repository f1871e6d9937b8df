/* store-evidence.h - how the last test of access to mailboxes came out, for each connection. Any
 * thread. Errors as in store-db.h.
 *
 * It belongs to the settings that were tested: another server or another account has none. A
 * profile need not be kept yet; what belongs to none after a day goes.
 */
#pragma once

#include "exchange-profile.h"
#include "store-db.h"

/* How one mailbox came out. */
typedef struct
{
  char *mailbox;
  char *path;          /* the backend's id: "ews" */
  gboolean is_written; /* what it held was written, not only read */
  guint64 took_ms;
  char *request_id; /* NULL: the server gave none */
  GError *error;    /* NULL: it succeeded; without what the server answered, which is not kept */
} StoreEvidenceMailbox;

void store_evidence_mailbox_free (StoreEvidenceMailbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreEvidenceMailbox, store_evidence_mailbox_free)

typedef struct
{
  GDateTime *at; /* UTC */
  guint tried;
  guint succeeded;
  GPtrArray *mailboxes; /* StoreEvidenceMailbox: the first of them, as many as somebody may want to
                           read; NULL is none */
} StoreEvidence;

void store_evidence_free (StoreEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreEvidence, store_evidence_free)

/* Takes the place of what was there. */
gboolean store_evidence_keep (StoreDb *db, const ExchangeProfile *profile,
                              const StoreEvidence *evidence, GError **error);

/* NULL without an error when there is none. Caller frees. */
StoreEvidence *store_evidence_find (StoreDb *db, const ExchangeProfile *profile, GError **error);
