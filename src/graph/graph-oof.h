/* graph-oof.h - a mailbox's automaticRepliesSetting: reading and writing
 *
 * Texts are kept byte for byte. Windows are written in UTC and read in any zone that Windows or
 * IANA has a name for. A text that holds what no text can (a NUL, half a character) is PROTOCOL
 * "held-text", and nothing is written over it.
 */
#pragma once

#include "graph-ask.h"
#include "graph-batch.h"
#include "wire-recent.h"

#define GRAPH_OOF_PROPERTY "automaticRepliesSetting"

OofState *graph_oof_get (BaseCall *call, GraphServer *server, const char *mailbox,
                         ExchangeReading *ret_reading /* may be NULL */, GError **error);
/* Replaces everything. ret_request_id may be NULL. */
gboolean graph_oof_set (BaseCall *call, GraphServer *server, const char *mailbox,
                        const OofState *state, char **ret_request_id, GError **error);

/* Who is away, by what their mailboxes hold and by the server's clock; twenty in a request. */
gboolean graph_oof_look (BaseCall *call, GraphServer *server, const char *const *mailboxes,
                         ExchangeAwayFunc each, gpointer data, GError **error);

/* For this room only: what such an object says, and what an answer to a question for it brings. */
OofState *graph_oof_decode (JsonObject *replies, GError **error);
/* What graph_oof_quick () has read of the usual answer. */
typedef struct
{
  int mode; /* OofMode; -1: not there */
  int audience;
  GDateTime *from;
  GDateTime *until;
  char *inside;
  char *outside;
} GraphOofQuick;

void graph_oof_quick_clear (GraphOofQuick *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GraphOofQuick, graph_oof_quick_clear)

/* For GraphAsk and GraphPart; data is a GraphOofQuick. */
gboolean graph_oof_quick (WireJsonScan *scan, gpointer data);
/* Likewise, where nothing is wanted of the answer. */
gboolean graph_oof_skip (WireJsonScan *scan, gpointer data);
OofState *graph_oof_take (GraphAnswer *answer, GraphOofQuick *quick, ExchangeReading *ret_reading,
                          GError **error);
typedef struct
{
  const OofState *state;
  WireRecent *recent; /* of this room's texts */
} GraphOofChange;

GraphOofChange graph_oof_change (BaseCall *call, const OofState *state);
/* The body of a PATCH that replaces everything; data is a GraphOofChange. */
void graph_oof_write (GString *json, gconstpointer data);

/* IANA; NULL without an error when it is not known. */
char *graph_oof_zone (BaseCall *call, GraphServer *server, const char *mailbox, GError **error);
