/* delivery-entry.h - makes and removes the one entry in a calendar that belongs to an absence
 *
 * It is found by its key alone, so it is made once. One that somebody has changed since is theirs:
 * it is left where it is. Steps for delivery-act.h. Block; any thread.
 */
#pragma once

#include "exchange-backend.h"

/* Makes it, or finds it made. ret_held: as it was read back; as it was wanted where it was there
 * and somebody had changed it. UNSUPPORTED "no-entries"; PROTOCOL "read-back-differs". */
gboolean delivery_entry_make (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                              const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error);

/* made: as it was read back then; its key and zone are those that were wanted. TRUE when nothing of
 * ours is there any more. */
gboolean delivery_entry_remove (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                const ExchangeEntry *made, GError **error);
