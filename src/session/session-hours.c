/* session-hours.c - the working hours of those whose absences are whatever lies outside them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hours.h"

#include "base-error.h"
#include "session-org-private.h"
#include "store-hours.h"

#define FRESH_S (7 * (gint64) 86400)
#define AGAIN_S 3600
#define MOST_AT_ONCE 500 /* and then it is kept */

gboolean
session_hours_take (StoreDb *db, const char *profile, SessionRoster *roster, GError **error)
{
  g_autoptr (GHashTable) all = store_hours_list (db, profile, error);
  GHashTableIter iter;
  gpointer hours;

  if (all == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, NULL, &hours)) {
    const StoreHours *kept = hours;
    guint32 person = session_roster_find (roster, kept->mailbox);

    if (kept->is_known && person != SESSION_ROSTER_NOBODY)
      session_roster_set_hours (roster, person, &kept->hours, kept->zone);
  }
  return TRUE;
}

gboolean
session_hours_matter (const OofItem *item)
{
  const OofWhenParts *when = oof_when_parts (oof_item_parts (item)->when);

  return when->rule != NULL && when->rule->kind == OOF_RULE_OUTSIDE;
}

/* What was done by a clock that was put back since was not done lately. */
static gboolean
is_within (gint64 at_s, gint64 span_s, gint64 now_s)
{
  return at_s <= now_s && now_s - at_s < span_s;
}

static gboolean
is_fresh (const StoreHours *kept, gint64 now_s)
{
  if (kept == NULL)
    return FALSE;
  return kept->problem == NULL ? kept->is_known && is_within (kept->read_s, FRESH_S, now_s)
                               : is_within (kept->asked_s, AGAIN_S, now_s);
}

/* Addresses in lower case, each once. */
static GPtrArray *
list_missing (const SessionPlan *plan, GHashTable *kept, gint64 now_s)
{
  const GPtrArray *items = session_plan_items (plan);
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < items->len; i++) {
    g_autoptr (GArray) reached = session_hours_matter (items->pdata[i])
                                     ? session_plan_reached (plan, items->pdata[i])
                                     : NULL;

    for (guint k = 0; reached != NULL && k < reached->len; k++) {
      guint32 person = g_array_index (reached, guint32, k);
      g_autofree char *mail =
          g_utf8_strdown (session_roster_person (session_plan_roster (plan), person)->mail, -1);

      if (g_hash_table_add (seen, GUINT_TO_POINTER (person + 1)) &&
          !is_fresh (g_hash_table_lookup (kept, mail), now_s))
        g_ptr_array_add (missing, g_steal_pointer (&mail));
    }
  }
  return missing;
}

typedef struct
{
  GHashTable *kept;
  GHashTable *told; /* address → StoreHours, of this time */
  gint64 now_s;
} Asking;

static void
hours_cb (const ExchangeHours *hours, gpointer data)
{
  Asking *self = data;
  StoreHours *told = g_new0 (StoreHours, 1);
  const StoreHours *before;

  told->mailbox = g_utf8_strdown (hours->mail, -1);
  told->asked_s = self->now_s;
  before = g_hash_table_lookup (self->kept, told->mailbox);
  if (hours->hours != NULL) {
    told->is_known = TRUE;
    told->hours = *hours->hours;
    told->read_s = self->now_s;
  } else if (before != NULL) {
    told->is_known = before->is_known;
    told->hours = before->hours;
    told->read_s = before->read_s;
  }
  told->zone = g_strdup (hours->hours != NULL ? hours->zone : before != NULL ? before->zone : "");
  if (hours->hours == NULL)
    told->problem = g_strdup (hours->error != NULL ? hours->error->message : "");
  g_hash_table_replace (self->told, told->mailbox, told);
}

static gboolean
ends_everything (const GError *why)
{
  return why->domain != BASE_ERROR || why->code == BASE_ERROR_OFFLINE ||
         why->code == BASE_ERROR_TLS || why->code == BASE_ERROR_AUTH;
}

static gboolean
ask_some (SessionOrg *org, BaseCall *call, GPtrArray *mailboxes, GHashTable *kept, gint64 now_s,
          GError **error)
{
  g_autoptr (GHashTable) told =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) store_hours_free);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GError) why = NULL;
  Asking asking = { kept, told, now_s };
  GHashTableIter iter;
  gpointer hours;

  g_ptr_array_add (mailboxes, NULL);
  if (!session_org_look_hours (org, call, (const char *const *) mailboxes->pdata, hours_cb, &asking,
                               &why) &&
      ends_everything (why)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  for (guint i = 0; mailboxes->pdata[i] != NULL; i++) {
    const ExchangeHours unknown = { .mail = mailboxes->pdata[i], .error = why };

    if (!g_hash_table_contains (told, mailboxes->pdata[i]))
      hours_cb (&unknown, &asking);
  }
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, NULL, &hours))
    g_ptr_array_add (list, hours);
  return store_hours_save (session_org_db (org), session_org_profile (org)->id, list, error);
}

gboolean
session_hours_ask (SessionOrg *org, BaseCall *call, const SessionPlan *plan, gint64 now_s,
                   gboolean *ret_is_new, GError **error)
{
  g_autoptr (GHashTable) kept =
      store_hours_list (session_org_db (org), session_org_profile (org)->id, error);
  g_autoptr (GPtrArray) missing = kept != NULL ? list_missing (plan, kept, now_s) : NULL;

  if (missing == NULL)
    return FALSE;

  for (guint done = 0; done < missing->len; done += MOST_AT_ONCE) {
    g_autoptr (GPtrArray) some = g_ptr_array_new ();

    for (guint i = done; i < MIN (done + MOST_AT_ONCE, missing->len); i++)
      g_ptr_array_add (some, missing->pdata[i]);
    if (!ask_some (org, call, some, kept, now_s, error))
      return FALSE;
  }
  *ret_is_new = missing->len > 0;
  return TRUE;
}
