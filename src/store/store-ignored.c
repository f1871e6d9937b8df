/* store-ignored.c - the warnings of a profile that somebody chose to live with, and why
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-ignored.h"

#include "store-db-inside.h"
#include "store-setting.h"

#include <string.h>

/* Of the setting. */
static char *
make_name (const char *profile, const char *check)
{
  return g_strdup_printf ("ignored/%s/%s", profile, check);
}

static GHashTable *
read_list (StoreSql *sql, const char *prefix, GError **error)
{
  g_autoptr (GHashTable) list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT name, value FROM setting WHERE substr (name, 1, length (?)) = ?", error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, prefix);
  store_query_bind_text (query, 1, prefix);
  while (store_query_next (query, &why))
    g_hash_table_replace (list, g_strdup (store_query_text (query, 0) + strlen (prefix)),
                          g_strdup (store_query_text (query, 1)));
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&list);
}

GHashTable *
store_ignored_list (StoreDb *db, const char *profile, GError **error)
{
  g_autofree char *prefix = make_name (profile, "");
  GHashTable *list = read_list (store_db_lock (db), prefix, error);

  store_db_unlock (db);
  return list;
}

gboolean
store_ignored_save (StoreDb *db, const char *profile, const char *check, const char *reason,
                    GError **error)
{
  g_autofree char *name = make_name (profile, check);

  return store_setting_set (db, name, reason, error);
}
