/* session-plan-load.c - the plan of an organisation, from the store, the people and the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-plan-load.h"

#include "oof-date.h"
#include "session-directory.h"
#include "session-entry.h"
#include "session-groups-load.h"
#include "session-org-private.h"
#include "store-zones.h"

void
session_plan_file_clear (SessionPlanFile *self)
{
  g_clear_pointer (&self->plan, session_plan_unref);
  g_clear_pointer (&self->items, session_items_unref);
}

typedef struct
{
  SessionOrg *org;
  GPtrArray *entries; /* SessionEntry */
  GHashTable *ids;    /* of them */
  GHashTable *mails;  /* in lower case */
} People;

static void
add_person (People *people, ExchangePerson *person)
{
  g_autofree char *mail = g_utf8_strdown (person->mail, -1);

  if (*mail == '\0' || g_hash_table_contains (people->ids, person->id) ||
      g_hash_table_contains (people->mails, mail))
    return;

  g_ptr_array_add (people->entries, session_entry_new (person));
  g_hash_table_add (people->ids, g_strdup (person->id));
  g_hash_table_add (people->mails, g_steal_pointer (&mail));
  session_org_note_person (people->org, person);
}

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    add_person (data, page->pdata[i]);
  return TRUE;
}

/* From the directory where there is one, and who is in the cloud alone. */
static gboolean
list_people (People *people, BaseCall *call, GError **error)
{
  const ExchangeSearch everybody = { .want = EXCHANGE_WANT_MAILBOXES, .has_mailbox = EXCHANGE_YES };
  SessionDirectory *directory = session_org_directory (people->org);

  if (directory == NULL)
    return session_org_list_people (people->org, call, NULL, page_cb, people, error);
  return session_directory_find (directory, call, &everybody, NULL, page_cb, people, error) &&
         session_org_list_cloud (people->org, call, NULL, page_cb, people, error);
}

static GPtrArray *
read_people (SessionOrg *org, BaseCall *call, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) entries = session_entry_array ();
  People people = { org, entries, ids, mails };

  return list_people (&people, call, error) ? g_steal_pointer (&entries) : NULL;
}

typedef struct
{
  const SessionRoster *roster;
  GArray *people; /* guint32 */
} Listing;

static gboolean
member_cb (GPtrArray *page, gpointer data)
{
  Listing *listing = data;

  for (guint i = 0; i < page->len; i++) {
    guint32 person =
        session_roster_find (listing->roster, ((const ExchangePerson *) page->pdata[i])->mail);

    if (person != SESSION_ROSTER_NOBODY)
      g_array_append_val (listing->people, person);
  }
  return TRUE;
}

/* Exchange Online has groups of its own. */
static gboolean
ask_group (SessionOrg *org, BaseCall *call, SessionMembers *members, const OofFor *name,
           GError **error)
{
  g_autoptr (GPtrArray) found = session_org_find_groups (org, call, name->text, error);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));
  Listing listing = { session_members_roster (members), people };

  if (found == NULL)
    return FALSE;
  if (found->len == 1 &&
      !session_org_list_members (org, call, ((const ExchangePerson *) found->pdata[0])->id,
                                 member_cb, &listing, error))
    return FALSE;
  session_members_take (members, name, found->len == 1 ? people : NULL);
  return TRUE;
}

static gboolean
ask_groups (SessionOrg *org, BaseCall *call, SessionMembers *members, const GPtrArray *items,
            GError **error)
{
  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    for (guint j = 0; j < parts->n_who + parts->n_except; j++) {
      const OofFor *name = j < parts->n_who ? &parts->who[j] : &parts->except[j - parts->n_who];

      if (name->kind == OOF_FOR_GROUP && session_members_find (members, name) == NULL &&
          !ask_group (org, call, members, name, error))
        return FALSE;
    }
  }
  return TRUE;
}

static SessionMembers *
read_members (SessionOrg *org, BaseCall *call, GPtrArray *entries, const GPtrArray *items,
              GError **error)
{
  SessionDirectory *directory = session_org_directory (org);
  g_autoptr (GHashTable) zones =
      store_zones_list (session_org_db (org), session_org_profile (org)->id, error);
  g_autoptr (SessionRoster) roster = NULL;
  g_autoptr (SessionGroups) groups = NULL;
  g_autoptr (SessionMembers) members = NULL;

  if (zones == NULL)
    return NULL;
  if (directory != NULL && session_members_need (items, OOF_FOR_GROUP)) {
    groups = session_groups_load (directory, call, entries, error);
    if (groups == NULL)
      return NULL;
  }

  roster = session_roster_new (entries, zones);
  members = session_members_new (roster, groups);
  if (directory == NULL && exchange_profile_is_online (session_org_profile (org)) &&
      !ask_groups (org, call, members, items, error))
    return NULL;
  session_members_note (members, items);
  return g_steal_pointer (&members);
}

gboolean
session_plan_load (SessionCore *core, SessionOrg *org, BaseCall *call, gint64 now_s,
                   SessionPlanFile *ret, GError **error)
{
  g_auto (SessionPlanFile) file = { NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (SessionMembers) members = NULL;
  gint32 first_day = (gint32) (now_s / OOF_DAY_S) - SESSION_PLAN_DAYS_BEFORE;

  file.items = session_items_load (core, session_org_profile (org)->id, error);
  if (file.items == NULL || (entries = read_people (org, call, error)) == NULL)
    return FALSE;
  members = read_members (org, call, entries, session_items_all (file.items), error);
  if (members == NULL)
    return FALSE;
  file.plan = session_plan_new (members, session_items_all (file.items), first_day,
                                SESSION_PLAN_DAYS, error);
  if (file.plan == NULL)
    return FALSE;

  ret->items = g_steal_pointer (&file.items);
  ret->plan = g_steal_pointer (&file.plan);
  return TRUE;
}
