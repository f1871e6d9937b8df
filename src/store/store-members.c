/* store-members.c - who an absence was for at the moment when it was saved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-members.h"

#include "base-error.h"
#include "store-db-inside.h"

void
store_members_free (StoreMembers *self)
{
  if (self == NULL)
    return;

  g_free (self->item);
  g_free (self->names);
  g_clear_pointer (&self->mailboxes, g_ptr_array_unref);
  g_free (self);
}

static void
free_members (gpointer data)
{
  store_members_free (data);
}

static StoreMembers *
new_members (const char *item, const char *names)
{
  StoreMembers *self = g_new0 (StoreMembers, 1);

  self->item = g_strdup (item);
  self->names = g_strdup (names);
  self->mailboxes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gboolean
read_fixed (StoreSql *sql, const char *profile, GHashTable *all, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT item, names FROM item_fixed WHERE profile = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why)) {
    StoreMembers *members = new_members (store_query_text (query, 0), store_query_text (query, 1));

    g_hash_table_replace (all, members->item, members);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

static gboolean
read_mailboxes (StoreSql *sql, const char *profile, GHashTable *all, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT item, mailbox FROM item_member WHERE profile = ? ORDER BY item, mailbox", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why)) {
    StoreMembers *members = g_hash_table_lookup (all, store_query_text (query, 0));

    if (members != NULL)
      g_ptr_array_add (members->mailboxes, g_strdup (store_query_text (query, 1)));
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

GHashTable *
store_members_list (StoreDb *db, const char *profile, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_members);
  StoreSql *sql = store_db_lock (db);
  gboolean is_read =
      read_fixed (sql, profile, all, error) && read_mailboxes (sql, profile, all, error);

  store_db_unlock (db);
  return is_read ? g_steal_pointer (&all) : NULL;
}

typedef struct
{
  const char *profile;
  const char *item;
  const StoreMembers *members; /* NULL: forget */
} Write;

static gboolean
run_for_item (StoreSql *sql, const Write *write, const char *text, const char *third,
              GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (sql, text, error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->item);
  if (third != NULL)
    store_query_bind_text (query, 2, third);
  return store_query_run (query, error);
}

static gboolean
write_members (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;
  gboolean is_done =
      run_for_item (sql, write, "DELETE FROM item_member WHERE profile = ? AND item = ?", NULL,
                    error) &&
      run_for_item (sql, write, "DELETE FROM item_fixed WHERE profile = ? AND item = ?", NULL,
                    error);

  if (!is_done || write->members == NULL)
    return is_done;

  is_done =
      run_for_item (sql, write, "INSERT INTO item_fixed (profile, item, names) VALUES (?, ?, ?)",
                    write->members->names, error);
  for (guint i = 0; is_done && i < write->members->mailboxes->len; i++)
    is_done = run_for_item (sql, write,
                            "INSERT INTO item_member (profile, item, mailbox) VALUES (?, ?, ?)"
                            " ON CONFLICT (profile, item, mailbox) DO NOTHING",
                            write->members->mailboxes->pdata[i], error);
  return is_done;
}

gboolean
store_members_save (StoreDb *db, const char *profile, const StoreMembers *members, GError **error)
{
  Write write = { profile, members->item, members };

  return store_db_write (db, STORE_DURABLE, write_members, &write, error);
}

gboolean
store_members_forget (StoreDb *db, const char *profile, const char *item, GError **error)
{
  Write write = { profile, item, NULL };

  return store_db_write (db, STORE_RELAXED, write_members, &write, error);
}
