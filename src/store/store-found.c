/* store-found.c - the replies of the people's own that were found in mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-found.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

#define COLUMNS "mailbox, digest, first_s, seen_s, protection, is_stale, is_forgotten"

StoreFound *
store_found_new (const char *mailbox)
{
  StoreFound *self = g_new0 (StoreFound, 1);

  self->mailbox = g_utf8_strdown (mailbox, -1);
  self->digest = g_strdup ("");
  return self;
}

void
store_found_free (StoreFound *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->digest);
  g_free (self);
}

static StoreFound *
read_row (StoreQuery *query, GError **error)
{
  StoreFound *self;
  int protection;

  if (!store_word_read (query, 4, oof_protection_names, &protection, error))
    return NULL;

  self = store_found_new (store_query_text (query, 0));
  g_free (self->digest);
  self->digest = g_strdup (store_query_text (query, 1));
  self->first_s = store_query_number (query, 2);
  self->seen_s = store_query_number (query, 3);
  self->protection = (OofProtection) protection;
  self->is_stale = store_query_number (query, 5) != 0;
  self->is_forgotten = store_query_number (query, 6) != 0;
  return self;
}

static StoreFound *
read_one (StoreSql *sql, const char *profile, const char *mailbox, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT " COLUMNS " FROM found_reply WHERE profile = ? AND mailbox = ?", error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, mailbox);
  return store_query_next (query, error) ? read_row (query, error) : NULL;
}

StoreFound *
store_found_find (StoreDb *db, const char *profile, const char *mailbox, GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  StoreFound *self = read_one (store_db_lock (db), profile, lower, error);

  store_db_unlock (db);
  return self;
}

static gboolean
read_all (StoreSql *sql, const char *profile, GHashTable *list, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT " COLUMNS " FROM found_reply WHERE profile = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (why == NULL && store_query_next (query, &why)) {
    StoreFound *found = read_row (query, &why);

    if (found != NULL)
      g_hash_table_replace (list, found->mailbox, found);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

GHashTable *
store_found_list (StoreDb *db, const char *profile, GError **error)
{
  g_autoptr (GHashTable) list =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) store_found_free);
  gboolean is_read = read_all (store_db_lock (db), profile, list, error);

  store_db_unlock (db);
  return is_read ? g_steal_pointer (&list) : NULL;
}

static gboolean
forget_row (StoreSql *sql, const char *profile, const StoreFound *found, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "DELETE FROM found_reply WHERE profile = ? AND mailbox = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, found->mailbox);
  return store_query_run (query, error);
}

static gboolean
write_row (StoreSql *sql, const char *profile, const StoreFound *found, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO found_reply (profile, " COLUMNS ")"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (profile, mailbox) DO UPDATE SET digest = excluded.digest,"
                       " first_s = excluded.first_s, seen_s = excluded.seen_s,"
                       " protection = excluded.protection, is_stale = excluded.is_stale,"
                       " is_forgotten = excluded.is_forgotten",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, found->mailbox);
  store_query_bind_text (query, 2, found->digest);
  store_query_bind_number (query, 3, found->first_s);
  store_query_bind_number (query, 4, found->seen_s);
  store_query_bind_text (query, 5, oof_protection_names[found->protection]);
  store_query_bind_number (query, 6, found->is_stale);
  store_query_bind_number (query, 7, found->is_forgotten);
  return store_query_run (query, error);
}

/* One without a digest and without protection says nothing. */
static gboolean
put_row (StoreSql *sql, const char *profile, const StoreFound *found, GError **error)
{
  if (*found->digest == '\0' && found->protection == OOF_PROTECTION_NONE)
    return forget_row (sql, profile, found, error);
  return write_row (sql, profile, found, error);
}

typedef struct
{
  const char *profile;
  const GPtrArray *found;
  GHashTable *known; /* NULL: whatever there is now is replaced */
} Write;

/* FALSE also with an error. */
static gboolean
is_as_known (StoreSql *sql, const Write *write, const StoreFound *found, GError **error)
{
  const StoreFound *known = g_hash_table_lookup (write->known, found->mailbox);
  g_autoptr (GError) problem = NULL;
  g_autoptr (StoreFound) now = read_one (sql, write->profile, found->mailbox, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return now != NULL && known != NULL ? now->protection == known->protection
                                      : now == NULL && known == NULL;
}

static gboolean
write_all (StoreSql *sql, gpointer data, GError **error)
{
  const Write *write = data;
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < write->found->len && problem == NULL; i++) {
    const StoreFound *found = write->found->pdata[i];

    if (write->known == NULL || is_as_known (sql, write, found, &problem))
      put_row (sql, write->profile, found, &problem);
  }
  return base_error_pass (g_steal_pointer (&problem), error);
}

gboolean
store_found_save (StoreDb *db, const char *profile, const GPtrArray *found, GError **error)
{
  Write write = { profile, found, NULL };

  return found->len == 0 || store_db_write (db, STORE_DURABLE, write_all, &write, error);
}

gboolean
store_found_note (StoreDb *db, const char *profile, const GPtrArray *found, GHashTable *known,
                  GError **error)
{
  Write write = { profile, found, known };

  return found->len == 0 || store_db_write (db, STORE_DURABLE, write_all, &write, error);
}

typedef struct
{
  const char *profile;
  const char *const *mailboxes;
  OofProtection protection;
  gint64 now_s;
} Protect;

static gboolean
protect_one (StoreSql *sql, const Protect *protect, const char *mailbox, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  g_autoptr (StoreFound) found = read_one (sql, protect->profile, lower, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (found == NULL) {
    found = store_found_new (lower);
    found->first_s = found->seen_s = protect->now_s;
  }
  found->protection = protect->protection == OOF_PROTECTION_LIFTED && *found->digest == '\0'
                          ? OOF_PROTECTION_NONE
                          : protect->protection;
  return put_row (sql, protect->profile, found, error);
}

static gboolean
protect_all (StoreSql *sql, gpointer data, GError **error)
{
  const Protect *protect = data;

  for (guint i = 0; protect->mailboxes[i] != NULL; i++)
    if (!protect_one (sql, protect, protect->mailboxes[i], error))
      return FALSE;
  return TRUE;
}

gboolean
store_found_protect (StoreDb *db, const char *profile, const char *const *mailboxes,
                     OofProtection protection, gint64 now_s, GError **error)
{
  Protect protect = { profile, mailboxes, protection, now_s };

  return store_db_write (db, STORE_DURABLE, protect_all, &protect, error);
}
