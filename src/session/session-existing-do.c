/* session-existing-do.c - protects replies, and switches those off that are out of date
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-existing.h"

#include "session-core-private.h"
#include "session-org-private.h"
#include "store-found.h"

gboolean
session_existing_protect (SessionCore *core, const char *profile_id, const char *const *mailboxes,
                          OofProtection protection, gint64 now_s, GError **error)
{
  return store_found_protect (session_core_db (core), profile_id, mailboxes, protection, now_s,
                              error);
}

typedef struct
{
  const SessionCleanOrder *order;
  GHashTable *digests; /* address in lower case → digest of what was read */
  guint next;
} Cleaning;

static char *
next_cb (gpointer data)
{
  Cleaning *self = data;
  const GPtrArray *replies = self->order->replies;

  return self->next < replies->len
             ? g_strdup (((const SessionReply *) replies->pdata[self->next++])->mailbox)
             : NULL;
}

static OofState *
decide_cb (BaseCall *call, const SessionBulkRead *read, gpointer data, char **ret_why,
           GError **error)
{
  const Cleaning *self = data;
  const OofState *before = read->before;
  g_autofree char *lower = g_utf8_strdown (read->mailbox, -1);
  g_autofree char *digest = session_reply_digest (before);

  if (g_strcmp0 (g_hash_table_lookup (self->digests, lower), digest) != 0)
    return NULL;
  return oof_state_new (OOF_MODE_OFF, before->audience, NULL, NULL, before->inside,
                        before->outside);
}

static gboolean
each_cb (const SessionOutcome *outcome, gpointer data)
{
  const Cleaning *self = data;

  return self->order->each (outcome, self->order->data);
}

gboolean
session_existing_clean (SessionOrg *org, GCancellable *cancellable, const SessionCleanOrder *order,
                        SessionBulkSummary *ret, GError **error)
{
  g_autoptr (GHashTable) digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Cleaning self = { .order = order, .digests = digests };
  const SessionBulkOrder bulk = { .verb = order->how == SESSION_CLEAN_WRITE ? SESSION_VERB_SET
                                                                            : SESSION_VERB_REHEARSE,
                                  .why = order->why,
                                  .decide = decide_cb,
                                  .next = next_cb,
                                  .each = each_cb,
                                  .data = &self };

  for (guint i = 0; i < order->replies->len; i++) {
    const SessionReply *reply = order->replies->pdata[i];

    if (reply->protection != OOF_PROTECTION_CHOSEN)
      g_hash_table_insert (digests, g_utf8_strdown (reply->mailbox, -1), (gpointer) reply->digest);
  }
  return session_bulk_run (org, cancellable, &bulk, ret, error);
}
