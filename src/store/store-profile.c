/* store-profile.c - the connection profiles, and which one is in use
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-profile.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-profile-row.h"

#define IN_USE "profile-in-use"

static const BaseErrorFacts no_profile = { .reason = "no-profile" };

static GPtrArray *
read_profiles (StoreSql *sql, GError **error)
{
  g_autoptr (GPtrArray) profiles =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_profile_unref);
  g_autoptr (GError) why = NULL;
  g_autofree char *columns = store_profile_row_columns ();
  g_autofree char *statement = g_strdup_printf ("SELECT %s FROM profile ORDER BY name", columns);
  g_autoptr (StoreQuery) query = store_sql_query (sql, statement, error);

  if (query == NULL)
    return NULL;

  while (store_query_next (query, &why)) {
    ExchangeProfile *profile = store_profile_row_read (query, &why);

    if (profile == NULL)
      break;
    g_ptr_array_add (profiles, profile);
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&profiles);
}

GPtrArray *
store_profile_list (StoreDb *db, GError **error)
{
  GPtrArray *profiles = read_profiles (store_db_lock (db), error);

  store_db_unlock (db);
  return profiles;
}

static ExchangeProfile *
search_profile (GPtrArray *profiles, const char *name, const char *id)
{
  for (guint i = 0; i < profiles->len; i++) {
    ExchangeProfile *profile = g_ptr_array_index (profiles, i);

    if ((name != NULL && g_str_equal (profile->name, name)) ||
        (id != NULL && g_str_equal (profile->id, id)))
      return exchange_profile_ref (profile);
  }
  return NULL;
}

static ExchangeProfile *
search_default (StoreDb *db, GPtrArray *profiles, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *id = store_profile_in_use (db, &why);

  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  if (id == NULL && profiles->len == 1)
    return exchange_profile_ref (g_ptr_array_index (profiles, 0));
  if (id != NULL)
    return search_profile (profiles, NULL, id);

  return NULL;
}

ExchangeProfile *
store_profile_find (StoreDb *db, const char *name, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) profiles = store_profile_list (db, error);
  ExchangeProfile *found;

  if (profiles == NULL)
    return NULL;

  if (name == NULL)
    found = search_default (db, profiles, &why);
  else if ((found = search_profile (profiles, name, NULL)) == NULL)
    found = search_profile (profiles, NULL, name);

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else if (found == NULL && name != NULL)
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &no_profile, "there is no profile “%s”",
                          name);
  else if (found == NULL)
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &no_profile, "no profile is in use");
  return found;
}

static gboolean
is_name_free (StoreSql *sql, const ExchangeProfile *profile, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "name" };
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT 1 FROM profile WHERE name = ? AND id <> ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile->name);
  store_query_bind_text (query, 1, profile->id);
  if (store_query_next (query, &why)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "there is already a profile of this name");
    return FALSE;
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  return TRUE;
}

static gboolean
write_profile (StoreSql *sql, gpointer data, GError **error)
{
  return is_name_free (sql, data, error) && store_profile_row_write (sql, data, error);
}

gboolean
store_profile_save (StoreDb *db, const ExchangeProfile *profile, GError **error)
{
  return store_db_write (db, STORE_DURABLE, write_profile, (gpointer) profile, error);
}

/* One statement with one parameter. */
static gboolean
run_with (StoreSql *sql, const char *statement, const char *value, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (sql, statement, error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, value);
  return store_query_run (query, error);
}

static gboolean
delete_profile (StoreSql *sql, gpointer data, GError **error)
{
  return run_with (sql,
                   "DELETE FROM person WHERE list IN"
                   " (SELECT number FROM person_list WHERE profile = ?)",
                   data, error) &&
         run_with (sql, "DELETE FROM person_list WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM setting WHERE name LIKE 'ignored/' || ? || '/%'", data,
                   error) &&
         run_with (sql, "DELETE FROM evidence WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM evidence_mailbox WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM document WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM document_past WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM item_member WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM item_fixed WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM plan WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM found_reply WHERE profile = ?", data, error) &&
         run_with (sql, "DELETE FROM profile WHERE id = ?", data, error) &&
         run_with (sql, "DELETE FROM setting WHERE name = '" IN_USE "' AND value = ?", data, error);
}

gboolean
store_profile_remove (StoreDb *db, const char *id, GError **error)
{
  return store_db_write (db, STORE_DURABLE, delete_profile, (gpointer) id, error);
}

static gboolean
write_in_use (StoreSql *sql, gpointer data, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (sql, "SELECT 1 FROM profile WHERE id = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, data);
  if (store_query_next (query, &why))
    return run_with (sql,
                     "INSERT INTO setting (name, value) VALUES ('" IN_USE "', ?)"
                     " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                     data, error);

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &no_profile, "there is no profile “%s”",
                          (const char *) data);
  return FALSE;
}

gboolean
store_profile_use (StoreDb *db, const char *id, GError **error)
{
  return store_db_write (db, STORE_DURABLE, write_in_use, (gpointer) id, error);
}

static char *
read_in_use (StoreSql *sql, GError **error)
{
  /* A profile that is gone is not in use. */
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT value FROM setting JOIN profile ON id = value WHERE setting.name = '" IN_USE "'",
      error);

  if (query == NULL || !store_query_next (query, error))
    return NULL;

  return g_strdup (store_query_text (query, 0));
}

char *
store_profile_in_use (StoreDb *db, GError **error)
{
  char *id = read_in_use (store_db_lock (db), error);

  store_db_unlock (db);
  return id;
}
