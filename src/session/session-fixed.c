/* session-fixed.c - absences that are for the people of the moment when they were saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixed.h"

#include "store-members.h"

gboolean
session_fixed_is (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);

  for (guint i = 0; !parts->is_living && i < parts->n_who; i++)
    if (parts->who[i].kind != OOF_FOR_PERSON)
      return TRUE;
  return FALSE;
}

static void
add_names (GChecksum *sum, const char *sign, const OofFor *names, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *folded = g_utf8_casefold (names[i].text, -1);
    g_autofree char *line =
        g_strdup_printf ("%s%s %s\n", sign, oof_for_names[names[i].kind], folded);

    g_checksum_update (sum, (const guchar *) line, -1);
  }
}

/* Other names are other people. Caller frees. */
static char *
make_names (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  add_names (sum, "+", parts->who, parts->n_who);
  add_names (sum, "-", parts->except, parts->n_except);
  return g_strdup (g_checksum_get_string (sum));
}

/* NULL: they are not kept, or were others. */
static const StoreMembers *
find_kept (GHashTable *kept, const OofItem *item)
{
  g_autofree char *names = make_names (item);
  const StoreMembers *members = g_hash_table_lookup (kept, oof_item_parts (item)->id);

  return members != NULL && g_str_equal (members->names, names) ? members : NULL;
}

/* Whoever has no mailbox any more is not among them. */
static GArray *
find_people (const SessionRoster *roster, const StoreMembers *kept)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < kept->mailboxes->len; i++) {
    guint32 person = session_roster_find (roster, kept->mailboxes->pdata[i]);

    if (person != SESSION_ROSTER_NOBODY)
      g_array_append_val (people, person);
  }
  return people;
}

gboolean
session_fixed_read (StoreDb *db, const char *profile, SessionMembers *members,
                    const GPtrArray *items, GError **error)
{
  g_autoptr (GHashTable) kept = store_members_list (db, profile, error);

  if (kept == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++) {
    const StoreMembers *people =
        session_fixed_is (items->pdata[i]) ? find_kept (kept, items->pdata[i]) : NULL;
    g_autoptr (GArray) numbers =
        people != NULL ? find_people (session_members_roster (members), people) : NULL;

    if (numbers != NULL)
      session_members_fix (members, oof_item_parts (items->pdata[i])->id, numbers);
  }
  return TRUE;
}

/* FALSE: something that it names is not known. */
static gboolean
collect (const SessionMembers *members, const OofFor *names, guint n, GArray *people)
{
  for (guint i = 0; i < n; i++) {
    const SessionMemberSet *set =
        names[i].kind != OOF_FOR_PERSON ? session_members_find (members, &names[i]) : NULL;

    if (names[i].kind == OOF_FOR_PERSON)
      continue;
    if (set == NULL || set->problem != NULL)
      return FALSE;
    g_array_append_vals (people, set->people->data, set->people->len);
  }
  return TRUE;
}

/* Of the groups, units and filters, without those of the exclusions; NULL: not all are known. */
static GArray *
work_out (const SessionMembers *members, const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  guint n_people = session_roster_n (session_members_roster (members));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *is_taken = g_new0 (guint8, MAX (n_people, 1));
  GArray *people;

  if (!collect (members, parts->who, parts->n_who, all) ||
      !collect (members, parts->except, parts->n_except, except))
    return NULL;

  people = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < except->len; i++)
    is_taken[g_array_index (except, guint32, i)] = TRUE;
  for (guint i = 0; i < all->len; i++) {
    guint32 person = g_array_index (all, guint32, i);

    if (!is_taken[person])
      g_array_append_val (people, person);
    is_taken[person] = TRUE;
  }
  return people;
}

static gboolean
save (StoreDb *db, const char *profile, SessionMembers *members, const OofItem *item,
      GArray *people, GError **error)
{
  g_autofree char *names = make_names (item);
  g_autoptr (GPtrArray) mailboxes = g_ptr_array_new_with_free_func (g_free);
  const StoreMembers kept = { (char *) oof_item_parts (item)->id, names, mailboxes };

  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = session_roster_person (session_members_roster (members),
                                                          g_array_index (people, guint32, i));

    g_ptr_array_add (mailboxes, g_utf8_strdown (person->mail, -1));
  }
  if (!store_members_save (db, profile, &kept, error))
    return FALSE;
  session_members_fix (members, oof_item_parts (item)->id, people);
  return TRUE;
}

gboolean
session_fixed_keep (StoreDb *db, const char *profile, SessionMembers *members,
                    const GPtrArray *items, GError **error)
{
  g_autoptr (GHashTable) kept = store_members_list (db, profile, error);
  GHashTableIter iter;
  gpointer id;

  if (kept == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++) {
    OofItem *item = items->pdata[i];
    gboolean is_fixed = session_fixed_is (item);
    g_autoptr (GArray) people =
        is_fixed && find_kept (kept, item) == NULL ? work_out (members, item) : NULL;

    if (people != NULL && !save (db, profile, members, item, people, error))
      return FALSE;
    if (is_fixed)
      g_hash_table_remove (kept, oof_item_parts (item)->id);
  }
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!store_members_forget (db, profile, id, error))
      return FALSE;
  return TRUE;
}

gboolean
session_fixed_has_new (StoreDb *db, const char *profile, const GPtrArray *items, gboolean *ret,
                       GError **error)
{
  g_autoptr (GHashTable) kept = store_members_list (db, profile, error);

  if (kept == NULL)
    return FALSE;

  *ret = FALSE;
  for (guint i = 0; i < items->len; i++)
    *ret =
        *ret || (session_fixed_is (items->pdata[i]) && find_kept (kept, items->pdata[i]) == NULL);
  return TRUE;
}
