/* session-act-calendar.c - an entry in the calendar shows that somebody is away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-calendar.h"

#include "base-time.h"
#include "delivery-entry.h"
#include "session-org-private.h"
#include "store-zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ALL_DAY "day"
#define PART_OF_DAY "time"

static gboolean
is_wanted (const OofItem *item)
{
  return oof_item_parts (item)->meetings.is_shown;
}

/* It tells nobody why. In the program's language, and so not kept: whoever applies next may speak
 * another one. */
static const char *
usual_subject (void)
{
  return _ ("Out of office");
}

static char *
format (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);

  return when != NULL ? base_time_format_utc (when) : g_strdup ("-");
}

/* "2026-12-20T23:00:00Z 2026-12-23T23:00:00Z day Europe/Berlin Away". Caller frees. */
static char *
write_entry (const ExchangeEntry *entry)
{
  g_autofree char *from = format (entry->from_s);
  g_autofree char *until = format (entry->until_s);

  return g_strjoin (" ", from, until, entry->is_all_day ? ALL_DAY : PART_OF_DAY, entry->zone,
                    entry->subject, NULL);
}

/* FALSE when it is no such text. */
static gboolean
read_entry (const char *text, const char *key, ExchangeEntry *ret)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 5);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;

  if (g_strv_length (words) != 5)
    return FALSE;
  from = base_time_parse (words[0], NULL, NULL);
  until = base_time_parse (words[1], NULL, NULL);
  if (from == NULL || until == NULL)
    return FALSE;

  ret->from_s = g_date_time_to_unix (from);
  ret->until_s = g_date_time_to_unix (until);
  ret->is_all_day = g_str_equal (words[2], ALL_DAY);
  ret->zone = g_strdup (words[3]);
  ret->subject = g_strdup (*words[4] != '\0' ? words[4] : usual_subject ());
  ret->key = g_strdup (key);
  return TRUE;
}

static gboolean
is_midnight (const ExchangeEntry *entry, gint64 instant_s)
{
  g_autofree char *local = exchange_entry_local (entry, instant_s, NULL);

  return local != NULL && g_str_has_suffix (local, "T00:00:00");
}

/* The same for the same time of the same absence, whenever and wherever it is asked. */
static char *
make_key (const SessionActAbout *about, const StoreAct *act)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n%s\n%s\n%" G_GINT64_FORMAT, session_org_profile (about->org)->id,
                       act->mailbox, act->item, act->away_from_s);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (digest, 40);
}

/* Read while it was decided, if nobody knew it before; at last the one that the plan guesses. FALSE
 * with an error. */
static gboolean
find_zone (const SessionActAbout *about, char **ret, GError **error)
{
  const SessionRoster *roster = session_plan_roster (about->plan);
  const char *planned = session_roster_zone (roster, about->person);
  g_autoptr (GError) problem = NULL;

  *ret = NULL;
  if (!session_roster_knows_zone (roster, about->person))
    *ret = store_zones_find (session_org_db (about->org), session_org_profile (about->org)->id,
                             about->mailbox, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (*ret == NULL || **ret == '\0') {
    g_free (*ret);
    *ret = g_strdup (*planned != '\0' ? planned : "UTC");
  }
  return TRUE;
}

static gboolean
plan (const SessionActAbout *about, StoreAct *act, GError **error)
{
  const OofItemParts *parts = oof_item_parts (about->item);
  gint64 until_s = about->slot->away_until_s;
  g_autofree char *key = make_key (about, act);
  g_autofree char *what = NULL;
  g_auto (ExchangeEntry) entry = { .from_s = about->slot->away_from_s };

  if (until_s == OOF_OPEN_END)
    until_s = entry.from_s + OOF_SLOT_OPEN_S;
  entry.until_s = MIN (until_s, entry.from_s + EXCHANGE_ENTRY_MOST_S);
  if (!find_zone (about, &entry.zone, error))
    return FALSE;
  entry.subject = g_utf8_substring (
      parts->meetings.subject, 0,
      MIN (g_utf8_strlen (parts->meetings.subject, -1), EXCHANGE_ENTRY_MOST_SUBJECT_CHARS));
  /* Days of another zone than the mailbox's would smear over two of its own. */
  entry.is_all_day = oof_when_parts (parts->when)->is_all_day &&
                     is_midnight (&entry, entry.from_s) && is_midnight (&entry, entry.until_s);

  what = write_entry (&entry);
  store_act_set (&act->what, what);
  store_act_set (&act->mark, key);
  return TRUE;
}

static gboolean
check (BaseCall *call, const SessionActAbout *about, const StoreAct *act, GError **error)
{
  g_auto (ExchangeEntry) wanted = { 0 };
  g_auto (ExchangeEntry) held = { 0 };

  return !read_entry (act->what, act->mark, &wanted) ||
         session_org_find_entry (about->org, call, about->mailbox, &wanted, &held, error);
}

static char *
say (const StoreAct *act, SessionActDoes does)
{
  static const char *const sentences[] = {
    [SESSION_ACT_MAKES] = N_ ("Puts an entry into the calendar: “%s”."),
    [SESSION_ACT_TAKES_BACK] = N_ ("Takes the entry “%s” out of the calendar."),
    [SESSION_ACT_STAYS] = N_ ("The entry “%s” is in the calendar."),
    [SESSION_ACT_LATER] = N_ ("Puts an entry into the calendar: “%s”."),
  };
  g_auto (ExchangeEntry) entry = { 0 };
  g_auto (GStrv) halves = NULL;

  if (!read_entry (act->what, act->mark, &entry))
    return NULL;
  halves = g_strsplit (_ (sentences[does]), "%s", 2);
  return g_strconcat (halves[0], entry.subject, halves[1], NULL);
}

static gboolean
make (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about, StoreAct *act,
      char **ret_request_id, GError **error)
{
  g_auto (ExchangeEntry) wanted = { 0 };
  g_auto (ExchangeEntry) held = { 0 };
  g_autofree char *found = NULL;

  if (!read_entry (act->what, act->mark, &wanted))
    return TRUE;
  if (!delivery_entry_make (backend, call, about->mailbox, &wanted, &held, error))
    return FALSE;

  store_act_set (&act->remote, held.id);
  held.zone = g_strdup (wanted.zone);
  found = write_entry (&held);
  store_act_set (&act->found, found);
  return TRUE;
}

static gboolean
take_back (ExchangeBackend *backend, BaseCall *call, const SessionActAbout *about, StoreAct *act,
           char **ret_request_id, GError **error)
{
  g_auto (ExchangeEntry) made = { 0 };

  return !read_entry (*act->found != '\0' ? act->found : act->what, act->mark, &made) ||
         delivery_entry_remove (backend, call, about->mailbox, &made, error);
}

const SessionActWay session_act_calendar = { .kind = STORE_ACT_CALENDAR,
                                             .is_ahead = TRUE,
                                             .stays = TRUE,
                                             .is_wanted = is_wanted,
                                             .plan = plan,
                                             .check = check,
                                             .say = say,
                                             .make = make,
                                             .take_back = take_back };
