/* session-adopt.c - makes absences, and templates, of replies that people have made themselves
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-adopt.h"

#include "base-error.h"
#include "base-zone.h"
#include "oof-absence.h"
#include "oof-alike.h"
#include "oof-date.h"

#include <glib/gi18n-lib.h>

#define AROUND_S (800 * (gint64) OOF_DAY_S)
#define MINUTE_S 60

static void
free_adoption (gpointer data)
{
  SessionAdoption *self = data;

  oof_item_unref (self->item);
  g_ptr_array_unref (self->replies);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
refuse (const char *reason, const char *words, GError **error)
{
  const BaseErrorFacts facts = { .reason = reason };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", words);
  return FALSE;
}

static gboolean
can_adopt (const SessionReply *reply, GError **error)
{
  if (reply->item != NULL)
    return refuse ("ours", _ ("A planned absence has put it there."), error);
  if (reply->state == SESSION_REPLY_ENDED)
    return refuse ("over", _ ("Its time is over."), error);
  if (reply->state == SESSION_REPLY_OFF)
    return refuse ("off", _ ("It is switched off."), error);
  if (reply->person == NULL)
    return refuse ("unknown-person", _ ("The mailbox is not in the list of people."), error);
  if (oof_alike_has_braces (reply->text->inside) || oof_alike_has_braces (reply->text->outside))
    return refuse ("braces", _ ("It has “{{” in it, which would be taken for a placeholder."),
                   error);
  return TRUE;
}

/* Whose replies become one absence: they have the same. */
static char *
make_key (const SessionReply *reply, const SessionAdoptOrder *order)
{
  gint64 from_s = reply->from != NULL ? g_date_time_to_unix (reply->from) : 0;
  gint64 until_s = reply->until != NULL ? g_date_time_to_unix (reply->until) : 0;

  if (order->how == SESSION_ADOPT_EACH)
    return g_utf8_strdown (reply->mailbox, -1);
  return g_strdup_printf ("%p %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          (const void *) reply->text, (int) reply->mode, (int) reply->audience,
                          from_s, until_s);
}

/* A reply without an end began before anybody looked: at the earliest that is known of any. */
static gint64
find_from (const GPtrArray *replies)
{
  const SessionReply *first = replies->pdata[0];
  gint64 from_s = first->first_s;

  if (first->from != NULL)
    return g_date_time_to_unix (first->from);
  for (guint i = 1; i < replies->len; i++)
    from_s = MIN (from_s, ((const SessionReply *) replies->pdata[i])->first_s);
  return from_s - from_s % MINUTE_S;
}

/* In the days and times of a zone, where they come back as the very same instants. */
static gboolean
find_times (GTimeZone *in, gint64 from_s, gint64 until_s, OofWhenParts *ret)
{
  g_autoptr (OofZone) zone = oof_zone_new (in, from_s - AROUND_S, from_s + AROUND_S);

  ret->from_s = oof_zone_to_local (zone, from_s);
  ret->until_s = until_s != OOF_OPEN_END ? oof_zone_to_local (zone, until_s) : OOF_OPEN_END;
  ret->is_all_day =
      ret->from_s % OOF_DAY_S == 0 && (until_s == OOF_OPEN_END || ret->until_s % OOF_DAY_S == 0);
  return oof_zone_to_instant (zone, ret->from_s) == from_s &&
         (until_s == OOF_OPEN_END || oof_zone_to_instant (zone, ret->until_s) == until_s);
}

static OofWhen *
make_when (const SessionReplies *session, const GPtrArray *replies, GError **error)
{
  const SessionReply *first = replies->pdata[0];
  const SessionRoster *roster = session_plan_roster (session_replies_plan (session));
  guint32 person = session_roster_find (roster, first->mailbox);
  const char *here = base_zone_name (session_replies_zone (session));
  const char *name =
      session_roster_knows_zone (roster, person) ? session_roster_zone (roster, person) : here;
  g_autoptr (GTimeZone) zone = base_zone_new (name, NULL);
  gint64 until_s = first->until != NULL ? g_date_time_to_unix (first->until) : OOF_OPEN_END;
  OofWhenParts parts = { .zone_kind = OOF_IN_FIXED_ZONE, .zone = name };

  if (zone == NULL || !find_times (zone, find_from (replies), until_s, &parts)) {
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

    parts.zone = "UTC";
    find_times (utc, find_from (replies), until_s, &parts);
  }
  return oof_when_new (&parts, error);
}

static OofItem *
make_item (const SessionReplies *session, const SessionAdoptOrder *order, const GPtrArray *replies,
           GError **error)
{
  const SessionReply *first = replies->pdata[0];
  g_autofree char *id = session_items_new_id ();
  g_autofree OofFor *who = g_new0 (OofFor, replies->len);
  g_autoptr (OofWhen) when = make_when (session, replies, error);
  const OofItemParts parts = { .id = id,
                               .type = order->type,
                               .who = who,
                               .n_who = replies->len,
                               .when = when,
                               .inside = first->text->inside,
                               .outside = first->text->outside,
                               .audience = first->audience,
                               .own = OOF_OWN_REPLACE,
                               .note = _ ("Adopted from a reply of their own"),
                               .creator = order->who,
                               .created_s = session_replies_now_s (session) };

  if (when == NULL)
    return NULL;
  for (guint i = 0; i < replies->len; i++)
    who[i] = (OofFor){ OOF_FOR_PERSON, ((const SessionReply *) replies->pdata[i])->mailbox };
  return oof_item_new (&parts, error);
}

GPtrArray *
session_adopt_plan (const SessionReplies *session, const SessionAdoptOrder *order)
{
  GPtrArray *adoptions = g_ptr_array_new_with_free_func (free_adoption);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < order->replies->len; i++) {
    const SessionReply *reply = order->replies->pdata[i];
    g_autofree char *key = make_key (reply, order);
    g_autoptr (GError) problem = NULL;
    gboolean is_fit = can_adopt (reply, &problem);
    SessionAdoption *adoption = is_fit ? g_hash_table_lookup (by_key, key) : NULL;

    if (adoption == NULL) {
      adoption = g_new0 (SessionAdoption, 1);
      adoption->replies = g_ptr_array_new ();
      adoption->error = g_steal_pointer (&problem);
      g_ptr_array_add (adoptions, adoption);
      if (is_fit)
        g_hash_table_insert (by_key, g_steal_pointer (&key), adoption);
    }
    g_ptr_array_add (adoption->replies, (gpointer) reply);
  }
  for (guint i = 0; i < adoptions->len; i++) {
    SessionAdoption *adoption = adoptions->pdata[i];

    if (adoption->error != NULL)
      continue;
    adoption->from_s = find_from (adoption->replies);
    adoption->item = make_item (session, order, adoption->replies, &adoption->error);
  }
  return adoptions;
}

OofText *
session_adopt_template (const SessionReplies *session, const SessionReply *reply, const char *name,
                        GError **error)
{
  gint64 now_s = session_replies_now_s (session);
  g_autoptr (OofZone) zone =
      oof_zone_new (session_replies_zone (session), now_s - AROUND_S, now_s + AROUND_S);
  OofAlike whose = { .first_day = OOF_MENTION_NO_DAY,
                     .last_day = OOF_MENTION_NO_DAY,
                     .back_day = OOF_MENTION_NO_DAY };
  g_autofree char *inside = NULL;
  g_autofree char *outside = NULL;
  OofText parts = { .name = (char *) name, .type = OOF_TYPE_OTHER, .language = (char *) "" };

  if (reply->person != NULL) {
    whose.name = reply->person->name;
    whose.mail = reply->person->mail;
    whose.upn = reply->person->upn;
  }
  if (reply->from != NULL && reply->until != NULL) {
    const OofAbsenceFacts facts = {
      .from_s = oof_zone_to_local (zone, g_date_time_to_unix (reply->from)),
      .until_s = oof_zone_to_local (zone, g_date_time_to_unix (reply->until))
    };

    whose.first_day = oof_date_of_local (facts.from_s);
    whose.last_day = oof_date_of_local (facts.until_s - 1);
    whose.back_day = oof_absence_back_on (&facts);
  }
  inside = oof_alike_template (reply->text->inside, &whose);
  outside = oof_alike_template (reply->text->outside, &whose);
  if (inside == NULL || outside == NULL) {
    refuse ("braces", _ ("It has “{{” in it, which would be taken for a placeholder."), error);
    return NULL;
  }

  parts.audience = reply->audience;
  parts.inside = inside;
  parts.outside = outside;
  parts.note = (char *) _ ("Made of a reply that somebody had");
  return oof_text_new (&parts, error);
}
