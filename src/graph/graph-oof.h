/* graph-oof.h - a mailbox's automaticRepliesSetting: reading and writing
 *
 * Texts are kept byte for byte. Windows are written in UTC and read in any zone that Windows or
 * IANA has a name for. A text that holds what no text can (a NUL, half a character) is PROTOCOL
 * "held-text", and nothing is written over it.
 */
#pragma once

#include "graph-ask.h"
#include "graph-batch.h"

#define GRAPH_OOF_PROPERTY "automaticRepliesSetting"

OofState *graph_oof_get (BaseCall *call, GraphServer *server, const char *mailbox,
                         ExchangeReading *ret_reading /* may be NULL */, GError **error);
/* Replaces everything. ret_request_id may be NULL. */
gboolean graph_oof_set (BaseCall *call, GraphServer *server, const char *mailbox,
                        const OofState *state, char **ret_request_id, GError **error);

/* Who is away, by what their mailboxes hold and by the server's clock; twenty in a request. */
gboolean graph_oof_look (BaseCall *call, GraphServer *server, const char *const *mailboxes,
                         ExchangeAwayFunc each, gpointer data, GError **error);

/* What such an object says. For this room only. */
OofState *graph_oof_decode (JsonObject *replies, GError **error);

/* IANA; NULL without an error when it is not known. */
char *graph_oof_zone (BaseCall *call, GraphServer *server, const char *mailbox, GError **error);
