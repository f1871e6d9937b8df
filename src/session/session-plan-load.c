/* session-plan-load.c - the plan of an organisation, from the store, the people and the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-plan-load.h"

#include "base-text.h"
#include "oof-date.h"
#include "session-core-private.h"
#include "session-directory.h"
#include "session-entry.h"
#include "session-fixed.h"
#include "session-groups-load.h"
#include "session-hours.h"
#include "session-members-ask.h"
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
  GHashTable *mails;  /* of them */
} People;

static void
add_person (People *people, ExchangePerson *person)
{
  if (*person->mail == '\0' || g_hash_table_contains (people->ids, person->id) ||
      g_hash_table_contains (people->mails, person->mail))
    return;

  g_ptr_array_add (people->entries, session_entry_new_bare (person));
  g_hash_table_add (people->ids, (gpointer) person->id);
  g_hash_table_add (people->mails, (gpointer) person->mail);
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
  g_autoptr (GPtrArray) entries = session_entry_array ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) mails =
      g_hash_table_new (base_text_hash_caseless, base_text_equal_caseless);
  People people = { org, entries, ids, mails };

  return list_people (&people, call, error) ? g_steal_pointer (&entries) : NULL;
}

/* Everything that the items name, asked anew. */
static gboolean
fill_members (SessionMembers *members, SessionOrg *org, BaseCall *call, GPtrArray *entries,
              const GPtrArray *items, GError **error)
{
  SessionDirectory *directory = session_org_directory (org);
  const char *profile = session_org_profile (org)->id;
  g_autoptr (SessionGroups) groups = NULL;

  if (!session_fixed_read (session_org_db (org), profile, members, items, error))
    return FALSE;
  if (directory != NULL && session_members_need (members, items, OOF_FOR_GROUP)) {
    groups = session_groups_load (directory, call, entries, error);
    if (groups == NULL)
      return FALSE;
    session_members_take_groups (members, groups);
  }
  if (!session_members_ask (members, org, call, items, error))
    return FALSE;
  session_members_note (members, items);
  return TRUE;
}

static SessionMembers *
new_members (SessionOrg *org, GPtrArray *entries, SessionGroups *groups, GError **error)
{
  g_autoptr (GHashTable) zones =
      store_zones_list (session_org_db (org), session_org_profile (org)->id, error);
  g_autoptr (SessionRoster) roster = NULL;

  if (zones == NULL)
    return NULL;

  roster = session_roster_new (entries, zones);
  if (!session_hours_take (session_org_db (org), session_org_profile (org)->id, roster, error))
    return NULL;
  return session_members_new (roster, groups);
}

static SessionMembers *
read_members (SessionOrg *org, BaseCall *call, GPtrArray *entries, const GPtrArray *items,
              GError **error)
{
  g_autoptr (SessionMembers) members = new_members (org, entries, NULL, error);

  return members != NULL && fill_members (members, org, call, entries, items, error)
             ? g_steal_pointer (&members)
             : NULL;
}

static SessionPlan *
make_plan (SessionMembers *members, const GPtrArray *items, const OofOrder *order, gint64 now_s,
           GError **error)
{
  gint32 first_day = (gint32) (now_s / OOF_DAY_S) - SESSION_PLAN_DAYS_BEFORE;
  g_autoptr (SessionPlan) plan =
      session_plan_new (members, items, first_day, SESSION_PLAN_DAYS, error);

  return plan != NULL ? session_plan_reorder (plan, order, error) : NULL;
}

/* For what lies outside working hours these are read, and then it is planned once more. */
static gboolean
add_hours (SessionOrg *org, BaseCall *call, SessionMembers *members, gint64 now_s,
           SessionPlan **plan, GError **error)
{
  const GPtrArray *items = session_plan_items (*plan);
  gboolean is_new = FALSE;
  SessionPlan *again;
  guint i = 0;

  while (i < items->len && !session_hours_matter (items->pdata[i]))
    i++;
  if (i == items->len)
    return TRUE;

  if (!session_hours_ask (org, call, *plan, now_s, &is_new, error))
    return FALSE;
  if (!is_new)
    return TRUE;
  if (!session_hours_take (session_org_db (org), session_org_profile (org)->id,
                           session_members_roster (members), error))
    return FALSE;
  again = make_plan (members, items, oof_plan_order (session_plan_oof (*plan)), now_s, error);
  session_plan_unref (*plan);
  *plan = again;
  return again != NULL;
}

static gboolean
is_replaced (const OofItem *item, const OofItem *draft)
{
  return draft != NULL && g_str_equal (oof_item_parts (item)->id, oof_item_parts (draft)->id);
}

/* Borrowed from saved, with the draft. Caller unrefs. */
static GPtrArray *
list_items (const SessionItems *saved, OofItem *draft)
{
  const GPtrArray *all = session_items_all (saved);
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (!is_replaced (all->pdata[i], draft))
      g_ptr_array_add (items, all->pdata[i]);
  if (draft != NULL)
    g_ptr_array_add (items, draft);
  return items;
}

gboolean
session_plan_load (SessionCore *core, SessionOrg *org, BaseCall *call, gint64 now_s,
                   SessionPlanFile *ret, GError **error)
{
  g_auto (SessionPlanFile) file = { NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (SessionMembers) members = NULL;

  file.items = session_items_load (core, session_org_profile (org)->id, error);
  if (file.items == NULL || (entries = read_people (org, call, error)) == NULL)
    return FALSE;
  items = list_items (file.items, ret->draft);
  members = read_members (org, call, entries, items, error);
  /* A draft is not kept, and neither is whom it means. */
  if (members == NULL || (ret->draft == NULL &&
                          !session_fixed_keep (session_org_db (org), session_org_profile (org)->id,
                                               members, items, error)))
    return FALSE;
  file.plan = make_plan (members, items, session_items_order (file.items), now_s, error);
  if (file.plan == NULL || !add_hours (org, call, members, now_s, &file.plan, error))
    return FALSE;

  ret->items = g_steal_pointer (&file.items);
  ret->plan = g_steal_pointer (&file.plan);
  return TRUE;
}

/* As known has them; what is asked by name and new is asked. */
static SessionMembers *
copy_members (SessionOrg *org, BaseCall *call, const SessionPlan *known, const GPtrArray *items,
              GError **error)
{
  const SessionMembers *others = session_plan_members (known);
  g_autoptr (SessionMembers) members =
      new_members (org, session_roster_entries (session_plan_roster (known)),
                   session_members_groups (others), error);

  if (members == NULL || !session_fixed_read (session_org_db (org), session_org_profile (org)->id,
                                              members, items, error))
    return NULL;
  session_members_copy (members, others, items);
  if (!session_members_ask (members, org, call, items, error))
    return NULL;
  session_members_note (members, items);
  return g_steal_pointer (&members);
}

/* Working hours are asked for beside it. */
static gboolean
has_problem (const SessionPlan *plan, const SessionPlanProblem *problem)
{
  const GArray *problems = session_plan_problems (plan);

  if (g_str_has_suffix (problem->reason, "-hours"))
    return TRUE;
  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *other = &g_array_index (problems, SessionPlanProblem, i);

    if (other->kind == problem->kind && g_str_equal (other->reason, problem->reason) &&
        g_str_equal (other->name, problem->name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
knows_all (const SessionPlan *known, const SessionPlan *plan)
{
  const GArray *problems = session_plan_problems (plan);
  guint i = 0;

  while (i < problems->len && has_problem (known, &g_array_index (problems, SessionPlanProblem, i)))
    i++;
  return i == problems->len;
}

gboolean
session_plan_load_known (SessionCore *core, SessionOrg *org, BaseCall *call, gint64 now_s,
                         const SessionPlan *known, SessionPlanFile *ret, gboolean *ret_is_enough,
                         GError **error)
{
  const char *profile = session_org_profile (org)->id;
  g_auto (SessionPlanFile) file = { .items = session_items_load (core, profile, error) };
  const GPtrArray *items = file.items != NULL ? session_items_all (file.items) : NULL;
  g_autoptr (SessionMembers) members = NULL;
  gboolean has_new = FALSE;

  if (items == NULL ||
      !session_fixed_has_new (session_org_db (org), profile, items, &has_new, error))
    return FALSE;
  *ret_is_enough = FALSE;
  if (has_new)
    return TRUE;

  members = copy_members (org, call, known, items, error);
  if (members == NULL || (file.plan = make_plan (members, items, session_items_order (file.items),
                                                 now_s, error)) == NULL)
    return FALSE;
  if (!knows_all (known, file.plan))
    return TRUE;
  /* Forgets those of absences that are gone. */
  if (!session_fixed_keep (session_org_db (org), profile, members, items, error) ||
      !add_hours (org, call, members, now_s, &file.plan, error))
    return FALSE;

  ret->items = g_steal_pointer (&file.items);
  ret->plan = g_steal_pointer (&file.plan);
  *ret_is_enough = TRUE;
  return TRUE;
}

gboolean
session_plan_lacks_people (SessionCore *core, const char *profile_id, gboolean *ret, GError **error)
{
  g_autoptr (SessionItems) items = session_items_load (core, profile_id, error);

  return items != NULL && session_fixed_has_new (session_core_db (core), profile_id,
                                                 session_items_all (items), ret, error);
}
