/* ews-oof.h - GetUserOofSettings and SetUserOofSettings: a mailbox's automatic reply
 *
 * The mailbox is impersonated, because only its owner may read or write it. Texts pass verbatim.
 */
#pragma once

#include "ews-server.h"

OofState *ews_oof_get (BaseCall *call, EwsServer *server, const char *mailbox,
                       ExchangeReading *ret_reading, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The account's own, without impersonation. address: its primary one. */
OofState *ews_oof_get_own (BaseCall *call, EwsServer *server, const char *address,
                           ExchangeReading *ret_reading, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Replaces everything. ret_request_id may be NULL. */
gboolean ews_oof_set (BaseCall *call, EwsServer *server, const char *mailbox, const OofState *state,
                      char **ret_request_id, GError **error);
