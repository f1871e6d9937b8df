/* store-evidence.h - how the last test of access to mailboxes came out, for each connection. Any
 * thread. Errors as in store-db.h.
 *
 * It belongs to the settings that were tested: another server or another account has none. A
 * profile need not be kept yet; what belongs to none after a day goes.
 */
#pragma once

#include "exchange-profile.h"
#include "store-db.h"

typedef struct
{
  GDateTime *at; /* UTC */
  guint tried;
  guint succeeded;
} StoreEvidence;

void store_evidence_free (StoreEvidence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreEvidence, store_evidence_free)

/* Takes the place of what was there. */
gboolean store_evidence_keep (StoreDb *db, const ExchangeProfile *profile,
                              const StoreEvidence *evidence, GError **error);

/* NULL without an error when there is none. Caller frees. */
StoreEvidence *store_evidence_find (StoreDb *db, const ExchangeProfile *profile, GError **error);
