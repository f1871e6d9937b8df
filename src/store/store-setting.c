/* store-setting.c - settings of the program that are no profile's
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-setting.h"

#include "store-db-inside.h"

typedef struct
{
  const char *name;
  const char *value;
} Write;

static char *
read_value (StoreSql *sql, const char *name, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT value FROM setting WHERE name = ?", error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, name);
  return store_query_next (query, error) ? g_strdup (store_query_text (query, 0)) : NULL;
}

char *
store_setting_get (StoreDb *db, const char *name, GError **error)
{
  char *value = read_value (store_db_lock (db), name, error);

  store_db_unlock (db);
  return value;
}

static gboolean
write_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Write *what = data;
  g_autoptr (StoreQuery) query =
      what->value == NULL
          ? store_sql_query (sql, "DELETE FROM setting WHERE name = ?", error)
          : store_sql_query (sql,
                             "INSERT INTO setting (name, value) VALUES (?, ?)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                             error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, what->name);
  if (what->value != NULL)
    store_query_bind_text (query, 1, what->value);
  return store_query_run (query, error);
}

gboolean
store_setting_set (StoreDb *db, const char *name, const char *value, GError **error)
{
  Write what = { .name = name, .value = value };

  return store_db_write (db, STORE_DURABLE, write_cb, &what, error);
}
