/* session-replies.c - the replies that mailboxes hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-replies-private.h"

#include "base-zone.h"
#include "oof-date.h"
#include "oof-html.h"
#include "session-decide-private.h"

#include <string.h>

const char *const session_reply_state_names[] = { [SESSION_REPLY_ACTIVE] = "active",
                                                  [SESSION_REPLY_SCHEDULED] = "scheduled",
                                                  [SESSION_REPLY_ENDED] = "ended",
                                                  [SESSION_REPLY_OFF] = "off",
                                                  NULL };

const char *const session_stale_names[] = { "ended", "dates", "leaver", NULL };

static void
free_reply (gpointer data)
{
  SessionReply *self = data;

  g_free ((char *) self->mailbox);
  g_free ((char *) self->digest);
  g_free ((char *) self->item);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self);
}

static void
clear_failure (gpointer data)
{
  SessionReplyFailure *self = data;

  g_free ((char *) self->mailbox);
  g_error_free ((GError *) self->error);
}

static gint32
find_today (GTimeZone *zone, gint64 now_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_s);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);

  return oof_date_day (g_date_time_get_year (here), g_date_time_get_month (here),
                       g_date_time_get_day_of_month (here));
}

SessionReplies *
session_replies_new (SessionPlan *plan, GTimeZone *zone, gint64 now_s, guint forgotten_days)
{
  SessionReplies *self = g_new0 (SessionReplies, 1);

  g_atomic_ref_count_init (&self->count);
  self->plan = session_plan_ref (plan);
  self->zone = g_time_zone_ref (zone);
  self->now_s = now_s;
  self->today = find_today (zone, now_s);
  self->forgotten_days = forgotten_days;
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, session_reply_bytes_free);
  self->leavers = session_replies_find_leavers (plan, now_s);
  self->all = g_ptr_array_new_with_free_func (free_reply);
  self->by_mail = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failures = g_array_new (FALSE, FALSE, sizeof (SessionReplyFailure));
  g_array_set_clear_func (self->failures, clear_failure);
  return self;
}

SessionReplies *
session_replies_ref (SessionReplies *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
session_replies_unref (SessionReplies *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_hash_table_unref (self->by_mail);
  g_ptr_array_unref (self->all);
  g_array_unref (self->failures);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->leavers);
  g_time_zone_unref (self->zone);
  session_plan_unref (self->plan);
  g_free (self);
}

char *
session_reply_digest (const OofState *state)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *inside = oof_state_text_key (state->inside);
  g_autofree char *outside = oof_state_text_key (state->outside);
  g_autofree char *head =
      g_strdup_printf ("%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                       oof_mode_names[state->mode], oof_audience_names[state->audience],
                       state->from != NULL ? g_date_time_to_unix (state->from) : 0,
                       state->until != NULL ? g_date_time_to_unix (state->until) : 0);

  g_checksum_update (sum, (const guchar *) head, -1);
  g_checksum_update (sum, (const guchar *) inside, (gssize) strlen (inside) + 1);
  g_checksum_update (sum, (const guchar *) outside, -1);
  return g_strdup (g_checksum_get_string (sum));
}

OofState *
session_reply_held (const SessionReply *self)
{
  return oof_state_new (self->mode, self->audience, self->from, self->until, self->text->inside,
                        self->text->outside);
}

static SessionReplyBytes *
find_bytes (SessionReplies *self, const OofState *held)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  SessionReplyBytes *bytes;

  g_checksum_update (sum, (const guchar *) held->inside, (gssize) strlen (held->inside) + 1);
  g_checksum_update (sum, (const guchar *) held->outside, -1);
  bytes = g_hash_table_lookup (self->texts, g_checksum_get_string (sum));
  if (bytes == NULL) {
    bytes = session_reply_bytes_new (self, held);
    g_hash_table_insert (self->texts, g_strdup (g_checksum_get_string (sum)), bytes);
  }
  return bytes;
}

static const ExchangePerson *
find_person (const SessionReplies *self, const char *mailbox)
{
  const SessionRoster *roster = session_plan_roster (self->plan);
  guint32 person = session_roster_find (roster, mailbox);

  return person != SESSION_ROSTER_NOBODY ? session_roster_person (roster, person) : NULL;
}

static gboolean
is_nothing (const OofState *held)
{
  return held->mode == OOF_MODE_OFF && oof_html_is_blank (held->inside) &&
         oof_html_is_blank (held->outside);
}

const SessionReply *
session_replies_add (SessionReplies *self, const SessionReplyRead *read)
{
  SessionReplyBytes *bytes;
  SessionReply *reply;
  gboolean is_ours =
      read->managed != NULL && session_decide_holds_ours (read->held, read->managed, self->now_s);

  self->n_read++;
  if (is_nothing (read->held))
    return NULL;

  bytes = find_bytes (self, read->held);
  reply = g_new0 (SessionReply, 1);
  reply->mailbox = g_strdup (read->mailbox);
  reply->person = find_person (self, read->mailbox);
  reply->text = &bytes->text;
  reply->mode = read->held->mode;
  reply->audience = read->held->audience;
  reply->from = read->held->from != NULL ? g_date_time_ref (read->held->from) : NULL;
  reply->until = read->held->until != NULL ? g_date_time_ref (read->held->until) : NULL;
  reply->digest = session_reply_digest (read->held);
  reply->protection = read->protection;
  reply->first_s =
      g_strcmp0 (read->known_digest, reply->digest) == 0 ? read->known_first_s : self->now_s;
  if (reply->from != NULL)
    reply->first_s = MIN (reply->first_s, g_date_time_to_unix (reply->from));
  if (is_ours || read->item != NULL)
    reply->item = g_strdup (read->item != NULL ? read->item : read->managed->item);
  reply->is_drifted = !is_ours && read->managed != NULL && read->managed->wanted != NULL;
  session_reply_judge (self, reply, bytes);
  g_ptr_array_add (self->all, reply);
  g_hash_table_replace (self->by_mail, g_utf8_strdown (read->mailbox, -1), reply);
  return reply;
}

void
session_replies_add_failed (SessionReplies *self, const char *mailbox, const GError *error)
{
  const SessionReplyFailure failure = { .mailbox = g_strdup (mailbox),
                                        .person = find_person (self, mailbox),
                                        .error = g_error_copy (error) };

  g_array_append_val (self->failures, failure);
}

void
session_replies_set_partial (SessionReplies *self, guint n_left)
{
  self->n_left = n_left;
}

void
session_replies_note (SessionReplies *self, const SessionReply *reply, OofProtection protection,
                      const char *item)
{
  g_autofree char *lower = g_utf8_strdown (reply->mailbox, -1);
  SessionReply *noted = g_hash_table_lookup (self->by_mail, lower);
  char *copy = g_strdup (item);

  g_return_if_fail (noted == reply);
  noted->protection = protection;
  g_free ((char *) noted->item);
  noted->item = copy;
}

const GPtrArray *
session_replies_all (const SessionReplies *self)
{
  return self->all;
}

const GArray *
session_replies_failures (const SessionReplies *self)
{
  return self->failures;
}

guint
session_replies_n_read (const SessionReplies *self)
{
  return self->n_read;
}

guint
session_replies_n_left (const SessionReplies *self)
{
  return self->n_left;
}

gint64
session_replies_now_s (const SessionReplies *self)
{
  return self->now_s;
}

SessionPlan *
session_replies_plan (const SessionReplies *self)
{
  return self->plan;
}

GTimeZone *
session_replies_zone (const SessionReplies *self)
{
  return self->zone;
}
