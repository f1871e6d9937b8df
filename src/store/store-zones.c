/* store-zones.c - in which time zone mailboxes are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-zones.h"

#include "base-error.h"
#include "store-db-inside.h"

static gboolean
read_zones (StoreSql *sql, const char *profile, GHashTable *zones, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT mailbox, zone FROM mailbox_zone WHERE profile = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why))
    g_hash_table_replace (zones, g_strdup (store_query_text (query, 0)),
                          g_strdup (store_query_text (query, 1)));
  return base_error_pass (g_steal_pointer (&why), error);
}

GHashTable *
store_zones_list (StoreDb *db, const char *profile, GError **error)
{
  g_autoptr (GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean is_read = read_zones (store_db_lock (db), profile, zones, error);

  store_db_unlock (db);
  return is_read ? g_steal_pointer (&zones) : NULL;
}

static char *
read_zone (StoreSql *sql, const char *profile, const char *mailbox, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT zone FROM mailbox_zone WHERE profile = ? AND mailbox = ?", error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, mailbox);
  return store_query_next (query, error) ? g_strdup (store_query_text (query, 0)) : NULL;
}

char *
store_zones_find (StoreDb *db, const char *profile, const char *mailbox, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  char *zone = read_zone (store_db_lock (db), profile, lower, error);

  store_db_unlock (db);
  return zone;
}

typedef struct
{
  const char *profile;
  const char *mailbox;
  const char *zone;
} Write;

static gboolean
write_zone (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO mailbox_zone (profile, mailbox, zone) VALUES (?, ?, ?)"
                       " ON CONFLICT (profile, mailbox) DO UPDATE SET zone = excluded.zone",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, write->profile);
  store_query_bind_text (query, 1, write->mailbox);
  store_query_bind_text (query, 2, write->zone);
  return store_query_run (query, error);
}

gboolean
store_zones_save (StoreDb *db, const char *profile, const char *mailbox, const char *zone,
                  GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  Write write = { profile, lower, zone };

  return store_db_write (db, STORE_RELAXED, write_zone, &write, error);
}
