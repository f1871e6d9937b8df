/* session-replies-judge.c - what is out of date about a reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-replies-private.h"

#include "oof-alike.h"
#include "oof-date.h"
#include "oof-html.h"
#include "session-entry.h"

#include <string.h>

#define MOST_NAME_WORDS 4

/* "berg, ann" and "ann berg" are "ann berg", in the words of a text. */
static void
note_leaver (GHashTable *leavers, const ExchangePerson *person)
{
  g_autofree char *name = session_entry_fold (person->name);
  g_autofree char *mail = session_entry_fold (person->mail);
  g_auto (GStrv) turned = g_strsplit (name, ", ", 2);

  if (*mail != '\0')
    g_hash_table_insert (leavers, g_steal_pointer (&mail), (gpointer) person);
  if (turned[0] != NULL && turned[1] != NULL)
    g_hash_table_insert (leavers, g_strdup_printf ("%s %s", turned[1], turned[0]),
                         (gpointer) person);
  if (strchr (name, ' ') != NULL) /* one word alone may be anybody */
    g_hash_table_insert (leavers, g_steal_pointer (&name), (gpointer) person);
}

static gboolean
has_begun (const OofItem *item, gint64 now_s)
{
  return oof_item_parts (item)->type == OOF_TYPE_LEFT &&
         oof_when_parts (oof_item_parts (item)->when)->from_s <= now_s;
}

GHashTable *
session_replies_find_leavers (SessionPlan *plan, gint64 now_s)
{
  GHashTable *leavers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const SessionRoster *roster = session_plan_roster (plan);
  const GPtrArray *items = session_plan_items (plan);

  for (guint32 i = 0; i < session_roster_n (roster); i++) {
    const ExchangePerson *person = session_roster_person (roster, i);

    if (person->is_disabled && person->kind == EXCHANGE_PERSON_USER)
      note_leaver (leavers, person);
  }
  for (guint i = 0; i < items->len; i++) {
    g_autoptr (GArray) reached =
        has_begun (items->pdata[i], now_s) ? session_plan_reached (plan, items->pdata[i]) : NULL;

    for (guint j = 0; reached != NULL && j < reached->len; j++)
      note_leaver (leavers, session_roster_person (roster, g_array_index (reached, guint32, j)));
  }
  return leavers;
}

static void
add_named (const SessionReplies *self, SessionReplyBytes *bytes, const char *name)
{
  gpointer person = g_hash_table_lookup (self->leavers, name);

  if (person != NULL && !g_ptr_array_find (bytes->leavers, person, NULL))
    g_ptr_array_add (bytes->leavers, person);
}

/* Of the last words that were read, each row of two and more. */
static void
look_up_words (const SessionReplies *self, SessionReplyBytes *bytes, const GPtrArray *words)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++) {
    g_string_prepend (name, words->pdata[words->len - 1 - i]);
    if (i > 0)
      add_named (self, bytes, name->str);
    g_string_prepend_c (name, ' ');
  }
}

static void
find_names (const SessionReplies *self, SessionReplyBytes *bytes)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *end = bytes->read;

  while (*end != '\0' && g_hash_table_size (self->leavers) > 0) {
    const char *begin = end;

    while (*begin != '\0' && strchr (" \t\r\n.,;:!?()[]<>\"/", *begin) != NULL)
      begin++;
    end = begin + strcspn (begin, " \t\r\n,;:!?()[]<>\"/");
    if (end == begin)
      break;
    g_ptr_array_add (words, g_strndup (begin, (gsize) (end - begin)));
    if (g_str_has_suffix (words->pdata[words->len - 1], "."))
      ((char *) words->pdata[words->len - 1])[end - begin - 1] = '\0';
    if (words->len > MOST_NAME_WORDS)
      g_ptr_array_remove_index (words, 0);
    look_up_words (self, bytes, words);
    if (strchr (words->pdata[words->len - 1], '@') != NULL)
      add_named (self, bytes, words->pdata[words->len - 1]);
  }
}

static void
find_days (SessionReplyText *text, const char *read)
{
  g_autoptr (GArray) mentions = oof_mentions (read);

  for (guint i = 0; i < mentions->len; i++)
    text->last_day = MAX (text->last_day, g_array_index (mentions, OofMention, i).day);
}

SessionReplyBytes *
session_reply_bytes_new (const SessionReplies *self, const OofState *held)
{
  SessionReplyBytes *bytes = g_new0 (SessionReplyBytes, 1);
  g_autofree char *inside = oof_html_to_text (held->inside);
  g_autofree char *outside = oof_html_to_text (held->outside);
  g_autofree char *read = g_strdup_printf ("%s\n\n%s", inside, outside);
  g_autofree char *key_inside = oof_state_text_key (held->inside);
  g_autofree char *key_outside = oof_state_text_key (held->outside);
  g_autofree char *keys = g_strconcat (key_inside, "\x1f", key_outside, NULL);

  bytes->text = (SessionReplyText){ .inside = g_strdup (held->inside),
                                    .outside = g_strdup (held->outside),
                                    .last_day = OOF_MENTION_NO_DAY };
  bytes->text.digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, keys, -1);
  bytes->text.length = (guint) (g_utf8_strlen (inside, -1) + g_utf8_strlen (outside, -1));
  bytes->leavers = g_ptr_array_new ();
  bytes->read = strlen (read) <= OOF_ALIKE_MOST_BYTES ? session_entry_fold (read) : g_strdup ("");
  if (*bytes->read != '\0')
    find_days (&bytes->text, read);
  find_names (self, bytes);
  return bytes;
}

void
session_reply_bytes_free (gpointer data)
{
  SessionReplyBytes *self = data;

  g_free (self->text.digest);
  g_free (self->text.inside);
  g_free (self->text.outside);
  g_ptr_array_unref (self->leavers);
  g_free (self->read);
  g_free (self->key);
  g_free (self);
}

static SessionReplyState
find_state (const SessionReply *reply, gint64 now_s)
{
  if (reply->mode == OOF_MODE_OFF)
    return SESSION_REPLY_OFF;
  if (reply->until != NULL && g_date_time_to_unix (reply->until) <= now_s)
    return SESSION_REPLY_ENDED;
  return reply->from != NULL && g_date_time_to_unix (reply->from) > now_s ? SESSION_REPLY_SCHEDULED
                                                                          : SESSION_REPLY_ACTIVE;
}

/* Who is named in their own reply is nothing new. */
static const ExchangePerson *
find_leaver (const SessionReply *reply, const SessionReplyBytes *bytes)
{
  for (guint i = 0; i < bytes->leavers->len; i++)
    if (bytes->leavers->pdata[i] != reply->person)
      return bytes->leavers->pdata[i];
  return NULL;
}

static gboolean
is_planned (const SessionReplies *self, const SessionReply *reply)
{
  guint32 person = session_roster_find (session_plan_roster (self->plan), reply->mailbox);
  g_autoptr (GArray) segments = NULL;

  if (person == SESSION_ROSTER_NOBODY)
    return FALSE;
  segments =
      oof_plan_segments (session_plan_oof (self->plan), person, self->now_s, self->now_s + 1, NULL);
  return segments->len > 0 && g_array_index (segments, OofSegment, 0).kind != OOF_SEGMENT_IN;
}

void
session_reply_judge (const SessionReplies *self, SessionReply *reply,
                     const SessionReplyBytes *bytes)
{
  const ExchangePerson *leaver = find_leaver (reply, bytes);
  gint64 age_s = self->now_s - reply->first_s;

  reply->state = find_state (reply, self->now_s);
  if (reply->item != NULL) /* the plan sees to it */
    return;

  if (reply->state == SESSION_REPLY_ENDED)
    reply->stale |= SESSION_STALE_ENDED;
  if (reply->state == SESSION_REPLY_ACTIVE && bytes->text.last_day != OOF_MENTION_NO_DAY &&
      bytes->text.last_day < self->today)
    reply->stale |= SESSION_STALE_DATES;
  if (leaver != NULL &&
      (reply->state == SESSION_REPLY_ACTIVE || reply->state == SESSION_REPLY_SCHEDULED)) {
    reply->stale |= SESSION_STALE_LEAVER;
    reply->leaver = leaver->name;
  }
  reply->is_forgotten = reply->mode == OOF_MODE_ON &&
                        age_s >= (gint64) self->forgotten_days * OOF_DAY_S &&
                        !is_planned (self, reply);
}
